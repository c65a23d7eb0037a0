/**
 * The grid over 20,000 rows: what a person does arrives, whole. How long it takes is in the README; nothing is judged by
 * the clock here, but that a page which stands still for a minute fails by its waits.
 */
import { beforeEach, expect, test } from '@jest/globals';
import type { WorkbookModel } from '../../addin/workbench/host/model/workbook.ts';
import type { WorkbenchPage } from './workbench-page.ts';
import { heardIn, listenIn, settled, useWorkbench } from './workbench-support.ts';

const workbench = useWorkbench();
const ROWS = 20_000;
/** Ten times what a quiet machine takes. */
const PATIENT = 300_000;
/** Of the rows and columns, as long as nobody has scrolled. */
const HEADINGS = { width: 46, height: 20 };

/** Different in every row, and in no order. */
const price = (row: number): number => ((row * 7919) % 20_011) / 100;

/** A key, a text and a price that stand in no other row, a tier of three, and a formula. */
const fillLarge = ({ run }: WorkbenchPage): Promise<void> =>
  run(async (context, rows) => {
    const sheet = context.workbook.worksheets.getActiveWorksheet();
    sheet.getRange('A1:E1').values = [['Key', 'Tier', 'Name', 'Price', 'Count']];
    for (let start = 0; start < rows; start += 5_000) {
      sheet.getRangeByIndexes(1 + start, 0, 5_000, 5).values = Array.from({ length: 5_000 }, (_, i) => {
        const n = start + i;
        return [`K-${n}`, ['Good', 'Better', 'Best'][n % 3], `Name ${n}`, ((n * 7919) % 20_011) / 100, n];
      });
      await context.sync();
    }
    sheet.getRange('G1').formulas = [['=SUM(E2:E20001)']];
    sheet.tables.add(`A1:E${rows + 1}`, true).name = 'Prices';
    sheet.freezePanes.freezeAt(sheet.getRange('A1:A1'));
    await context.sync();
  }, ROWS);

beforeEach(async () => {
  workbench.bench.page.setDefaultTimeout(PATIENT / 2);
  await fillLarge(workbench.bench);
  await listenIn(workbench.bench);
}, PATIENT);

const values = (address: string, wanted: unknown[][]): Promise<unknown[][]> =>
  settled(() => workbench.bench.values(address), wanted);

async function expectValues(wanted: Readonly<Record<string, unknown[][]>>): Promise<void> {
  for (const [address, cells] of Object.entries(wanted))
    expect([address, await values(address, cells)]).toEqual([address, cells]);
}

/** What the add-in has heard of changes since it was asked last. */
const changes = async (): Promise<unknown[]> =>
  (await heardIn(workbench.bench)).filter(([type]) => type !== 'Selected').map(([type, address]) => [type, address]);

async function gridAt(x: number, y: number): Promise<{ x: number; y: number }> {
  const box = await workbench.bench.page.locator('canvas[id^=univer-sheet-main]').boundingBox();
  if (!box) throw new Error('the grid cannot be seen');
  return { x: box.x + x, y: box.y + y };
}

/** The button stands at the right end of the heading's cell. */
async function openMenuOf(column: number): Promise<void> {
  const { x, y } = await gridAt(HEADINGS.width + (column + 1) * 64 - 10, HEADINGS.height + 10);
  await workbench.bench.page.mouse.click(x, y);
  await workbench.bench.page.getByText('Select All').filter({ visible: true }).first().waitFor();
}

test(
  'what is typed, pasted over ten thousand cells, deleted as a row and undone is what the add-in reads and hears of',
  async () => {
    const { bench } = workbench;
    await bench.type('D4', '12.5');
    await expectValues({ 'D4:E4': [[12.5, 2]] });
    expect(await changes()).toEqual([['RangeEdited', 'D4']]);

    await bench.paste('D2', Array.from({ length: 5_000 }, (_, i) => `${i + 1_000}\t${i + 0.5}`).join('\n'));
    await expectValues({
      'D2:E3': [
        [1_000, 0.5],
        [1_001, 1.5],
      ],
      'D5001:E5002': [
        [5_999, 4_999.5],
        [price(5000), 5000],
      ],
    });
    expect(await changes()).toEqual([['RangeEdited', 'D2:E5001']]);
    await bench.press('ControlOrMeta+Z');
    await expectValues({ 'D4:E4': [[12.5, 2]], 'D5001:E5001': [[price(4999), 4999]] });
    await changes();

    // One value over all that is selected.
    await bench.paste('D2:D1001', '7');
    await expectValues({
      'D2:D3': [[7], [7]],
      'D1001:E1002': [
        [7, 999],
        [price(1000), 1000],
      ],
    });
    expect(await changes()).toEqual([['RangeEdited', 'D2:D1001']]);
    await bench.press('ControlOrMeta+Z');
    await expectValues({ D4: [[12.5]] });
    await changes();

    await bench.select('A4');
    const { x, y } = await gridAt(20, HEADINGS.height + 3 * 20 + 10);
    await bench.page.mouse.click(x, y);
    await bench.page.mouse.click(x, y, { button: 'right' });
    await bench.page
      .getByText(/Delete Selected Row/)
      .filter({ visible: true })
      .first()
      .click();
    await expectValues({ 'A3:A4': [['K-1'], ['K-3']], 'A20000:A20001': [['K-19999'], ['']], G1: [[199_990_000 - 2]] });
    expect(await changes()).toEqual([['RowDeleted', '4:4']]);
    await bench.press('ControlOrMeta+Z');
    await expectValues({
      'A3:D4': [
        ['K-1', 'Better', 'Name 1', price(1)],
        ['K-2', 'Best', 'Name 2', 12.5],
      ],
      G1: [[199_990_000]],
    });
  },
  PATIENT,
);

test(
  'a column of as many different texts is sorted and filtered by its menu, which lists the first of them and what is searched for',
  async () => {
    const { bench } = workbench;
    await openMenuOf(3);
    await bench.page
      .getByText(/ascending/i)
      .first()
      .click();
    await expectValues({ A2: [['K-0']], 'D2:D4': [[0], [0.01], [0.02]], D20001: [[200.1]] });
    await bench.press('ControlOrMeta+Z');
    await expectValues({ 'A2:A4': [['K-0'], ['K-1'], ['K-2']] });

    await openMenuOf(2);
    const { page } = bench;
    const lines = page.getByText(/^Name \d+$/).filter({ visible: true });
    expect(await lines.count()).toBe(200);
    await page.getByPlaceholder(/the first 200 values are listed/).fill('name 1999');
    await settled(() => lines.count(), 11);
    await page.getByText('Select All').filter({ visible: true }).first().click();
    await page.getByRole('button', { name: 'Confirm' }).click();
    const seen = await settled(() => visibleKeys(bench), KEYS_OF_1999);
    expect(seen).toEqual(KEYS_OF_1999);
  },
  PATIENT,
);

/** Names with `1999` in them. */
const KEYS_OF_1999 = ['K-1999', ...Array.from({ length: 10 }, (_, i) => `K-${19990 + i}`)];

const visibleKeys = ({ run }: WorkbenchPage): Promise<unknown[]> =>
  run(async (context) => {
    const keys = context.workbook.tables.getItem('Prices').columns.getItem('Key').getDataBodyRange();
    const view = keys.getVisibleView().load('values');
    await context.sync();
    return view.values.flat().slice(0, 100) as unknown[];
  });

test(
  'many rows are sorted under a sign that is seen before, whole and none lost, and the add-in hears of it once',
  async () => {
    const { bench } = workbench;
    await openMenuOf(3);
    await watchSign(bench);
    await bench.page
      .getByText(/descending/i)
      .first()
      .click();
    await expectValues({ 'D2:D3': [[200.1], [200.09]], D20001: [[0]] });
    expect(await bench.page.evaluate(() => (window as unknown as InPage).signs)).toEqual({
      isSeenBefore: true,
      isGone: true,
    });
    expect(await changes()).toEqual([['RangeEdited', 'A2:E20001']]);
    const rows = await bench.values('A2:E20001');
    expect(new Set(rows.map(([key]) => key)).size).toBe(ROWS);
    expect(rows.filter((row) => !isWhole(row))).toEqual([]);
    await bench.press('ControlOrMeta+Z');
    await expectValues({ 'A2:A4': [['K-0'], ['K-1'], ['K-2']], A20001: [['K-19999']] });
    expect(await changes()).toEqual([['RangeEdited', 'A2:E20001']]);
    await bench.press('ControlOrMeta+Y');
    await expectValues({ 'D2:D3': [[200.1], [200.09]] });
    // What was sorted is what the grid shows and a person goes on with.
    await bench.type('D2', '7');
    await expectValues({ 'D2:D3': [[7], [200.09]] });
  },
  PATIENT,
);

test(
  'two formulas in each row have their results when the add-in reads them, and again after what a person types and sorts',
  async () => {
    const { bench } = workbench;
    const last = await bench.run(async (context, rows) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      const formulas = Array.from({ length: rows }, (_, i) => [`=E${i + 2}*2`, `=G${i + 2}+1`]);
      sheet.getRange(`G2:H${rows + 1}`).formulas = formulas;
      // What looks a result up finds it, too.
      sheet.getRange('J1').formulas = [['=MATCH(30001,H:H,0)']];
      const read = sheet.getRange(`G${rows + 1}:H${rows + 1}`).load('values');
      await context.sync();
      return read.values;
    }, ROWS);
    expect(last).toEqual([[39_998, 39_999]]);
    await expectValues({ J1: [[15_002]], G1: [[199_990_000]] });
    await bench.type('E15002', '1');
    await expectValues({ 'G15002:H15002': [[2, 3]], J1: [['#N/A']] });
    await bench.type('E10', '15000');
    await expectValues({ 'G10:H10': [[30_000, 30_001]], J1: [[10]] });
    await openMenuOf(3);
    await bench.page
      .getByText(/ascending/i)
      .first()
      .click();
    // The formulas stay where they are: they stand beside the table.
    await expectValues({ 'D2:D3': [[0], [0.01]] });
    const [[count = 0] = []] = (await bench.values('E3')) as number[][];
    await expectValues({ 'G3:H3': [[count * 2, count * 2 + 1]] });
  },
  PATIENT,
);

test(
  'saved and opened again the rows, their formulas and what a person does with them are as before',
  async () => {
    const { bench } = workbench;
    await bench.run(async (context, rows) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      const formulas = Array.from({ length: rows }, (_, i) => [`=E${i + 2}*2`]);
      sheet.getRange(`H2:H${rows + 1}`).formulas = formulas;
      sheet.getRange('A20001:E20001').format.fill.color = '#FFEBB0';
      await context.sync();
    }, ROWS);
    const text = await bench.page.evaluate(() => (window as unknown as InPage).marketgridWorkbench.save());
    await bench.type('D4', '12.5');
    await bench.page
      .locator('input[type=file]')
      .setInputFiles({ name: 'large.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    await bench.page.getByText('large.json is open.').waitFor();
    await expectValues({ 'A4:D4': [['K-2', 'Best', 'Name 2', price(2)]], H20001: [[39_998]] });
    const shown = `K-19999\tBetter\tName 19999\t${price(19_999)}\t19999\t\t\t39998`;
    // The grid calculates for itself.
    expect(await settled(() => bench.shown('A20001:H20001'), shown)).toBe(shown);
    await bench.type('E20001', '4');
    await expectValues({ 'E20001:H20001': [[4, '', '', 8]] });
  },
  PATIENT,
);

/** What of the page these tests see. */
interface InPage {
  signs: { isSeenBefore: boolean; isGone: boolean };
  readonly marketgridWorkbench: { readonly host: { readonly workbook: WorkbookModel }; save(): Promise<string> };
}

/** Notes at each frame whether the sign is there, and whether the rows are as they were. */
const watchSign = ({ page }: WorkbenchPage): Promise<void> =>
  page.evaluate(() => {
    const inPage = window as unknown as InPage;
    const signs = (inPage.signs = { isSeenBefore: false, isGone: false } as InPage['signs']);
    const note = (): void => {
      const isThere = document.querySelector('[role=status]:has(label)') !== null;
      const key = inPage.marketgridWorkbench.host.workbook.active.grid.at(1, 0).value;
      if (isThere && key === 'K-0') signs.isSeenBefore = true;
      signs.isGone = signs.isSeenBefore && !isThere;
      requestAnimationFrame(note);
    };
    note();
  });

/** A row as it was written, wherever it stands. */
function isWhole([key, tier, name, cost, n]: unknown[]): boolean {
  const row = Number(n);
  return (
    key === `K-${row}` && tier === ['Good', 'Better', 'Best'][row % 3] && name === `Name ${row}` && cost === price(row)
  );
}
