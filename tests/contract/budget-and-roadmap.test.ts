/** Budgets and roadmap items as sheets: rows inserted and archived, plans, locks, envelopes, codes; semantics 2, 8, 14. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestServer, type TestServer } from '../support/server.ts';
import { Audit } from './audit.ts';
import {
  type Edit,
  type Kind,
  newRow,
  part,
  type Part,
  pull,
  push,
  type PushOptions,
  type Result,
  revert,
  revision,
  said,
  type Sheet,
} from './sheets.ts';

let server: TestServer;
let audit: Audit;
beforeAll(async () => {
  server = await startTestServer();
  audit = new Audit(server);
});
afterAll(() => server.stop());
afterEach(() => audit.check());

const USER: Readonly<Record<Kind, string>> = { TIER_PRICE: 'pricing', BUDGET: 'finance', ROADMAP: 'product' };
const sheet = (kind: Kind, filter?: object): Promise<Sheet> => pull(server, USER[kind], kind, filter ? { filter } : {});

async function write(kind: Kind, o: Partial<Part>, options: PushOptions = {}): Promise<Result> {
  return push(server, USER[kind], part(await sheet(kind), o.edits ?? [], o), options);
}

async function undone(kind: Kind, ...results: readonly Result[]): Promise<void> {
  for (const { changeSet } of [...results].reverse()) {
    if (changeSet) expect(said((await revert(server, USER[kind], changeSet.revision)).rejections)).toEqual([]);
  }
}

const [SPENDS, SAVES] = ['SMB/BUSINESS/SALES', 'SMB/BOOKSNOW/MARKETING'];
/** Used and left of the envelopes, as the sheet's summary has them; what is used is never more than the cap. */
async function envelopes(): Promise<Map<string, { cap: number; used: number }>> {
  const query =
    '{ matrix(request: { kind: BUDGET, filter: { plan: "BUDGET-2027" } }) { summary { key cap used left } } }';
  const { matrix } = await server.gql<{
    matrix: { summary: { key: string; cap: string; used: string; left: string }[] };
  }>('admin', query);
  for (const e of matrix.summary) {
    expect(Number(e.used)).toBeLessThanOrEqual(Number(e.cap));
    expect(Number(e.cap) - Number(e.used)).toBeCloseTo(Number(e.left), 6);
  }
  return new Map(matrix.summary.map((e) => [e.key, { cap: Number(e.cap), used: Number(e.used) }]));
}

describe('an envelope', () => {
  afterEach(() => envelopes());

  test('lets through what one cell takes and another gives, in any order of the edits', async () => {
    const edits: Edit[] = [
      [SPENDS, '2027-Q4', '980000'],
      [SAVES, '2027-Q4', '475000'],
    ];
    for (const order of [edits, [...edits].reverse()]) {
      const result = await write('BUDGET', { edits: order });
      expect(said(result.rejections)).toEqual([]);
      expect(result.applied).toBe(2);
      expect((await envelopes()).get('E27-ALL')).toEqual({ cap: 26_400_000, used: 26_400_000 });
      await undone('BUDGET', result);
    }
  });

  test('refuses the cent that is too much, with the excess and no total', async () => {
    const { rejections, changeSet } = await write('BUDGET', {
      edits: [
        [SPENDS, '2027-Q4', '980000.01'],
        [SAVES, '2027-Q4', '475000'],
      ],
    });
    expect(changeSet).toBeNull();
    expect(said(rejections)).toEqual([`${SPENDS} 2027-Q4 ENVELOPE_EXCEEDED`]);
    expect(rejections[0]?.message).toContain('0.01 USD');
    expect(rejections[0]?.message).not.toMatch(/26[.,]?4/);
  });

  test('refuses only rows that raise it; the others are written, without what it would have freed', async () => {
    const edits: Edit[] = [
      [SPENDS, '2027-Q4', '5000000'],
      [SAVES, '2027-Q4', '475000'],
      ['SMB/TAX/SALES', '2027-Q4', '150000'],
    ];
    const result = await write('BUDGET', { edits }, { errorPolicy: 'REJECT_FAILED_ROWS' });
    expect(new Set(said(result.rejections))).toEqual(
      new Set([`${SPENDS} 2027-Q4 ENVELOPE_EXCEEDED`, 'SMB/TAX/SALES 2027-Q4 ENVELOPE_EXCEEDED']),
    );
    expect(result.applied).toBe(1);
    expect((await sheet('BUDGET')).cell(SAVES, '2027-Q4')).toBe(475_000);
    await undone('BUDGET', result);
  });

  test('is judged anew when the row that freed it falls out: then the row that used it falls out, too', async () => {
    const edits: Edit[] = [
      [SPENDS, '2027-Q4', '980000'],
      [SAVES, '2027-Q4', '475000'],
      [SAVES, '2027-Q3', 'oops'],
    ];
    const result = await write('BUDGET', { edits }, { errorPolicy: 'REJECT_FAILED_ROWS' });
    expect(said(result.rejections)).toEqual([`${SAVES} 2027-Q3 BAD_NUMBER`, `${SPENDS} 2027-Q4 ENVELOPE_EXCEEDED`]);
    expect([result.applied, result.changeSet]).toEqual([0, null]);
  });

  test('that is exceeded already refuses only a push that raises it', async () => {
    const cap = (n: number): Promise<unknown> =>
      server.db.owner(`UPDATE envelope SET cap = ${n} WHERE code = 'E27-SALES'`);
    await cap(9_000_000);
    try {
      const lowers = await write('BUDGET', { edits: [[SPENDS, '2027-Q4', '870000']] });
      expect(said(lowers.rejections)).toEqual([]);
      const raises = await write('BUDGET', { edits: [[SPENDS, '2027-Q4', '870001']] });
      expect(said(raises.rejections)).toEqual([`${SPENDS} 2027-Q4 ENVELOPE_EXCEEDED`]);
      const moves = await write(
        'BUDGET',
        {
          edits: [
            [SPENDS, '2027-Q4', '870001'],
            ['SMB/TAX/SALES', '2027-Q4', '139999'],
          ],
        },
        { dryRun: true },
      );
      expect(said(moves.rejections)).toEqual([]);
      await cap(9_600_000);
      await undone('BUDGET', lowers);
    } finally {
      await cap(9_600_000);
    }
  });
});

describe('a budget row', () => {
  test('archived frees its money; inserted again it is new; undoing both brings every amount back', async () => {
    const before = await sheet('BUDGET');
    const archived = await write('BUDGET', { archives: [SAVES] });
    expect([archived.applied, archived.deltas[0]?.removed]).toEqual([1, [SAVES]]);
    expect((await sheet('BUDGET')).keys).not.toContain(SAVES);
    const cells = {
      market: 'SMB',
      line: 'BOOKSNOW',
      function: 'MARKETING',
      '2027-Q1': '100.05',
      '2027-Q2': '0',
      '2027-Q3': null,
    };
    const anew = await write('BUDGET', { inserts: newRow('new', cells) });
    expect([anew.applied, anew.inserted[0]?.key]).toEqual([2, SAVES]);
    const now = await sheet('BUDGET');
    expect(['2027-Q1', '2027-Q2', '2027-Q3', '2027-Q4', 'total'].map((q) => now.cell(SAVES, q))).toEqual([
      100.05,
      0,
      null,
      null,
      100.05,
    ]);
    await audit.check();
    // What somebody has put in its place stands in the way of the first undo.
    expect(said((await revert(server, 'finance', archived.revision)).rejections)).toContain(`${SAVES} STALE_CELL`);
    await undone('BUDGET', archived, anew);
    expect((await sheet('BUDGET')).rows).toEqual(before.rows);
  });

  test.each<[string, Record<string, string>, string[]]>([
    [
      'of a line that is not there',
      { market: 'SMB', line: 'NOPE', function: 'SALES', '2027-Q1': '0' },
      ['new 2027-Q1 UNKNOWN_CODE'],
    ],
    [
      'of a function that is none',
      { market: 'SMB', line: 'TAX', function: 'LEGAL', '2027-Q1': '0' },
      ['new function BAD_CHOICE'],
    ],
    ['that is there', { market: 'SMB', line: 'TAX', function: 'SALES', '2027-Q1': '0' }, ['new DUPLICATE_ROW']],
    [
      'with a total',
      { market: 'ADV', line: 'BUSINESS', function: 'SERVICE', '2027-Q1': '0', total: '5' },
      ['new total READ_ONLY'],
    ],
    ['without an amount', { market: 'ADV', line: 'BUSINESS', function: 'SERVICE' }, ['new REQUIRED']],
    [
      'over the envelope',
      { market: 'ADV', line: 'BUSINESS', function: 'SERVICE', '2027-Q1': '0.01' },
      ['new 2027-Q1 ENVELOPE_EXCEEDED'],
    ],
  ])('%s cannot be inserted', async (_, cells, expected) => {
    expect(said((await write('BUDGET', { inserts: newRow('new', cells) })).rejections)).toEqual(expected);
  });
});

describe('a plan', () => {
  test('that is not named is the approved budget of the day; columns are its leaf periods', async () => {
    const { columns } = await sheet('BUDGET');
    expect(columns.map((c) => c.key)).toEqual(['2027-Q1', '2027-Q2', '2027-Q3', '2027-Q4', 'total']);
    const last = await pull(server, 'finance', 'BUDGET', { asOf: '2026-09-30' });
    expect(last.columns.map((c) => c.key)).toEqual(['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4', 'total']);
    for (const column of last.columns) expect(column.editable).toBe(false);
  });

  test('is required where no budget or more than one covers the day', async () => {
    const edits: Edit[] = [[SPENDS, '2027-Q1', '1']];
    const ask = { request: { kind: 'BUDGET' as const, asOf: '2035-01-01' }, baseRevision: 1, edits };
    expect((await push(server, 'finance', ask)).rejections.map((r) => r.code)).toEqual(['PLAN_REQUIRED']);
    const query = 'query ($r: MatrixRequest!) { matrix(request: $r) { revision } }';
    const none = await server.ask('finance', query, { r: ask.request });
    expect([none.status, none.errors?.[0]?.extensions?.['code']]).toEqual([200, 'PLAN_REQUIRED']);
    await server.db.owner(`UPDATE budget_plan SET kind = 'BUDGET', state = 'APPROVED' WHERE code = 'ASK-2027'`);
    try {
      const two = await server.ask('finance', query, { r: { kind: 'BUDGET', asOf: '2026-11-21' } });
      expect(two.errors?.[0]?.extensions?.['code']).toBe('PLAN_REQUIRED');
    } finally {
      await server.db.owner(`UPDATE budget_plan SET kind = 'SCENARIO', state = 'SUBMITTED' WHERE code = 'ASK-2027'`);
    }
  });

  test('of a closed year takes no edit, no row and no archiving', async () => {
    const closed = await sheet('BUDGET', { plan: 'BUDGET-2026' });
    const row = closed.keys[0] ?? '';
    const inserts = newRow('new', { market: 'ADV', line: 'BUSINESS', function: 'SERVICE', '2026-Q1': '0' });
    const { rejections } = await push(
      server,
      'finance',
      part(closed, [[row, '2026-Q1', '1']], { inserts, archives: [closed.keys[1] ?? ''] }),
    );
    expect(new Set(rejections.map((r) => r.code))).toEqual(new Set(['PERIOD_LOCKED']));
    expect(new Set(rejections.map((r) => r.row))).toEqual(new Set([row, 'new', closed.keys[1]]));
  });

  test('that is locked takes nothing, and says so at every cell', async () => {
    await server.db.owner(`UPDATE budget_plan SET state = 'LOCKED' WHERE code = 'ASK-2027'`);
    try {
      const locked = await sheet('BUDGET', { plan: 'ASK-2027' });
      for (const column of locked.columns) expect(column.editable).toBe(false);
      const { rejections } = await push(
        server,
        'finance',
        part(locked, [[SPENDS, '2027-Q1', '1']], { archives: [SAVES] }),
      );
      expect(said(rejections)).toEqual([`${SAVES} PLAN_LOCKED`, `${SPENDS} 2027-Q1 PLAN_LOCKED`]);
    } finally {
      await server.db.owner(`UPDATE budget_plan SET state = 'SUBMITTED' WHERE code = 'ASK-2027'`);
    }
  });

  test('has amounts of its own: an edit of one leaves the other', async () => {
    const ask = await sheet('BUDGET', { plan: 'ASK-2027' });
    const result = await push(server, 'finance', part(ask, [[SPENDS, '2027-Q1', '1']]));
    expect((await sheet('BUDGET', { plan: 'ASK-2027' })).cell(SPENDS, '2027-Q1')).toBe(1);
    expect((await sheet('BUDGET')).cell(SPENDS, '2027-Q1')).not.toBe(1);
    await undone('BUDGET', result);
  });
});

describe('a roadmap item', () => {
  const item = { market: 'SMB', title: 'A new one', product: 'TAX-ONLINE' };

  test('gets a free code that nobody has or gives, also when several are made at once', async () => {
    const inserts = [...newRow('a', item), ...newRow('b', { ...item, item: 'R-022' }), ...newRow('c', item)];
    const now = await sheet('ROADMAP');
    const result = await push(server, 'product', [
      part(now, [], { inserts }),
      part(now, [], { inserts: newRow('a', { ...item, market: 'SMB' }) }),
    ]);
    expect(said(result.rejections)).toEqual([]);
    expect(result.inserted).toEqual([
      { part: 0, temporary: 'a', key: 'SMB/R-023' },
      { part: 0, temporary: 'b', key: 'SMB/R-022' },
      { part: 0, temporary: 'c', key: 'SMB/R-024' },
      { part: 1, temporary: 'a', key: 'SMB/R-025' },
    ]);
    expect(result.applied).toBe(8);
    expect((await sheet('ROADMAP')).cell('SMB/R-022', 'state')).toBe('IDEA');
    await undone('ROADMAP', result);
    const next = await write('ROADMAP', { inserts: newRow('a', item) }, { dryRun: true });
    expect(next.inserted.map((r) => r.key)).toEqual(['SMB/R-026']);
  });

  test('may depend on another new one by its code', async () => {
    const inserts = [
      ...newRow('a', { ...item, item: 'X-1', depends_on: 'X-2;R-001' }),
      ...newRow('b', { ...item, item: 'X-2' }),
    ];
    const result = await write('ROADMAP', { inserts });
    expect(said(result.rejections)).toEqual([]);
    expect((await sheet('ROADMAP')).cell('SMB/X-1', 'depends_on')).toBe('R-001;X-2');
    const used = await write('ROADMAP', { edits: [['SMB/R-004', 'depends_on', 'X-1']] });
    expect((await revert(server, 'product', result.revision)).rejections.map((r) => r.code)).toEqual([
      'NOT_REVERTIBLE',
    ]);
    await undone('ROADMAP', result, used);
    expect((await sheet('ROADMAP')).keys).not.toContain('SMB/X-1');
  });

  test.each<[string, Record<string, string>, string[]]>([
    ['without a title', { market: 'SMB', product: 'TAX-ONLINE' }, ['new title REQUIRED']],
    ['without a market', { title: 'x', product: 'TAX-ONLINE' }, ['new market REQUIRED']],
    ['with a code that is taken', { ...item, item: 'R-001' }, ['new DUPLICATE_ROW']],
    ['with a code that is none', { ...item, item: 'ü' }, ['new item BAD_CODE']],
    ['with a code of 65 characters', { ...item, item: 'x'.repeat(65) }, ['new item BAD_TEXT']],
    [
      'with a solution of another market',
      { ...item, market: 'ADV', product: 'PRACTICE-DESK', solution: 'S-VAT' },
      ['new solution UNKNOWN_CODE'],
    ],
  ])('%s cannot be inserted', async (_, cells, expected) => {
    expect(said((await write('ROADMAP', { inserts: newRow('new', cells) })).rejections)).toEqual(expected);
  });

  test('archived keeps its code, takes no new dependants, and comes back with its links', async () => {
    const before = await sheet('ROADMAP');
    const archived = await write('ROADMAP', { archives: ['SMB/R-019', 'SMB/R-019'] });
    expect([archived.applied, archived.deltas[0]?.removed]).toEqual([1, ['SMB/R-019']]);
    expect(said((await write('ROADMAP', { inserts: newRow('new', { ...item, item: 'R-019' }) })).rejections)).toEqual([
      'new DUPLICATE_ROW',
    ]);
    expect(said((await write('ROADMAP', { edits: [['SMB/R-001', 'depends_on', 'R-019']] })).rejections)).toEqual([
      'SMB/R-001 depends_on UNKNOWN_CODE',
    ]);
    expect(said((await write('ROADMAP', { edits: [['SMB/R-019', 'title', 'x']] })).rejections)).toEqual([
      'SMB/R-019 title UNKNOWN_ROW',
    ]);
    // What names it already may go on doing so.
    const kept = await write('ROADMAP', { edits: [['SMB/R-018', 'depends_on', 'R-019;R-001']] });
    expect(said(kept.rejections)).toEqual([]);
    await undone('ROADMAP', archived, kept);
    expect((await sheet('ROADMAP')).rows).toEqual(before.rows);
  });
});

test('a new row that was edited, and the edit undone, can itself be undone', async () => {
  const cells = { market: 'SMB', item: 'X-9', title: 'New', product: 'TAX-ONLINE' };
  const made = await write('ROADMAP', { inserts: newRow('n', cells) });
  const edited = await write('ROADMAP', { edits: [['SMB/X-9', 'title', 'Newer']] });
  expect(said((await revert(server, 'product', made.revision)).rejections)).toEqual(['SMB/X-9 STALE_CELL']);
  await undone('ROADMAP', made, edited);
  expect((await sheet('ROADMAP')).keys).not.toContain('SMB/X-9');
});

test('one change set holds prices, budgets and roadmap items, and is taken back as one', async () => {
  const [p, b, r] = await Promise.all(
    (['TIER_PRICE', 'BUDGET', 'ROADMAP'] as const).map((kind) => pull(server, 'admin', kind)),
  );
  if (!p || !b || !r) throw new Error('three sheets were pulled');
  const parts = [
    part(p, [['SMB/HOUSEHOLD-GOOD/US/YEAR/1', 'USD', '37']]),
    part(b, [[SAVES, '2027-Q4', '1']], { archives: ['SMB/TAX/SALES'] }),
    part(r, [['SMB/R-001', 'title', 'New']], {
      inserts: newRow('n', { market: 'SMB', title: 'x', product: 'TAX-ONLINE' }),
    }),
  ];
  const before = await revision(server);
  const bad = await push(server, 'admin', [...parts, part(r, [['SMB/R-002', 'state', 'x']])]);
  expect([bad.changeSet, bad.rejections.map((x) => x.part), await revision(server)]).toEqual([null, [3], before]);
  const result = await push(server, 'admin', parts, { reason: 'Everything at once' });
  expect([result.applied, result.revision, result.changeSet?.reason]).toEqual([6, before + 1, 'Everything at once']);
  expect(result.deltas.map((d) => d.rows.length + d.removed.length)).toEqual([1, 2, 2]);
  await audit.check();
  expect(said((await revert(server, 'finance', result.revision)).rejections)).toEqual(['NOT_ALLOWED']);
  expect(said((await revert(server, 'admin', result.revision)).rejections)).toEqual([]);
  for (const was of [p, b, r]) expect((await pull(server, 'admin', was.kind)).rows).toEqual(was.rows);
});
