/**
 * Small add-ins run by the real office.js: what Excel makes of texts that are entered, of nothing and of whole columns, and
 * how cells and sheets look. Expectations are those of the reference and of learn.microsoft.com.
 */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { heardSoon, openDesk, type Desk } from '../support/snippets.ts';

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});

const THIS_YEAR = new Date().getUTCFullYear();
const serial = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) / 86_400_000 + 25_569;

describe('days and times that are entered as texts', () => {
  test.each<[string, unknown, string]>([
    ['15-Feb', serial(THIS_YEAR, 2, 15), 'd-mmm'],
    ['May 5', serial(THIS_YEAR, 5, 5), 'd-mmm'],
    ['January 2016', serial(2016, 1, 1), 'mmm-yy'],
    ['Jan 5, 2020', serial(2020, 1, 5), 'd-mmm-yy'],
    ['5-Jan-20', serial(2020, 1, 5), 'd-mmm-yy'],
    ['3/4/29', serial(2029, 3, 4), 'm/d/yyyy'],
    ['3/4/30', serial(1930, 3, 4), 'm/d/yyyy'],
    ['10:30', 0.4375, 'h:mm'],
    ['1:30:30 PM', 48_630 / 86_400, 'h:mm:ss AM/PM'],
    ['12:00 am', 0, 'h:mm AM/PM'],
    ['1/5/2020 6:00', serial(2020, 1, 5) + 0.25, 'm/d/yyyy h:mm'],
    ['Maybe 5', 'Maybe 5', 'General'],
    ['30-Feb', '30-Feb', 'General'],
    ['13:00 PM', '13:00 PM', 'General'],
    ['9:75', '9:75', 'General'],
  ])('%s', async (entered, value, format) => {
    const found = await desk.run(async (context, sheet) => {
      const cell = sheet.getRange('A1');
      cell.values = [[entered]];
      cell.load('values, numberFormat');
      await context.sync();
      return [cell.values[0]?.[0], cell.numberFormat[0]?.[0]] as unknown[];
    });
    expect(found).toEqual([value, format]);
  });

  test('a text cell, or an apostrophe before it, keeps the text', async () => {
    await desk.run((_context, sheet) => {
      sheet.getRange('A1').numberFormat = [['@']];
      sheet.getRange('A1:A2').values = [['15-Feb'], ["'10:30"]];
    });
    expect(await desk.values('A1:A2')).toEqual([['15-Feb'], ['10:30']]);
  });
});

describe('whole rows and columns (learn.microsoft.com, "Read or write to an unbounded range")', () => {
  test.each(['B:C', '2:3'])('%s answers null for what belongs to cells, and its place and size', async (address) => {
    const range = await desk.run(async (context, sheet) => {
      const found = sheet
        .getRange(address)
        .load('values, text, formulas, numberFormat, valueTypes, address, cellCount');
      await context.sync();
      return found.toJSON();
    });
    expect(range).toMatchObject({ values: null, text: null, formulas: null, numberFormat: null, valueTypes: null });
    expect(range).toMatchObject({ address: `Sheet1!${address}` });
    expect(range.cellCount).toBeGreaterThan(30_000);
  });

  test('cannot be filled with a value', async () => {
    const fill = desk.run((_context, sheet) => void (sheet.getRange('B:B').values = [['due']]));
    await expect(fill).rejects.toMatchObject({ code: 'InvalidOperation' });
    expect(await desk.values('B1')).toEqual([['']]);
  });
});

describe('nothing as an input', () => {
  test.each<[string, (range: Excel.Range) => void]>([
    ['values', (range) => void Object.assign(range, { values: null })],
    ['formulas', (range) => void Object.assign(range, { formulas: null })],
    ['numberFormat', (range) => void Object.assign(range, { numberFormat: null })],
  ])('null is no %s', async (_what, set) => {
    const attempt = desk.run((_context, sheet) => set(sheet.getRange('A1:B1')));
    await expect(attempt).rejects.toMatchObject({ code: 'InvalidArgument' });
  });

  test('null within an array leaves a cell, an empty number format is General', async () => {
    const formats = await desk.run(async (context, sheet) => {
      const range = sheet.getRange('A1:C1');
      range.numberFormat = [['0.00', '0.00', '0.00']];
      range.numberFormat = [[null, '', '0%']];
      range.load('numberFormat');
      await context.sync();
      return range.numberFormat as unknown[][];
    });
    expect(formats).toEqual([['0.00', 'General', '0%']]);
  });

  test('whether an object is there may be loaded, though the client knows it', async () => {
    const found = await desk.run(async (context, sheet) => {
      const range = sheet.getRange('A1').load('address, isNullObject');
      const none = sheet.getUsedRangeOrNullObject().load('isNullObject');
      sheet.tables.load('items/name, items/isNullObject');
      await context.sync();
      return [range.isNullObject, range.address, none.isNullObject];
    });
    expect(found).toEqual([false, 'Sheet1!A1', true]);
  });

  test('a name that can be no member is passed over in load', async () => {
    const found = await desk.run(async (context, sheet) => {
      const table = sheet.tables.add('A1:B2', true).load('no-properties-needed, name');
      await context.sync();
      return [table.isNullObject, table.name];
    });
    expect(found).toEqual([false, 'Table1']);
  });
});

test('the used range of a range is what is used within it', async () => {
  const addresses = await desk.run(async (context, sheet) => {
    sheet.getRange('B2:C3').values = [
      [1, 2],
      [3, ''],
    ];
    sheet.getRange('H9').values = [[1]];
    sheet.getRange('D2').format.fill.color = 'red';
    const within = sheet.getRange('A1:F20');
    const found = [within.getUsedRange(true), within.getUsedRange(), sheet.getRange('E:H').getUsedRange()];
    const none = sheet.getRange('A5:G8').getUsedRangeOrNullObject();
    for (const range of found) range.load('address');
    await context.sync();
    return [...found.map(({ address }) => address), none.isNullObject];
  });
  expect(addresses).toEqual(['Sheet1!B2:C3', 'Sheet1!B2:D3', 'Sheet1!H9', true]);
});

describe('fills and fonts', () => {
  const looks = (change: (format: Excel.RangeFormat) => void): Promise<Excel.Interfaces.RangeFillData> =>
    desk.run(async (context, sheet) => {
      const { format } = sheet.getRange('A1:B2');
      change(format);
      format.fill.load('color, pattern, patternColor, patternTintAndShade, tintAndShade');
      await context.sync();
      return format.fill.toJSON();
    });

  test('a fill is solid, unless another pattern is set, until it is cleared', async () => {
    expect(await looks(() => undefined)).toMatchObject({ color: '#FFFFFF', pattern: 'None' });
    expect(await looks(({ fill }) => void (fill.color = 'red'))).toMatchObject({ color: '#FF0000', pattern: 'Solid' });
    const patterned = await looks(({ fill }) =>
      fill.set({ pattern: 'Gray25', patternColor: 'lime', tintAndShade: 0.5 }),
    );
    expect(patterned).toMatchObject({
      color: '#FF0000',
      pattern: 'Gray25',
      patternColor: '#00FF00',
      tintAndShade: 0.5,
    });
    const plain = { color: '#FFFFFF', pattern: 'None', patternColor: '#000000', tintAndShade: 0 };
    expect(await looks(({ fill }) => fill.clear())).toMatchObject(plain);
    await looks(({ fill }) => fill.set({ color: 'red', pattern: 'Grid' }));
    expect(await looks(({ fill }) => void (fill.pattern = 'None'))).toMatchObject(plain);
  });

  test('ranges of several patterns answer null, gradients are refused', async () => {
    await desk.run((_context, sheet) => void (sheet.getRange('A1').format.fill.pattern = 'Up'));
    expect(await looks(() => undefined)).toMatchObject({ pattern: null });
    const gradient = looks(({ fill }) => void (fill.pattern = 'LinearGradient'));
    await expect(gradient).rejects.toMatchObject({ code: 'InvalidArgument' });
  });

  test('tints go from -1 to 1', async () => {
    await looks(({ font }) => void (font.tintAndShade = -0.25));
    const tint = await desk.run(async (context, sheet) => {
      const font = sheet.getRange('B2').format.font.load('tintAndShade');
      await context.sync();
      return font.tintAndShade;
    });
    expect(tint).toBe(-0.25);
    const beyond = looks(({ font }) => void (font.tintAndShade = 2));
    await expect(beyond).rejects.toMatchObject({ code: 'InvalidArgument' });
  });
});

test('priorities beyond the last are the last, negative ones count from the back', async () => {
  const order = await desk.run(async (context, sheet) => {
    const formats = sheet.getRange('A1:A9').conditionalFormats;
    const [first, second, third] = [formats.add('Custom'), formats.add('CellValue'), formats.add('TopBottom')];
    third.priority = 9;
    second.priority = -1;
    first.priority = -9;
    formats.load('items/type, items/priority');
    await context.sync();
    return formats.items.map(({ type, priority }) => `${priority} ${type}`);
  });
  expect(order).toEqual(['0 Custom', '1 TopBottom', '2 CellValue']);
});

test('whether a sheet shows gridlines and headings can be read', async () => {
  const shown = await desk.run(async (context, sheet) => {
    sheet.showGridlines = false;
    sheet.load('showGridlines, showHeadings');
    await context.sync();
    return [sheet.showGridlines, sheet.showHeadings];
  });
  expect(shown).toEqual([false, true]);
});

test('a calculation that waits for its order is pending', async () => {
  const states: string[] = [];
  await desk.run(async (context, sheet) => {
    const { application } = context.workbook;
    const note = async (): Promise<void> => {
      application.load('calculationState');
      await context.sync();
      states.push(application.calculationState);
    };
    sheet.getRange('A1:B1').formulas = [[1, '=A1']];
    application.calculationMode = 'Manual';
    await note();
    application.calculate('Recalculate');
    await note();
    sheet.getRange('A1').values = [[2]];
    await note();
    application.calculationMode = 'Automatic';
    await note();
  });
  expect(states).toEqual(['Pending', 'Done', 'Pending', 'Done']);
});

describe('a sheet that goes out of sight', () => {
  beforeEach(() =>
    desk.run((context) => {
      const { worksheets } = context.workbook;
      for (const name of ['Two', 'Three', 'Four']) worksheets.add(name);
    }),
  );

  test.each<[string, (sheet: Excel.Worksheet) => void, string]>([
    ['Two', (sheet) => sheet.delete(), 'Three'],
    ['Four', (sheet) => sheet.delete(), 'Three'],
    ['Three', (sheet) => void (sheet.visibility = 'Hidden'), 'Four'],
  ])('%s leaves its place to the one beside it', async (name, remove, next) => {
    const heard: string[] = [];
    const active = await desk.run(async (context) => {
      const { worksheets } = context.workbook;
      worksheets.onActivated.add(({ worksheetId }) => Promise.resolve(void heard.push(worksheetId)));
      const sheet = worksheets.getItem(name);
      sheet.activate();
      remove(sheet);
      const found = worksheets.getActiveWorksheet().load('name, id');
      await context.sync();
      return { name: found.name, id: found.id };
    });
    await heardSoon();
    expect(active.name).toBe(next);
    expect(heard.at(-1)).toBe(active.id);
  });
});

describe('what refers to another sheet', () => {
  beforeEach(() =>
    desk.run((context, sheet) => {
      const other = context.workbook.worksheets.add('Raw data');
      other.getRange('A1:A2').values = [[3], [4]];
      context.workbook.names.add('Both', "=SUM('Raw data'!$A$1:$A$2)");
      context.workbook.names.add('One', other.getRange('A2'));
      sheet.getRange('A1:A4').formulas = [
        ["='Raw data'!A1*2"],
        ["=SUM('raw data'!A:A)"],
        ['=Both'],
        ['=One&"\'Raw data\'!A1"'],
      ];
      sheet.getRange('B1').dataValidation.rule = { list: { inCellDropDown: true, source: "='Raw data'!A1:A2" } };
    }),
  );

  const read = (): Promise<unknown[]> =>
    desk.run(async (context, sheet) => {
      const range = sheet.getRange('A1:A4').load('formulas, values');
      const { dataValidation } = sheet.getRange('B1');
      dataValidation.load('rule');
      await context.sync();
      const formulas = (range.formulas as unknown[][]).flat();
      return [formulas.slice(0, 2), range.values.flat(), dataValidation.rule.list?.source];
    });

  test('follows its new name', async () => {
    await desk.run((context) => void (context.workbook.worksheets.getItem('Raw data').name = 'Facts'));
    expect(await read()).toEqual([['=Facts!A1*2', '=SUM(Facts!A:A)'], [6, 7, 7, "4'Raw data'!A1"], '=Facts!A1:A2']);
  });

  test('refers to nothing when it is deleted', async () => {
    await desk.run((context) => context.workbook.worksheets.getItem('Raw data').delete());
    const [formulas, values] = await read();
    expect(formulas).toEqual(['=#REF!*2', '=SUM(#REF!)']);
    expect((values as unknown[]).slice(0, 3)).toEqual(['#REF!', '#REF!', '#REF!']);
  });
});
