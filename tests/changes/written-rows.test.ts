/** What a sheet is told after its own push: the rows that it wrote, looked up by their keys where nobody else has written. */
import { expect, test } from '@jest/globals';
import { matrixDelta } from '../../api/matrix/pull.ts';
import { useAuditedServer } from '../contract/audited-server.ts';
import { DAY, delta, type Kind, newRow, type Part, part, pull, push, said, type Sheet } from '../contract/sheets.ts';
import type { TestServer } from '../support/server.ts';

let server: TestServer;
useAuditedServer((started) => (server = started), ['pricing', 'finance', 'product', 'admin']);

const [ROW, OTHER] = ['SMB/BUSINESS-BEST/US/MONTH/1', 'SMB/BUSINESS-GOOD/US/MONTH/1'];
const WRITERS = { TIER_PRICE: 'pricing', BUDGET: 'finance', ROADMAP: 'product' } as const;

/** Searching the audit for what is newer than a sheet. */
const isSearch = (sql: string): boolean => /c\.revision > \$/.test(sql);

/** Pushes the part, and compares what its sheet is told with what any sheet of the same revision would be. */
async function told(sheet: Sheet, o: Partial<Part>): Promise<{ rows: number; removed: readonly string[] }> {
  const before = server.db.queries.length;
  const user = WRITERS[sheet.kind];
  const result = await push(server, user, part(sheet, [], o));
  expect(said(result.rejections)).toEqual([]);
  expect(server.db.queries.slice(before).filter(isSearch)).toEqual([]);
  const [own] = result.deltas;
  const { rows, removed, revision } = await delta(server, user, sheet);
  expect(own).toEqual({ rows, revision, removed: expect.arrayContaining([...removed]) });
  return { rows: rows.length, removed: own?.removed ?? [] };
}

const sheetOf = (kind: Kind, filter: object): Promise<Sheet> => pull(server, WRITERS[kind], kind, { filter });

test('a price edited, planned for later, new, or that ends', async () => {
  const prices = (): Promise<Sheet> => sheetOf('TIER_PRICE', { lineUps: ['BUSINESS'] });
  const added = { market: 'SMB', offering: 'BUSINESS-GOOD', price_list: 'US', period: 'MONTH', min_quantity: '777' };
  const nothing = { removed: [] };
  expect(await told(await prices(), { edits: [[ROW, 'USD', '71']] })).toEqual({ rows: 1, ...nothing });
  expect(await told(await prices(), { edits: [[ROW, 'USD', '72']], effectiveFrom: '2027-03-01' })).toEqual({
    rows: 1,
    ...nothing,
  });
  const inserts = newRow('mine', { ...added, metric: 'per company', USD: '9' });
  expect(await told(await prices(), { inserts, edits: [[OTHER, 'USD', '33']] })).toEqual({ rows: 2, ...nothing });
  // A price that ends on the day on which it began was never there.
  const key = 'SMB/BUSINESS-GOOD/US/MONTH/777';
  expect(await told(await prices(), { edits: [[key, 'USD', null]] })).toEqual({ rows: 0, removed: [key] });
});

test('a row of a budget and an item of a roadmap, edited and archived', async () => {
  const budget = (): Promise<Sheet> => sheetOf('BUDGET', { plan: 'BUDGET-2027' });
  const [first = '', second = ''] = (await budget()).keys;
  expect(await told(await budget(), { edits: [[second, '2027-Q1', '1']], archives: [first] })).toEqual({
    rows: 1,
    removed: [first],
  });
  const roadmap = (): Promise<Sheet> => sheetOf('ROADMAP', { markets: ['SMB'] });
  const [gone = '', kept = ''] = (await roadmap()).keys;
  expect(await told(await roadmap(), { edits: [[kept, 'title', 'Another title']], archives: [gone] })).toEqual({
    rows: 1,
    removed: [gone],
  });
});

test('what somebody else has written since is told, too', async () => {
  const sheet = await sheetOf('TIER_PRICE', { lineUps: ['BUSINESS'] });
  await push(server, 'pricing', part(sheet, [[ROW, 'USD', '81']]));
  await push(server, 'pricing', part(sheet, [[OTHER, 'USD', '34']]));
  const request = { kind: 'TIER_PRICE', asOf: DAY, filter: { lineUps: ['BUSINESS'] } } as const;
  const since = sheet.revision;
  const text = await server.db.database.read('pricing', async (tx) => {
    const found = await matrixDelta(tx, request, { since, written: { revision: since + 1, keys: [ROW] } });
    expect(found.revision).toBe(since + 2);
    return found.rows.text.held.join('');
  });
  expect((JSON.parse(text) as string[][]).map(([key]) => key).sort()).toEqual([ROW, OTHER].sort());
});

test('a preview of a sheet that is up to date is told of no rows, and reads none', async () => {
  const sheet = await sheetOf('TIER_PRICE', { lineUps: ['BUSINESS'] });
  const before = server.db.queries.length;
  const { deltas, applied } = await push(server, 'pricing', part(sheet, [[ROW, 'USD', '91']]), { dryRun: true });
  expect({ deltas, applied }).toEqual({ deltas: [{ revision: sheet.revision, rows: [], removed: [] }], applied: 1 });
  expect(server.db.queries.slice(before).filter(isSearch)).toEqual([]);
});
