import { beforeEach, describe, expect, test } from '@jest/globals';
import { openWorkbook, type OfficeSession } from '../support/office.ts';

let office: OfficeSession;
beforeEach(() => {
  office = openWorkbook();
});

type Work = (sheet: Excel.Worksheet, context: Excel.RequestContext) => void | Promise<void>;

const onSheet = (work: Work): Promise<void> =>
  office.Excel.run(async (context) => {
    await work(context.workbook.worksheets.getItem('Sheet1'), context);
    await context.sync();
  });

async function cell(address: string): Promise<{ value: unknown; formula: unknown; format: unknown; text: unknown }> {
  let range: Excel.Range | undefined;
  await onSheet((sheet) => void (range = sheet.getRange(address).load('values,formulas,numberFormat,text')));
  const [first] = [range?.toJSON()];
  return {
    value: first?.values?.[0]?.[0] as unknown,
    formula: first?.formulas?.[0]?.[0] as unknown,
    format: first?.numberFormat?.[0]?.[0] as unknown,
    text: first?.text?.[0]?.[0] as unknown,
  };
}

describe('a value that is entered becomes what Excel makes of it', () => {
  test.each([
    ['68.68', 'General', 68.68, 'General'],
    ['00123', 'General', 123, 'General'],
    ['1E5', 'General', 100_000, '0.00E+00'],
    ['TRUE', 'General', true, 'General'],
    ['2026-11-21', 'General', 46_347, 'm/d/yyyy'],
    ['1900-02-29', 'General', '1900-02-29', 'General'],
    ['5%', 'General', 0.05, '0%'],
    ['1,234.5', 'General', 1234.5, '#,##0.00'],
    ['1234567890123456', 'General', 1234567890123450, 'General'],
    ["'00123", 'General', '00123', 'General'],
    ["'=1+1", 'General', '=1+1', 'General'],
    ['plain', 'General', 'plain', 'General'],
    ['=1+1', 'General', 2, 'General'],
    ['+1+1', 'General', 2, 'General'],
    ['-x', 'General', '#NAME?', 'General'],
    ['', 'General', '', 'General'],
    [true, 'General', true, 'General'],
    [12.5, '@', '12.5', '@'],
    ['00123', '@', '00123', '@'],
    ['=1+1', '@', '=1+1', '@'],
    ['1E5', '@', '1E5', '@'],
    ['2026-11-21', '@', '2026-11-21', '@'],
  ])('%j in a cell of format %s is %j', async (input, format, value, after) => {
    await onSheet((sheet) => {
      const range = sheet.getRange('B2');
      range.numberFormat = [[format]];
      range.values = [[input]];
    });
    expect(await cell('B2')).toMatchObject({ value, format: after });
  });

  test('null leaves a cell, an empty text empties it', async () => {
    await onSheet((sheet) => void (sheet.getRange('A1:C1').values = [[1, 2, 3]]));
    await onSheet((sheet) => void (sheet.getRange('A1:C1').values = [[null, '', 9]] as string[][]));
    await onSheet(async (sheet, context) => {
      const range = sheet.getRange('A1:C1').load('values,valueTypes');
      await context.sync();
      expect(range.values).toEqual([[1, '', 9]]);
      expect(range.valueTypes).toEqual([['Double', 'Empty', 'Double']]);
    });
  });
});

describe('what is not modelled says so by its name', () => {
  test.each<[string, Work]>([
    ['Chart.getImage', (sheet) => void sheet.charts.add('Line', sheet.getRange('A1:B2')).getImage()],
    ['Worksheet.pivotTables', (sheet) => void sheet.pivotTables.load('items')],
    ['Worksheet.shapes', (sheet) => void sheet.shapes.load('items')],
    ['Range.getImage', (sheet) => void sheet.getRange('A1').getImage()],
    ['Workbook.slicers', (_sheet, context) => void context.workbook.slicers.load('items')],
    [
      'Application.iterativeCalculation',
      (_s, context) => void context.workbook.application.iterativeCalculation.load(),
    ],
  ])('%s', async (name, work) => {
    const fault = await onSheet(work).catch((e: unknown) => e as OfficeExtension.Error);
    expect(fault).toMatchObject({ name: 'RichApi.Error', code: 'ApiNotFound', debugInfo: { errorLocation: name } });
    expect((fault as Error).message).toContain(name);
  });
});

describe('refusals carry Excel’s codes', () => {
  test.each<[string, string, Work]>([
    ['ItemNotFound', 'a sheet that is not there', (_s, c) => void c.workbook.worksheets.getItem('no').load('name')],
    ['ItemAlreadyExists', 'a second sheet of one name', (_s, c) => void c.workbook.worksheets.add('SHEET1')],
    ['InvalidArgument', 'a sheet name with a slash', (_s, c) => void c.workbook.worksheets.add('a/b')],
    ['InvalidArgument', 'three values for two cells', (sheet) => void (sheet.getRange('A1:B1').values = [[1, 2, 3]])],
    [
      'InvalidArgument',
      'a range beyond the sheet',
      (sheet) => void sheet.getRange('A1').getOffsetRange(-1, 0).load('address'),
    ],
    [
      'InvalidArgument',
      'a typed list of over 255 characters',
      (sheet) => {
        sheet.getRange('A1').dataValidation.rule = { list: { inCellDropDown: true, source: 'x,'.repeat(128) } };
      },
    ],
    ['InvalidOperation', 'hiding the only sheet', (sheet) => void (sheet.visibility = 'VeryHidden')],
    ['InvalidOperation', 'deleting the only sheet', (sheet) => sheet.delete()],
    [
      'InsertDeleteConflict',
      'a row inserted through a part of a table',
      (sheet) => {
        sheet.tables.add('A1:C3', true);
        sheet.getRange('A2').insert('Down');
      },
    ],
    ['PropertyNotLoaded', 'a property that was not loaded', (sheet) => void sheet.getRange('A1').values],
  ])('%s for %s', async (code, _what, work) => {
    await expect(onSheet(work)).rejects.toMatchObject({ code });
  });

  test('what went before the refusal in a batch is done, what came after is not', async () => {
    const failing = onSheet((sheet, context) => {
      sheet.getRange('A1').values = [[1]];
      context.workbook.worksheets.getItem('no').load('name');
      sheet.getRange('A2').values = [[2]];
    });
    await expect(failing).rejects.toMatchObject({ code: 'ItemNotFound' });
    expect([(await cell('A1')).value, (await cell('A2')).value]).toEqual([1, '']);
  });

  test('a null object is null all the way down', async () => {
    await onSheet(async (_sheet, context) => {
      const sheet = context.workbook.worksheets.getItemOrNullObject('no');
      const range = sheet.getRange('A1').getUsedRangeOrNullObject(true);
      await context.sync();
      expect([sheet.isNullObject, range.isNullObject]).toEqual([true, true]);
    });
  });
});

describe('cells that move', () => {
  test('formulas, tables and tracked ranges follow inserted rows', async () => {
    await onSheet(async (sheet, context) => {
      sheet.getRange('A1:B3').values = [
        ['Name', 'Value'],
        ['a', 1],
        ['b', 2],
      ];
      const table = sheet.tables.add('A1:B3', true);
      sheet.getRange('D1').values = [['=SUM(B2:B3)+$B$2']];
      const tracked = sheet.getRange('B3').load('address');
      await context.sync();
      sheet.getRange('2:2').insert('Down');
      sheet.getRange('A1').getEntireRow().insert('Down');
      const range = table.getRange().load('address');
      tracked.load('address');
      await context.sync();
      expect([range.address, tracked.address]).toEqual(['Sheet1!A2:B5', 'Sheet1!B5']);
    });
    expect(await cell('D2')).toMatchObject({ formula: '=SUM(B4:B5)+$B$4', value: 4 });
  });

  test('a sort takes formulas along, and their references to their own row with them', async () => {
    await onSheet((sheet) => {
      sheet.getRange('A1:B3').values = [
        ['N', 'Double'],
        [1, '=A2*2'],
        [2, '=A3*2'],
      ];
      sheet.tables.add('A1:B3', true).sort.apply([{ key: 0, ascending: false }]);
    });
    expect([await cell('B2'), await cell('B3')]).toMatchObject([
      { formula: '=A2*2', value: 4 },
      { formula: '=A3*2', value: 2 },
    ]);
  });

  test('header cells of a table stay unique text', async () => {
    await onSheet((sheet) => {
      sheet.getRange('A1:C2').values = [
        ['A', 'a', 2027],
        [1, 2, 3],
      ];
      sheet.tables.add('A1:C2', true);
      sheet.getRange('B1').values = [['']];
    });
    await onSheet(async (sheet, context) => {
      const header = sheet.getRange('A1:C1').load('values');
      await context.sync();
      expect(header.values).toEqual([['A', 'Column2', '2027']]);
    });
  });
});

describe('events', () => {
  test('a person’s edit reaches the handler with both values and a range that can be read', async () => {
    const seen: Excel.WorksheetChangedEventArgs[] = [];
    await onSheet(async (sheet, context) => {
      sheet.getRange('B2').values = [[2]];
      sheet.onChanged.add((event) => Promise.resolve(void seen.push(event)));
      await context.sync();
    });
    office.host.type('Sheet1!B2', '42');
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(seen).toMatchObject([
      { address: 'B2', changeType: 'RangeEdited', details: { valueBefore: 2, valueAfter: 42 } },
    ]);
    await office.Excel.run(async (context) => {
      const range = seen[0]?.getRange(context).load('values');
      await context.sync();
      expect(range?.values).toEqual([[42]]);
    });
  });

  test('nothing is heard while events are off', async () => {
    let heard = 0;
    await onSheet((sheet) => void sheet.onChanged.add(() => Promise.resolve(void heard++)));
    await onSheet((sheet, context) => {
      context.runtime.enableEvents = false;
      sheet.getRange('A1').values = [[1]];
      context.runtime.enableEvents = true;
    });
    await onSheet((sheet) => void (sheet.getRange('A1').values = [[2]]));
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(heard).toBe(1);
  });

  test('sheets that are added, deleted and activated, and selections', async () => {
    const heard: string[] = [];
    const note = (event: { type: string }): Promise<void> => Promise.resolve(void heard.push(event.type));
    await onSheet((_sheet, { workbook: { worksheets } }) => {
      worksheets.onAdded.add(note);
      worksheets.onDeleted.add(note);
      worksheets.onActivated.add(note);
      worksheets.onSelectionChanged.add(note);
    });
    await onSheet((_sheet, context) => {
      const sheet = context.workbook.worksheets.add('Two');
      sheet.getRange('B2').select();
    });
    await onSheet((_sheet, context) => context.workbook.worksheets.getItem('Two').delete());
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(heard).toEqual([
      'WorksheetAdded',
      'WorksheetActivated',
      'WorksheetSelectionChanged',
      'WorksheetActivated',
      'WorksheetDeleted',
    ]);
  });
});

test('a block of 100,000 cells is written in row chunks by the library and read back as it was', async () => {
  const values = Array.from({ length: 10_000 }, (_, i) => Array.from({ length: 10 }, (_unused, j) => i * 10 + j));
  await onSheet((sheet) => void (sheet.getRange('A1:J10000').values = values));
  const names = office.exchanges.flatMap(({ request }) => request.Actions.map((a) => a.Name));
  expect(names).toContain('_ValidateArraySize');
  await onSheet(async (sheet, context) => {
    const used = sheet.getUsedRange().load('address,values');
    await context.sync();
    expect(used.address).toBe('Sheet1!A1:J10000');
    expect(used.values).toEqual(values);
  });
  expect(office.host.workbook.references.size).toBeLessThan(3);
});
