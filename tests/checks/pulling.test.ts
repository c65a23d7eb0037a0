/** What an analyst would check of pulling; the numbers are those of docs/checks.md. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { refreshSheets } from '../../addin/taskpane/effects/refresh.ts';
import { previewSheets } from '../../addin/taskpane/effects/preview.ts';
import { pullForm } from '../../addin/taskpane/effects/pull.ts';
import { pushSheets } from '../../addin/taskpane/effects/push.ts';
import { cancelTask } from '../../addin/taskpane/effects/run-task.ts';
import { removeSheet } from '../../addin/taskpane/effects/sheets.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { type Analyst, colleaguePushes, reopened, saved, SEEDED, seedPrices, shown, sitDown } from './analyst.ts';

/** Of 14 cells each. */
const MANY_ROWS = 14_300;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await seedPrices(server, MANY_ROWS);
});
afterAll(() => server.stop());

const GOOD = 'SMB/HOUSEHOLD-GOOD/US/YEAR/1';
const BETTER = 'SMB/HOUSEHOLD-BETTER/US/YEAR/1';
const HOUSEHOLD = { kind: 'TIER_PRICE', filter: { lineUps: ['HOUSEHOLD'], priceLists: ['US'] } } as const;

const visibleSheets = ({ office }: Analyst): string[] =>
  office.host.workbook.sheets.filter(({ visibility }) => visibility === 'Visible').map(({ name }) => name);

/** All of the workbook that a file keeps, but for the counter of ids. */
const contents = ({ office }: Analyst): unknown => ({
  ...(JSON.parse(saved(office.host.workbook)) as object),
  lastId: null,
  looks: null,
});

test('check 1: pull by market, tier and date; reopened, the view refreshes with nothing set up again', async () => {
  const filter = { markets: ['SMB'], offerings: ['HOUSEHOLD-GOOD', 'PRACTICE-GOOD'], priceLists: ['US'] };
  const before = await sitDown(server, 'pricing');
  const then = await before.pull({ kind: 'TIER_PRICE', filter, asOf: '2024-06-01' });
  expect((await then.table()).slice(1).map(([key]) => key)).toEqual([GOOD]);
  expect(await then.cell(GOOD, 'USD')).toBe(33.33);
  const { id, cell } = await before.pull({ kind: 'TIER_PRICE', filter });
  expect(await cell(GOOD, 'USD')).toBe(36);

  await colleaguePushes(server, { kind: 'TIER_PRICE', filter }, [[GOOD, 'USD', '37.5']]);
  const after = await sitDown(server, 'pricing', { host: reopened(before.office) });
  await refreshSheets(after.pane);
  expect(await after.sheet(id).cell(GOOD, 'USD')).toBe(37.5);
  expect(await after.sheet(then.id).cell(GOOD, 'USD')).toBe(33.33);
  expect(after.state().notice).toMatchObject({ intent: 'success' });
});

test('check 2: pull 200,000 cells: no request over 5 MB, and progress shows', async () => {
  const analyst = await sitDown(server, 'pricing');
  const progress: (readonly [number, number])[] = [];
  analyst.pane.store.subscribe(() => {
    const { task } = analyst.state();
    if (task && task.total > 0 && task.done !== progress.at(-1)?.[0]) progress.push([task.done, task.total]);
  });
  const { view } = await analyst.pull(SEEDED);
  const cells = view.rows.length * (1 + view.rowHeader.length + view.columns.length);
  expect(cells).toBeGreaterThan(200_000);
  expect(progress.length).toBeGreaterThan(1);
  expect(progress.map(([done]) => done)).toEqual(progress.map(([done]) => done).sort((a, b) => a - b));
  expect(progress.at(-1)).toEqual([cells, cells]);
  const sizes = analyst.office.exchanges.flatMap(({ requestBytes, response }) => [
    requestBytes,
    Buffer.byteLength(JSON.stringify(response)),
  ]);
  expect(Math.max(...sizes)).toBeLessThan(5_000_000);
});

test('check 3: a pull that is cancelled in the middle leaves the workbook as it was', async () => {
  const analyst = await sitDown(server, 'pricing');
  const { pane, office, state } = analyst;
  const small = await analyst.pull(HOUSEHOLD);
  await small.type(GOOD, 'USD', 41);
  const before = contents(analyst);
  const form = { kind: 'TIER_PRICE', filter: SEEDED.filter ?? {}, replaces: small.id } as const;
  pane.store.dispatch({ type: 'pullFormOpened', form });
  let written = 0;
  const stop = pane.store.subscribe(() => {
    if (written > 0) return;
    written = state().task?.done ?? 0;
    if (written > 0) cancelTask(pane);
  });
  await pullForm(pane);
  stop();
  expect(written).toBeGreaterThan(0);
  expect(state().notice?.message).toBe('The pull was cancelled. The workbook is as it was before.');
  expect(contents(analyst)).toEqual(before);
  expect(office.host.workbook.tables).toHaveLength(1);
});

test('check 12: pull, format, push with no call of protection; the formats stay', async () => {
  const analyst = await sitDown(server, 'pricing');
  const sheet = await analyst.pull(HOUSEHOLD);
  await sheet.inExcel((table) => {
    const body = table.getDataBodyRange();
    body.getCell(0, 1).format.fill.color = '#00FF00';
    body.getColumn(13).format.font.bold = true;
    body.getColumn(13).numberFormat = [['0.000']];
  });
  await sheet.type(BETTER, 'USD', 53);
  await pushSheets(analyst.pane);
  await refreshSheets(analyst.pane);
  expect(await shown(server, HOUSEHOLD, [[BETTER, 'USD']])).toEqual(['53']);
  const looks = await sheet.inExcel(async (table, context) => {
    const body = table.getDataBodyRange();
    const fill = body.getCell(0, 1).format.fill.load('color');
    const price = body.getColumn(13).load('numberFormat,format/font/bold');
    await context.sync();
    return [fill.color, price.format.font.bold, ...new Set(price.numberFormat.flat())];
  });
  expect(looks).toEqual(['#00FF00', true, '0.000']);
  expect(JSON.stringify(analyst.office.exchanges.map(({ request }) => request))).not.toMatch(/protect/i);
});

test('check 13: a pull is undone from the pane: sheet, table and what was remembered of it are gone', async () => {
  const analyst = await sitDown(server, 'pricing');
  const before = visibleSheets(analyst);
  const { id } = await analyst.pull(HOUSEHOLD);
  expect(visibleSheets(analyst)).not.toEqual(before);
  await removeSheet(analyst.pane, id);
  expect(visibleSheets(analyst)).toEqual(before);
  expect(analyst.office.host.workbook.tables).toEqual([]);
  expect(await analyst.pane.workbook.views()).toEqual([]);
  expect(saved(analyst.office.host.workbook)).not.toContain('HOUSEHOLD');
});

test('check 19: edits made offline remain when the workbook is closed and reopened, and rebase', async () => {
  let isOffline = false;
  const request: typeof fetch = (...of) => (isOffline ? Promise.reject(new TypeError('offline')) : fetch(...of));
  const before = await sitDown(server, 'pricing', { request });
  const { id, type } = await before.pull(HOUSEHOLD);
  isOffline = true;
  await type(BETTER, 'USD', 61.5);
  await pushSheets(before.pane);
  expect(before.state().notice?.message).toBe('The server does not answer.');
  await colleaguePushes(server, HOUSEHOLD, [[GOOD, 'USD', '39']]);

  const after = await sitDown(server, 'pricing', { host: reopened(before.office) });
  const sheet = after.sheet(id);
  expect(await sheet.cell(BETTER, 'USD')).toBe(61.5);
  await pushSheets(after.pane);
  await refreshSheets(after.pane);
  expect([await sheet.cell(GOOD, 'USD'), await sheet.cell(BETTER, 'USD')]).toEqual([39, 61.5]);
  expect(
    await shown(server, HOUSEHOLD, [
      [GOOD, 'USD'],
      [BETTER, 'USD'],
    ]),
  ).toEqual(['39', '61.5']);
});

test("check 22: another's changes never move the view: sheet, selection, sort and filter stay", async () => {
  const analyst = await sitDown(server, 'pricing');
  const { office, pane } = analyst;
  const sheet = await analyst.pull(HOUSEHOLD);
  await sheet.inExcel((table, context) => {
    table.sort.apply([{ key: 13, ascending: false }]);
    table.columns.getItem('Tier').filter.applyValuesFilter(['1', '3']);
    context.workbook.worksheets.getItem('Sheet1').activate();
    context.workbook.worksheets.getItem('Sheet1').getRange('C7').select();
  });
  const order = (await sheet.table()).map(([key]) => key);
  await colleaguePushes(server, HOUSEHOLD, [
    [GOOD, 'USD', '390'],
    [BETTER, 'USD', '391'],
  ]);
  office.exchanges.length = 0;
  await refreshSheets(pane);
  await previewSheets(pane);
  const requests = JSON.stringify(office.exchanges.map(({ request }) => request));
  expect(await sheet.cell(GOOD, 'USD')).toBe(390);
  expect((await sheet.table()).map(([key]) => key)).toEqual(order);
  const place = await office.Excel.run(async (context) => {
    const selected = context.workbook.getSelectedRange().load('address');
    await context.sync();
    return selected.address;
  });
  expect(place).toBe('Sheet1!C7');
  expect(requests).not.toMatch(/"Name":"(Activate|Select|Freeze\w*|\w*Filters?|Apply)"/);
});

test('check 24: a name that begins as a formula is inert after pull, edit, refresh, save and push', async () => {
  const [first, second] = ['=HYPERLINK("https://example.org","x")', "=cmd|'/c calc'!A1"];
  const request = { kind: 'ROADMAP' } as const;
  await colleaguePushes(server, request, [['SMB/R-009', 'title', first]]);
  const before = await sitDown(server, 'product');
  const { id, type, cell } = await before.pull(request);
  expect(await cell('SMB/R-009', 'Title')).toBe(first);
  await type('SMB/R-009', 'Confidence', 90);
  await type('SMB/R-010', 'Title', `'${second}`);
  await colleaguePushes(server, request, [['SMB/R-011', 'title', second]]);
  await refreshSheets(before.pane);

  const after = await sitDown(server, 'product', { host: reopened(before.office) });
  await pushSheets(after.pane);
  const places = ['SMB/R-009', 'SMB/R-010', 'SMB/R-011'].map((row) => [row, 'title'] as const);
  expect(await shown(server, request, places)).toEqual([first, second, second]);
  expect(await shown(server, request, [['SMB/R-009', 'confidence']])).toEqual(['90']);
  const titles = await Promise.all(places.map(([row]) => after.sheet(id).cell(row, 'Title')));
  expect(titles).toEqual([first, second, second]);
  const cells = [before, after].flatMap(({ office }) =>
    office.host.workbook.sheets.flatMap((s) => [...s.grid.existing()]),
  );
  expect(cells.filter(({ cell: { formula } }) => formula !== null)).toEqual([]);
});
