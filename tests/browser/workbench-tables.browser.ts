/** Rows, columns, sorting, filtering and formulas in the workbench's grid, as the add-in sees them. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { CELL } from './workbench-page.ts';
import { fillTable, heardIn, listenIn, settled, useWorkbench } from './workbench-support.ts';

const workbench = useWorkbench();
beforeEach(() => fillTable(workbench.bench));

/** The table's rows as the add-in reads them, and which of them can be seen. */
const table = (): Promise<{ address: string; values: unknown[][]; hidden: boolean[] }> =>
  workbench.bench.run(async (context) => {
    const found = context.workbook.tables.getItem('Prices');
    const range = found.getRange().load('address,rowIndex,rowCount');
    const body = found.getDataBodyRange().load('values,rowCount');
    await context.sync();
    const rows = Array.from({ length: body.rowCount }, (_, i) => body.getRow(i).load('rowHidden'));
    await context.sync();
    return {
      address: range.address.slice(range.address.indexOf('!') + 1),
      values: body.values as unknown[][],
      hidden: rows.map((row) => row.rowHidden),
    };
  });

/** Chooses an entry of the menu that a right click on the row's or column's heading opens. */
async function chooseFor(address: string, heading: 'row' | 'column', entry: RegExp): Promise<void> {
  await workbench.bench.select(address);
  const canvas = workbench.bench.page.locator('canvas[id^=univer-sheet-main]');
  const box = await canvas.boundingBox();
  if (!box) throw new Error('the grid cannot be seen');
  const column = address.charCodeAt(0) - 65;
  const row = Number(address.slice(1)) - 1;
  const at = heading === 'row' ? { x: 20, y: 20 + row * 20 + 10 } : { x: 46 + column * 64 + 30, y: 10 };
  await workbench.bench.page.mouse.click(box.x + at.x, box.y + at.y);
  await workbench.bench.page.mouse.click(box.x + at.x, box.y + at.y, { button: 'right' });
  // At its first letter: in its middle may be a field for the number of rows.
  await workbench.bench.page
    .getByText(entry)
    .filter({ visible: true })
    .first()
    .click({ position: { x: 4, y: 8 } });
}

describe('rows and columns', () => {
  test('a row inserted in the table grows it, and the rows below keep their values', async () => {
    await chooseFor('A3', 'row', /rows above/);
    const { address, values } = await table();
    expect(address).toBe('A1:D5');
    expect(values.map((row) => row[0])).toEqual(['K-1', '', 'K-2', 'K-3']);
    expect(values.map((row) => row[3])).toEqual([60, '', 20, 40]);
  });

  test('a deleted row is gone, and undo brings it back', async () => {
    await chooseFor('A3', 'row', /Delete Selected Row/);
    expect((await table()).values.map((row) => row[0])).toEqual(['K-1', 'K-3']);
    await workbench.bench.press('ControlOrMeta+Z');
    const { address, values } = await table();
    expect(address).toBe('A1:D4');
    expect(values.map((row) => [row[0], row[2], row[3]])).toEqual([
      ['K-1', 30, 60],
      ['K-2', 10, 20],
      ['K-3', 20, 40],
    ]);
  });

  test('where every row is deleted, a blank one stays, and the first that the add-in adds stands in it', async () => {
    for (let i = 0; i < 3; i++) await chooseFor('A2', 'row', /Delete Selected Row/);
    expect(await table()).toMatchObject({ address: 'A1:D2', values: [['', '', '', '']] });
    await workbench.bench.run(async (context) => {
      context.workbook.tables.getItem('Prices').rows.add(undefined, [['K-9', 'Good', 7, '=C2*2']]);
      await context.sync();
    });
    expect(await table()).toMatchObject({ address: 'A1:D2', values: [['K-9', 'Good', 7, 14]] });
    expect(await workbench.bench.shown('A2')).toBe('K-9');
  });

  test('redo deletes the row again, and the add-in hears of each step', async () => {
    await listenIn(workbench.bench);
    await chooseFor('A3', 'row', /Delete Selected Row/);
    await workbench.bench.press('ControlOrMeta+Z');
    await workbench.bench.press('ControlOrMeta+Y');
    const { address, values } = await table();
    expect(address).toBe('A1:D3');
    expect(values.map((row) => [row[0], row[3]])).toEqual([
      ['K-1', 60],
      ['K-3', 40],
    ]);
    const types = (await heardIn(workbench.bench)).map(([type]) => type).filter((type) => type !== 'Selected');
    expect(types.filter((type) => type.startsWith('Row'))).toEqual(['RowDeleted', 'RowInserted', 'RowDeleted']);
  });

  test('a column inserted in the middle leaves each value under its heading', async () => {
    await chooseFor('B1', 'column', /cols left/);
    const { address, values } = await table();
    expect(address).toBe('A1:E4');
    expect(values[0]).toEqual(['K-1', '', 'Good', 30, 60]);
  });
});

describe('formulas', () => {
  test('follow what a person types, and the add-in reads the new result', async () => {
    await workbench.bench.type('C2', '50');
    expect((await table()).values[0]).toEqual(['K-1', 'Good', 50, 100]);
  });

  test('of an add-in are calculated before its next read', async () => {
    const values = await workbench.bench.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.getRange('F1:F2').formulas = [['=SUM(C2:C4)'], ['=IF(F1>50,"much","little")']];
      const range = sheet.getRange('F1:F2').load('values');
      await context.sync();
      return range.values as unknown[][];
    });
    expect(values).toEqual([[60], ['much']]);
  });
});

describe('sorting and filtering', () => {
  const openFilterOf = async (column: number): Promise<void> => {
    const box = await workbench.bench.page.locator('canvas[id^=univer-sheet-main]').boundingBox();
    if (!box) throw new Error('the grid cannot be seen');
    // The button stands at the right end of the heading's cell.
    await workbench.bench.page.mouse.click(box.x + 46 + (column + 1) * 64 - 10, box.y + 20 + 10);
  };

  test('sorting by price moves whole rows, keys and formulas with them', async () => {
    await openFilterOf(2);
    await workbench.bench.page
      .getByText(/ascending/i)
      .first()
      .click();
    expect((await table()).values).toEqual([
      ['K-2', 'Better', 10, 20],
      ['K-3', 'Best', 20, 40],
      ['K-1', 'Good', 30, 60],
    ]);
  });

  test('formulas show their new results after a sort, without anybody asking for them', async () => {
    await openFilterOf(2);
    await workbench.bench.page
      .getByText(/ascending/i)
      .first()
      .click();
    const sorted = 'K-2\tBetter\t10\t20\nK-3\tBest\t20\t40\nK-1\tGood\t30\t60';
    expect(await settled(() => workbench.bench.shown('A2:D4'), sorted)).toBe(sorted);
  });

  test('after a sort every cell is drawn as it is, formulas within and beside the table among them', async () => {
    const { bench } = workbench;
    await bench.run(async (context) => {
      context.workbook.worksheets.getActiveWorksheet().getRange('F2:F3').formulas = [['=D2'], ['=A2&"/"&D3']];
      await context.sync();
    });
    await openFilterOf(2);
    await bench.page
      .getByText(/ascending/i)
      .first()
      .click();
    const sorted = '20\nK-2/40';
    expect(await settled(() => bench.shown('F2:F3'), sorted)).toBe(sorted);
    await bench.select('H9');
    const { x, y } = await bench.at('A1');
    const clip = { x: x - CELL.width / 2, y: y - CELL.height / 2, width: 6 * CELL.width, height: 4 * CELL.height };
    const drawn = await bench.page.screenshot({ clip });
    // A sheet that comes to the front is drawn anew.
    await bench.run(async (context) => {
      const first = context.workbook.worksheets.getActiveWorksheet();
      context.workbook.worksheets.add().activate();
      await context.sync();
      first.activate();
      await context.sync();
    });
    await bench.select('H9');
    const anew = await settled(async () => (await bench.page.screenshot({ clip })).equals(drawn), true);
    expect(anew).toBe(true);
  });

  /** What the add-in hears of, but for where the person stands. */
  const changes = async (): Promise<unknown[]> =>
    (await heardIn(workbench.bench)).filter(([type]) => type !== 'Selected');

  /** Sorts what is selected, by the menu that a right click opens on it. */
  async function sortSelected(address: string, entry: string): Promise<void> {
    const { bench } = workbench;
    await bench.select(address);
    const { x, y } = await bench.at(address.slice(0, 2));
    await bench.page.mouse.click(x, y, { button: 'right' });
    await bench.page.getByText('Sort', { exact: true }).filter({ visible: true }).first().hover();
    await bench.page.getByText(entry, { exact: true }).filter({ visible: true }).first().click();
  }

  test('whole rows that a person selects are sorted with their keys, and the add-in hears of it', async () => {
    await listenIn(workbench.bench);
    await sortSelected('A2:D4', 'Descending');
    expect((await table()).values).toEqual([
      ['K-3', 'Best', 20, 40],
      ['K-2', 'Better', 10, 20],
      ['K-1', 'Good', 30, 60],
    ]);
    expect(await changes()).not.toEqual([]);
    await workbench.bench.press('ControlOrMeta+Z');
    expect((await table()).values.map((row) => row[0])).toEqual(['K-1', 'K-2', 'K-3']);
    await workbench.bench.press('ControlOrMeta+Y');
    expect((await table()).values.map((row) => [row[0], row[3]])).toEqual([
      ['K-3', 40],
      ['K-2', 20],
      ['K-1', 60],
    ]);
  });

  test('a column that is sorted alone moves its values to other keys, as in Excel, and the event names just them', async () => {
    await listenIn(workbench.bench);
    await sortSelected('C2:C4', 'Ascending');
    expect((await table()).values).toEqual([
      ['K-1', 'Good', 10, 20],
      ['K-2', 'Better', 20, 40],
      ['K-3', 'Best', 30, 60],
    ]);
    expect(await changes()).toEqual([['RangeEdited', 'C2:C4', null]]);
  });

  test('a filter that a person chooses hides rows for the add-in, and goes as it came', async () => {
    const { bench } = workbench;
    await openFilterOf(1);
    await bench.page.getByText('Better', { exact: true }).filter({ visible: true }).last().click();
    await bench.page.getByRole('button', { name: 'Confirm' }).click();
    const filtered = await table();
    expect(filtered.hidden).toEqual([false, true, false]);
    const criteria = await bench.run(async (context) => {
      const filter = context.workbook.tables.getItem('Prices').columns.getItem('Tier').filter.load('criteria');
      await context.sync();
      return filter.criteria.values;
    });
    expect([...(criteria as string[])].sort()).toEqual(['Best', 'Good']);
    await openFilterOf(1);
    await bench.page.getByRole('button', { name: 'Clear Filter' }).click();
    expect((await table()).hidden).toEqual([false, false, false]);
    expect((await table()).values).toEqual(filtered.values);
  });

  test('a value typed into what a filter leaves lands in its own row', async () => {
    const { bench } = workbench;
    await openFilterOf(1);
    await bench.page.getByText('Better', { exact: true }).filter({ visible: true }).last().click();
    await bench.page.getByRole('button', { name: 'Confirm' }).click();
    await bench.select('C2');
    await bench.page.keyboard.type('31');
    await bench.press('Enter');
    await bench.page.keyboard.type('21');
    await bench.press('Enter');
    expect((await table()).values.map((row) => row[2])).toEqual([31, 10, 21]);
  });

  test('a filter of the add-in hides rows in the grid and for the add-in', async () => {
    await workbench.bench.run(async (context) => {
      const column = context.workbook.tables.getItem('Prices').columns.getItem('Tier');
      column.filter.applyValuesFilter(['Good', 'Best']);
      await context.sync();
    });
    expect((await table()).hidden).toEqual([false, true, false]);
    expect(await workbench.bench.shown('A2:A4')).not.toContain('K-2');
  });
});

test('a sheet that a person copies has its table, looks, lists and panes again, under the name that Excel gives it', async () => {
  const { bench } = workbench;
  await bench.run(async (context) => {
    const sheet = context.workbook.worksheets.getActiveWorksheet();
    sheet.name = 'Prices 2027';
    sheet.tables.getItem('Prices').style = 'TableStyleLight1';
    sheet.getRange('B2:B4').dataValidation.rule = { list: { inCellDropDown: true, source: 'Good,Better,Best' } };
    sheet.freezePanes.freezeRows(1);
    await context.sync();
  });
  await bench.page.getByText('Prices 2027', { exact: true }).click({ button: 'right' });
  await bench.page.getByText('Copy', { exact: true }).filter({ visible: true }).click();
  await bench.page.getByText('Prices 2027 (2)', { exact: true }).waitFor();
  const copy = await bench.run(async (context) => {
    const sheet = context.workbook.worksheets.getActiveWorksheet().load('name');
    const found = sheet.tables.getItemAt(0).load('style,name');
    const body = found.getDataBodyRange().load('values');
    const { dataValidation } = sheet.getRange('B2:B4').load('dataValidation/rule');
    const frozen = sheet.freezePanes.getLocation().load('rowCount');
    await context.sync();
    const [{ name, style }, { rule }] = [found, dataValidation];
    return {
      sheet: sheet.name,
      isOtherTable: name !== 'Prices',
      style,
      values: body.values as unknown[][],
      rule,
      frozen: frozen.rowCount,
    };
  });
  expect(copy).toEqual({
    sheet: 'Prices 2027 (2)',
    isOtherTable: true,
    style: 'TableStyleLight1',
    values: [
      ['K-1', 'Good', 30, 60],
      ['K-2', 'Better', 10, 20],
      ['K-3', 'Best', 20, 40],
    ],
    rule: { list: { inCellDropDown: true, source: 'Good,Better,Best' } },
    frozen: 1,
  });
  // What is typed there stays there.
  await bench.type('C2', '31');
  expect(await bench.values('D2')).toEqual([[62]]);
  expect((await table()).values[0]).toEqual(['K-1', 'Good', 30, 60]);
});
