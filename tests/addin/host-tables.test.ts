/** Tables, filters and sorts, as in learn.microsoft.com/office/dev/add-ins/excel/excel-add-ins-tables. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { addExpenses, openDesk, type Desk } from './support/snippets.ts';

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});

const merchants = (): Promise<unknown[]> =>
  desk.run(async (context, sheet) => {
    const view = sheet.tables.getItem('ExpensesTable').getDataBodyRange().getVisibleView().load('values');
    await context.sync();
    return view.values.map((row) => String(row[1]).split(' ')[0]);
  });

describe('a table’s filters hide the rows that they do not let through', () => {
  test.each<[string, (filter: (column: string) => Excel.Filter) => void, string[]]>([
    ['values', (of) => of('Category').applyValuesFilter(['Restaurant', 'Groceries']), ['Best', 'Coho']],
    ['values as shown', (of) => of('Amount').applyValuesFilter(['33', '350.1']), ['Coho', 'Bellows']],
    ['a number range', (of) => of('Amount').applyCustomFilter('>=33', '<200', 'And'), ['The', 'Northwind', 'Coho']],
    ['either of two', (of) => of('Amount').applyCustomFilter('<30', '>300', 'Or'), ['Best', 'Bellows']],
    ['a wildcard', (of) => of('Merchant').applyCustomFilter('=*comp*'), ['The', 'Best']],
    ['not a text', (of) => of('Category').applyCustomFilter('<>education'), ['The', 'Northwind', 'Best', 'Coho']],
    ['the top two', (of) => of('Amount').applyTopItemsFilter(2), ['Northwind', 'Bellows']],
    ['the lowest 20 %', (of) => of('Amount').applyBottomPercentFilter(20), ['Best']],
    ['above average', (of) => of('Amount').applyDynamicFilter('AboveAverage'), ['Northwind', 'Bellows']],
    ['a fill colour', (of) => of('Merchant').applyCellColorFilter('#FFFF00'), ['Coho']],
    [
      'two columns',
      (of) => {
        of('Amount').applyCustomFilter('>100');
        of('Category').applyValuesFilter(['Education', 'Groceries']);
      },
      ['Bellows'],
    ],
  ])('by %s', async (_what, filter, left) => {
    await desk.run((_context, sheet) => {
      const table = addExpenses(sheet);
      sheet.getRange('B5').format.fill.color = '#FFFF00';
      filter((column) => table.columns.getItem(column).filter);
    });
    expect(await merchants()).toEqual(left);
    await desk.run((_context, sheet) => sheet.tables.getItem('ExpensesTable').clearFilters());
    expect(await merchants()).toHaveLength(5);
  });

  test('criteria are read back, and go one by one', async () => {
    await desk.run(async (context, sheet) => {
      const table = addExpenses(sheet);
      table.columns.getItem('Amount').filter.applyCustomFilter('>100');
      table.autoFilter.load('isDataFiltered,criteria');
      await context.sync();
      expect(table.autoFilter.isDataFiltered).toBe(true);
      expect(table.autoFilter.criteria).toMatchObject([null, null, null, { filterOn: 'Custom', criterion1: '>100' }]);
      table.columns.getItem('Amount').filter.clear();
      table.autoFilter.load('isDataFiltered');
      await context.sync();
      expect(table.autoFilter.isDataFiltered).toBe(false);
    });
  });

  test('a dynamic filter that needs today’s date is refused, and the old filter stays', async () => {
    await desk.run((_context, sheet) => addExpenses(sheet).columns.getItem('Amount').filter.applyTopItemsFilter(1));
    const refused = desk.run((_context, sheet) => {
      sheet.tables.getItem('ExpensesTable').columns.getItem('Amount').filter.applyDynamicFilter('Today');
    });
    await expect(refused).rejects.toMatchObject({ code: 'NotImplemented' });
    expect(await merchants()).toEqual(['Bellows']);
  });
});

test('a sheet’s own filter hides rows below its header, and is taken away', async () => {
  await desk.run(async (context, sheet) => {
    sheet.getRange('A1:B4').values = [
      ['Name', 'Value'],
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ];
    sheet.autoFilter.apply('A1:B4', 1, { filterOn: 'Custom', criterion1: '>1' });
    const hidden = ['2:2', '3:3', '4:4'].map((row) => sheet.getRange(row).load('rowHidden'));
    const visible = sheet.getRange('A1:B4').getSpecialCells('Visible').load('address');
    await context.sync();
    expect(hidden.map((row) => row.rowHidden)).toEqual([true, false, false]);
    expect(visible.address).toBe('Sheet1!A1:B1,Sheet1!A3:B4');
    sheet.autoFilter.remove();
    const range = sheet.autoFilter.getRangeOrNullObject();
    const row = sheet.getRange('2:2').load('rowHidden');
    await context.sync();
    expect([range.isNullObject, row.rowHidden]).toEqual([true, false]);
  });
});

describe('totals, resizing and growth', () => {
  test('a totals row sums the last column, stays below added rows, and goes without a trace', async () => {
    await desk.run(async (context, sheet) => {
      const table = addExpenses(sheet);
      sheet.getRange('A7').values = [['below']];
      table.showTotals = true;
      table.rows.add(undefined, [['1/12/2027', 'Fourth Coffee', 'Restaurant', 10]]);
      const totals = table.getTotalRowRange().load('address,values,formulas');
      const body = table.getDataBodyRange().load('address');
      await context.sync();
      expect([totals.address, body.address]).toEqual(['Sheet1!A8:D8', 'Sheet1!A2:D7']);
      expect(totals.values).toEqual([['Total', '', '', 683.33]]);
      expect(totals.formulas[0]?.[3]).toBe('=SUBTOTAL(109,D2:D7)');
      table.showTotals = false;
      const range = table.getRange().load('address');
      await context.sync();
      expect(range.address).toBe('Sheet1!A1:D7');
    });
    expect(await desk.values('A8')).toEqual([['below']]);
  });

  test('Table.resize takes a range whose header stays in its row', async () => {
    await desk.run(async (context, sheet) => {
      const table = addExpenses(sheet);
      table.resize('A1:E8');
      const range = table.getRange().load('address');
      const header = table.getHeaderRowRange().load('values');
      await context.sync();
      expect(range.address).toBe('Sheet1!A1:E8');
      expect(header.values[0]?.[4]).toBe('Column5');
    });
    const moved = desk.run((_context, sheet) => sheet.tables.getItem('ExpensesTable').resize('A2:E8'));
    await expect(moved).rejects.toMatchObject({ code: 'InvalidArgument' });
  });

  test('what a person types straight below or beside a table joins it; what an add-in writes does not', async () => {
    const address = (): Promise<string> =>
      desk.run(async (context, sheet) => {
        const range = sheet.tables.getItem('ExpensesTable').getRange().load('address');
        await context.sync();
        return range.address;
      });
    await desk.run((_context, sheet) => {
      addExpenses(sheet);
      sheet.getRange('B2:B6').dataValidation.rule = { textLength: { formula1: 40, operator: 'LessThan' } };
    });
    await desk.run((_context, sheet) => void (sheet.getRange('A7').values = [['written']]));
    expect(await address()).toBe('Sheet1!A1:D6');
    desk.office.host.type('Sheet1!B7', 'typed');
    expect(await address()).toBe('Sheet1!A1:D7');
    desk.office.host.type('Sheet1!E1', 'Note');
    expect(await address()).toBe('Sheet1!A1:E7');
    desk.office.host.type('Sheet1!B9', 'far');
    expect(await address()).toBe('Sheet1!A1:E7');
    expect(desk.office.host.workbook.active.validations[0]?.area).toMatchObject({ row: 1, rows: 6 });
  });

  test('a table without headers gets them in a row of its own', async () => {
    await desk.run((_context, sheet) => {
      sheet.getRange('A1:B2').values = [
        ['a', 1],
        ['b', 2],
      ];
      sheet.tables.add('A1:B2', false);
    });
    expect(await desk.values('A1:B3')).toEqual([
      ['Column1', 'Column2'],
      ['a', 1],
      ['b', 2],
    ]);
  });
});

describe('sorting by several keys', () => {
  const rows = [
    ['b', 1],
    ['a', 2],
    ['B', 0],
    ['', 5],
    ['a', 1],
  ];

  test('a range: texts without regard to case, empty cells last, ties as they were', async () => {
    await desk.run((_context, sheet) => {
      sheet.getRange('A1:B6').values = [['Name', 'N'], ...rows];
      sheet.getRange('A1:B6').sort.apply(
        [
          { key: 0, ascending: false },
          { key: 1, ascending: true },
        ],
        false,
        true,
      );
    });
    expect(await desk.values('A1:B6')).toEqual([
      ['Name', 'N'],
      ['B', 0],
      ['b', 1],
      ['a', 1],
      ['a', 2],
      ['', 5],
    ]);
  });

  test('a table: its sort is read back and can be applied again', async () => {
    await desk.run(async (context, sheet) => {
      const table = addExpenses(sheet);
      table.sort.apply([{ key: 3, ascending: false }]);
      table.columns.getItem('Amount').getDataBodyRange().getCell(4, 0).values = [[999]];
      table.sort.reapply();
      table.sort.load('fields');
      await context.sync();
      expect(table.sort.fields).toMatchObject([{ key: 3, ascending: false }]);
    });
    expect(await desk.values('D2:D6')).toEqual([[999], [350.1], [142.33], [120], [33]]);
  });
});

test('rows and columns come and go by position, and a range knows its tables', async () => {
  await desk.run(async (context, sheet) => {
    const table = addExpenses(sheet);
    table.rows.deleteRowsAt(0, 2);
    table.rows.getItemAt(0).delete();
    table.columns.getItem('Category').delete();
    table.columns.add(1, [['Paid'], ['yes'], ['no']]);
    const tables = sheet.getRange('B2').getTables(false).load('items/name');
    const none = sheet.getRange('B2').getTables(true).load('items/name');
    await context.sync();
    expect([tables.items.map((t) => t.name), none.items]).toEqual([['ExpensesTable'], []]);
  });
  expect(await desk.values('A1:D3')).toEqual([
    ['Date', 'Paid', 'Merchant', 'Amount'],
    [46397, 'yes', 'Coho Vineyard', 33],
    [46398, 'no', 'Bellows College', 350.1],
  ]);
});
