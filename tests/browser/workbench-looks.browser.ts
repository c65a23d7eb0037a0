/** What the host's model knows of looks and rules is seen in the grid: read off the pixels of its cells. */
import { describe, expect, test } from '@jest/globals';
import { fillTable, useWorkbench } from './workbench-support.ts';

const workbench = useWorkbench();

const LINE = '#8A8886';

/** Univer judges conditions in its own time. */
async function eventually(isSo: () => Promise<boolean>): Promise<boolean> {
  for (let attempt = 0; attempt < 20; attempt++) if (await isSo()) return true;
  return false;
}

/** A line of one pixel may be drawn over two, in paler colours. */
function isRed(color: string): boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return red > 150 && red - green > 60 && red - blue > 60;
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
