/**
 * Small add-ins as Microsoft's samples write them, run by the real office.js: colours, formats of many cells, conditional
 * formats, links. Expectations are those of learn.microsoft.com/javascript/api/excel; it does not prove what a real Excel
 * answers where the reference is silent.
 */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { readWorkbook, writeWorkbook } from '../../../addin/workbench/file/workbook-file.ts';
import { openDesk, type Desk } from '../support/snippets.ts';

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});

describe('colours are read back as codes (RangeFill.color)', () => {
  test.each([
    ['orange', '#FFA500'],
    ['FFA500', '#FFA500'],
    ['#4472c4', '#4472C4'],
    ['Pink', '#FFC0CB'],
  ])('%s', async (written, read) => {
    await desk.run(async (context, sheet) => {
      const { fill, font } = sheet.getRange('A1:B2').format;
      fill.color = written;
      font.color = written;
      sheet.tabColor = written;
      for (const part of [fill, font]) part.load('color');
      sheet.load('tabColor');
      await context.sync();
      expect([fill.color, font.color, sheet.tabColor]).toEqual([read, read, read]);
    });
  });

  test.each(['notacolour', '#12345', 'constructor', ''])('%p is refused', async (wrong) => {
    const set = desk.run((_context, sheet) => void (sheet.getRange('A1').format.fill.color = wrong));
    await expect(set).rejects.toMatchObject({ code: 'InvalidArgument' });
  });
});

describe('properties of many cells in one call', () => {
  test('each cell gets its own, and only what was asked for is answered', async () => {
    await desk.run(async (context, sheet) => {
      const range = sheet.getRange('A1:B2');
      range.setCellProperties([
        [{ format: { fill: { color: 'red' }, borders: { bottom: { style: 'Double' } } } }, {}],
        [{}, { format: { font: { bold: true } } }],
      ]);
      const properties = range.getCellProperties({
        address: true,
        format: { fill: { color: true }, font: { bold: true }, borders: { style: true } },
      });
      await context.sync();
      const look = (address: string, color: string, bold: boolean, style: string): object => ({
        address: `Sheet1!${address}`,
        format: {
          fill: { color },
          font: { bold },
          borders: expect.objectContaining({ bottom: { style }, left: { style: 'None' } }) as object,
        },
      });
      expect(properties.value).toEqual([
        [look('A1', '#FF0000', false, 'Double'), look('B1', '#FFFFFF', false, 'None')],
        [look('A2', '#FFFFFF', false, 'None'), look('B2', '#FFFFFF', true, 'None')],
      ]);
    });
  });

  test('rows and columns', async () => {
    await desk.run(async (context, sheet) => {
      const range = sheet.getRange('B2:C3');
      range.setRowProperties([{ format: { rowHeight: 30 } }, { rowHidden: true }]);
      range.setColumnProperties([{}, { format: { columnWidth: 20, font: { italic: true } } }]);
      const rows = range.getRowProperties({ rowIndex: true, rowHidden: true, format: { rowHeight: true } });
      const columns = range.getColumnProperties({ columnIndex: true, format: { font: { italic: true } } });
      const place = sheet.getRange('C4:D4').load('left,top,width,height');
      await context.sync();
      expect(rows.value).toEqual([
        { rowIndex: 1, rowHidden: false, format: { rowHeight: 30 } },
        { rowIndex: 2, rowHidden: true, format: { rowHeight: 15 } },
      ]);
      expect(columns.value.map((c) => [c.columnIndex, c.format?.font?.italic])).toEqual([
        [1, false],
        [2, true],
      ]);
      // Two columns and the heights of two rows lie before it, one of them hidden.
      expect([place.left, place.top, place.width, place.height]).toEqual([96, 45, 68, 15]);
    });
  });

  test.each<[string, (range: Excel.Range) => void]>([
    ['too few rows', (range) => range.setCellProperties([[{}, {}]])],
    ['too many columns', (range) => range.setColumnProperties([{}, {}, {}])],
  ])('%s are refused', async (_what, set) => {
    const run = desk.run((_context, sheet) => set(sheet.getRange('A1:B2')));
    await expect(run).rejects.toMatchObject({ code: 'InvalidArgument' });
  });
});

describe('several areas at once (RangeAreas)', () => {
  test('have one format, null where theirs differ', async () => {
    await desk.run(async (context, sheet) => {
      const areas = sheet.getRanges('D3:D5, G3:G5');
      areas.format.fill.color = 'pink';
      areas.set({ format: { font: { bold: true } } });
      sheet.getRange('G3:G5').format.font.italic = true;
      areas.format.fill.load('color');
      areas.format.font.load('bold,italic');
      const between = sheet.getRange('E3').format.fill.load('color');
      await context.sync();
      const { fill, font } = areas.format;
      expect([fill.color, font.bold, font.italic, between.color]).toEqual(['#FFC0CB', true, null, '#FFFFFF']);
    });
  });

  test('have one validation, and the invalid cells of both are found', async () => {
    await desk.run(async (context, sheet) => {
      sheet.getRange('D3:D4').values = [['a'], ['x']];
      sheet.getRange('G5').values = [['y']];
      const areas = sheet.getRanges('D3:D5,G3:G5');
      areas.dataValidation.rule = { list: { inCellDropDown: true, source: 'a,b' } };
      areas.dataValidation.load('type,valid');
      const invalid = areas.dataValidation.getInvalidCells().load('address');
      sheet.getRange('G3:G5').dataValidation.load('type');
      await context.sync();
      expect([areas.dataValidation.type, areas.dataValidation.valid]).toEqual(['List', null]);
      expect(invalid.address).toBe('Sheet1!D4,Sheet1!G5');
      sheet.getRange('G3:G5').dataValidation.clear();
      areas.dataValidation.load('type');
      await context.sync();
      expect(areas.dataValidation.type).toBe('MixedCriteria');
    });
  });

  test('are searched for special cells, single ones too, and copied onto', async () => {
    await desk.run(async (context, sheet) => {
      sheet.getRange('A1:C1').values = [[1, 'text', 2]];
      const numbers = sheet.getRanges('A1,C1:C9').getSpecialCells('Constants', 'Numbers').load('address');
      const none = sheet.getRanges('B1,E5').getSpecialCellsOrNullObject('Formulas');
      sheet.getRanges('E1,G1').copyFrom('A1');
      await context.sync();
      expect([numbers.address, none.isNullObject]).toEqual(['Sheet1!A1,Sheet1!C1', true]);
    });
    expect(await desk.values('E1:G1')).toEqual([[1, '', 1]]);
  });
});

describe('conditional formats of every kind', () => {
  const point = (type: string, color: string, formula: string | null = null): object => ({ type, color, formula });

  test('a colour scale of three colours', async () => {
    await desk.run(async (context, sheet) => {
      const format = sheet.getRange('B2:M5').conditionalFormats.add('ColorScale');
      format.colorScale.criteria = {
        minimum: { type: 'LowestValue', color: 'blue' },
        midpoint: { formula: '50', type: 'Percent', color: 'yellow' },
        maximum: { type: 'HighestValue', color: 'red' },
      };
      const [read] = [sheet.getRange('B2').conditionalFormats.getItemAt(0).colorScale.load('criteria,threeColorScale')];
      await context.sync();
      expect(read.threeColorScale).toBe(true);
      expect(read.criteria).toEqual({
        minimum: point('LowestValue', '#0000FF'),
        midpoint: point('Percent', '#FFFF00', '50'),
        maximum: point('HighestValue', '#FF0000'),
      });
    });
  });

  test('data bars, field by field', async () => {
    await desk.run(async (context, sheet) => {
      const { dataBar } = sheet.getRange('B2:B9').conditionalFormats.add('DataBar');
      dataBar.barDirection = 'LeftToRight';
      dataBar.lowerBoundRule = { type: 'Number', formula: '0' };
      dataBar.positiveFormat.fillColor = 'green';
      dataBar.negativeFormat.matchPositiveFillColor = true;
      dataBar.load('barDirection,lowerBoundRule,upperBoundRule,showDataBarOnly');
      dataBar.positiveFormat.load('fillColor,gradientFill');
      dataBar.negativeFormat.load('matchPositiveFillColor');
      await context.sync();
      expect([dataBar.barDirection, dataBar.showDataBarOnly]).toEqual(['LeftToRight', false]);
      expect([dataBar.lowerBoundRule, dataBar.upperBoundRule]).toEqual([
        { type: 'Number', formula: '0' },
        { type: 'Automatic' },
      ]);
      expect([dataBar.positiveFormat.fillColor, dataBar.negativeFormat.matchPositiveFillColor]).toEqual([
        '#008000',
        true,
      ]);
    });
  });

  test('icons: one criterion each, the first of which cannot be set (IconSetConditionalFormat.criteria)', async () => {
    const criterion = (formula: string): Excel.ConditionalIconCriterion => ({
      type: 'Number',
      operator: 'GreaterThanOrEqual',
      formula,
    });
    await desk.run(async (context, sheet) => {
      const { iconSet } = sheet.getRange('B2:B9').conditionalFormats.add('IconSet');
      iconSet.style = 'FourRating';
      iconSet.load('criteria');
      await context.sync();
      expect(iconSet.criteria.map(({ formula }) => formula)).toEqual(['=0', '=25', '=50', '=75']);
      iconSet.style = 'ThreeTriangles';
      iconSet.criteria = [{} as Excel.ConditionalIconCriterion, criterion('=700'), criterion('=1000')];
      iconSet.load('criteria,style');
      await context.sync();
      expect(iconSet.criteria.map(({ formula }) => formula)).toEqual(['=0', '=700', '=1000']);
      iconSet.criteria = [{} as Excel.ConditionalIconCriterion, criterion('=700')];
      await expect(context.sync()).rejects.toMatchObject({ code: 'InvalidArgument' });
    });
  });

  test.each<[string, (formats: Excel.ConditionalFormatCollection) => void]>([
    ['a rank of 0', (f) => (f.add('TopBottom').topBottom.rule = { rank: 0, type: 'TopItems' })],
    ['the top 101 percent', (f) => (f.add('TopBottom').topBottom.rule = { rank: 101, type: 'TopPercent' })],
    ['an unknown preset', (f) => (f.add('PresetCriteria').preset.rule = { criterion: 'Red' as 'Today' })],
  ])('%s is refused', async (_what, add) => {
    const run = desk.run((_context, sheet) => add(sheet.getRange('A1').conditionalFormats));
    await expect(run).rejects.toMatchObject({ code: 'InvalidArgument' });
  });

  test('ranks and presets are kept in order of priority, and through a file', async () => {
    await desk.run((_context, sheet) => {
      const { conditionalFormats } = sheet.getRange('B2:B9');
      const top = conditionalFormats.add('TopBottom').topBottom;
      top.format.fill.color = 'green';
      top.rule = { rank: 3, type: 'BottomItems' };
      conditionalFormats.add('PresetCriteria').preset.rule = { criterion: 'DuplicateValues' };
      conditionalFormats.add('DataBar').dataBar.barDirection = 'RightToLeft';
      sheet.getRange('D1').hyperlink = { address: 'https://example.com/', textToDisplay: 'Prices' };
    });
    const file = writeWorkbook({ workbook: desk.office.host.workbook, documentSettings: new Map() });
    const [sheet] = readWorkbook(file, () => undefined).workbook.sheets;
    expect(sheet?.conditionalFormats.map(({ type, rule }) => [type, rule])).toEqual([
      ['DataBar', { barDirection: 'RightToLeft' }],
      ['PresetCriteria', { criterion: 'DuplicateValues' }],
      ['TopBottom', { rank: 3, type: 'BottomItems' }],
    ]);
    expect(sheet?.hyperlinks[0]?.fields).toEqual({ address: 'https://example.com/', textToDisplay: 'Prices' });
  });
});

describe('links (RangeHyperlink)', () => {
  test('show their text, follow inserted rows and leave the text when they are cleared', async () => {
    await desk.run(async (context, sheet) => {
      sheet.getRange('A1').hyperlink = { address: 'https://example.com/', screenTip: 'Go', textToDisplay: 'Prices' };
      sheet.getRange('A2').hyperlink = { documentReference: 'Sheet1!C5' };
      sheet.getRange('1:1').insert('Down');
      const [link, place, mixed, none] = ['A2', 'A3', 'A2:A3', 'B9'].map((a) =>
        sheet.getRange(a).load('hyperlink,values'),
      );
      const font = sheet.getRange('A2').format.font.load('underline');
      await context.sync();
      expect(link?.hyperlink).toEqual({
        address: 'https://example.com/',
        screenTip: 'Go',
        textToDisplay: 'Prices',
      });
      expect([link?.values, place?.values, mixed?.hyperlink, none?.hyperlink]).toEqual([
        [['Prices']],
        [['Sheet1!C5']],
        null,
        null,
      ]);
      expect(font.underline).toBe('Single');
      // "Hyperlinks: clears all hyperlinks, but leaves all content and formatting intact" (Excel.ClearApplyTo).
      sheet.getRange('A2:A3').clear('Hyperlinks');
      link?.load('hyperlink,values');
      font.load('underline');
      await context.sync();
      expect([link?.hyperlink, link?.values, font.underline]).toEqual([null, [['Prices']], 'Single']);
    });
  });

  test('lead somewhere', async () => {
    const set = desk.run((_context, sheet) => void (sheet.getRange('A1').hyperlink = { textToDisplay: 'nowhere' }));
    await expect(set).rejects.toMatchObject({ code: 'InvalidArgument' });
  });
});
