/** A push costs statements by what kinds of things it writes, never by how many; and holds others up as shortly as it can. */
import { describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { pushChanges } from '../../api/changes/push.ts';
import type { PushInput } from '../../api/changes/push.types.ts';
import { KEEP_PLANS, PLAN_EACH } from '../../api/database/begin.ts';
import { NotSignedIn } from '../../api/database/database-errors.ts';
import { type Context, operationContext } from '../../api/context.ts';
import type { Opening, Work } from '../../api/database/transaction.ts';
import { useAuditedServer } from '../contract/audited-server.ts';
import {
  type Edit,
  newRow,
  part,
  pull,
  push,
  pushInput,
  revert,
  revision,
  said,
  type Sheet,
} from '../contract/sheets.ts';
import type { TestServer } from '../support/server.ts';

let server: TestServer;
useAuditedServer((started) => (server = started), ['pricing', 'finance', 'product', 'admin']);

const ROWS = 150;
const [ROW, OTHER] = ['SMB/BUSINESS-BEST/US/MONTH/1', 'SMB/BUSINESS-GOOD/US/MONTH/1'];
const prices = (): Promise<Sheet> => pull(server, 'pricing', 'TIER_PRICE', { filter: { lineUps: ['BUSINESS'] } });

/** Price rows from quantity `first` on. */
const newPrices = (count: number, amount: string, first = 1001): Edit[] =>
  Array.from({ length: count }, (_, i) =>
    newRow(`new ${i}`, {
      market: 'SMB',
      offering: 'BUSINESS-GOOD',
      price_list: 'US',
      period: 'MONTH',
      min_quantity: String(first + i),
      metric: 'per company',
      USD: amount,
    }),
  ).flat();

const priceKeys = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `SMB/BUSINESS-GOOD/US/MONTH/${1001 + i}`);

/** The statements that `work` sends. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const { queries } = server.db;
  const before = queries.length;
  await work();
  return queries.slice(before);
}

/** What each statement of a push of prices says alone; told apart in this order. */
const KINDS = {
  begin: 'BEGIN',
  commit: 'COMMIT',
  lock: 'IS NOT NULL FOR UPDATE',
  key: 'idempotency_key = $1',
  delta: 'AS removed',
  columns: 'used.since',
  rows: 'v.row::json',
  terms: 'FROM price_list l CROSS JOIN',
  'line-ups': 'SELECT DISTINCT o.line_up_id',
  stored: 'AS "validFrom"',
  prices: 'UPDATE "price"',
  'change set': 'INSERT INTO change_set',
  changes: 'INSERT INTO change ',
};

const isLock = (sql: string): boolean => / FROM revision .*FOR UPDATE/.test(sql);

/** What is sent while nobody else can write; how to plan is said ahead of a statement, without a round trip of its own. */
function underLock(statements: readonly string[]): string[] {
  const taken = statements.findIndex(isLock);
  const given = statements.findIndex((sql, i) => i > taken && (sql === 'COMMIT' || sql === 'ROLLBACK'));
  return statements.slice(taken + 1, given).filter((sql) => ![KEEP_PLANS, PLAN_EACH].includes(sql));
}

describe('the number of statements does not grow with the number of', () => {
  const pushed = async (sheet: Sheet, o: Parameters<typeof part>[2] & { edits?: Edit[] }): Promise<number> => {
    const user = { TIER_PRICE: 'pricing', BUDGET: 'finance', ROADMAP: 'product' }[sheet.kind];
    const statements = await statementsOf(async () => {
      const result = await push(server, user, part(sheet, o.edits ?? [], o));
      expect(said(result.rejections)).toEqual([]);
      expect(result.changeSet).not.toBeNull();
    });
    return statements.length;
  };

  test('new prices, of prices that a later day changes, that stay in place, and that end', async () => {
    const counts: number[][] = [];
    for (const count of [1, 40]) {
      const keys = priceKeys(count);
      const changed = (amount: string): Edit[] => keys.map((row) => [row, 'USD', amount]);
      counts.push([
        await pushed(await prices(), { inserts: newPrices(count, '9') }),
        await pushed(await prices(), { edits: changed('10'), effectiveFrom: '2027-01-01' }),
        await pushed(await prices(), { edits: changed('11'), effectiveFrom: '2027-01-01' }),
        await pushed(await prices(), { archives: keys }),
      ]);
      const { revision } = await prices();
      for (const back of [0, 1, 2, 3]) await revert(server, 'pricing', revision - back);
    }
    expect(counts[1]).toEqual(counts[0]);
  });

  test('allocations, archived rows among them', async () => {
    const sheet = await pull(server, 'finance', 'BUDGET', { filter: { plan: 'BUDGET-2027' } });
    const lower = (rows: readonly string[]): Edit[] =>
      rows.flatMap((row) => ['2027-Q1', '2027-Q2'].map((period): Edit => [row, period, '1']));
    const counts: number[] = [];
    for (const count of [1, 6]) {
      const keys = sheet.keys.slice(0, count + 1);
      const now = await pull(server, 'finance', 'BUDGET', { filter: { plan: 'BUDGET-2027' } });
      counts.push(await pushed(now, { edits: lower(keys.slice(1)), archives: keys.slice(0, 1) }));
      await revert(server, 'finance', now.revision + 1);
    }
    expect(counts[1]).toBe(counts[0]);
  });

  test('roadmap items with their dates and dependencies', async () => {
    const sheet = await pull(server, 'product', 'ROADMAP', { filter: { markets: ['SMB'] } });
    const edits = (rows: readonly string[]): Edit[] =>
      rows.flatMap((row): Edit[] => [
        [row, 'title', `Item ${row}`],
        [row, 'ends_on', '2029-12-31'],
        [row, 'depends_on', 'R-001'],
      ]);
    const others = sheet.keys.filter((key) => key !== 'SMB/R-001' && sheet.cell(key, 'depends_on') === null);
    expect(others.length).toBeGreaterThan(6);
    const first = await pushed(sheet, { edits: edits(others.slice(0, 1)) });
    const second = await pushed(await pull(server, 'product', 'ROADMAP', { filter: { markets: ['SMB'] } }), {
      edits: edits(others.slice(1, 7)),
    });
    expect(second).toBe(first);
  });

  test('refusals and warnings', async () => {
    const sheet = await prices();
    const refused = (rows: readonly string[]): Promise<string[]> =>
      statementsOf(async () => {
        const edits = rows.map((row): Edit => [row, 'USD', '1.234']);
        expect((await push(server, 'pricing', part(sheet, edits))).rejections).toHaveLength(rows.length);
      });
    expect((await refused(sheet.keys.slice(0, 3))).length).toBe((await refused(sheet.keys.slice(0, 1))).length);
  });
});

describe('a small push', () => {
  test('sends the same statements for one edit as for several, and each of them keeps its plan', async () => {
    const sent = async (rows: readonly string[], amount: string): Promise<string[]> => {
      const edits = rows.map((row): Edit => [row, 'USD', amount]);
      const statements = await statementsOf(async () => push(server, 'pricing', part(await prices(), edits)));
      // The plans are kept from the beginning, and nothing under the lock is planned for its values.
      const taken = statements.findIndex(isLock);
      expect(statements[taken - 1]).toMatch(/^BEGIN /);
      expect(statements[taken - 1]).toContain(KEEP_PLANS);
      expect(statements.slice(taken, statements.indexOf('COMMIT', taken))).not.toContain(PLAN_EACH);
      return underLock(statements);
    };
    await sent([ROW, OTHER], '61');
    expect(await sent([ROW], '62')).toEqual(await sent([ROW, OTHER], '63'));
  });

  test('asks what needs no answer of each other together, and after COMMIT for nothing but its rows', async () => {
    const sent = async (edit: Edit): Promise<string[]> => {
      const sheet = await prices();
      return statementsOf(() => push(server, 'pricing', part(sheet, [edit])));
    };
    // What follows the delta is of the test's own questions to the change set.
    const kinds = (statements: readonly string[]): (string | undefined)[] => {
      const all = statements.map((sql) => Object.entries(KINDS).find(([, word]) => sql.includes(word))?.[0]);
      return all.slice(all.indexOf('lock') - 1, all.indexOf('delta', all.indexOf('lock')) + 1);
    };
    await sent([ROW, 'USD', '64']);
    expect(kinds(await sent([ROW, 'USD', '65']))).toEqual([
      ...['begin', 'lock', 'key', 'columns', 'rows'],
      ...['line-ups', 'terms', 'stored', 'prices', 'change set', 'changes', 'commit'],
      ...['begin', 'delta'],
    ]);
    // With the last price of a currency its column goes, so the columns are looked at again.
    expect(kinds(await sent([ROW, 'USD', null])).slice(-4)).toEqual(['commit', 'begin', 'columns', 'delta']);
    await sent([ROW, 'USD', '66']);
  });

  test('of somebody who is nobody any more does not wait for the writers, whom it would hold up in its turn', async () => {
    const input = pushInput(part(await prices(), [[ROW, 'USD', '77']])) as PushInput;
    const lock = new pg.Client(server.db.ownerUrl);
    await lock.connect();
    await lock.query('BEGIN; SELECT number FROM revision FOR UPDATE');
    const ctx = operationContext(server.db.database, 'nobody', { timeoutMs: 60_000 });
    const refused = pushChanges(ctx, input).catch((error: unknown) => error);
    let isRefused = false;
    void refused.then(() => (isRefused = true));
    const waiters = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
    let waiting = 0;
    while (!isRefused && waiting === 0) waiting = (await lock.query(waiters)).rowCount ?? 0;
    await lock.query('COMMIT');
    await lock.end();
    expect(await refused).toBeInstanceOf(NotSignedIn);
    expect(waiting).toBe(0);
  });

  test('sums a plan only where it raises an amount', async () => {
    const budget = (): Promise<Sheet> => pull(server, 'finance', 'BUDGET', { filter: { plan: 'BUDGET-2027' } });
    const [row = ''] = (await budget()).keys;
    const sums = async (amount: string): Promise<number> => {
      const sheet = await budget();
      const statements = await statementsOf(() => push(server, 'finance', part(sheet, [[row, '2027-Q1', amount]])));
      return statements.filter((sql) => sql.includes('mg.envelope_use')).length;
    };
    expect([await sums('2'), await sums('1'), await sums('3')].slice(1)).toEqual([0, 1]);
  });
});

test('the change set of a push is answered as it was written, without another look at it', async () => {
  const fields = 'id revision kind author reason matrix at state reverts';
  const input = pushInput(part(await prices(), [[OTHER, 'USD', '6']]));
  const mutation = `mutation ($input: PushInput!) { pushChanges(input: $input) { changeSet { ${fields} } } }`;
  const pushed = (): Promise<{ pushChanges: { changeSet: { revision: number } } }> =>
    server.gql('pricing', mutation, { input });
  let first: Awaited<ReturnType<typeof pushed>> | undefined;
  const statements = await statementsOf(async () => (first = await pushed()));
  expect(statements.filter((sql) => sql.includes('FROM change_set s WHERE s.revision'))).toEqual([]);
  // The same key again reads what is stored.
  expect(await pushed()).toEqual(first);
  await revert(server, 'pricing', first?.pushChanges.changeSet.revision ?? 0);
});

describe('a large push', () => {
  const insert = async (): Promise<Awaited<ReturnType<typeof push>>> =>
    push(server, 'pricing', part(await prices(), [[ROW, 'USD', '77']], { inserts: newPrices(ROWS, '9') }));

  test('is judged before it takes the lock, and only written under it; its deltas come after COMMIT', async () => {
    let result: Awaited<ReturnType<typeof push>> | undefined;
    const statements = await statementsOf(async () => (result = await insert()));
    // The key, the prices, their constraints, the change set with its revision, the changes.
    expect(underLock(statements)).toHaveLength(5);
    expect(result?.applied).toBe(ROWS + 1);
    expect(result?.deltas[0]?.rows).toHaveLength(ROWS + 1);
    await revert(server, 'pricing', result?.revision ?? 0);
  });

  test('is judged again where somebody has written while it waited', async () => {
    const lock = new pg.Client(server.db.ownerUrl);
    await lock.connect();
    await lock.query('BEGIN; SELECT number FROM revision FOR UPDATE');
    const sheet = await prices();
    const before = server.db.queries.length;
    const waiting = async (count: number): Promise<void> => {
      while (server.db.queries.slice(before).filter(isLock).length < count) await new Promise((r) => setTimeout(r, 5));
    };
    const first = push(server, 'pricing', part(sheet, [[ROW, 'USD', '88']]));
    await waiting(1);
    const large = push(server, 'pricing', part(sheet, [[ROW, 'USD', '99']], { inserts: newPrices(ROWS, '9') }));
    const elsewhere = push(
      server,
      'pricing',
      part(sheet, [[OTHER, 'USD', '5']], { inserts: newPrices(ROWS, '9', 5001) }),
    );
    await waiting(3);
    await lock.query('COMMIT');
    await lock.end();
    expect(said((await first).rejections)).toEqual([]);
    expect(said((await large).rejections)).toEqual([`${ROW} USD STALE_CELL`]);
    const written = await elsewhere;
    expect(said(written.rejections)).toEqual([]);
    await revert(server, 'pricing', written.revision);
    await revert(server, 'pricing', (await first).revision);
  });

  test('is judged again where the rights have changed since, as they do without a revision', async () => {
    const { database } = server.db;
    const asked = operationContext(database, 'pricing', { timeoutMs: 60_000 });
    // The role goes between judging and writing: as if from then on he were somebody without it.
    const ctx: Context = {
      ...asked,
      async write<T, First>(work: Work<T, First>, opening?: Opening<First>) {
        await asked.close();
        return database.write<T, First>('finance', work, opening);
      },
    };
    const input = pushInput(part(await prices(), [], { inserts: newPrices(ROWS, '9') })) as PushInput;
    const before = await revision(server);
    const result = await pushChanges(ctx, input);
    await asked.close();
    expect(new Set(result.rejections.map((r) => r.code))).toEqual(new Set(['NOT_ALLOWED']));
    expect(await revision(server)).toBe(before);
  });

  test('that is refused everywhere tells every cell', async () => {
    const rows = 3_000;
    const result = await push(
      server,
      'pricing',
      part(await prices(), [], { inserts: newPrices(rows, '9').map(([r, c, v]) => [r, c, c === 'USD' ? '9.999' : v]) }),
    );
    expect(result.changeSet).toBeNull();
    expect(result.rejections).toHaveLength(rows);
    expect(new Set(result.rejections.map((r) => `${r.column} ${r.code}`))).toEqual(new Set(['USD BAD_SCALE']));
  });
});

test('as many refusals as a call takes no arguments are told: every cell in a thousand envelopes', async () => {
  const envelopes = 1_300;
  await server.db.owner(
    `INSERT INTO envelope (revision, created_revision, code, plan_id, cap)
     SELECT 0, 0, 'TIGHT-' || n, p.id, 1 FROM budget_plan p, generate_series(1, $1::int) n WHERE p.code = 'BUDGET-2027'`,
    [envelopes],
  );
  const sheet = await pull(server, 'finance', 'BUDGET', { filter: { plan: 'BUDGET-2027' } });
  const edits = sheet.keys
    .slice(0, 25)
    .flatMap((row) => ['2027-Q1', '2027-Q2', '2027-Q3', '2027-Q4'].map((period): Edit => [row, period, '99999999']));
  const codes = 'mutation ($input: PushInput!) { pushChanges(input: $input) { rejections { code } } }';
  const { pushChanges } = await server.gql<{ pushChanges: { rejections: object[] } }>('finance', codes, {
    input: pushInput(part(sheet, edits)),
  });
  expect(pushChanges.rejections.length).toBeGreaterThanOrEqual(edits.length * envelopes);
  await server.db.owner(`UPDATE envelope SET archived_at = now() WHERE code LIKE 'TIGHT-%'`);
});

test('an envelope of one period blames the cells of that period, not their whole rows', async () => {
  await server.db.owner(
    `INSERT INTO envelope (revision, created_revision, code, plan_id, period_id, cap)
     SELECT 0, 0, 'ONLY-Q2', p.id, f.id, 1 FROM budget_plan p, fiscal_period f
     WHERE p.code = 'BUDGET-2027' AND f.code = '2027-Q2'`,
  );
  const sheet = await pull(server, 'finance', 'BUDGET', { filter: { plan: 'BUDGET-2027' } });
  const row = sheet.keys[0] ?? '';
  const raised = (period: string): Edit => [row, period, String(Number(sheet.cell(row, period) ?? 0) + 1)];
  const { rejections } = await push(server, 'finance', part(sheet, [raised('2027-Q1'), raised('2027-Q2')]));
  const ofPeriod = rejections.filter((r) => r.message.includes('ONLY-Q2'));
  expect(said(ofPeriod)).toEqual([`${row} 2027-Q2 ENVELOPE_EXCEEDED`]);
  await server.db.owner(`UPDATE envelope SET archived_at = now() WHERE code = 'ONLY-Q2'`);
});

test('the history of one cell is asked of a change set by record and field', async () => {
  const sheet = await prices();
  const result = await push(
    server,
    'pricing',
    part(sheet, [
      [ROW, 'USD', '123'],
      [OTHER, 'USD', '12'],
    ]),
  );
  const { changeSet } = await server.gql<{ changeSet: { changes: object } }>(
    'pricing',
    `query ($revision: Int!, $filter: ChangeFilter) {
      changeSet(revision: $revision) { changes(filter: $filter) { totalCount nodes { row field after } } }
    }`,
    { revision: result.revision, filter: { entity: 'Price', row: `${OTHER}/USD`, field: 'amount' } },
  );
  expect(changeSet.changes).toEqual({
    totalCount: 1,
    nodes: [{ row: `${OTHER}/USD`, field: 'amount', after: '12' }],
  });
  await revert(server, 'pricing', result.revision);
});
