/** Who sees and writes what, under the role that serves. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { MODEL } from '../../api/entities.ts';
import { definitionOf, type EntityDefinition } from '../../api/model/registry.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { fill, type Ids, insertion } from './world.ts';

/** Tables without row-level security, and why that is right. */
const EXEMPT: Readonly<Record<string, string>> = {
  revision: 'one number, the same for everyone; it says how often was written, not what',
  migration: "TypeORM's list of what ran; the serving role may only read it",
};

/** Who writes each table, beside ADMIN. */
const WRITERS: Readonly<Record<string, string>> = {
  price: 'PRICING',
  allocation: 'FINANCE',
  ...Object.fromEntries(
    [
      ...['product_suite', 'product_line', 'product', 'line_up', 'offering', 'offering_segment', 'solution'],
      ...['business_requirement', 'product_requirement', 'requirement_link'],
      ...['roadmap_item', 'item_requirement', 'item_dependency'],
    ].map((table) => [table, 'PRODUCT']),
  ),
};
const ROLES = ['VIEWER', 'PRICING', 'FINANCE', 'PRODUCT', 'APPROVER', 'ADMIN'];

const DEFINITIONS = MODEL.map(definitionOf);
const isOfMarket = (d: EntityDefinition): boolean =>
  d.kept !== 'access' && d.fields.some((f) => f.name === 'market' && f.required);
const OF_MARKET = DEFINITIONS.filter(isOfMarket).map((d) => d.table);
const ALL = DEFINITIONS.map((d) => d.table);

let db: TestDatabase;
let ids: Ids;

beforeAll(async () => {
  db = await freshDatabase();
  ids = await fill(db.owner);
  for (const role of ROLES) {
    await db.owner(`SELECT mg.admit($1, $1, ARRAY[$2], '{A}')`, [role.toLowerCase(), role]);
  }
  await db.owner(`SELECT mg.admit('viewer-b', 'Viewer of B', '{VIEWER}', '{B}')`);
  // May do everything, in A only.
  await db.owner(`SELECT mg.admit('chief', 'Chief', $1, '{A}')`, [ROLES]);
  await db.owner(
    `UPDATE market_grant SET archived_at = now()
     WHERE market_id = $1 AND user_id IN (SELECT id FROM app_user WHERE subject IN ('chief', 'admin'))`,
    [ids.get('B')],
  );
});
afterAll(() => db.drop());

const idOf = (name: string): string => ids.get(name) ?? 'no such row';

async function codes(subject: string, sql: string): Promise<string[]> {
  const rows = await db.database.read(subject, (tx) => tx.query<{ code: string }>(sql));
  return rows.map((row) => row.code).sort();
}

class Undo extends Error {}

/** How many rows the statement touched, or the SQLSTATE of its refusal; nothing stays. */
async function attempt(subject: string, text: string, values: readonly unknown[] = []): Promise<number | string> {
  let answer: number | string = 'not run';
  await db.database
    .write(subject, async (tx) => {
      if (!text.startsWith('UPDATE')) answer = (await tx.query(text, values), 1);
      else answer = (await tx.query(`WITH touched AS (${text} RETURNING 1) SELECT FROM touched`, values)).length;
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (error instanceof Undo) return;
      if (error instanceof pg.DatabaseError && error.code !== undefined) answer = error.code;
      else throw error;
    });
  return answer;
}

describe('the catalogue', () => {
  test('every table forces row-level security with policies for reading and writing, or is exempt for a reason', async () => {
    const tables = await db.owner<{ name: string; forced: boolean; commands: string | null }>(
      `SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS forced,
         (SELECT string_agg(p.polcmd::text, '' ORDER BY p.polcmd::text) FROM pg_policy p WHERE p.polrelid = c.oid) AS commands
       FROM pg_class c WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relnamespace IN ('public'::regnamespace, 'mg'::regnamespace)`,
    );
    const open = tables.filter((t) => !t.forced || t.commands === null).map((t) => t.name);
    expect(open.sort()).toEqual(Object.keys(EXEMPT).sort());
    const unusual = tables.filter((t) => t.forced && t.commands !== 'arw').map((t) => [t.name, t.commands]);
    // Appended and never altered; events are written by functions of the rules alone.
    const expected = [
      ['access_event', 'r'],
      ['access_token_market', 'ar'],
      ['change', 'ar'],
    ];
    expect(unusual.sort()).toEqual(expected);
  });

  test('policies hold for the serving role only, and none is for DELETE or for everything', async () => {
    const rows = await db.owner(
      `SELECT polname FROM pg_policy WHERE polcmd IN ('d', '*') OR polroles <> ARRAY['marketgrid_api'::regrole::oid]`,
    );
    expect(rows).toEqual([]);
  });

  test('the serving role may delete and truncate nothing, and owns nothing', async () => {
    const rows = await db.owner(
      `SELECT relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'S')
         AND (has_table_privilege('marketgrid_api', c.oid, 'DELETE') OR has_table_privilege('marketgrid_api', c.oid, 'TRUNCATE')
           OR has_table_privilege('marketgrid_api', c.oid, 'TRIGGER') OR c.relowner = 'marketgrid_api'::regrole)`,
    );
    expect(rows).toEqual([]);
  });

  test('functions that see every row belong to marketgrid_rules and have a fixed search_path; PUBLIC may call none', async () => {
    const rows = await db.owner<{ name: string; definer: boolean; owner: string; path: string | null; open: boolean }>(
      `SELECT p.proname AS name, p.prosecdef AS definer, pg_get_userbyid(p.proowner) AS owner,
         (SELECT setting FROM unnest(p.proconfig) setting WHERE setting LIKE 'search_path=%') AS path,
         p.prorettype <> 'trigger'::regtype AND (p.proacl IS NULL OR p.proacl::text LIKE '%{=X%' OR p.proacl::text LIKE '%,=X%') AS open
       FROM pg_proc p WHERE p.pronamespace = 'mg'::regnamespace`,
    );
    const definers = rows.filter((r) => r.definer);
    expect(definers.map((r) => r.name)).toContain('envelope_use');
    for (const { owner, path } of definers) {
      expect({ owner, path }).toEqual({ owner: 'marketgrid_rules', path: 'search_path=pg_catalog, pg_temp' });
    }
    expect(rows.filter((r) => r.open)).toEqual([]);
  });

  test('the serving role can lock and raise the revision, and add no second one', async () => {
    expect(await attempt('viewer', 'SELECT number FROM revision FOR UPDATE')).toBe(1);
    expect(await attempt('viewer', 'UPDATE revision SET number = number + 1')).toBe(1);
    expect(await attempt('viewer', 'INSERT INTO revision (number) VALUES (1)')).toBe('42501');
  });

  test('the serving role cannot admit users', async () => {
    expect(await attempt('admin', `SELECT mg.admit('x', 'X', '{ADMIN}')`)).toBe('42501');
  });
});

describe('without an identity', () => {
  test.each([...ALL, 'change_set', 'change', 'access_token_market', 'access_event'])(
    '%s shows nothing',
    async (table) => {
      const client = new pg.Client(db.url);
      await client.connect();
      try {
        expect((await client.query(`SELECT * FROM ${table}`)).rows).toEqual([]);
      } finally {
        await client.end();
      }
    },
  );

  test('an unknown subject is nobody, also right after somebody on the same connection', async () => {
    const client = new pg.Client(db.url);
    await client.connect();
    try {
      await client.query('BEGIN');
      expect((await client.query(`SELECT * FROM mg.identify('admin')`)).rowCount).toBe(1);
      expect((await client.query(`SELECT * FROM mg.identify('nobody')`)).rowCount).toBe(0);
      expect((await client.query('SELECT * FROM currency')).rowCount).toBe(0);
      await client.query('COMMIT');
      await client.query(`BEGIN; SELECT * FROM mg.identify('admin'); COMMIT`);
      expect((await client.query('SELECT * FROM currency')).rowCount).toBe(0);
    } finally {
      await client.end();
    }
  });
});

describe('markets', () => {
  test.each(OF_MARKET)('%s of another market is invisible', async (table) => {
    const seen = (subject: string): Promise<string[]> =>
      codes(subject, `SELECT DISTINCT m.code FROM ${table} t JOIN market m ON m.id = t.market_id`);
    expect([await seen('viewer'), await seen('viewer-b')]).toEqual([['A'], ['B']]);
    const all = await db.owner(`SELECT DISTINCT market_id FROM ${table}`);
    expect(all).toHaveLength(2);
  });

  test.each(OF_MARKET)(
    '%s cannot be moved to another market by one who may do everything in his own',
    async (table) => {
      const [a, b] = [idOf('A'), idOf('B')];
      expect(await attempt('chief', `UPDATE ${table} SET market_id = $1 WHERE market_id = $2`, [b, a])).toBe('42501');
      expect(await attempt('chief', `UPDATE ${table} SET market_id = $1 WHERE market_id = $2`, [a, b])).toBe(0);
    },
  );

  test('a row cannot be made in another market', async () => {
    const { text, values } = insertion('segment', { market_id: '@B', code: 'NEW', name: 'New' }, ids);
    expect(await attempt('chief', text, values)).toBe('42501');
    const own = insertion('segment', { market_id: '@A', code: 'NEW', name: 'New' }, ids);
    expect(await attempt('chief', own.text, own.values)).toBe(1);
  });

  test("lists and envelopes without a market are everybody's, others their market's", async () => {
    expect(await codes('viewer', 'SELECT code FROM price_list')).toEqual(['FINE', 'LIST', 'LIST-A']);
    expect(await codes('viewer', 'SELECT code FROM envelope')).toEqual(['ALL', 'ALL-A', 'SALES-Q1']);
  });

  test.each(['currency', 'fiscal_period', 'budget_plan', 'person'])(
    '%s is for everyone who is signed in',
    async (table) => {
      const all = await db.owner<{ code: string }>(`SELECT code FROM ${table}`);
      expect(await codes('viewer', `SELECT code FROM ${table}`)).toEqual(all.map((r) => r.code).sort());
    },
  );

  test('an archived user, grant or market gives nothing', async () => {
    await db.owner(`SELECT mg.admit('gone', 'Gone', '{VIEWER}', '{A}')`);
    expect(await codes('gone', 'SELECT code FROM market')).toEqual(['A']);
    const archive = (table: string, where: string): Promise<object[]> =>
      db.owner(`UPDATE ${table} SET archived_at = now() WHERE ${where}`);
    await archive('market_grant', `user_id = (SELECT id FROM app_user WHERE subject = 'gone')`);
    expect(await codes('gone', 'SELECT code FROM market')).toEqual([]);
    await archive('app_user', `subject = 'gone'`);
    await expect(db.database.read('gone', (tx) => tx.query('SELECT 1'))).rejects.toThrow();
  });

  test('a new market is granted to every administrator, and seen at once in the transaction that makes it', async () => {
    const inside = await db.database.write('chief', async (tx) => {
      const { text, values } = insertion('market', { code: 'NEW', name: 'New' }, ids);
      await tx.query(text, values);
      const [market] = await tx.query<{ id: string }>(`SELECT id FROM market WHERE code = 'NEW'`);
      const segment = insertion('segment', { market_id: market?.id ?? null, code: 'S', name: 'S' }, ids);
      await tx.query(segment.text, segment.values);
      return tx.query(`SELECT code FROM segment WHERE market_id = $1`, [market?.id]);
    });
    expect(inside).toEqual([{ code: 'S' }]);
    expect(await codes('admin', 'SELECT code FROM market')).toEqual(['A', 'NEW']);
    expect(await codes('product', 'SELECT code FROM market')).toEqual(['A']);
  });
});

describe('what belongs to no market', () => {
  const cases: readonly (readonly [subject: string, table: string, codes: readonly string[]])[] = [
    ['viewer', 'product_suite', ['SUITE']],
    ['viewer', 'product_line', ['LINE']],
    ['viewer', 'product', ['P']],
    ['viewer', 'product_requirement', ['R']],
    ['viewer-b', 'product_suite', ['SUITE-B']],
    ['viewer-b', 'product_line', ['LINE-B']],
    ['viewer-b', 'product', ['P-B']],
    ['viewer-b', 'product_requirement', ['R-B']],
    ['product', 'product_suite', ['SUITE', 'SUITE-B']],
    ['product', 'product_line', ['LINE', 'LINE-2', 'LINE-B']],
    ['admin', 'product', ['P', 'P-2', 'P-B']],
    ['product', 'product_requirement', ['R', 'R-B']],
  ];
  test.each(cases)('%s sees of %s: %s', async (subject, table, expected) => {
    expect(await codes(subject, `SELECT code FROM ${table}`)).toEqual(expected);
  });

  const reaches: readonly (readonly [
    what: string,
    table: string,
    row: Parameters<typeof insertion>[1],
    sees: string,
  ])[] = [
    [
      'an allocation',
      'allocation',
      { plan_id: '@plan', market_id: '@A', line_id: '@line2', function: 'SALES', period_id: '@q1' },
      'product_line:LINE-2',
    ],
    [
      'a line-up',
      'line_up',
      { market_id: '@A', code: 'R', problem_id: '@problem', line_id: '@line2', name: 'R' },
      'product_line:LINE-2',
    ],
    [
      'a roadmap item',
      'roadmap_item',
      { market_id: '@A', code: 'R', title: 'R', product_id: '@product2' },
      'product_line:LINE-2',
    ],
    [
      'a roadmap item',
      'roadmap_item',
      { market_id: '@A', code: 'R', title: 'R', product_id: '@product2' },
      'product:P-2',
    ],
    [
      'a delivered requirement',
      'item_requirement',
      { market_id: '@A', item_id: '@item', requirement_id: '@requirementB' },
      'product:P-B',
    ],
    [
      'a linked requirement',
      'requirement_link',
      { market_id: '@A', business_requirement_id: '@need', product_requirement_id: '@requirementB' },
      'product_suite:SUITE-B',
    ],
  ];
  test.each(reaches)(
    '%s in a granted market (%s) lets its viewer see what it points to',
    async (_what, table, row, sees) => {
      const [target = '', code = ''] = sees.split(':');
      const { text, values } = insertion(table, row, ids);
      const [made] = await db.owner<{ id: string }>(`${text} RETURNING id`, values);
      try {
        expect(await codes('viewer', `SELECT code FROM ${target}`)).toContain(code);
      } finally {
        await db.owner(`DELETE FROM ${table} WHERE id = $1`, [made?.id]);
      }
      expect(await codes('viewer', `SELECT code FROM ${target}`)).not.toContain(code);
    },
  );
});

describe('whoever sees a row sees what it must refer to', () => {
  const references = DEFINITIONS.flatMap((d) =>
    d.fields.flatMap((f) =>
      f.target && f.required ? [[d.table, f.column, definitionOf(f.target()).table] as const] : [],
    ),
  );
  test.each(references)('%s.%s: %s', async (table, column, target) => {
    const lost = `SELECT t.id::text AS code FROM ${table} t WHERE NOT EXISTS (SELECT FROM ${target} x WHERE x.id = t.${column})`;
    for (const subject of ['viewer', 'viewer-b', 'pricing', 'product', 'chief', 'admin']) {
      expect(await codes(subject, lost)).toEqual([]);
    }
  });
});

describe('roles', () => {
  const written = DEFINITIONS.filter((d) => d.kept !== 'access').map((d) => d.table);
  test.each(written)('%s is written by its area and by ADMIN', async (table) => {
    const outcomes: Record<string, boolean> = {};
    for (const role of ROLES) {
      const answer = await attempt(role.toLowerCase(), `UPDATE ${table} SET updated_at = now()`);
      // Refused aloud, never passed over in silence.
      expect(answer).not.toBe(0);
      if (typeof answer === 'string') expect(answer).toBe('42501');
      outcomes[role] = typeof answer === 'number';
    }
    const may = ROLES.filter((role) => outcomes[role]);
    const writer = WRITERS[table];
    expect(may).toEqual(writer === undefined ? ['ADMIN'] : [writer, 'ADMIN']);
  });

  test('a user sees himself and his grants; an ADMIN sees and changes all', async () => {
    expect(await codes('viewer', 'SELECT subject AS code FROM app_user')).toEqual(['viewer']);
    expect(await codes('viewer', 'SELECT m.code FROM market_grant JOIN market m ON m.id = market_id')).toEqual(['A']);
    expect((await codes('admin', 'SELECT subject AS code FROM app_user')).length).toBeGreaterThanOrEqual(ROLES.length);
    const promote = `UPDATE app_user SET roles = '{ADMIN}' WHERE subject = 'viewer'`;
    expect([await attempt('viewer', promote), await attempt('admin', promote)]).toEqual(['42501', 1]);
    const grant = async (subject: string, user: string, market: string): Promise<number | string> => {
      const [row] = await db.owner<{ id: string }>('SELECT id FROM app_user WHERE subject = $1', [user]);
      const { text, values } = insertion('market_grant', { user_id: row?.id ?? null, market_id: market }, ids);
      return attempt(subject, text, values);
    };
    expect([await grant('viewer', 'viewer-b', '@A'), await grant('admin', 'viewer-b', '@A')]).toEqual(['42501', 1]);
    // Not even to himself what he does not see.
    expect([await grant('admin', 'viewer', '@B'), await grant('admin', 'admin', '@B')]).toEqual(['42501', '42501']);
  });
});

describe('the audit', () => {
  /** A change set of `subject`, with a change in each of the given markets. */
  async function audit(subject: string, revision: number, markets: readonly (string | null)[]): Promise<void> {
    await db.database.write(subject, async (tx) => {
      const id = crypto.randomUUID();
      await tx.query(
        `INSERT INTO change_set (id, author_id, author_name, kind, state, revision, applied_at)
         VALUES ($1, $2, 'x', 'PUSH', 'APPLIED', $3, now())`,
        [id, tx.identity.userId, revision],
      );
      await tx.query(
        `INSERT INTO change (change_set_id, revision, market_id, entity, "row", field)
         SELECT $1, $2, m, 'Price', 'r', 'amount' FROM unnest($3::uuid[]) m`,
        [id, revision, markets.map((m) => (m === null ? null : idOf(m)))],
      );
    });
  }
  const revisions = (subject: string, table: string): Promise<string[]> =>
    codes(subject, `SELECT DISTINCT revision::text AS code FROM ${table}`);

  beforeAll(async () => {
    await db.owner(`SELECT mg.admit('finance-b', 'Finance of B', '{FINANCE}', '{B}')`);
    await audit('pricing', 1, ['A']);
    await audit('finance-b', 2, ['B']);
    await audit('finance-b', 3, [null]);
  });

  test('a change is seen with its market, and without one by PRODUCT, ADMIN and its author', async () => {
    expect(await revisions('viewer', 'change')).toEqual(['1']);
    expect(await revisions('viewer-b', 'change')).toEqual(['2']);
    expect(await revisions('finance-b', 'change')).toEqual(['2', '3']);
    expect(await revisions('product', 'change')).toEqual(['1', '3']);
  });

  test('a change set is seen with any of its changes, and by its author; an ADMIN is bound by his markets, too', async () => {
    expect(await revisions('viewer', 'change_set')).toEqual(['1']);
    expect(await revisions('finance-b', 'change_set')).toEqual(['2', '3']);
    expect(await revisions('product', 'change_set')).toEqual(['1', '3']);
    expect(await revisions('admin', 'change_set')).toEqual(['1', '3']);
  });

  test('nobody writes in the name of another, or as a VIEWER', async () => {
    await expect(audit('viewer', 4, ['A'])).rejects.toMatchObject({ code: '42501' });
    await expect(audit('pricing', 4, ['B'])).rejects.toMatchObject({ code: '42501' });
    const [other] = await db.owner<{ id: string }>('SELECT id FROM change_set WHERE revision = 1');
    const forged = `INSERT INTO change (change_set_id, revision, market_id, entity, "row", field) VALUES ($1, 1, $2, 'Price', 'r', 'amount')`;
    expect(await attempt('finance-b', forged, [other?.id, idOf('B')])).toBe('42501');
  });

  test('what was written is never rewritten; only the state of its set moves on', async () => {
    expect(await attempt('admin', `UPDATE change SET after = 'x'`)).toBe('42501');
    expect(await attempt('admin', `UPDATE change_set SET author_name = 'x'`)).toBe('42501');
    expect(await attempt('product', `UPDATE change_set SET state = 'REVERTED' WHERE revision = 1`)).toBe(1);
  });
});

describe('rules see every row', () => {
  test('what is used of an envelope is the same sum whoever asks', async () => {
    const used = (subject: string): Promise<object[]> =>
      db.database.read(subject, (tx) => tx.query('SELECT * FROM mg.envelope_use($1)', [idOf('plan')]));
    const sums = async (subject: string): Promise<Record<string, number>> => {
      const rows = (await used(subject)) as { envelope_id: string; used: string }[];
      return Object.fromEntries(
        ['all', 'allA', 'allB', 'sales'].map((name) => [
          name,
          Number(rows.find((r) => r.envelope_id === idOf(name))?.used),
        ]),
      );
    };
    const expected = { all: 115, allA: 80, allB: 35, sales: 95 };
    expect(await sums('finance')).toEqual(expected);
    expect(await sums('viewer-b')).toEqual(expected);
  });

  test('an archived allocation counts no more', async () => {
    await db.owner('UPDATE allocation SET archived_at = now() WHERE id = $1', [idOf('allocationB')]);
    const rows = await db.database.read('finance', (tx) =>
      tx.query('SELECT * FROM mg.envelope_use($1) WHERE envelope_id = $2', [idOf('plan'), idOf('all')]),
    );
    await db.owner('UPDATE allocation SET archived_at = NULL WHERE id = $1', [idOf('allocationB')]);
    expect(rows).toMatchObject([{ used: '80.000000' }]);
  });
});
