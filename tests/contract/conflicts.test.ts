/** Two people at once: staleness, deltas, idempotency; the contract's semantics 3, 4, 12 and 13. */
import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../api/config.ts';
import { startServer } from '../../api/server.ts';
import type { TestServer } from '../support/server.ts';
import { pino } from 'pino';
import { useAuditedServer } from './audited-server.ts';
import {
  applied,
  byKey,
  DAY,
  delta,
  deltaCode,
  type Edit,
  type Kind,
  newRow,
  part,
  pull,
  push,
  PUSH,
  pushInput,
  type Result,
  revert,
  revision,
  said,
} from './sheets.ts';

let server: TestServer;
useAuditedServer((started) => (server = started));

const ROW = 'SMB/BUSINESS-BEST/US/MONTH/1';
const OTHER = 'SMB/BUSINESS-BETTER/US/MONTH/1';
const prices = (o: { filter?: object; asOf?: string } = {}) => pull(server, 'pricing', 'TIER_PRICE', o);

async function undone(...results: readonly Result[]): Promise<void> {
  for (const { changeSet } of [...results].reverse()) {
    if (changeSet) expect(said((await revert(server, 'admin', changeSet.revision)).rejections)).toEqual([]);
  }
}

/** One pushes from a sheet, then the other from the same, older one. */
async function both(
  theirs: { edits?: Edit[]; effectiveFrom?: string; archives?: string[] },
  mine: { edits?: Edit[]; effectiveFrom?: string; archives?: string[] },
): Promise<{ first: Result; second: Result }> {
  const sheet = await prices();
  const first = await push(server, 'admin', part(sheet, theirs.edits ?? [], theirs));
  expect(said(first.rejections)).toEqual([]);
  return { first, second: await push(server, 'pricing', part(sheet, mine.edits ?? [], mine)) };
}

describe('a cell that somebody has changed since the pull', () => {
  test('is refused with both values, the one that was shown, who and when', async () => {
    const began = Date.now();
    const { first, second } = await both({ edits: [[ROW, 'USD', '81.10']] }, { edits: [[ROW, 'USD', '82.0']] });
    expect(second.changeSet).toBeNull();
    const [rejection] = second.rejections;
    expect(rejection).toMatchObject({
      code: 'STALE_CELL',
      row: ROW,
      column: 'USD',
      base: '80',
      mine: '82',
      theirs: '81.1',
      by: 'Demo administrator',
    });
    expect(Date.parse(rejection?.at ?? '')).toBeGreaterThanOrEqual(began - 1000);
    // The delta brings the sheet up to date, so that the next push can follow.
    expect(second.deltas[0]?.rows.map((row) => row[0])).toEqual([ROW]);
    await undone(first);
  });

  test.each<[string, Parameters<typeof both>[0], Parameters<typeof both>[1]]>([
    ['cleared', { edits: [[ROW, 'USD', null]] }, { edits: [[ROW, 'USD', '82']] }],
    ['archived', { archives: [ROW] }, { edits: [[ROW, 'USD', '82']] }],
    [
      'from an earlier day on',
      { edits: [[ROW, 'USD', '81']] },
      { edits: [[ROW, 'USD', '82']], effectiveFrom: '2027-05-01' },
    ],
    [
      'from before the pull’s day',
      { edits: [[ROW, 'USD', '81']], effectiveFrom: '2026-01-01' },
      { edits: [[ROW, 'USD', '82']] },
    ],
    ['and that I would clear', { edits: [[ROW, 'USD', '81']] }, { edits: [[ROW, 'USD', null]] }],
  ])('is refused also when it was %s', async (_, theirs, mine) => {
    const { first, second } = await both(theirs, mine);
    expect(said(second.rejections)).toEqual([`${ROW} USD STALE_CELL`]);
    expect(second.rejections[0]?.base).toBe('80');
    await undone(first);
  });

  test('is refused as the row that I would archive', async () => {
    const { first, second } = await both({ edits: [[ROW, 'USD', '81']] }, { archives: [ROW] });
    expect(said(second.rejections)).toEqual([`${ROW} STALE_CELL`]);
    await undone(first);
  });

  test.each<[string, Parameters<typeof both>[0], Parameters<typeof both>[1]]>([
    ['another cell of the row', { edits: [[ROW, 'EUR', '75']] }, { edits: [[ROW, 'USD', '82']] }],
    ['another row', { edits: [[OTHER, 'USD', '51']] }, { edits: [[ROW, 'USD', '82']] }],
    [
      'the same cell for a later day',
      { edits: [[ROW, 'USD', '90']], effectiveFrom: '2027-06-01' },
      { edits: [[ROW, 'USD', '82']] },
    ],
    [
      'the same cell for days that are over',
      { edits: [[ROW, 'USD', '70']], effectiveFrom: '2024-01-01' },
      { edits: [[ROW, 'USD', '82']] },
    ],
    ['the same cell to the value that I want', { edits: [[ROW, 'USD', '82']] }, { edits: [[ROW, 'USD', '82.00']] }],
  ])('is no conflict where they changed %s', async (_, theirs, mine) => {
    const { first, second } = await both(theirs, mine);
    expect(said(second.rejections)).toEqual([]);
    expect(second.applied + second.unchanged).toBe(1);
    expect((await prices()).cell(ROW, 'USD')).toBe(82);
    await undone(first, second);
    expect((await prices()).cell(ROW, 'USD')).toBe(80);
  });

  test('and that was changed back is as it was: no conflict', async () => {
    const sheet = await prices();
    const first = await push(server, 'admin', part(sheet, [[ROW, 'USD', '81']]));
    const back = await push(server, 'admin', part(await prices(), [[ROW, 'USD', '80']]));
    const mine = await push(server, 'pricing', part(sheet, [[ROW, 'USD', '82']]));
    expect(said(mine.rejections)).toEqual([]);
    await undone(first, back, mine);
  });

  test('after several changes has the value of my sheet as its base, and the last as theirs', async () => {
    const sheet = await prices();
    const results = [];
    for (const value of ['81', '85', '83'])
      results.push(await push(server, 'admin', part(await prices(), [[ROW, 'USD', value]])));
    const { rejections } = await push(server, 'pricing', part(sheet, [[ROW, 'USD', '82']]));
    expect(rejections[0]).toMatchObject({ base: '80', mine: '82', theirs: '83' });
    await undone(...results);
  });

  test('stays the only row that falls out under REJECT_FAILED_ROWS', async () => {
    const sheet = await prices();
    const first = await push(server, 'admin', part(sheet, [[ROW, 'USD', '81']]));
    const edits: Edit[] = [
      [ROW, 'USD', '82'],
      [ROW, 'EUR', '75'],
      [OTHER, 'USD', '51'],
    ];
    const second = await push(server, 'pricing', part(sheet, edits), { errorPolicy: 'REJECT_FAILED_ROWS' });
    expect(said(second.rejections)).toEqual([`${ROW} USD STALE_CELL`]);
    expect(second.applied).toBe(1);
    const now = await prices();
    expect([now.cell(ROW, 'USD'), now.cell(ROW, 'EUR'), now.cell(OTHER, 'USD')]).toEqual([81, null, 51]);
    await undone(first, second);
  });

  test.each<[Kind, string, string, string, string]>([
    ['BUDGET', 'SMB/TAX/SALES', '2027-Q4', '1', '2'],
    ['ROADMAP', 'SMB/R-002', 'title', 'Theirs', 'Mine'],
    ['ROADMAP', 'SMB/R-002', 'depends_on', 'R-006', 'R-008;R-006'],
  ])('is told of every matrix: %s %s %s', async (kind, row, column, theirs, mine) => {
    const sheet = await pull(server, 'admin', kind);
    const base = String(sheet.cell(row, column));
    const first = await push(server, 'admin', part(sheet, [[row, column, theirs]]));
    const second = await push(server, 'admin', part(sheet, [[row, column, mine]]));
    const canonical = column === 'depends_on' ? 'R-006;R-008' : mine;
    expect(second.rejections[0]).toMatchObject({ code: 'STALE_CELL', row, column, base, mine: canonical, theirs });
    await undone(first);
  });
});

test('an undo is refused as stale where somebody has changed the cell since, and for nothing else', async () => {
  const first = await push(
    server,
    'pricing',
    part(await prices(), [
      [ROW, 'USD', '81'],
      [OTHER, 'USD', '51'],
    ]),
  );
  const other = await push(server, 'pricing', part(await prices(), [[ROW, 'EUR', '75']]));
  const second = await push(server, 'admin', part(await prices(), [[ROW, 'USD', '82']]));
  const before = await revision(server);
  const { rejections } = await revert(server, 'pricing', first.revision);
  expect(said(rejections)).toEqual([`${ROW} USD STALE_CELL`]);
  expect(rejections[0]).toMatchObject({ theirs: '82', by: 'Demo administrator' });
  expect([await revision(server), (await prices()).cell(OTHER, 'USD')]).toEqual([before, 51]);
  await undone(second);
  expect(said((await revert(server, 'pricing', first.revision)).rejections)).toEqual([]);
  expect(said((await revert(server, 'pricing', first.revision)).rejections)).toEqual(['NOT_REVERTIBLE']);
  const { changeSet } = await server.gql<{ changeSet: unknown }>(
    'admin',
    `{ changeSet(revision: ${first.revision}) { state } }`,
  );
  expect(changeSet).toEqual({ state: 'REVERTED' });
  await undone(other);
});

test.each<[Kind, string, string, string]>([
  ['BUDGET', 'SMB/TAX/SALES', '2027-Q1', '1'],
  ['ROADMAP', 'SMB/R-019', 'title', 'New'],
  ['ROADMAP', 'SMB/R-018', 'depends_on', 'R-001'],
])('an undo is refused where the row has been archived since: %s %s %s', async (kind, row, column, value) => {
  const sheet = await pull(server, 'admin', kind);
  const edit = await push(server, 'admin', part(sheet, [[row, column, value]]));
  const gone = await push(server, 'admin', part(await pull(server, 'admin', kind), [], { archives: [row] }));
  const { rejections, changeSet } = await revert(server, 'admin', edit.revision);
  expect([said(rejections), changeSet]).toEqual([[`${row} ${column} STALE_CELL`], null]);
  expect((await pull(server, 'admin', kind)).keys).not.toContain(row);
  await undone(edit, gone);
  expect((await pull(server, 'admin', kind)).rows).toEqual(sheet.rows);
});

test('an undo puts back a code whose item has been archived since', async () => {
  const sheet = await pull(server, 'product', 'ROADMAP');
  const edit = await push(server, 'product', part(sheet, [['SMB/R-018', 'depends_on', 'R-001']]));
  const gone = await push(server, 'product', part(sheet, [], { archives: ['SMB/R-019'] }));
  expect(said((await revert(server, 'product', edit.revision)).rejections)).toEqual([]);
  expect((await pull(server, 'product', 'ROADMAP')).cell('SMB/R-018', 'depends_on')).toBe('R-019');
  await undone(gone);
  expect((await pull(server, 'product', 'ROADMAP')).rows).toEqual(sheet.rows);
});

describe('a delta', () => {
  test('makes an older sheet of every matrix what a new pull shows', async () => {
    const kinds: Kind[] = ['TIER_PRICE', 'BUDGET', 'ROADMAP'];
    const old = await Promise.all(kinds.map((kind) => pull(server, 'admin', kind)));
    const [p, b, r] = old;
    if (!p || !b || !r) throw new Error('three sheets were pulled');
    const result = await push(server, 'admin', [
      part(p, [[ROW, 'USD', '81']], { archives: ['SMB/TAX-BEST/US/RETURN/1'] }),
      part(b, [], { archives: ['SMB/TAX/SALES'] }),
      part(r, [['SMB/R-001', 'title', 'x']], {
        archives: ['SMB/R-019'],
        inserts: newRow('n', { market: 'ADV', title: 'x', product: 'PRACTICE-DESK' }),
      }),
    ]);
    expect(said(result.rejections)).toEqual([]);
    for (const [i, sheet] of old.entries()) {
      const now = byKey(await pull(server, 'admin', sheet.kind));
      expect(applied(sheet, await delta(server, 'admin', sheet))).toEqual(now);
      expect(applied(sheet, result.deltas[i] ?? { revision: 0, rows: [], removed: [] })).toEqual(now);
      expect(result.deltas[i]?.revision).toBe(result.revision);
    }
    await undone(result);
    for (const sheet of old) {
      expect(applied(sheet, await delta(server, 'admin', sheet))).toEqual(byKey(sheet));
    }
  });

  test('removes rows that the filter no longer shows, also where the filtered column is blank now', async () => {
    const [states, owners] = await Promise.all([
      pull(server, 'product', 'ROADMAP', { filter: { states: ['IDEA'] } }),
      pull(server, 'product', 'ROADMAP', { filter: { owners: ['PM-CLOSE'] } }),
    ]);
    const edits: Edit[] = [
      ['SMB/R-019', 'state', 'PLANNED'],
      ['SMB/R-019', 'owner', null],
    ];
    const result = await push(server, 'product', part(owners, edits));
    expect(said(result.rejections)).toEqual([]);
    for (const sheet of [states, owners]) {
      expect(sheet.keys).toContain('SMB/R-019');
      expect((await delta(server, 'product', sheet)).removed).toEqual(['SMB/R-019']);
    }
    await undone(result);
  });

  test('of nothing is empty', async () => {
    const sheet = await prices();
    expect(await delta(server, 'pricing', sheet)).toEqual({ revision: sheet.revision, rows: [], removed: [] });
  });

  test('is refused when a currency has come or gone since, or the revision is not ours', async () => {
    const old = await prices();
    const yen = await prices({ filter: { currencies: ['JPY'] } });
    const result = await push(server, 'pricing', part(yen, [[ROW, 'JPY', '9000']]));
    expect(await deltaCode(server, 'pricing', { request: old.request, since: old.revision })).toBe('VIEW_CHANGED');
    expect(await deltaCode(server, 'pricing', { request: yen.request, since: old.revision })).toBeUndefined();
    const withYen = await prices();
    expect(withYen.columns.map((c) => c.key)).toEqual(['EUR', 'JPY', 'USD', 'quote']);
    await undone(result);
    expect(await deltaCode(server, 'pricing', { request: withYen.request, since: withYen.revision })).toBe(
      'VIEW_CHANGED',
    );
    expect(await deltaCode(server, 'pricing', { request: old.request, since: 999_999 })).toBe('VIEW_CHANGED');
    const { rejections } = await push(server, 'pricing', part({ ...old, revision: 999_999 }, [[ROW, 'USD', '1']]));
    expect(rejections.map((r) => r.code)).toEqual(['VIEW_CHANGED']);
  });
});

describe('the key of a push', () => {
  const send = async (user: string, input: object): Promise<{ result?: Result; code?: unknown }> => {
    const { data, errors } = await server.ask<{ pushChanges: Result }>(user, PUSH, { input });
    return data?.pushChanges ? { result: data.pushChanges } : { code: errors?.[0]?.extensions?.['code'] };
  };

  test('answers the first result again, whatever the order of edits and of JSON keys, and writes nothing', async () => {
    const sheet = await prices();
    const edits: Edit[] = [
      [ROW, 'USD', '81'],
      [OTHER, 'USD', '51'],
      ['SMB/NOPE/US/MONTH/1', 'USD', 'x\0'],
    ];
    const o = { errorPolicy: 'REJECT_FAILED_ROWS', idempotencyKey: 'again' } as const;
    const first = await send('pricing', pushInput(part(sheet, edits), o));
    expect([first.result?.applied, said(first.result?.rejections ?? [])]).toEqual([
      2,
      ['SMB/NOPE/US/MONTH/1 USD UNKNOWN_ROW'],
    ]);
    const later = await push(server, 'admin', part(await prices(), [[ROW, 'EUR', '75']]));
    const turned = Object.fromEntries(Object.entries(part(sheet, [...edits].reverse())).reverse());
    const again = await send('pricing', { parts: [{ archives: [], inserts: null, ...turned }], reason: null, ...o });
    const { deltas: _, ...same } = first.result as Result;
    const { deltas, ...answer } = again.result as Result;
    expect(answer).toEqual(same);
    expect(applied(sheet, deltas[0] ?? { revision: 0, rows: [], removed: [] })).toEqual(byKey(await prices()));
    expect(await revision(server)).toBe(later.revision);
    await undone(first.result as Result, later);
  });

  test('with another input is refused, and belongs to its author', async () => {
    const sheet = await prices();
    const first = await send('pricing', pushInput(part(sheet, [[ROW, 'USD', '81']]), { idempotencyKey: 'mine' }));
    const changed = [
      pushInput(part(sheet, [[ROW, 'USD', '82']]), { idempotencyKey: 'mine' }),
      pushInput(part(sheet, [[ROW, 'USD', '81']]), { idempotencyKey: 'mine', reason: 'why' }),
      pushInput(part(sheet, [[ROW, 'USD', '81']], { effectiveFrom: '2027-01-01' }), { idempotencyKey: 'mine' }),
    ];
    for (const input of changed) expect((await send('pricing', input)).code).toBe('IDEMPOTENCY_KEY_REUSED');
    const theirs = await send(
      'admin',
      pushInput(part(await prices(), [[OTHER, 'USD', '51']]), { idempotencyKey: 'mine' }),
    );
    expect(theirs.result?.applied).toBe(1);
    await undone(first.result as Result, theirs.result as Result);
  });

  test('is free again after a rejected push, a dry run and a push of nothing', async () => {
    const sheet = await prices();
    const key = { idempotencyKey: 'free' };
    await push(server, 'pricing', part(sheet, [[ROW, 'USD', 'x']]), key);
    await push(server, 'pricing', part(sheet, [[ROW, 'USD', '90']]), { ...key, dryRun: true });
    await push(server, 'pricing', part(sheet, [[ROW, 'USD', '80']]), key);
    expect(await revision(server)).toBe(sheet.revision);
    const result = await push(server, 'pricing', part(sheet, [[ROW, 'USD', '81']]), key);
    expect(result.applied).toBe(1);
    await undone(result);
  });

  test('has 1 to 255 characters', async () => {
    const sheet = await prices();
    for (const [idempotencyKey, code] of [
      ['', 'BAD_USER_INPUT'],
      ['x'.repeat(256), 'BAD_USER_INPUT'],
      ['a\0', 'BAD_USER_INPUT'],
    ] as const) {
      expect((await send('pricing', pushInput(part(sheet, [[ROW, 'USD', '80']]), { idempotencyKey }))).code).toBe(code);
    }
    const longest = await send(
      'pricing',
      pushInput(part(sheet, [[ROW, 'USD', '80']]), { idempotencyKey: '😀'.repeat(255) }),
    );
    expect(longest.result?.unchanged).toBe(1);
  });

  test('of an undo replays, too, and is not that of another undo', async () => {
    const first = await push(server, 'pricing', part(await prices(), [[ROW, 'USD', '81']]));
    const undo = await revert(server, 'pricing', first.revision, 'undo-1');
    expect(await revert(server, 'pricing', first.revision, 'undo-1')).toEqual(undo);
    await expect(revert(server, 'pricing', undo.revision, 'undo-1')).rejects.toThrow('IDEMPOTENCY_KEY_REUSED');
    expect(await revision(server)).toBe(undo.revision);
  });

  test('replays from a second server on the same database', async () => {
    const sheet = await prices();
    const input = pushInput(part(sheet, [[ROW, 'USD', '81']]), { idempotencyKey: 'over there' });
    const first = await send('pricing', input);
    const config = readConfig({ PORT: '0', MARKETGRID_DATA: '/nonexistent' });
    const second = await startServer({
      database: server.db.database,
      config,
      demo: true,
      dataFolder: server.dataFolder,
      log: pino({ level: 'silent' }),
    });
    try {
      const response = await fetch(`${second.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${await server.token('pricing')}` },
        body: JSON.stringify({ query: PUSH, variables: { input } }),
      });
      const { data } = (await response.json()) as { data: { pushChanges: Result } };
      expect(data.pushChanges).toEqual(first.result);
      expect(await revision(server)).toBe(first.result?.revision);
    } finally {
      await second.stop();
    }
    await undone(first.result as Result);
  });
});

test('a dry run says all that the push would, and writes nothing', async () => {
  const sheet = await prices();
  const edits: Edit[] = [
    [ROW, 'USD', '81'],
    [OTHER, 'USD', '60'],
  ];
  const inserts = newRow('n', { market: 'SMB', offering: 'TAX-BEST', price_list: 'US', period: 'YEAR', USD: '300' });
  const dry = await push(server, 'pricing', part(sheet, edits, { inserts }), { dryRun: true });
  expect([dry.changeSet, dry.revision, await revision(server)]).toEqual([null, sheet.revision, sheet.revision]);
  expect((await prices()).rows).toEqual(sheet.rows);
  const real = await push(server, 'pricing', part(sheet, edits, { inserts }));
  const told = ({ applied: n, unchanged, inserted, rejections, warnings }: Result): object => ({
    n,
    unchanged,
    inserted,
    rejections,
    warnings,
  });
  expect(told(real)).toEqual(told(dry));
  expect(real.changeSet).toMatchObject({
    revision: sheet.revision + 1,
    author: 'Demo pricing analyst',
    state: 'APPLIED',
  });
  await undone(real);
  expect(DAY).toBe(sheet.request.asOf);
});
