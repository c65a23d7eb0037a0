/**
 * Small add-ins run in the workbench's pane, as its own does: what they did stands in the grid, as a person would see it,
 * and what the grid calculates they read. What the grid has no picture of is in the head of excel-host.ts.
 */
import { describe, expect, test } from '@jest/globals';
import { useWorkbench } from './workbench-support.ts';

const workbench = useWorkbench();

describe('in the grid stands what an add-in did', () => {
  test('values with their formats, and formulas that the grid calculates', async () => {
    const { bench } = workbench;
    const read = await bench.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.getRange('A1:D4').formulas = [
        ['Product', 'Qty', 'Price', 'Total'],
        ['Bolt', 40, 0.5, '=B2*C2'],
        ['Nut', 60, 0.25, '=B3*C3'],
        ['All', '=SUM(B2:B3)', '=VLOOKUP("Nut",A2:C3,3,FALSE)', '=SUMIF(B2:B3,">50",D2:D3)'],
      ];
      sheet.getRange('C2:D4').numberFormat = [
        ['$0.00', '#,##0.00'],
        ['$0.00', '#,##0.00'],
        ['$0.00', '#,##0.00'],
      ];
      sheet.getRange('A1:D1').format.font.bold = true;
      sheet.getRange('A1:D1').format.autofitColumns();
      await context.sync();
      const range = sheet.getRange('B4:D4').load('values,text');
      await context.sync();
      return { values: range.values as unknown, text: range.text };
    });
    expect(read).toEqual({ values: [[100, 0.25, 15]], text: [['100', '$0.25', '15.00']] });
    expect(await bench.shown('D2:D4')).toBe('20.00\n15.00\n15.00');
  });

  test('a table that it filled, sorted and filtered: a person sees the rows that are left', async () => {
    const { bench } = workbench;
    await bench.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      const table = sheet.tables.add('A1:B1', true);
      table.getHeaderRowRange().values = [['Name', 'Amount']];
      table.rows.add(undefined, [
        ['Coho', 33],
        ['Bellows', 350],
        ['Best', 27],
      ]);
      await context.sync();
      table.sort.apply([{ key: 1, ascending: false }]);
      table.columns.getItem('Amount').filter.applyCustomFilter('>30');
      await context.sync();
    });
    expect(await bench.values('A1:B4')).toEqual([
      ['Name', 'Amount'],
      ['Bellows', 350],
      ['Coho', 33],
      ['Best', 27],
    ]);
    // The row that is filtered away has no place among the others.
    const hidden = await bench.run(async (context) => {
      const rows = context.workbook.worksheets.getActiveWorksheet().getRange('A1:A4').load('rowHidden');
      await context.sync();
      return rows.rowHidden;
    });
    expect(hidden).toBeNull();
  });

  test('a cell style in its colours, and a person who edits the cell does not take it off', async () => {
    const { bench } = workbench;
    await bench.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.getRange('B2').style = 'Good';
      context.workbook.styles.add('Mine');
      context.workbook.styles.getItem('Mine').fill.color = '#0000FF';
      sheet.getRange('C3').style = 'Mine';
      await context.sync();
    });
    expect(await bench.colors('B2')).toContain('#C6EFCE');
    expect(await bench.colors('C3')).toContain('#0000FF');
    await bench.type('C3', 'typed');
    const style = await bench.run(async (context) => {
      const range = context.workbook.worksheets.getActiveWorksheet().getRange('C3').load('style,values');
      await context.sync();
      return [range.style, range.values[0]?.[0] as unknown];
    });
    expect(style).toEqual(['Mine', 'typed']);
  });

  test('a fill that is changed, and one that is taken off', async () => {
    const { bench } = workbench;
    const fill = (color: string | null) =>
      bench.run(async (context, to) => {
        const { fill } = context.workbook.worksheets.getActiveWorksheet().getRange('B2').format;
        if (to === null) fill.clear();
        else fill.color = to;
        await context.sync();
      }, color);
    await fill('#0000FF');
    expect(await bench.colors('B2')).toContain('#0000FF');
    await fill('#00FF00');
    expect(await bench.colors('B2')).toContain('#00FF00');
    expect(await bench.colors('B2')).not.toContain('#0000FF');
    await fill(null);
    expect(await bench.colors('B2')).not.toContain('#00FF00');
  });

  test('frozen panes and a drop-down, from a list on another sheet', async () => {
    const { bench } = workbench;
    await bench.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      const lists = context.workbook.worksheets.add('Lists');
      lists.getRange('A1:A3').values = [['Good'], ['Better'], ['Best']];
      lists.visibility = 'Hidden';
      sheet.getRange('B2:B9').dataValidation.rule = { list: { inCellDropDown: true, source: '=Lists!$A$1:$A$3' } };
      sheet.freezePanes.freezeRows(1);
      await context.sync();
    });
    await bench.type('B2', 'Better');
    await bench.type('B3', 'Worst');
    expect(await bench.values('B2:B3')).toEqual([['Better'], ['']]);
    await bench.press('Escape');
  });

  test('rows of a group that was folded are gone, and come back', async () => {
    const { bench } = workbench;
    await bench.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.getRange('A4').format.fill.color = '#FF0000';
      sheet.getRange('2:3').group('ByRows');
      sheet.getRange('2:3').hideGroupDetails('ByRows');
      await context.sync();
    });
    // Where A2 was, A4 stands now.
    expect(await bench.colors('A2')).toContain('#FF0000');
    await bench.run(async (context) => {
      context.workbook.worksheets.getActiveWorksheet().showOutlineLevels(8, 8);
      await context.sync();
    });
    expect(await bench.colors('A2')).not.toContain('#FF0000');
  });

  test('what a person types is heard as a changed formula, with the one before', async () => {
    const { bench } = workbench;
    await bench.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.getRange('A1:A2').formulas = [[2], ['=A1*2']];
      const heard: unknown[] = [];
      Object.assign(window, { heardFormulas: heard });
      sheet.onFormulaChanged.add(async ({ formulaDetails }) => {
        heard.push(...formulaDetails);
      });
      await context.sync();
    });
    await bench.type('A2', '=A1*5');
    const frame = await bench.pane();
    await frame.waitForFunction('window.heardFormulas.length > 0');
    expect(await frame.evaluate('window.heardFormulas')).toEqual([{ cellAddress: 'A2', previousFormula: '=A1*2' }]);
    expect(await bench.values('A2')).toEqual([[10]]);
  });

  test('a rule over several areas, in all of them and nowhere else', async () => {
    const { bench } = workbench;
    await bench.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.getRange('A1:E3').values = [
        [150, '', 150, '', 50],
        [50, '', 150, '', 50],
        [50, '', 150, '', 150],
      ];
      const rule = sheet.getRanges('A1:A3,E1:E3').conditionalFormats.add('CellValue');
      rule.cellValue.format.fill.color = '#FFD700';
      rule.cellValue.rule = { formula1: '=100', operator: 'GreaterThan' };
      await context.sync();
    });
    const gold: string[] = [];
    for (const address of ['A1', 'A3', 'C1', 'C3', 'E1', 'E3']) {
      if ((await bench.colors(address)).has('#FFD700')) gold.push(address);
    }
    expect(gold).toEqual(['A1', 'E3']);
  });

  test('a click on a cell is heard with its place in the cell, and so is a second one on the same cell', async () => {
    const { bench } = workbench;
    await bench.run(async (context) => {
      const clicks: unknown[] = [];
      Object.assign(window, { clicks });
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.onSingleClicked.add(async ({ address, offsetX, offsetY }) => {
        clicks.push({ address, offsetX, offsetY });
        // As a board does: the cell that is clicked is crossed.
        await Excel.run(async (inner) => {
          inner.workbook.worksheets.getActiveWorksheet().getRange(address).values = [['x']];
          await inner.sync();
        });
      });
      await context.sync();
    });
    const { x, y } = await bench.at('C4');
    await bench.page.mouse.click(x, y);
    const frame = await bench.pane();
    await frame.waitForFunction('window.clicks.length === 1');
    // A second too late for a double click.
    await bench.page.waitForTimeout(1_000);
    await bench.page.mouse.click(x, y);
    await frame.waitForFunction('window.clicks.length === 2');
    const heard = await frame.evaluate<{ address: string; offsetX: number; offsetY: number }[]>('window.clicks');
    for (const { address, offsetX, offsetY } of heard) {
      expect(address).toBe('C4');
      // Its middle, in points.
      expect([Math.round(offsetX / 4), Math.round(offsetY / 4)]).toEqual([6, 2]);
    }
    expect(await bench.values('C4')).toEqual([['x']]);
  });

  test('a chart, which stands nowhere in the grid, is answered as it was made', async () => {
    const { bench } = workbench;
    const chart = await bench.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.getRange('A1:B3').formulas = [
        ['Tier', 'Price'],
        ['Good', 30],
        ['Better', '=B2*2'],
      ];
      const made = sheet.charts.add('Pie', sheet.getRange('A1:B3'));
      const values = made.series.getItemAt(0).getDimensionValues('Values');
      made.title.load('text');
      await context.sync();
      return [made.title.text, values.value];
    });
    expect(chart).toEqual(['Price', [30, 60]]);
  });

  test('workbook.functions reads what the grid has calculated', async () => {
    const { bench } = workbench;
    const sum = await bench.run(async (context) => {
      const range = context.workbook.worksheets.getActiveWorksheet().getRange('A1:A3');
      range.formulas = [[1], ['=A1+1'], ['=A2*10']];
      const total = context.workbook.functions.sum(range, 100).load('value');
      await context.sync();
      return total.value;
    });
    expect(sum).toBe(123);
  });
});
