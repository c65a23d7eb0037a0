/**
 * Small add-ins that merge, group, style and sort, run by the real office.js. Expectations are those of
 * learn.microsoft.com/javascript/api/excel and of the articles at support.microsoft.com that the model names.
 */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { readWorkbook, writeWorkbook } from '../../../addin/workbench/file/workbook-file.ts';
import { calculateSimply } from '../../../addin/workbench/host/calculator.ts';
import { ExcelHost } from '../../../addin/workbench/host/excel-host.ts';
import { openWorkbook } from '../../support/office.ts';
import { addExpenses, heardSoon, openDesk, type Desk } from '../support/snippets.ts';

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});

/** The workbook saved and opened again, behind the same library. */
function reopen(): void {
  const { workbook } = desk.office.host;
  const text = writeWorkbook({ workbook, documentSettings: new Map() });
  openWorkbook(new ExcelHost(readWorkbook(text, calculateSimply).workbook));
}

const mergesOf = (address: string): Promise<string | null> =>
  desk.run(async (context, sheet) => {
    const merged = sheet.getRange(address).getMergedAreasOrNullObject().load('address');
    await context.sync();
    return merged.isNullObject ? null : merged.address;
  });

describe('merged cells', () => {
  test('show what stood first in them, and nothing else remains', async () => {
    await desk.run((_context, sheet) => {
      sheet.getRange('A1:C2').values = [
        ['', 'Title', 'more'],
        [1, 2, 3],
      ];
      sheet.getRange('A1:C1').merge();
    });
    expect(await desk.values('A1:C2')).toEqual([
      ['Title', '', ''],
      [1, 2, 3],
    ]);
    expect(await mergesOf('A1:Z9')).toBe('Sheet1!A1:C1');
    expect(await mergesOf('A2:Z9')).toBeNull();
  });

  test('across merges each row apart, and unmerge takes all of them away', async () => {
    await desk.run((_context, sheet) => sheet.getRange('A1:B3').merge(true));
    expect(await mergesOf('A1:B3')).toBe('Sheet1!A1:B1,Sheet1!A2:B2,Sheet1!A3:B3');
    await desk.run((_context, sheet) => sheet.getRange('A2').unmerge());
    expect(await mergesOf('A1:B3')).toBe('Sheet1!A1:B1,Sheet1!A3:B3');
    await desk.run((_context, sheet) => sheet.getRange('A1:B3').clear());
    expect(await mergesOf('A1:B3')).toBeNull();
  });

  test('move with inserted rows, are copied with their cells, and are saved', async () => {
    await desk.run((_context, sheet) => {
      sheet.getRange('A1:B1').merge();
      sheet.getRange('1:1').insert('Down');
      sheet.getRange('A5:B6').copyFrom('A2:B2');
    });
    reopen();
    expect(await mergesOf('A1:Z9')).toBe('Sheet1!A2:B2,Sheet1!A5:B5,Sheet1!A6:B6');
  });

  test('cannot be in a table, nor be sorted', async () => {
    const inTable = desk.run((_context, sheet) => {
      addExpenses(sheet);
      sheet.getRange('A2:B2').merge();
    });
    await expect(inTable).rejects.toMatchObject({ code: 'InvalidOperation' });
    const sorted = desk.run((_context, sheet) => {
      sheet.getRange('H1:I1').merge();
      sheet.getRange('H1:I3').sort.apply([{ key: 0 }]);
    });
    await expect(sorted).rejects.toMatchObject({ code: 'InvalidOperation' });
  });
});

const hiddenRows = (): Promise<number[]> =>
  desk.run(async (context, sheet) => {
    const rows = Array.from({ length: 12 }, (_, i) => sheet.getRange(`A${i + 1}`).load('rowHidden'));
    await context.sync();
    return rows.flatMap((row, i) => (row.rowHidden ? [i + 1] : []));
  });

describe('outlines', () => {
  test('a group folds and unfolds as a whole, the one within it too', async () => {
    await desk.run((_context, sheet) => {
      sheet.getRange('2:9').group('ByRows');
      sheet.getRange('4:6').group('ByRows');
      sheet.getRange('A5').hideGroupDetails('ByRows');
    });
    expect(await hiddenRows()).toEqual([4, 5, 6]);
    await desk.run((_context, sheet) => sheet.getRange('2:2').hideGroupDetails('ByRows'));
    expect(await hiddenRows()).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
    await desk.run((_context, sheet) => sheet.showOutlineLevels(2, 0));
    expect(await hiddenRows()).toEqual([4, 5, 6]);
    await desk.run((_context, sheet) => sheet.getRange('2:9').showGroupDetails('ByRows'));
    expect(await hiddenRows()).toEqual([]);
  });

  test('groups move with their rows, are saved, and can be taken back', async () => {
    await desk.run((_context, sheet) => {
      sheet.getRange('2:3').group('ByRows');
      sheet.getRange('1:1').insert('Down');
    });
    reopen();
    await desk.run((_context, sheet) => sheet.showOutlineLevels(1, 0));
    expect(await hiddenRows()).toEqual([3, 4]);
    await desk.run((_context, sheet) => {
      sheet.showOutlineLevels(2, 0);
      sheet.getRange('3:4').ungroup('ByRows');
    });
    const again = desk.run((_context, sheet) => sheet.getRange('3:4').hideGroupDetails('ByRows'));
    await expect(again).rejects.toMatchObject({ code: 'InvalidOperation' });
  });

  test('columns have outlines of their own', async () => {
    const [shown, hidden] = await desk.run(async (context, sheet) => {
      sheet.getRange('B:C').group('ByColumns');
      sheet.getRange('B:B').hideGroupDetails('ByColumns');
      const ranges = ['A:A', 'C:C'].map((address) => sheet.getRange(address).load('columnHidden'));
      await context.sync();
      return ranges.map((range) => range.columnHidden);
    });
    expect([shown, hidden]).toEqual([false, true]);
  });
});

describe('cell styles', () => {
  test('a built-in style gives its cells its look and its name', async () => {
    await desk.run(async (context, sheet) => {
      const range = sheet.getRange('A1:B2');
      range.format.font.italic = true;
      range.style = 'Neutral';
      sheet.getRange('C1').style = 'Percent';
      const both = sheet.getRange('A1:C1').load('style');
      const percent = sheet.getRange('C1').load('numberFormat,style');
      range.load('style');
      range.format.fill.load('color');
      range.format.font.load('color,italic');
      await context.sync();
      expect([range.style, range.format.fill.color, range.format.font.color]).toEqual([
        'Neutral',
        '#FFEB9C',
        '#9C5700',
      ]);
      expect([both.style, percent.style, percent.numberFormat]).toEqual([null, 'Percent', [['0%']]]);
    });
  });

  test('a style of the workbook’s own is followed by its cells, in what it includes', async () => {
    await desk.run(async (context, sheet) => {
      const { styles } = context.workbook;
      styles.add('Slanted');
      const style = styles.getItem('Slanted');
      style.textOrientation = 38;
      style.autoIndent = true;
      style.includeProtection = true;
      style.shrinkToFit = true;
      style.locked = false;
      const range = sheet.getRange('A1:C3');
      range.style = 'Slanted';
      style.font.bold = true;
      style.borders.getItem('EdgeBottom').style = 'Double';
      style.numberFormat = '0.00';
      style.includePatterns = false;
      style.fill.color = 'red';
      range.load('style,numberFormat');
      range.format.load('textOrientation,autoIndent,shrinkToFit');
      range.format.font.load('bold');
      range.format.fill.load('color');
      range.format.protection.load('locked');
      const border = range.format.borders.getItem('EdgeBottom').load('style');
      styles.load('items/name,items/builtIn');
      await context.sync();
      const { format } = range;
      expect([format.textOrientation, format.autoIndent, format.shrinkToFit]).toEqual([38, true, true]);
      expect([format.font.bold, format.fill.color, format.protection.locked]).toEqual([true, '#FFFFFF', false]);
      expect([border.style, range.numberFormat[0]]).toEqual(['Double', ['0.00', '0.00', '0.00']]);
      expect(styles.items.filter(({ builtIn }) => !builtIn).map(({ name }) => name)).toEqual(['Slanted']);
    });
  });

  test('styles are saved, and a deleted one leaves the looks', async () => {
    await desk.run((context, sheet) => {
      const { styles } = context.workbook;
      styles.add('Loud');
      styles.getItem('Loud').font.color = '#FF0000';
      styles.getItem('Good').fill.color = '#00FF00';
      sheet.getRange('A1').style = 'Loud';
      sheet.getRange('A2').style = 'Good';
    });
    reopen();
    await desk.run(async (context, sheet) => {
      const { styles } = context.workbook;
      const [loud, good] = [sheet.getRange('A1').load('style'), sheet.getRange('A2').load('style')];
      const kept = styles.getItem('Loud').font.load('color');
      good.format.fill.load('color');
      await context.sync();
      expect([loud.style, kept.color, good.style, good.format.fill.color]).toEqual([
        'Loud',
        '#FF0000',
        'Good',
        '#00FF00',
      ]);
      styles.getItem('Loud').delete();
      loud.load('style');
      loud.format.font.load('color');
      const gone = styles.getItemOrNullObject('Loud').load('name');
      await context.sync();
      expect([loud.style, loud.format.font.color, gone.isNullObject]).toEqual(['Normal', '#FF0000', true]);
    });
  });

  test('a style that is not there, or there already, is refused', async () => {
    const unknown = desk.run((_context, sheet) => void (sheet.getRange('A1').style = 'No such style'));
    await expect(unknown).rejects.toMatchObject({ code: 'InvalidArgument' });
    const doubled = desk.run((context) => context.workbook.styles.add('good'));
    await expect(doubled).rejects.toMatchObject({ code: 'ItemAlreadyExists' });
  });
});

test('columns without a width of their own follow the standard width', async () => {
  await desk.run(async (context, sheet) => {
    sheet.getRange('B1').format.columnWidth = 100;
    sheet.load('standardWidth,standardHeight');
    await context.sync();
    expect([sheet.standardWidth, sheet.standardHeight]).toEqual([8.43, 15]);
    sheet.standardWidth = 20;
    const widths = ['A1', 'B1'].map((address) => sheet.getRange(address).format.load('columnWidth'));
    await context.sync();
    expect(widths.map(({ columnWidth }) => columnWidth)).toEqual([108.75, 100]);
  });
});

test('columns are sorted by a row, and a listener hears of it', async () => {
  const heard: string[] = [];
  await desk.run(async (context, sheet) => {
    sheet.onColumnSorted.add(({ address }) => Promise.resolve(void heard.push(address)));
    sheet.getRange('A1:D2').values = [
      ['Part', 3, 1, 2],
      ['Name', 'c', 'a', 'b'],
    ];
    await context.sync();
    sheet.getRange('A1:D2').sort.apply([{ key: 0, ascending: false }], false, true, 'Columns');
  });
  await heardSoon();
  expect(await desk.values('A1:D2')).toEqual([
    ['Part', 3, 2, 1],
    ['Name', 'c', 'b', 'a'],
  ]);
  expect(heard).toEqual(['B1:D2']);
});

test('a listener is told which formulas changed and what they were; results and moves are no change of a formula', async () => {
  const heard: unknown[] = [];
  await desk.run(async (context, sheet) => {
    sheet.getRange('A1:A3').formulas = [[1], ['=A1*2'], ['=A1*3']];
    sheet.onFormulaChanged.add(({ formulaDetails }) => Promise.resolve(void heard.push(...formulaDetails)));
    await context.sync();
    sheet.getRange('A1').values = [[5]];
    sheet.getRange('1:1').insert('Down');
    await context.sync();
    sheet.getRange('A2:A4').formulas = [[5], ['=A2*2'], ['=A2*4']];
    sheet.getRange('B2').formulas = [['=A2']];
    await context.sync();
    sheet.getRange('B2').clear();
  });
  desk.office.host.type('Sheet1!A3', 7);
  await heardSoon();
  expect(heard).toEqual([
    { cellAddress: 'A4', previousFormula: '=A2*3' },
    { cellAddress: 'B2', previousFormula: '' },
    { cellAddress: 'B2', previousFormula: '=A2' },
    { cellAddress: 'A3', previousFormula: '=A2*2' },
  ]);
});
