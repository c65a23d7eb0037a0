/** Who may do what, and what a market grant hides: semantics 15, and Identity of the trust design. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestServer, type TestServer } from '../support/server.ts';
import {
  DAY,
  delta,
  type Edit,
  type Kind,
  newRow,
  part,
  pull,
  push,
  PUSH,
  pushInput,
  revert,
  revision,
  said,
} from './sheets.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const KINDS: readonly Kind[] = ['TIER_PRICE', 'BUDGET', 'ROADMAP'];
const CELL: Readonly<Record<Kind, Edit>> = {
  TIER_PRICE: ['ADV/PRACTICE-GOOD/US/MONTH/1', 'USD', '31'],
  BUDGET: ['ADV/BUSINESS/SALES', '2027-Q1', '1'],
  ROADMAP: ['ADV/A-001', 'title', 'Another'],
};
const NEW: Readonly<Record<Kind, Edit[]>> = {
  TIER_PRICE: newRow('n', { market: 'ADV', offering: 'PRACTICE-GOOD', price_list: 'US', period: 'YEAR', USD: '300' }),
  BUDGET: newRow('n', { market: 'ADV', line: 'BUSINESS', function: 'SERVICE', '2027-Q1': '0' }),
  ROADMAP: newRow('n', { market: 'ADV', title: 'x', product: 'PRACTICE-DESK' }),
};
const WRITERS: Readonly<Record<Kind, readonly string[]>> = {
  TIER_PRICE: ['pricing', 'admin'],
  BUDGET: ['finance', 'admin'],
  ROADMAP: ['product', 'admin'],
};
const USERS = ['viewer', 'pricing', 'finance', 'product', 'approver', 'admin'] as const;

describe.each(USERS)('%s', (user) => {
  test('is told who he is and which matrices he may pull and edit', async () => {
    const { me, matrices } = await server.gql<{
      me: { name: string; roles: string[]; markets: string[] };
      matrices: { kind: Kind; title: string; description: string; filters: string[]; editable: boolean }[];
    }>(user, '{ me { name roles markets } matrices { kind title description filters editable } }');
    expect(me.roles).toEqual([user.toUpperCase()]);
    expect([...me.markets].sort()).toEqual(user === 'viewer' ? ['ADV'] : ['ADV', 'SMB']);
    expect(matrices.map((m) => m.kind).sort()).toEqual([...KINDS].sort());
    for (const m of matrices) {
      expect(m.editable).toBe(WRITERS[m.kind].includes(user));
      expect(m.filters).toContain('markets');
      expect(m.title.length * m.description.length).toBeGreaterThan(0);
    }
  });

  test.each(KINDS)(
    'edits %s if that is his, and is else told NOT_ALLOWED at every cell, row and archive',
    async (kind) => {
      const sheet = await pull(server, user, kind);
      const mayWrite = WRITERS[kind].includes(user);
      expect(sheet.columns.filter((c) => c.editable).length > 0).toBe(mayWrite);
      for (const header of sheet.rowHeader) expect(header.editable).toBe(false);
      const input = part(sheet, [CELL[kind]], { inserts: NEW[kind], archives: [sheet.keys[1] ?? ''] });
      const before = await revision(server);
      const result = await push(server, user, input, { dryRun: mayWrite });
      if (mayWrite) {
        expect(said(result.rejections)).toEqual([]);
        return;
      }
      expect(new Set(result.rejections.map((r) => r.code))).toEqual(new Set(['NOT_ALLOWED']));
      expect(result.rejections).toHaveLength(2 + NEW[kind].length);
      expect([result.changeSet, await revision(server)]).toEqual([null, before]);
    },
  );
});

test('a refusal is an answer with status 200; what is not the analyst’s is an error with a code', async () => {
  const sheet = await pull(server, 'viewer', 'TIER_PRICE');
  const refused = await server.ask('viewer', PUSH, { input: pushInput(part(sheet, [CELL.TIER_PRICE])) });
  expect([refused.status, refused.errors]).toEqual([200, undefined]);
  const nobody = await server.ask(null, PUSH, { input: pushInput(part(sheet, [CELL.TIER_PRICE])) });
  expect([nobody.status, nobody.errors?.[0]?.extensions?.['code']]).toEqual([401, 'UNAUTHENTICATED']);
  const request = { kind: 'TIER_PRICE', asOf: DAY };
  const malformed: [string, object][] = [
    ['edits that are no list', { parts: [{ request, baseRevision: 1, edits: 'x' }] }],
    ['a cell of two', { parts: [{ request, baseRevision: 1, edits: [['a', 'b']] }] }],
    ['a number', { parts: [{ request, baseRevision: 1, edits: [['a', 'b', 5]] }] }],
    ['no part', { parts: [] }],
    ['a day that is none', { parts: [{ request: { ...request, asOf: '2026-02-30' }, baseRevision: 1, edits: [] }] }],
    ['a revision beyond 32 bits', { parts: [{ request, baseRevision: 2 ** 31, edits: [] }] }],
    [
      'a NUL in a filter',
      { parts: [{ request: { ...request, filter: { markets: ['\0'] } }, baseRevision: 1, edits: [] }] },
    ],
    ['a reason with a NUL', { parts: [{ request, baseRevision: 1, edits: [] }], reason: '\0' }],
  ];
  for (const [what, input] of malformed) {
    const { errors } = await server.ask('pricing', PUSH, { input: { idempotencyKey: 'k', ...input } });
    expect([what, errors?.[0]?.extensions?.['code']]).toEqual([what, 'BAD_USER_INPUT']);
    expect(JSON.stringify(errors)).not.toMatch(/node_modules|select |stack/i);
  }
});

describe('a limit', () => {
  const code = async (query: string): Promise<[number, unknown]> => {
    const { status, errors } = await server.ask('admin', query);
    return [status, errors?.[0]?.extensions?.['code']];
  };

  test.each<[string, string]>([
    ['1,000 aliases', `{ ${Array.from({ length: 1000 }, (_, i) => `a${i}: revision`).join(' ')} }`],
    [
      'lists within lists',
      '{ markets(first: 10000) { nodes { offerings(first: 1000) { nodes { prices(first: 1000) { nodes { id } } } } } } }',
    ],
  ])('refuses %s with a code, not as a fault of ours', async (_, query) => {
    expect(await code(query)).toEqual([400, 'LIMIT_EXCEEDED']);
  });

  test('lets a push ask for all its changes', async () => {
    const sheet = await pull(server, 'pricing', 'TIER_PRICE');
    expect((await push(server, 'pricing', part(sheet, []))).changeSet).toBeNull();
  });

  test('is 20 parts', async () => {
    const sheet = await pull(server, 'pricing', 'TIER_PRICE');
    const input = pushInput(Array.from({ length: 21 }, () => part(sheet, [])));
    const { errors } = await server.ask('pricing', PUSH, { input });
    expect(errors?.[0]?.extensions?.['code']).toBe('LIMIT_EXCEEDED');
  });
});

describe('who is granted one market', () => {
  beforeAll(() =>
    server.db.owner(`DELETE FROM market_grant g USING app_user u, market m
      WHERE g.user_id = u.id AND g.market_id = m.id AND m.code = 'SMB' AND u.subject IN ('pricing', 'finance', 'product')`),
  );
  const WRITER = { TIER_PRICE: 'pricing', BUDGET: 'finance', ROADMAP: 'product' } as const;
  /** A foreign cell, and the same of a market that does not exist. */
  const FOREIGN: Readonly<Record<Kind, (market: string) => { edits: Edit[]; inserts: Edit[]; archives: string[] }>> = {
    TIER_PRICE: (m) => ({
      edits: [[`${m}/HOUSEHOLD-GOOD/US/YEAR/1`, 'USD', '1']],
      inserts: newRow('n', { market: m, offering: 'HOUSEHOLD-GOOD', price_list: 'US', period: 'YEAR', USD: '1' }),
      archives: [`${m}/TAX-BEST/US/RETURN/1`],
    }),
    BUDGET: (m) => ({
      edits: [[`${m}/TAX/SALES`, '2027-Q1', '1']],
      inserts: newRow('n', { market: m, line: 'TAX', function: 'SALES', '2027-Q1': '1' }),
      archives: [`${m}/TAX/MARKETING`],
    }),
    ROADMAP: (m) => ({
      edits: [[`${m}/R-001`, 'title', 'x']],
      inserts: newRow('n', { market: m, item: 'R-001', title: 'x', product: 'PRACTICE-DESK' }),
      archives: [`${m}/R-002`],
    }),
  };

  test.each(KINDS)('sees nothing else of %s, in no filter, and no delta tells that anything happened', async (kind) => {
    const sheet = await pull(server, WRITER[kind], kind);
    expect(sheet.keys.length).toBeGreaterThan(0);
    for (const key of sheet.keys) expect(key).toMatch(/^ADV\//);
    expect((await pull(server, WRITER[kind], kind, { filter: { markets: ['SMB'] } })).rows).toEqual([]);
    const all = await pull(server, 'admin', kind);
    const foreign = { TIER_PRICE: 'SMB/HOUSEHOLD-GOOD/US/YEAR/1', BUDGET: 'SMB/TAX/SALES', ROADMAP: 'SMB/R-001' }[kind];
    const written = await push(server, 'admin', part(all, [], { archives: [foreign] }));
    expect(said(written.rejections)).toEqual([]);
    expect(await delta(server, WRITER[kind], sheet)).toEqual({ revision: written.revision, rows: [], removed: [] });
    const { changeSet } = await server.gql<{ changeSet: unknown }>(
      WRITER[kind],
      `{ changeSet(revision: ${written.revision}) { author reason } }`,
    );
    expect(changeSet).toBeNull();
    expect((await revert(server, WRITER[kind], written.revision)).rejections.map((r) => r.message)).toEqual([
      `There is no change set with revision ${written.revision}.`,
    ]);
    expect(said((await revert(server, 'admin', written.revision)).rejections)).toEqual([]);
  });

  test.each(KINDS)('is told the same of a foreign row of %s as of one that does not exist', async (kind) => {
    const sheet = await pull(server, WRITER[kind], kind);
    const ask = async (market: string): Promise<object[]> => {
      const { edits, ...rest } = FOREIGN[kind](market);
      const result = await push(server, WRITER[kind], part(sheet, edits, rest));
      expect(result.changeSet).toBeNull();
      return JSON.parse(JSON.stringify(result.rejections).replaceAll(market, 'MARKET')) as object[];
    };
    expect(await ask('SMB')).toEqual(await ask('ZZZ'));
  });

  test('reaches no foreign record by a code in a cell', async () => {
    const sheet = await pull(server, 'product', 'ROADMAP');
    const edits: Edit[] = [
      ['ADV/A-001', 'depends_on', 'R-001'],
      ['ADV/A-001', 'solution', 'S-VAT'],
      ['ADV/A-001', 'requirements', 'PR-T1'],
    ];
    const { rejections } = await push(server, 'product', part(sheet, edits));
    expect(new Set(rejections.map((r) => r.column))).toEqual(
      new Set(['depends_on', 'solution', ...rejections.map((r) => r.column).filter((c) => c === 'requirements')]),
    );
    expect(new Set(rejections.map((r) => r.code))).toEqual(new Set(['UNKNOWN_CODE']));
  });

  test('hears of an envelope over all markets the excess and no total', async () => {
    const sheet = await pull(server, 'finance', 'BUDGET');
    const now = Number(sheet.cell('ADV/BUSINESS/SALES', '2027-Q1'));
    const { rejections } = await push(
      server,
      'finance',
      part(sheet, [['ADV/BUSINESS/SALES', '2027-Q1', (now + 1).toFixed(2)]]),
    );
    expect(rejections.map((r) => r.code)).toEqual(['ENVELOPE_EXCEEDED']);
    expect(rejections[0]?.message).toContain('by 1 USD');
    expect(rejections[0]?.message).not.toMatch(/264|\d{5}/);
    const { matrix } = await server.gql<{ matrix: { summary: { key: string }[] } }>(
      'finance',
      `{ matrix(request: { kind: BUDGET, asOf: "${DAY}" }) { summary { key } } }`,
    );
    expect(matrix.summary.map((e) => e.key)).toEqual(['E27-ADV']);
  });

  test('sees of a change set over both markets only his own changes, and cannot undo it', async () => {
    const sheet = await pull(server, 'admin', 'TIER_PRICE');
    const edits: Edit[] = [
      ['ADV/PRACTICE-GOOD/US/MONTH/1', 'USD', '31'],
      ['SMB/HOUSEHOLD-GOOD/US/YEAR/1', 'USD', '37'],
    ];
    const result = await push(server, 'admin', part(sheet, edits));
    const query = `{ changeSet(revision: ${result.revision}) { changes { totalCount nodes { market } } } }`;
    const { changeSet } = await server.gql<{ changeSet: unknown }>('pricing', query);
    expect(changeSet).toEqual({ changes: { totalCount: 1, nodes: [{ market: 'ADV' }] } });
    const { rejections } = await revert(server, 'pricing', result.revision);
    expect(rejections.map((r) => r.code)).toEqual(['NOT_ALLOWED']);
    expect(said((await revert(server, 'admin', result.revision)).rejections)).toEqual([]);
  });
});
