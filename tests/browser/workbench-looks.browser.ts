/** What the host's model knows of looks and rules is seen in the grid: read off the pixels of its cells. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CELL } from './workbench-page.ts';
import { fillTable, settled, useWorkbench } from './workbench-support.ts';

const workbench = useWorkbench();

const LINE = '#8A8886';

/** All merged cells of the sheet, as the add-in reads them. */
const mergedAreas = (): Promise<string> =>
  workbench.bench.run(async (context) => {
    const areas = context.workbook.worksheets.getActiveWorksheet().getRange('A1:Z50').getMergedAreasOrNullObject();
    areas.load('address');
    await context.sync();
    return areas.isNullObject ? '' : areas.address.replace(/[^,!]+!/g, '');
  });

/** Univer judges conditions in its own time. */
async function eventually(isSo: () => Promise<boolean>): Promise<boolean> {
  for (let attempt = 0; attempt < 50; attempt++) if (await isSo()) return true;
  return false;
}

/** A line of one pixel may be drawn over two, in paler colours. */
function isRed(color: string): boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return red > 150 && red - green > 60 && red - blue > 60;
}

function isGreen(color: string): boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return green > 150 && green - red > 60 && green - blue > 60;
}

describe('the grid shows', () => {
  test('which cells meet a conditional format, and no longer those that were changed', async () => {
    const { bench } = workbench;
    await fillTable(bench);
    await bench.run(async (context) => {
      const range = context.workbook.tables.getItem('Prices').columns.getItem('Price').getDataBodyRange();
      const { cellValue } = range.conditionalFormats.add('CellValue');
      cellValue.format.fill.color = '#FFC7CE';
      cellValue.rule = { formula1: '=25', operator: 'GreaterThan' };
      await context.sync();
    });
    expect(await eventually(async () => (await bench.colors('C2')).has('#FFC7CE'))).toBe(true);
    expect(await bench.colors('C4')).not.toContain('#FFC7CE');
    await bench.type('C4', '26');
    await bench.type('C2', '1');
    await bench.select('F9');
    expect(await eventually(async () => (await bench.colors('C4')).has('#FFC7CE'))).toBe(true);
    expect(await eventually(async () => !(await bench.colors('C2')).has('#FFC7CE'))).toBe(true);
  });

  test('colour scales, data bars and icon sets', async () => {
    const { bench } = workbench;
    await bench.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      const rows = [1, 2, 3].map((value) => [value, value, value]);
      sheet.getRange('B2:D4').values = rows;
      const add = (address: string, type: 'ColorScale' | 'DataBar' | 'IconSet'): Excel.ConditionalFormat =>
        sheet.getRange(address).conditionalFormats.add(type);
      add('B2:B4', 'ColorScale').colorScale.criteria = {
        minimum: { type: 'LowestValue', color: '#F8696B' },
        maximum: { type: 'HighestValue', color: '#63BE7B' },
      };
      add('C2:C4', 'DataBar').dataBar.positiveFormat.fillColor = '#638EC6';
      add('D2:D4', 'IconSet').iconSet.style = 'ThreeArrows';
      await context.sync();
    });
    const draws = (address: string, color: RegExp): Promise<boolean> =>
      eventually(async () => [...(await bench.colors(address))].some((found) => color.test(found)));
    expect(await draws('B2', /#F8696B/)).toBe(true);
    expect(await draws('B4', /#63BE7B/)).toBe(true);
    expect(await draws('C4', /#638EC6/)).toBe(true);
    // The lowest has the red arrow, the highest the green one.
    expect(await eventually(async () => [...(await bench.colors('D2'))].some(isRed))).toBe(true);
    expect(await eventually(async () => [...(await bench.colors('D4'))].some(isGreen))).toBe(true);
  });

  test('the highest value, and what stands twice', async () => {
    const { bench } = workbench;
    await bench.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.getRange('B2:D5').values = [
        [1, '', 'a'],
        [2, '', 'a'],
        [3, '', 'b'],
        [4, '', 'c'],
      ];
      const { topBottom } = sheet.getRange('B2:B5').conditionalFormats.add('TopBottom');
      topBottom.rule = { rank: 1, type: 'TopItems' };
      topBottom.format.fill.color = '#C6EFCE';
      const { preset } = sheet.getRange('D2:D5').conditionalFormats.add('PresetCriteria');
      preset.rule = { criterion: 'DuplicateValues' };
      preset.format.fill.color = '#FFC7CE';
      await context.sync();
    });
    const has = (address: string, color: string): Promise<boolean> =>
      eventually(async () => (await bench.colors(address)).has(color));
    expect(await has('B5', '#C6EFCE')).toBe(true);
    expect(await bench.colors('B3')).not.toContain('#C6EFCE');
    expect([await has('D2', '#FFC7CE'), await has('D3', '#FFC7CE')]).toEqual([true, true]);
    expect(await bench.colors('D5')).not.toContain('#FFC7CE');
  });

  test('a border in its colour, and it survives a fill that a person gives', async () => {
    const { bench } = workbench;
    await bench.run(async (context) => {
      const { borders } = context.workbook.worksheets.getActiveWorksheet().getRange('C3:D4').format;
      borders.getItem('EdgeLeft').color = '#FF0000';
      await context.sync();
    });
    expect([...(await bench.colors('C3'))].some(isRed)).toBe(true);
    expect([...(await bench.colors('E3'))].some(isRed)).toBe(false);
    await bench.select('C3');
    await bench.press('ControlOrMeta+B');
    const kept = await bench.run(async (context) => {
      const { format } = context.workbook.worksheets.getActiveWorksheet().getRange('C3');
      const line = format.borders.getItem('EdgeLeft').load('color,style');
      format.font.load('bold');
      await context.sync();
      return [line.color, line.style, format.font.bold];
    });
    expect(kept).toEqual(['#FF0000', 'Continuous', true]);
  });

  test('merged cells as one, also when a row is inserted above them, and parted ones each for itself', async () => {
    const { bench } = workbench;
    await bench.run(async (context) => {
      const range = context.workbook.worksheets.getActiveWorksheet().getRange('B2:D3');
      range.getCell(0, 0).format.fill.color = '#FFC7CE';
      range.merge();
      await context.sync();
    });
    const isFilled = (address: string): Promise<boolean> => bench.colors(address).then((all) => all.has('#FFC7CE'));
    expect([await isFilled('D3'), await isFilled('D5')]).toEqual([true, false]);
    // Wherever in them one clicks and types, it is the first cell.
    const { x, y } = await bench.at('C3');
    await bench.page.mouse.click(x, y);
    await bench.page.keyboard.type('over all');
    await bench.press('Enter');
    expect(await bench.values('B2:D3')).toEqual([
      ['over all', '', ''],
      ['', '', ''],
    ]);
    const heading = { x: x - 2.5 * CELL.width - 20, y: y - 2 * CELL.height };
    await bench.page.mouse.click(heading.x, heading.y);
    await bench.page.mouse.click(heading.x, heading.y, { button: 'right' });
    const entry = bench.page.getByText(/rows above/).filter({ visible: true });
    await entry.first().click({ position: { x: 4, y: 8 } });
    expect(await settled(mergedAreas, 'B3:D4')).toBe('B3:D4');
    // The upper line of D5 is the lower one of the merged cells now.
    expect(await eventually(() => isFilled('D5'))).toBe(true);
    await bench.run(async (context) => {
      context.workbook.worksheets.getActiveWorksheet().getRange('B3').unmerge();
      await context.sync();
    });
    expect(await eventually(async () => !(await isFilled('D5')))).toBe(true);
  });

  test('a standard width, and a person finds no column in the wrong place', async () => {
    const { bench } = workbench;
    await bench.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.standardWidth = 20;
      sheet.getRange('B1').format.fill.color = '#FFC7CE';
      await context.sync();
    });
    // 145 pixels each: the second begins within the third of those that are usual.
    expect([...(await bench.colors('B1'))]).not.toContain('#FFC7CE');
    expect([...(await bench.colors('D1'))]).toContain('#FFC7CE');
  });

  test('a totals row under a line, which stays last when a person sorts', async () => {
    const { bench } = workbench;
    await fillTable(bench);
    await bench.run(async (context) => {
      context.workbook.tables.getItem('Prices').showTotals = true;
      await context.sync();
    });
    expect(await bench.colors('B5')).toContain(LINE);
    const { x, y } = await bench.at('C1');
    await bench.page.mouse.click(x + 22, y);
    await bench.page
      .getByText(/descending/i)
      .first()
      .click();
    expect(await bench.values('A2:D5')).toEqual([
      ['K-1', 'Good', 30, 60],
      ['K-3', 'Best', 20, 40],
      ['K-2', 'Better', 10, 20],
      ['Total', '', '', 120],
    ]);
  });

  test('a row in the height that it was given, whatever is typed into it and undone', async () => {
    const { bench } = workbench;
    await bench.run(async (context) => {
      const { format } = context.workbook.worksheets.getActiveWorksheet().getRange('A1:B1');
      format.wrapText = true;
      format.rowHeight = 45;
      await context.sync();
    });
    const { x, y } = await bench.at('A1');
    /** The cell that stands so many pixels below the column's heading. */
    const cellAt = async (below: number): Promise<string> => {
      await bench.page.mouse.click(x, y - CELL.height / 2 + below);
      return bench.run(async (context) => {
        const selected = context.workbook.getSelectedRange().load('address');
        await context.sync();
        return selected.address.replace(/.*!/, '');
      });
    };
    await bench.type('A1', 'many words that take more lines than the row has room for, and that were not there before');
    expect([await cellAt(50), await cellAt(70)]).toEqual(['A1', 'A2']);
    await bench.press('ControlOrMeta+Z');
    expect([await cellAt(50), await cellAt(70)]).toEqual(['A1', 'A2']);
  });

  test('that a sheet is protected: a locked cell keeps its value and the person is told, an unlocked one takes his', async () => {
    const { bench } = workbench;
    await bench.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.getRange('B2:B3').values = [[1], [2]];
      sheet.getRange('B3').format.protection.locked = false;
      sheet.protection.protect();
      await context.sync();
    });
    await bench.type('B2', '7');
    await bench.page
      .getByRole('alert')
      .getByText(/sheet is protected/)
      .waitFor();
    await bench.type('B3', '8');
    expect(await bench.values('B2:B3')).toEqual([[1], [8]]);
    expect(await bench.shown('B2')).toBe('1');
  });
});

describe('a person who merges cells by the toolbar', () => {
  /** So wide that the toolbar has all of its buttons. */
  const WIDE = { width: 2_300, height: 800 };

  beforeAll(() => workbench.bench.page.setViewportSize(WIDE));
  afterAll(() => workbench.bench.page.setViewportSize({ width: 1_280, height: 800 }));

  async function choose(address: string, entry: string): Promise<void> {
    const { page, select } = workbench.bench;
    await select(address);
    await page
      .locator('[data-u-command="sheet.command.add-worksheet-merge"]')
      .filter({ visible: true })
      .first()
      .click();
    await page.getByText(entry, { exact: true }).filter({ visible: true }).first().click();
  }

  const isTold = (why: string): Promise<void> => workbench.bench.page.getByRole('alert').getByText(why).waitFor();

  test('has them as one for the add-in, with the first value, and takes that back', async () => {
    const { bench } = workbench;
    await fillTable(bench);
    await bench.run(async (context) => {
      context.workbook.worksheets.getActiveWorksheet().getRange('F1:G1').values = [['first', 'second']];
      await context.sync();
    });
    await choose('F1:G2', 'Merge all');
    await bench.page.getByRole('button', { name: 'Continue merging' }).click();
    expect(await settled(mergedAreas, 'F1:G2')).toBe('F1:G2');
    expect(await settled(() => bench.values('F1:G1'), [['first', '']])).toEqual([['first', '']]);
    await bench.press('ControlOrMeta+Z');
    expect(await settled(mergedAreas, '')).toBe('');
    expect(await settled(() => bench.values('F1:G1'), [['first', 'second']])).toEqual([['first', 'second']]);
    await bench.press('ControlOrMeta+Y');
    expect(await settled(mergedAreas, 'F1:G2')).toBe('F1:G2');
    await choose('F1:G2', 'Cancel merge');
    expect(await settled(mergedAreas, '')).toBe('');
    await choose('F4:H5', 'Horizontal merge');
    expect(await settled(mergedAreas, 'F4:H4,F5:H5')).toBe('F4:H4,F5:H5');
  });

  test('is told why the cells of a table stay apart, and so do all on a protected sheet', async () => {
    const { bench } = workbench;
    await fillTable(bench);
    await choose('C4:E6', 'Merge all');
    await isTold('Cells of a table cannot be merged.');
    await choose('F4:G5', 'Merge all');
    expect(await settled(mergedAreas, 'F4:G5')).toBe('F4:G5');
    await bench.run(async (context) => {
      context.workbook.worksheets.getActiveWorksheet().protection.protect();
      await context.sync();
    });
    await choose('F4:G5', 'Cancel merge');
    await isTold('This sheet is protected. Unprotect it to merge cells or to part them.');
    await choose('H1:I2', 'Vertical merge');
    expect(await mergedAreas()).toBe('F4:G5');
  });
});
