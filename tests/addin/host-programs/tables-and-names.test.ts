/**
 * Small add-ins run by the real office.js: tables that begin empty, what their columns are called in formulas, names that
 * stand for formulas. Expectations are those of the reference, of Microsoft's samples and of support.microsoft.com.
 */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { heardSoon, openDesk, type Desk } from '../support/snippets.ts';

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});

/** A table that was given its header only, and what it then consists of. */
const stock = (sheet: Excel.Worksheet): Excel.Table => {
  const table = sheet.tables.add('B2:C2', true);
  table.name = 'Stock';
  table.getHeaderRowRange().values = [['Part', 'Count']];
  return table;
};

const shape = (): Promise<{ address: string; body: unknown[][]; count: number; rows: number }> =>
  desk.run(async (context) => {
    const table = context.workbook.tables.getItem('Stock');
    const range = table.getRange().load('address');
    const body = table.getDataBodyRange().load('values');
    const count = table.rows.getCount();
    table.rows.load('items/index');
    await context.sync();
    return { address: range.address, body: body.values, count: count.value, rows: table.rows.items.length };
  });

describe('a table that was given no rows', () => {
  test('has one blank row in its body and none in its collection', async () => {
    await desk.run((_context, sheet) => void stock(sheet));
    expect(await shape()).toEqual({ address: 'Sheet1!B2:C3', body: [['', '']], count: 0, rows: 0 });
    const first = desk.run((context) => void context.workbook.tables.getItem('Stock').rows.getItemAt(0).load('values'));
    await expect(first).rejects.toMatchObject({ code: 'InvalidArgument' });
  });

  test('takes the first row that is added into the blank one', async () => {
    await desk.run((_context, sheet) => {
      const rows = stock(sheet).rows;
      rows.add(undefined, [
        ['bolt', 3],
        ['nut', 4],
      ]);
      rows.add(undefined, [['washer', 5]]);
    });
    expect(await shape()).toMatchObject({ address: 'Sheet1!B2:C5', count: 3 });
    expect(await desk.values('B3:C5')).toEqual([
      ['bolt', 3],
      ['nut', 4],
      ['washer', 5],
    ]);
  });

  test('counts a blank row that was added, and adds behind it', async () => {
    await desk.run((_context, sheet) => {
      const rows = stock(sheet).rows;
      rows.add(undefined, [['', '']]);
      rows.add(undefined, [['nut', 4]]);
    });
    expect(await shape()).toMatchObject({ body: [['', ''], ['nut', 4]], count: 2 }); // prettier-ignore
  });

  test('counts its row once something was written into the cells', async () => {
    await desk.run((_context, sheet) => {
      stock(sheet);
      sheet.getRange('B3').values = [['bolt']];
    });
    expect(await shape()).toMatchObject({ address: 'Sheet1!B2:C3', count: 1 });
  });

  test('keeps its totals row below the rows that are added', async () => {
    await desk.run((_context, sheet) => {
      const table = stock(sheet);
      table.showTotals = true;
      table.rows.add(undefined, [
        ['bolt', 3],
        ['nut', 4],
      ]);
    });
    expect(await shape()).toMatchObject({ address: 'Sheet1!B2:C5', count: 2 });
    expect(await desk.values('B5')).toEqual([['Total']]);
  });
});

describe('a table whose every row is deleted', () => {
  const filled = (sheet: Excel.Worksheet): Excel.Table => {
    const table = stock(sheet);
    table.rows.add(undefined, [
      ['bolt', 3],
      ['nut', 4],
    ]);
    sheet.getRange('B6').values = [['below']];
    return table;
  };

  test.each<[string, (table: Excel.Table) => void]>([
    ['by its rows', (table) => table.rows.deleteRowsAt(0, 2)],
    ['by the range of its body', (table) => table.getDataBodyRange().delete('Up')],
  ])('%s is empty again, and what is below comes up', async (_how, remove) => {
    await desk.run((_context, sheet) => void remove(filled(sheet)));
    expect(await shape()).toEqual({ address: 'Sheet1!B2:C3', body: [['', '']], count: 0, rows: 0 });
    expect(await desk.values('B5')).toEqual([['below']]);
    await desk.run((context) => void context.workbook.tables.getItem('Stock').rows.add(undefined, [['cog', 9]]));
    expect(await shape()).toMatchObject({ address: 'Sheet1!B2:C3', body: [['cog', 9]], count: 1 });
  });

  test('by whole rows of the sheet is empty again, too', async () => {
    await desk.run((_context, sheet) => {
      filled(sheet);
      sheet.getRange('3:5').delete('Up');
    });
    expect(await shape()).toMatchObject({ address: 'Sheet1!B2:C3', body: [['', '']], count: 0 });
    expect(await desk.values('B4')).toEqual([['below']]);
  });
});

test('listeners hear that rows and columns were inserted into a table, and what was written into them', async () => {
  const heard: string[] = [];
  await desk.run((context, sheet) => {
    const table = stock(sheet);
    table.rows.add(undefined, [['bolt', 3]]);
    table.onChanged.add(({ changeType, address }) => Promise.resolve(void heard.push(`${changeType} ${address}`)));
    return context.sync();
  });
  await desk.run((context) => void context.workbook.tables.getItem('Stock').rows.add(undefined, [['nut', 4]]));
  await desk.run(
    (context) => void context.workbook.tables.getItem('Stock').columns.add(undefined, [['Bin'], [1], [2]]),
  );
  await heardSoon();
  expect(heard).toEqual(['RowInserted B4:C4', 'RangeEdited B4:C4', 'ColumnInserted D2:D4', 'RangeEdited D2:D4']);
});

describe('columns of tables in formulas', () => {
  beforeEach(() =>
    desk.run((_context, sheet) => {
      sheet.getRange('A1:D3').values = [
        ['Part', 'Q1', 'Q 2', 'Sum'],
        ['bolt', 1, 2, ''],
        ['nut', 3, 4, ''],
      ];
      sheet.tables.add('A1:D3', true).name = 'Sales';
    }),
  );

  test.each([
    ['SUM(Sales[Q1])', 4],
    ['SUM(Sales[[Q1]:[Q 2]])', 10],
    ['SUM(Sales)', 10],
    ['SUM(Sales[#Data])', 10],
    ['ROWS(Sales[#All])', 3],
    ['Sales[[#Headers],[Q 2]]', 'Q 2'],
    ['ROWS(Sales[[#Headers],[#Data],[Q1]])', 3],
    ['Sales[None]', '#REF!'],
    ['Sales[[#Totals],[Q1]]', '#REF!'],
  ])('%s', async (formula, result) => {
    await desk.run((_context, sheet) => void (sheet.getRange('F1').formulas = [[`=${formula}`]]));
    expect(await desk.values('F1')).toEqual([[result]]);
  });

  test('of its own row', async () => {
    await desk.run((_context, sheet) => {
      sheet.getRange('D2:D3').formulas = [['=[@Q1]*[@[Q 2]]'], ['=SUM(Sales[[#This Row],[Q1]:[Q 2]])']];
    });
    expect(await desk.values('D2:D3')).toEqual([[2], [7]]);
  });

  test('a column that is called like a cell is none: it stays when cells move', async () => {
    await desk.run((_context, sheet) => {
      sheet.getRange('F1').formulas = [['=SUM(Sales[Q1])+Q1']];
      sheet.getRange('1:2').insert('Down');
    });
    const formulas = await desk.run(async (context, sheet) => {
      const range = sheet.getRange('F3').load('formulas');
      await context.sync();
      return range.formulas as unknown[][];
    });
    expect(formulas).toEqual([['=SUM(Sales[Q1])+Q3']]);
  });
});

describe('names that stand for formulas', () => {
  const read = (name: string): Promise<[unknown, string]> =>
    desk.run(async (context) => {
      const item = context.workbook.names.getItem(name).load('value, type');
      await context.sync();
      return [item.value, item.type];
    });

  test.each([
    ['=SUM(Sheet1!$A$1:$A$2)', 7, 'Integer'],
    ['=Sheet1!$A$1/2', 1.5, 'Double'],
    ['="a"&"b"', 'ab', 'String'],
    ['=Sheet1!$A$1>2', true, 'Boolean'],
    ['=1/0', '#DIV/0!', 'Error'],
  ])('%s shows its result, in cells too', async (formula, value, type) => {
    await desk.run((context, sheet) => {
      sheet.getRange('A1:A2').values = [[3], [4]];
      context.workbook.names.add('Outcome', formula);
      sheet.getRange('C1').formulas = [['=Outcome']];
    });
    expect(await read('Outcome')).toEqual([value, type]);
    expect(await desk.values('C1')).toEqual([[value]]);
  });

  test('may use each other, and the sheet’s own come first', async () => {
    await desk.run((context, sheet) => {
      context.workbook.names.add('Rate', '=0.5');
      context.workbook.names.add('Twice', '=Rate*2');
      sheet.names.add('Rate', '=3');
      sheet.getRange('A1').formulas = [['=Twice']];
    });
    expect(await desk.values('A1')).toEqual([[6]]);
  });

  test('one that goes round in a circle or calls an unknown function is #NAME? in a cell, and refused by name', async () => {
    await desk.run((context, sheet) => {
      context.workbook.names.add('Round', '=Round+1');
      context.workbook.names.add('Odd', '=NOSUCHFUNCTION(1)');
      sheet.getRange('A1:A2').formulas = [['=Round'], ['=Odd']];
    });
    expect(await desk.values('A1:A2')).toEqual([['#NAME?'], ['#NAME?']]);
    // One that failed does not spoil the next.
    await desk.run((_context, sheet) => void (sheet.getRange('A3:A4').formulas = [['=Quotient_'], ['=Quotient_']]));
    await desk.run((context) => void context.workbook.names.add('Quotient_', '=1/0'));
    expect(await desk.values('A3:A4')).toEqual([['#DIV/0!'], ['#DIV/0!']]);
    await expect(read('Odd')).rejects.toMatchObject({ code: 'NotImplemented' });
  });

  test.each<[string, (sheet: Excel.Worksheet) => void]>([
    ['rows', (sheet) => sheet.getRange('2:3').delete('Up')],
    ['sheet', (sheet) => sheet.delete()],
  ])('one whose cells went with their %s refers to nothing', async (_what, remove) => {
    await desk.run((context, sheet) => {
      const other = context.workbook.worksheets.add('Other');
      context.workbook.names.add('Gone', other.getRange('B2:B3'));
      sheet.getRange('A1').formulas = [['=SUM(Gone)']];
      remove(other);
    });
    expect(await read('Gone')).toEqual(['#REF!', 'Error']);
    expect(await desk.values('A1')).toEqual([['#REF!']]);
  });
});
