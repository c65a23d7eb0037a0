/**
 * Small add-ins as Microsoft's samples write them, run by the real office.js: cells that move, duplicates, texts, fills,
 * formulas and what they refer to, events. Expectations are those of the reference and of support.microsoft.com.
 *
 * The calculator here is the host's own; it does not prove what Excel calculates.
 */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { addExpenses, heardSoon, openDesk, type Desk } from '../support/snippets.ts';

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});

const formulas = async (address: string): Promise<unknown[][]> =>
  desk.run(async (context, sheet) => {
    const range = sheet.getRange(address).load('formulas');
    await context.sync();
    return range.formulas as unknown[][];
  });

describe('moveTo, as cut and paste', () => {
  beforeEach(() =>
    desk.run((_context, sheet) => {
      sheet.getRange('A1:B2').values = [
        [1, 2],
        [3, '=A1+A2'],
      ];
      sheet.getRange('D1:D2').formulas = [['=SUM(A1:B1)'], ['=F9']];
    }),
  );

  test('takes values and formulas along, and every formula follows', async () => {
    await desk.run((_context, sheet) => {
      sheet.getRange('B2').numberFormat = [['0.00']];
      // "The destination range will be expanded automatically if it is smaller" (Range.moveTo).
      sheet.getRange('A1:B2').moveTo('F8');
    });
    expect(await formulas('F8:G9')).toEqual([
      [1, 2],
      [3, '=F8+F9'],
    ]);
    expect(await formulas('A1:B2')).toEqual([
      ['', ''],
      ['', ''],
    ]);
    // What referred to a cell that was replaced refers to nothing.
    expect(await formulas('D1:D2')).toEqual([['=SUM(F8:G8)'], ['=#REF!']]);
  });

  test('onto itself, one row down, loses nothing', async () => {
    await desk.run((_context, sheet) => sheet.getRange('A1:B2').moveTo(sheet.getRange('A2')));
    expect(await formulas('A1:B3')).toEqual([
      ['', ''],
      [1, 2],
      [3, '=A2+A3'],
    ]);
  });

  test('a table does not lose its header', async () => {
    await desk.run((_context, sheet) => void sheet.tables.add('A1:B2', true));
    const move = desk.run((_context, sheet) => sheet.getRange('A1').moveTo('H1'));
    await expect(move).rejects.toMatchObject({ code: 'InvalidOperation' });
    expect(await desk.values('A1')).toEqual([['1']]);
  });
});

describe('removeDuplicates (learn.microsoft.com, "Remove duplicates")', () => {
  const rows = [
    ['Name', 'City', 'Note'],
    ['Ann', 'Oslo', 1],
    ['ben', 'Rome', 2],
    ['ANN', 'Oslo', 3],
    ['Ann', 'Rome', 4],
  ];
  test.each<[string, number[], boolean, unknown[], { removed: number; uniqueRemaining: number }]>([
    ['by one column', [0], true, [1, 2, '', ''], { removed: 2, uniqueRemaining: 2 }],
    ['by two columns', [0, 1], true, [1, 2, 4, ''], { removed: 1, uniqueRemaining: 3 }],
    ['the header counts when there is none', [2], false, [1, 2, 3, 4], { removed: 0, uniqueRemaining: 5 }],
  ])('%s the first of the same stays, the others close up', async (_how, columns, hasHeader, notes, counts) => {
    await desk.run(async (context, sheet) => {
      sheet.getRange('A1:C5').values = rows;
      sheet.getRange('A6').values = [['below']];
      const result = sheet.getRange('A1:C5').removeDuplicates(columns, hasHeader).load('removed,uniqueRemaining');
      await context.sync();
      expect(result.toJSON()).toEqual(counts);
    });
    expect((await desk.values('C2:C5')).flat()).toEqual(notes);
    expect(await desk.values('A6')).toEqual([['below']]);
  });

  test.each([[[]], [[3]], [[-1]]])('columns %p are refused', async (columns) => {
    const run = desk.run((_context, sheet) => void sheet.getRange('A1:C5').removeDuplicates(columns, true));
    await expect(run).rejects.toMatchObject({ code: 'InvalidArgument' });
  });
});

test.each<[string, string | number | boolean, string]>([
  ['$#,##0.00', 1234.5, '$1,234.50'],
  ['0.00%', 0.256, '25.60%'],
  ['#,##0.00_);[Red](#,##0.00)', -3, '(3.00)'],
  ['yyyy-mm-dd', 46_000, '2025-12-09'],
  ['mmm d, yyyy', 46_000, 'Dec 9, 2025'],
  ['[h]:mm', 1.5, '36:00'],
  ['# ?/?', 0.5, ' 1/2'],
  ['0.00;-0.00;"none"', 0, 'none'],
  ['0.00', 'text', 'text'],
])('Range.text in the format %s', async (format, value, text) => {
  await desk.run(async (context, sheet) => {
    const range = sheet.getRange('A1');
    range.numberFormat = [[format]];
    range.values = [[value]];
    range.load('text');
    await context.sync();
    expect(range.text).toEqual([[text]]);
  });
});

test.each<[string, string[][], unknown[]]>([
  ['a day of the week', [['Monday']], ['Tuesday', 'Wednesday']],
  ['a short month at the end of the year', [['Nov']], ['Dec', 'Jan']],
  ['a date', [['12/31/2026']], ['1/1/2027', '1/2/2027']],
  ['a number is repeated', [['5']], ['5', '5']],
])('autoFill goes on after %s', async (_what, seed, expected) => {
  await desk.run(async (context, sheet) => {
    sheet.getRange('A1').values = seed;
    sheet.getRange('A1').autoFill('A1:A3', 'FillDefault');
    const filled = sheet.getRange('A2:A3').load('text');
    await context.sync();
    expect(filled.text.flat()).toEqual(expected);
  });
});

describe('formulas', () => {
  test('in R1C1 style are counted from their own cell, written and read', async () => {
    await desk.run(async (context, sheet) => {
      const range = sheet.getRange('C2:C3');
      range.formulasR1C1 = [['=RC[-1]*2'], ['=SUM(R1C1:R[-1]C[-2])&"RC[-1]"']];
      range.load('formulas,formulasR1C1');
      await context.sync();
      expect(range.formulas).toEqual([['=B2*2'], ['=SUM($A$1:A2)&"RC[-1]"']]);
      expect(range.formulasR1C1).toEqual([['=RC[-1]*2'], ['=SUM(R1C1:R[-1]C[-2])&"RC[-1]"']]);
    });
  });

  test('refer to names and to columns of tables', async () => {
    await desk.run(async (context, sheet) => {
      const table = addExpenses(sheet);
      table.columns.add(undefined, [['Tax'], ...Array.from({ length: 5 }, () => ['=ROUND([@Amount]*rate,2)'])]);
      context.workbook.names.add('rate', sheet.getRange('H1'));
      sheet.getRange('H1').values = [[0.25]];
      sheet.getRange('H2:H4').formulas = [
        ['=SUM(ExpensesTable[Tax])'],
        ['=IF(H2>100,"high","low")&"!"'],
        ['=IFERROR(1/0,-2^2)'],
      ];
      const results = sheet.getRange('H2:H4').load('values');
      const tax = table.columns.getItem('Tax').getDataBodyRange().load('values');
      await context.sync();
      expect(tax.values).toEqual([[30], [35.58], [6.98], [8.25], [87.53]]);
      expect(results.values).toEqual([[168.34], ['high!'], [4]]);
    });
  });

  test('are traced to what they refer to and back, over sheets', async () => {
    await desk.run(async (context, sheet) => {
      const other = context.workbook.worksheets.add('Rates');
      other.getRange('A1').values = [[2]];
      sheet.getRange('B1').formulas = [['=SUM(A1:A2)']];
      sheet.getRange('C1').formulas = [['=B1*Rates!A1']];
      await context.sync();
      const direct = sheet.getRange('C1').getDirectPrecedents().load('addresses');
      const all = sheet.getRange('C1').getPrecedents().load('addresses');
      all.areas.load('items/address');
      const onRates = all.getRangeAreasBySheet('Rates').load('address');
      const dependents = sheet.getRange('A2').getDependents().load('addresses');
      const next = sheet.getRange('A2').getDirectDependents().load('addresses');
      await context.sync();
      expect(direct.addresses).toEqual(['Sheet1!B1', 'Rates!A1']);
      expect(all.addresses).toEqual(['Sheet1!B1,Sheet1!A1:A2', 'Rates!A1']);
      expect(all.areas.items.map(({ address }) => address)).toEqual(all.addresses);
      expect(onRates.address).toBe('Rates!A1');
      expect([dependents.addresses, next.addresses]).toEqual([['Sheet1!B1,Sheet1!C1'], ['Sheet1!B1']]);
      // "Fails with ItemNotFound if no precedents are found" (learn.microsoft.com, "Work with formula precedents").
      sheet.getRange('A1').getPrecedents();
      await expect(context.sync()).rejects.toMatchObject({ code: 'ItemNotFound' });
    });
  });

  test('a listener is told the result of a formula, and the entry of any other cell', async () => {
    const heard: unknown[] = [];
    await desk.run(async (context, sheet) => {
      sheet.onChanged.add(async ({ address, details }) => void heard.push([address, details?.valueAfter]));
      await context.sync();
      sheet.getRange('A1').values = [[4]];
      sheet.getRange('A1').values = [[5]];
      sheet.getRange('B1').formulas = [['=A1*2']];
    });
    await heardSoon();
    expect(heard).toEqual([
      ['A1', 4],
      ['A1', 5],
      ['B1', 10],
    ]);
  });
});

test('the culture of the host is en-US, and its patterns are number formats', async () => {
  await desk.run(async (context, sheet) => {
    const culture = context.application.cultureInfo.load('name');
    culture.numberFormat.load('numberDecimalSeparator');
    culture.datetimeFormat.load('shortDatePattern');
    await context.sync();
    expect([culture.name, culture.numberFormat.numberDecimalSeparator]).toEqual(['en-US', '.']);
    const range = sheet.getRange('A1');
    range.numberFormat = [[culture.datetimeFormat.shortDatePattern]];
    range.values = [[46_000]];
    range.load('text');
    await context.sync();
    expect(range.text).toEqual([['12/9/2025']]);
  });
});

test('the values and types of a name, and of a constant', async () => {
  await desk.run(async (context, sheet) => {
    sheet.getRange('A1:B1').values = [[1, 'x']];
    const [cells, constant] = [
      context.workbook.names.add('cells', sheet.getRange('A1:B1')).arrayValues.load('values,types'),
      context.workbook.names.add('vat', '=0.19').arrayValues.load('values,types'),
    ];
    await context.sync();
    expect([cells.values, cells.types]).toEqual([[[1, 'x']], [['Double', 'String']]]);
    expect([constant.values, constant.types]).toEqual([[[0.19]], [['Double']]]);
  });
});

test('indents grow and stop at 0, and a column can have the standard width again', async () => {
  await desk.run(async (context, sheet) => {
    const { format } = sheet.getRange('A1');
    format.adjustIndent(3);
    format.adjustIndent(-5);
    format.columnWidth = 200;
    format.load('indentLevel,useStandardWidth');
    await context.sync();
    expect([format.indentLevel, format.useStandardWidth]).toEqual([0, false]);
    format.useStandardWidth = true;
    format.load('columnWidth,useStandardWidth');
    await context.sync();
    expect([format.columnWidth, format.useStandardWidth]).toEqual([48, true]);
  });
});

test.each(['A1', 'R', '1st', 'two words'])('a table cannot be called %s', async (name) => {
  const rename = desk.run((_context, sheet) => void (addExpenses(sheet).name = name));
  await expect(rename).rejects.toMatchObject({ code: 'InvalidArgument' });
});
