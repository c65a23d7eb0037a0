/** Ranges, as in learn.microsoft.com/office/dev/add-ins/excel: get, insert, copy, fill, find, special cells, formats. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { openDesk, type Desk } from './support/snippets.ts';

let desk: Desk;
beforeEach(async () => {
  desk = openDesk();
  await desk.run((_context, sheet) => {
    sheet.getRange('B2:E5').values = [
      ['Product', 'Qty', 'Unit price', 'Total price'],
      ['Almonds', 2, 7.5, '=C3*D3'],
      ['Coffee', 1, 34.5, '=C4*D4'],
      ['Chocolate', 5, 9.56, '=C5*D5'],
    ];
  });
});

describe('the range that is reached', () => {
  test.each<[string, (sheet: Excel.Worksheet, context: Excel.RequestContext) => Excel.Range]>([
    ['B2:E5', (sheet) => sheet.getUsedRange()],
    ['B2:E5', (sheet) => sheet.getRange('C3').getSurroundingRegion()],
    ['D3', (sheet) => sheet.getCell(2, 3)],
    ['C3:D4', (sheet) => sheet.getRangeByIndexes(2, 2, 2, 2)],
    ['C3:D3', (sheet) => sheet.getRange('B2:D3').getIntersection('C3:F9')],
    ['D4:E5', (sheet) => sheet.getRange('B2:C3').getOffsetRange(2, 2)],
    ['B2:D4', (sheet) => sheet.getRange('B2:C3').getResizedRange(1, 1)],
    ['B5:E5', (sheet) => sheet.getUsedRange().getLastRow()],
    ['E2:E5', (sheet) => sheet.getUsedRange().getLastColumn()],
    ['E5', (sheet) => sheet.getUsedRange().getLastCell()],
    ['B6:E7', (sheet) => sheet.getUsedRange().getRowsBelow(2)],
    ['A2:A5', (sheet) => sheet.getUsedRange().getColumnsBefore()],
    ['B5', (sheet) => sheet.getRange('B2').getRangeEdge('Down')],
    ['E1048576', (sheet) => sheet.getRange('E5').getRangeEdge('Down')],
    ['B2:E2', (sheet) => sheet.getRange('B2').getExtendedRange('Right')],
    ['3:3', (sheet) => sheet.getRange('C3').getEntireRow()],
    ['B4', (sheet) => sheet.getUsedRange().find('coffee', {})],
    ['D5', (sheet) => sheet.getRange('D3').find('9.5*', { completeMatch: true })],
    ['B5', (sheet) => sheet.getUsedRange().find('co', { searchDirection: 'Backwards' })],
    ['A1', (sheet, context) => (sheet.getRange('A1').select(), context.workbook.getActiveCell())],
  ])('%s', async (address, reach) => {
    await desk.run(async (context, sheet) => {
      const range = reach(sheet, context).load('address');
      await context.sync();
      expect(range.address).toBe(`Sheet1!${address}`);
    });
  });

  test.each<[string, (sheet: Excel.Worksheet) => Excel.Range | Excel.RangeAreas]>([
    ['nothing is found', (sheet) => sheet.getUsedRange().findOrNullObject('tea', {})],
    ['case matters', (sheet) => sheet.getUsedRange().findOrNullObject('coffee', { matchCase: true })],
    ['nothing is shared', (sheet) => sheet.getRange('A1').getIntersectionOrNullObject('B2')],
    ['there are no blanks', (sheet) => sheet.getRange('B2:E5').getSpecialCellsOrNullObject('Blanks')],
  ])('is null where %s', async (_what, reach) => {
    await desk.run(async (context, sheet) => {
      const range = reach(sheet);
      await context.sync();
      expect(range.isNullObject).toBe(true);
    });
  });
});

describe('special cells', () => {
  test.each<[Excel.SpecialCellType | string, Excel.SpecialCellValueType | undefined, string]>([
    ['Constants', undefined, 'Sheet1!B2:E2,Sheet1!B3:D5'],
    ['Constants', 'Numbers' as Excel.SpecialCellValueType, 'Sheet1!C3:D5'],
    ['Formulas', undefined, 'Sheet1!E3:E5'],
    ['Blanks', undefined, 'Sheet1!F2:F5'],
  ])('%s %s', async (type, valueType, address) => {
    await desk.run(async (context, sheet) => {
      sheet.getRange('F6').values = [['end']];
      const areas = sheet.getRange('B2:F5').getSpecialCells(type as Excel.SpecialCellType, valueType);
      areas.load('address,areaCount');
      areas.areas.load('items/address');
      await context.sync();
      expect(areas.address).toBe(address);
      expect(areas.areas.items.map((a) => a.address)).toEqual(address.split(','));
    });
  });

  test('what is hidden is left out of the visible view', async () => {
    await desk.run(async (context, sheet) => {
      sheet.getRange('4:4').rowHidden = true;
      sheet.getRange('C:C').columnHidden = true;
      const view = sheet.getRange('B3:D5').getVisibleView().load('values,rowCount,cellAddresses');
      await context.sync();
      expect(view.values).toEqual([
        ['Almonds', 7.5],
        ['Chocolate', 9.56],
      ]);
      expect(view.cellAddresses[1]).toEqual(['Sheet1!B5', 'Sheet1!D5']);
    });
  });
});

describe('cells that are copied and filled', () => {
  test.each<[string, (sheet: Excel.Worksheet) => void, string, unknown[][]]>([
    ['copyFrom moves formulas', (s) => s.getRange('G3').copyFrom('E3'), 'G3', [['=E3*F3']]],
    ['copyFrom of values', (s) => s.getRange('G3').copyFrom('B3:E3', 'Values'), 'G3:J3', [['Almonds', 2, 7.5, 15]]],
    ['copyFrom repeats a small source', (s) => s.getRange('G3:G5').copyFrom('C3'), 'G3:G5', [[2], [2], [2]]],
    [
      'copyFrom transposes',
      (s) => s.getRange('G3').copyFrom('B3:C4', 'All', false, true),
      'G3:H4',
      [
        ['Almonds', 'Coffee'],
        [2, 1],
      ],
    ],
    [
      'copyFrom skips blanks',
      (s) => {
        s.getRange('G3:H3').values = [['old', 'old']];
        s.getRange('A8:B8').values = [['new', '']];
        s.getRange('G3').copyFrom('A8:B8', 'All', true);
      },
      'G3:H3',
      [['new', 'old']],
    ],
    [
      'autoFill goes on with numbers',
      (s) => {
        s.getRange('G2:G3').values = [[10], [12.5]];
        s.getRange('G2:G3').autoFill('G2:G5', 'FillDefault');
      },
      'G2:G5',
      [[10], [12.5], [15], [17.5]],
    ],
    ['autoFill takes formulas along', (s) => s.getRange('E5').autoFill('E5:E6'), 'E6', [['=C6*D6']]],
    [
      'autoFill counts texts on',
      (s) => {
        s.getRange('G2').values = [['Tier 1']];
        s.getRange('G2').autoFill('G2:I2', 'FillDefault');
      },
      'G2:I2',
      [['Tier 1', 'Tier 2', 'Tier 3']],
    ],
    [
      'replaceAll',
      (s) => void s.getRange('B2:B5').replaceAll('Co', 'Ko', { matchCase: true }),
      'B4:B5',
      [['Koffee'], ['Chocolate']],
    ],
    ['insert moves the others right', (s) => s.getRange('C3').insert('Right'), 'C3:F3', [['', 2, 7.5, '=D3*E3']]],
    ['delete moves the others up', (s) => s.getRange('B3').delete('Up'), 'B3:B5', [['Coffee'], ['Chocolate'], ['']]],
  ])('%s', async (_what, change, address, formulas) => {
    await desk.run((_context, sheet) => change(sheet));
    await desk.run(async (context, sheet) => {
      const range = sheet.getRange(address).load('formulas');
      await context.sync();
      expect(range.formulas).toEqual(formulas);
    });
  });

  test('a fill that the host does not know is refused', async () => {
    const fill = desk.run((_context, sheet) => sheet.getRange('C3').autoFill('C3:C9', 'FillMonths'));
    await expect(fill).rejects.toMatchObject({ code: 'NotImplemented' });
  });
});

describe('looks', () => {
  test('borders: an edge belongs to its row of cells, inside lines to both neighbours', async () => {
    await desk.run(async (context, sheet) => {
      const { borders } = sheet.getRange('B2:E5').format;
      borders.getItem('EdgeBottom').style = 'Double';
      borders.getItem('InsideHorizontal').set({ style: 'Dash', color: '#FF0000', weight: 'Medium' });
      const all = sheet.getRange('B2:E5').format.borders.load('items/sideIndex,items/style');
      const middle = sheet.getRange('C3').format.borders.getItem('EdgeTop').load('style,color,weight');
      const last = sheet.getRange('B5').format.borders.getItem('EdgeBottom').load('style');
      await context.sync();
      expect(Object.fromEntries(all.items.map((b) => [b.sideIndex, b.style]))).toMatchObject({
        EdgeTop: 'None',
        EdgeBottom: 'Double',
        InsideHorizontal: 'Dash',
        InsideVertical: 'None',
      });
      expect(middle.toJSON()).toMatchObject({ style: 'Dash', color: '#FF0000', weight: 'Medium' });
      expect(last.style).toBe('Double');
    });
  });

  test('sizes: different widths are null, autofit makes room for the longest text', async () => {
    await desk.run(async (context, sheet) => {
      sheet.getRange('B:B').format.columnWidth = 20;
      const both = sheet.getRange('B:C').format.load('columnWidth');
      await context.sync();
      expect(both.columnWidth).toBeNull();
      sheet.getUsedRange().format.autofitColumns();
      const [name, total] = ['B:B', 'E:E'].map((a) => sheet.getRange(a).format.load('columnWidth'));
      await context.sync();
      expect(name?.columnWidth).toBeGreaterThan(48);
      expect(total?.columnWidth).toBeGreaterThan(name?.columnWidth ?? 0);
    });
  });

  test('fonts that differ are null, and clearing formats leaves the values', async () => {
    await desk.run(async (context, sheet) => {
      sheet.getRange('B2:E2').format.font.bold = true;
      sheet.getRange('B3').format.font.strikethrough = true;
      const font = sheet.getRange('B2:B3').format.font.load('bold,italic,strikethrough');
      await context.sync();
      expect(font.toJSON()).toMatchObject({ bold: null, italic: false, strikethrough: null });
      sheet.getRange('B2:E5').clear('Formats');
      font.load('bold');
      await context.sync();
      expect(font.bold).toBe(false);
    });
    expect(await desk.values('B3')).toEqual([['Almonds']]);
  });
});

test('several areas at once are read, cleared and reached', async () => {
  await desk.run(async (context, sheet) => {
    const areas = sheet.getRanges('B3:B4, D3').load('address,areaCount,cellCount');
    const columns = areas.getEntireColumn().load('address');
    const shared = areas.getIntersection('B4:Z99').load('address');
    await context.sync();
    expect([areas.address, areas.areaCount, areas.cellCount]).toEqual(['Sheet1!B3:B4,Sheet1!D3', 2, 3]);
    expect([columns.address, shared.address]).toEqual(['Sheet1!B:B,Sheet1!D:D', 'Sheet1!B4']);
    areas.clear('Contents');
  });
  expect(await desk.values('B3:D4')).toEqual([
    ['', 2, ''],
    ['', 1, 34.5],
  ]);
});

test('in manual mode formulas wait for application.calculate, new ones do not', async () => {
  await desk.run(async (context, sheet) => {
    const { application } = context.workbook;
    const total = sheet.getRange('E3').load('values');
    application.calculationMode = 'Manual';
    await context.sync();
    expect(total.values).toEqual([[15]]);
    sheet.getRange('C3').values = [[10]];
    sheet.getRange('F3').values = [['=C3*2']];
    const fresh = sheet.getRange('F3').load('values');
    total.load('values');
    await context.sync();
    expect([total.values, fresh.values]).toEqual([[[15]], [[20]]]);
    application.calculate('Recalculate');
    total.load('values');
    await context.sync();
    expect(total.values).toEqual([[75]]);
  });
});
