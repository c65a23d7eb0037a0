/** Data validation and conditional formats, as in learn.microsoft.com/office/dev/add-ins/excel. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { openDesk, type Desk } from './support/snippets.ts';

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});

describe('what is valid', () => {
  const whole: Excel.DataValidationRule = { wholeNumber: { formula1: 1, formula2: 10, operator: 'Between' } };
  const list: Excel.DataValidationRule = { list: { inCellDropDown: true, source: 'Good,Better,Best' } };
  const fromCells: Excel.DataValidationRule = { list: { inCellDropDown: true, source: '=$F$1:$F$2' } };
  const date: Excel.DataValidationRule = { date: { formula1: '2027-01-01', operator: 'GreaterThanOrEqualTo' } };
  const length: Excel.DataValidationRule = { textLength: { formula1: 3, operator: 'LessThanOrEqualTo' } };
  const beside: Excel.DataValidationRule = { decimal: { formula1: '=B1', operator: 'LessThan' } };

  test.each<[string, Excel.DataValidationRule, unknown[], boolean | null]>([
    ['whole numbers', whole, [1, 10, 5], true],
    ['a decimal among whole numbers', whole, [1, 1.5, 5], null],
    ['texts where numbers belong', whole, ['a', 'b', 'c'], false],
    ['entries of a typed list', list, ['Good', 'Best', ''], true],
    ['an entry in another case', list, ['good', 'Best', 'Better'], null],
    ['entries of cells, in any case', fromCells, ['red', 'BLUE', 'red'], true],
    ['no entry of the cells', fromCells, ['green', 'red', 'red'], null],
    ['days from a day on', date, ['2027-01-01', '2027-06-30', '2028-01-01'], true],
    ['a day too early', date, ['2026-12-31', '2027-06-30', '2028-01-01'], null],
    ['short texts', length, ['abc', 'd', 12], true],
    ['below the cell beside, row by row', beside, [1, 2, 3], true],
    ['above the cell beside in one row', beside, [1, 2, 31], null],
  ])('%s', async (_what, rule, values, valid) => {
    await desk.run(async (context, sheet) => {
      sheet.getRange('F1:F2').values = [['Red'], ['Blue']];
      sheet.getRange('B1:B3').values = [[10], [20], [30]];
      const range = sheet.getRange('A1:A3');
      range.values = values.map((value) => [value]);
      range.dataValidation.rule = rule;
      range.dataValidation.load('valid,type');
      const invalid = range.dataValidation.getInvalidCellsOrNullObject().load('cellCount');
      await context.sync();
      expect(range.dataValidation.valid).toBe(valid);
      expect(invalid.isNullObject).toBe(valid === true);
    });
  });

  test('a blank cell is invalid only where blanks are not ignored', async () => {
    await desk.run(async (context, sheet) => {
      const { dataValidation } = sheet.getRange('A1');
      dataValidation.rule = whole;
      dataValidation.load('valid,ignoreBlanks');
      await context.sync();
      expect([dataValidation.valid, dataValidation.ignoreBlanks]).toEqual([true, true]);
      dataValidation.ignoreBlanks = false;
      dataValidation.load('valid');
      await context.sync();
      expect(dataValidation.valid).toBe(false);
    });
  });

  test('a custom formula is calculated for each cell, as the first cell’s would be when it is copied', async () => {
    const invalid = await desk.run(async (context, sheet) => {
      const range = sheet.getRange('B2:B5');
      range.values = [[5], [50], ['x'], [7]];
      sheet.getRange('C2:C5').values = [[9], [60], [9], [6]];
      range.dataValidation.rule = { custom: { formula: '=AND(ISNUMBER(B2),B2<C2)' } };
      const cells = range.dataValidation.getInvalidCells().load('address');
      await context.sync();
      return cells.address;
    });
    expect(invalid).toBe('Sheet1!B4:B5');
  });

  test('bounds may be formulas, and what they make of an error is not valid', async () => {
    const invalid = await desk.run(async (context, sheet) => {
      sheet.getRange('A1:A3').values = [[2], [4], [0]];
      const range = sheet.getRange('B1:B3');
      range.values = [[3], [9], [1]];
      range.dataValidation.rule = { decimal: { formula1: '=8/A1', operator: 'LessThan' } };
      const cells = range.dataValidation.getInvalidCells().load('address');
      await context.sync();
      return cells.address;
    });
    expect(invalid).toBe('Sheet1!B2:B3');
  });

  test('a custom formula is kept, and judged by nobody who cannot calculate it', async () => {
    const judged = desk.run(async (context, sheet) => {
      const { dataValidation } = sheet.getRange('A1');
      dataValidation.rule = { custom: { formula: '=NOT(ISNUMBER(NOSUCHFUNCTION("comments",A1)))' } };
      dataValidation.load('type,rule');
      sheet.getRange('A1').values = [['x']];
      await context.sync();
      expect(dataValidation.type).toBe('Custom');
      dataValidation.load('valid');
      await context.sync();
    });
    await expect(judged).rejects.toMatchObject({ code: 'NotImplemented' });
  });
});

test('alert and prompt are kept; a rule for a part of a range leaves the rest of it', async () => {
  await desk.run(async (context, sheet) => {
    const { dataValidation } = sheet.getRange('A1:A9');
    dataValidation.rule = { wholeNumber: { formula1: 0, operator: 'GreaterThan' } };
    dataValidation.errorAlert = { message: 'No.', title: 'Sorry', showAlert: true, style: 'Warning' };
    dataValidation.prompt = { message: 'Please', title: 'Number', showPrompt: true };
    sheet.getRange('A4:A5').dataValidation.rule = { decimal: { formula1: 0, operator: 'GreaterThan' } };
    sheet.getRange('A8').dataValidation.clear();
    const [top, part, gap, all] = ['A1:A3', 'A4', 'A8', 'A1:A5'].map((a) =>
      sheet.getRange(a).dataValidation.load('type,errorAlert,prompt'),
    );
    const mixed = sheet.getRange('A7:A9').dataValidation.load('type');
    await context.sync();
    expect([top, part, gap, all, mixed].map((v) => v?.type)).toEqual([
      'WholeNumber',
      'Decimal',
      'None',
      'Inconsistent',
      'MixedCriteria',
    ]);
    expect(top?.errorAlert).toMatchObject({ style: 'Warning', title: 'Sorry' });
    expect(top?.prompt).toMatchObject({ message: 'Please' });
  });
});

test.each<[string, Excel.DataValidationRule]>([
  ['two kinds at once', { wholeNumber: { formula1: 1, operator: 'EqualTo' }, custom: { formula: '=A1' } }],
  ['between without its end', { decimal: { formula1: 1, operator: 'Between' } }],
  ['an unknown operator', { decimal: { formula1: 1, operator: 'Like' as 'EqualTo' } }],
  ['a formula that is none', { custom: { formula: 'A1>2' } }],
])('a rule of %s is refused', async (_what, rule) => {
  const set = desk.run((_context, sheet) => void (sheet.getRange('A1').dataValidation.rule = rule));
  await expect(set).rejects.toMatchObject({ code: 'InvalidArgument' });
});

describe('conditional formats', () => {
  const add = (): Promise<void> =>
    desk.run((_context, sheet) => {
      const range = sheet.getRange('B21:E23');
      const cellValue = range.conditionalFormats.add('CellValue');
      cellValue.cellValue.format.font.color = 'red';
      cellValue.cellValue.rule = { formula1: '=0', operator: 'LessThan' };
      const custom = range.conditionalFormats.add('Custom');
      custom.custom.rule.formula = '=B21>100';
      custom.custom.format.fill.color = '#C6EFCE';
      const text = sheet.getRange('B21').conditionalFormats.add('ContainsText');
      text.textComparison.format.font.bold = true;
      text.textComparison.rule = { operator: 'Contains', text: 'Delayed' };
    });

  test('are kept by range, the last added first, and read back with rule and looks', async () => {
    await add();
    await desk.run(async (context, sheet) => {
      const formats = sheet.getRange('B21:E23').conditionalFormats.load('items/type,items/priority,items/id');
      const other = sheet.getRange('G1').conditionalFormats.load('items/type');
      await context.sync();
      expect(formats.items.map((f) => [f.type, f.priority])).toEqual([
        ['ContainsText', 0],
        ['Custom', 1],
        ['CellValue', 2],
      ]);
      expect(other.items).toEqual([]);
      const [text, custom, value] = formats.items;
      const rule = value?.cellValue.load('rule');
      const font = value?.cellValue.format.font.load('color');
      const formula = custom?.custom.rule.load('formula');
      const none = text?.customOrNullObject;
      const place = custom?.getRange().load('address');
      await context.sync();
      expect(rule?.rule).toEqual({ formula1: '=0', operator: 'LessThan' });
      expect([font?.color, formula?.formula]).toEqual(['#FF0000', '=B21>100']);
      expect([none?.isNullObject, place?.address]).toEqual([true, 'Sheet1!B21:E23']);
    });
  });

  test('change their priority, follow inserted rows, and go', async () => {
    await add();
    await desk.run(async (context, sheet) => {
      const formats = sheet.getRange('B21:E23').conditionalFormats.load('items/id');
      await context.sync();
      const last = formats.items[2];
      if (last) last.priority = 0;
      sheet.getRange('1:2').insert('Down');
      const moved = sheet.getRange('B23:E25').conditionalFormats.load('items/type');
      const count = sheet.getRange('B21:E22').conditionalFormats.getCount();
      await context.sync();
      expect(moved.items.map((f) => f.type)).toEqual(['CellValue', 'ContainsText', 'Custom']);
      expect(count.value).toBe(0);
      moved.items[0]?.delete();
      const left = sheet.getRange('B23').conditionalFormats.getCount();
      await context.sync();
      expect(left.value).toBe(2);
      sheet.getRange('A1:Z99').conditionalFormats.clearAll();
    });
    expect(desk.office.host.workbook.active.conditionalFormats).toEqual([]);
  });
});
