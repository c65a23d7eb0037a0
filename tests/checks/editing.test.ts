/** What an analyst would check of editing; the numbers are those of docs/checks.md. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { jumpTo } from '../../addin/taskpane/effects/jump.ts';
import { previewSheets } from '../../addin/taskpane/effects/preview.ts';
import { pushSheets } from '../../addin/taskpane/effects/push.ts';
import { refreshSheets } from '../../addin/taskpane/effects/refresh.ts';
import { revertSelection, revertSheet } from '../../addin/taskpane/effects/revert.ts';
import type { SheetDiff } from '../../schema/matrix/diff.ts';
import { effectTotals } from '../../addin/taskpane/state/preview-totals.ts';
import { pulled, STRICT } from '../addin/support/desk.ts';
import { roadmap } from '../addin/support/matrices.ts';
import { preview } from '../../addin/flows/preview.ts';
import { push } from '../../addin/flows/push.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { type Analyst, shown, sitDown } from './analyst.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const BUSINESS = { kind: 'TIER_PRICE', filter: { lineUps: ['BUSINESS'], priceLists: ['US'] } } as const;
const BUDGET = { kind: 'BUDGET', filter: { plan: 'BUDGET-2027' } } as const;
const business = (tier: string, quantity = 1): string => `SMB/BUSINESS-${tier}/US/MONTH/${quantity}`;
const MARKETING = 'SMB/BOOKSNOW/MARKETING';
const SALES = 'SMB/BOOKSNOW/SALES';

/** What the preview in the pane says now. */
async function differences({ pane, state }: Analyst): Promise<SheetDiff> {
  await previewSheets(pane);
  const [first] = state().preview?.preview.views ?? [];
  if (!first) throw new Error(`no preview: ${state().notice?.message}`);
  return first.diff;
}

test('check 5: edit, paste, fill over filtered rows, delete and replace: every difference shows, and nothing else', async () => {
  const analyst = await sitDown(server, 'finance');
  const sheet = await analyst.pull(BUDGET);
  const at = (await sheet.table()).map(([key]) => key).indexOf(MARKETING) - 1;
  // One edit, one entry of the same amount, a block pasted over two rows and two columns.
  await sheet.type(SALES, '2027-Q1', 1);
  await sheet.type(SALES, '2027-Q2', '325,000.00');
  await sheet.inExcel((table) => {
    const body = table.getDataBodyRange();
    body.getCell(at, 7).getResizedRange(1, 1).values = [
      ['575000', '11'],
      ['12', '325000'],
    ];
  });
  // Filtered to sales, the second period is filled downwards: hidden rows keep what they have.
  await sheet.inExcel(async (table, context) => {
    table.columns.getItem('Function').filter.applyValuesFilter(['SALES']);
    const body = table.getDataBodyRange().load('rowCount');
    await context.sync();
    const cells = Array.from({ length: body.rowCount }, (_, row) => body.getCell(row, 6).load('rowHidden'));
    await context.sync();
    for (const cell of cells.filter(({ rowHidden }) => !rowHidden)) cell.values = [[7]];
  });
  // Deleted: a cell's content, and a whole row.
  await sheet.inExcel((table) => void table.getDataBodyRange().getCell(at, 5).clear('Contents'));
  const last = (await sheet.table()).length - 2;
  await sheet.inExcel((table) => table.rows.getItemAt(last).delete());

  const { edits, inserts, missing, problems, unreadColumns } = await differences(analyst);
  expect([...edits].sort()).toEqual(
    [
      [SALES, '2027-Q1', '1'],
      [MARKETING, '2027-Q4', '11'],
      [SALES, '2027-Q3', '12'],
      [MARKETING, '2027-Q1', null],
      ...['ADV/BUSINESS', 'SMB/BOOKSNOW', 'SMB/BUSINESS', 'SMB/HOUSEHOLD'].map((line) => [
        `${line}/SALES`,
        '2027-Q2',
        '7',
      ]),
    ].sort(),
  );
  expect({ inserts, missing, problems, unreadColumns }).toEqual({
    inserts: [],
    missing: ['SMB/TAX/SALES'],
    problems: [],
    unreadColumns: [],
  });
});

test.each([
  ['the row keys', 0],
  ['a label', 7],
  ['a price', 13],
] as const)('check 6: sorted by %s, an edit reaches its own record and no other', async (_by, key) => {
  const analyst = await sitDown(server, 'pricing');
  const sheet = await analyst.pull(BUSINESS);
  const usd = (): Promise<(string | null)[]> =>
    shown(
      server,
      BUSINESS,
      sheet.view.rows.map(([row]) => [row, 'USD'] as const),
    );
  const before = await usd();
  const sort = (ascending: boolean): Promise<void> => sheet.inExcel((t) => t.sort.apply([{ key, ascending }]));
  await sort(false);
  await sheet.type(business('BEST'), 'USD', 80 + key);
  await sort(true);
  await pushSheets(analyst.pane);
  const at = sheet.view.rows.findIndex(([row]) => row === business('BEST'));
  expect(await usd()).toEqual(before.with(at, String(80 + key)));
});

test('check 6: sorted without the key column, nothing is sent or refreshed: the rows are named, and a revert heals them', async () => {
  const analyst = await sitDown(server, 'pricing');
  const sheet = await analyst.pull(BUSINESS);
  const before = await sheet.table();
  await sheet.inExcel((table) => {
    const body = table.getDataBodyRange();
    body
      .getOffsetRange(0, 1)
      .getResizedRange(0, -1)
      .sort.apply([{ key: 12, ascending: false }]);
  });
  expect(await sheet.table()).not.toEqual(before);
  const { problems } = await differences(analyst);
  expect(problems.map(({ kind, key }) => [kind, key])).toContainEqual(['MOVED_KEY', business('GOOD')]);
  const { length } = analyst.sent;
  await pushSheets(analyst.pane);
  expect(analyst.state().notice?.message).toMatch(/^Keys of rows/);
  await refreshSheets(analyst.pane);
  expect(analyst.state().notice?.message).toMatch(/^Keys of rows/);
  // A refresh asks what has changed before it looks at the sheet; that sends nothing of the sheet.
  expect(analyst.sent.slice(length).filter((sent) => !sent.includes('query MatrixDelta'))).toEqual([]);
  await revertSheet(analyst.pane, sheet.id);
  expect(await sheet.table()).toEqual(before);
});

test('check 7: old, new, delta and total effect are seen before the push', async () => {
  const analyst = await sitDown(server, 'finance');
  const { type } = await analyst.pull(BUDGET);
  await type(MARKETING, '2027-Q1', 575_000.68);
  await type(SALES, '2027-Q1', '');
  await previewSheets(analyst.pane);
  const found = analyst.state().preview?.preview;
  if (!found) throw new Error('no preview');
  expect(found.views.flatMap((view) => view.differences)).toEqual([
    { row: MARKETING, column: '2027-Q1', title: '2027-Q1', old: '575000.00', new: '575000.68', delta: '0.68' },
    { row: SALES, column: '2027-Q1', title: '2027-Q1', old: '325000.00', new: '', delta: '-325000.00' },
  ]);
  expect(effectTotals(found.views)).toMatchObject([{ total: '-324999.32', cells: 2 }]);
  expect(await shown(server, BUDGET, [[MARKETING, '2027-Q1']])).toEqual(['575000']);
});

test('who may only read a matrix is told whose it is, and his entries are put back', async () => {
  const analyst = await sitDown(server, 'pricing');
  const sheet = await analyst.pull(BUDGET);
  await sheet.type(MARKETING, '2027-Q3', 574_999);
  const { edits, problems } = await differences(analyst);
  expect(edits).toEqual([]);
  expect(problems).toMatchObject([
    {
      kind: 'READ_ONLY',
      key: MARKETING,
      column: '2027-Q3',
      problem: { message: 'You may not change Budget.', nextStep: 'Ask a colleague with the role Finance.' },
    },
  ]);
});

test('check 11: what is typed into read-only cells is explained, never sent and restored; AutoSum works beside them', async () => {
  const analyst = await sitDown(server, 'finance');
  const sheet = await analyst.pull(BUDGET);
  await sheet.type(MARKETING, 'Total', 1);
  await sheet.type(SALES, 'Posture', 'INVEST');
  await sheet.type(MARKETING, '2027-Q3', 574_999);
  const { problems } = await differences(analyst);
  expect(problems).toMatchObject([
    { kind: 'READ_ONLY', key: MARKETING, column: 'total', problem: { message: expect.stringContaining('Total') } },
    { kind: 'HEADER', key: SALES, column: 'posture', problem: { code: 'READ_ONLY' } },
  ]);
  const sum = await sheet.inExcel(async (table, context) => {
    const below = table.getRange().getLastRow().getOffsetRange(2, 0).getCell(0, 8);
    below.formulas = [['=SUM(I6:I8)']];
    below.load('values');
    await context.sync();
    return below.values[0]?.[0] as number;
  });
  await pushSheets(analyst.pane);
  const [written = ''] = analyst.sent.filter((body) => body.includes('"dryRun":false'));
  expect(written).toContain(JSON.stringify([[MARKETING, '2027-Q3', '574999']]));
  expect(await sheet.cell(SALES, 'Posture')).toBe('HIGH_MAINTENANCE');
  expect(await sheet.cell(MARKETING, 'Total')).toBe(2_299_999);
  expect(sum).toBe(557_142.86 + 471_428.57 + 575_000);
});

test('check 14: a cell, a selection and everything go back to what was pulled', async () => {
  const analyst = await sitDown(server, 'pricing');
  const { pane } = analyst;
  const sheet = await analyst.pull(BUSINESS);
  const before = await sheet.table();
  for (const tier of ['GOOD', 'BETTER', 'BEST', 'ADVANCED']) await sheet.type(business(tier), 'USD', 999);
  const changed = async (): Promise<string[]> => (await differences(analyst)).edits.map(([row]) => row);

  await jumpTo(pane, { viewId: sheet.id, row: business('BETTER'), column: 'USD' });
  await revertSelection(pane);
  expect(await changed()).toEqual([business('GOOD'), business('BEST'), business('ADVANCED')]);
  await sheet.inExcel((table) => table.getDataBodyRange().getCell(2, 12).getResizedRange(1, 1).select());
  await revertSelection(pane);
  expect(await changed()).toEqual([business('GOOD')]);
  await sheet.type(business('BEST'), 'Offering', 'MINE');
  await revertSheet(pane, sheet.id);
  expect(await changed()).toEqual([]);
  expect(await sheet.table()).toEqual(before);
});

// The demo's lists are short, so a stand-in serves this matrix.
test('check 16: a drop-down longer than 255 characters; invalid text that was pasted is caught before the push', async () => {
  const states = Array.from({ length: 60 }, (_, i) => `STATE-${i + 1}`);
  const matrix = roadmap(['One', 'Two']);
  const columns = matrix.columns.map((c) => (c.key === 'state' ? { ...c, options: [...states, 'PLANNED'] } : c));
  const { context, view, server: standIn, inExcel, type } = await pulled({ ...matrix, columns });
  const source = await inExcel(async (table, excel) => {
    const { dataValidation } = table.columns.getItem('State').getDataBodyRange();
    dataValidation.load('rule,type');
    await excel.sync();
    return String(dataValidation.rule.list?.source);
  });
  expect(source.length).toBeLessThan(255);
  const [, name = '', address = ''] = /^=(\w+)!(.+)$/.exec(source) ?? [];
  const list = await inExcel(async (_table, excel) => {
    const range = excel.workbook.worksheets.getItem(name).getRange(address).load('values');
    await excel.sync();
    return range.values.flat() as string[];
  });
  expect(list).toEqual([...states, 'PLANNED']);
  expect(list.join(',').length).toBeGreaterThan(255);

  await type('SMB/R-1', 'State', 'STATE-60');
  await inExcel((table) => {
    table.columns.getItem('State').getDataBodyRange().getCell(1, 0).values = [['Nearly done']];
  });
  const { problems, edits } = (await preview(context, [view.id], STRICT)).views[0]?.diff ?? {};
  expect(edits).toEqual([['SMB/R-1', 'state', 'STATE-60']]);
  expect(problems).toMatchObject([{ key: 'SMB/R-2', column: 'state', problem: { code: 'BAD_CHOICE' } }]);
  await expect(push(context, [view.id], STRICT)).rejects.toMatchObject({ code: 'SHEET_HAS_PROBLEMS' });
  expect(standIn.stored('SMB/R-1', 'state')).toBe('PLANNED');
});

test.each([68.68, '68.68', '=6.868*10'])('check 18: %j is entered and the server stores 68.68', async (input) => {
  const analyst = await sitDown(server, 'pricing');
  const { type } = await analyst.pull(BUSINESS);
  await type(business('GOOD'), 'USD', 1);
  await pushSheets(analyst.pane);
  await type(business('GOOD'), 'USD', input);
  await pushSheets(analyst.pane);
  const stored = await server.db.owner(
    `SELECT amount::text FROM price p JOIN offering o ON o.id = offering_id
     WHERE o.code = 'BUSINESS-GOOD' AND currency_code = 'USD' AND valid_to IS NULL`,
  );
  expect(stored).toEqual([{ amount: '68.680000' }]);
});
