/**
 * Three small add-ins as a stranger would write them, run by the real office.js: a report with charts, a sheet made ready for
 * the printer, a board whose cells are clicked. It does not prove what a real Excel answers, or draws.
 */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { readWorkbook, writeWorkbook } from '../../../addin/workbench/file/workbook-file.ts';
import { calculateSimply } from '../../../addin/workbench/host/calculator.ts';
import { ExcelHost } from '../../../addin/workbench/host/excel-host.ts';
import { openWorkbook } from '../../support/office.ts';
import { heardSoon, openDesk, type Desk } from '../support/snippets.ts';

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});

const SALES = [
  ['Region', 'Q1', 'Q2', 'Q3'],
  ['North', 500, 700, 654],
  ['South', 400, 323, 276],
  ['West', 1200, 876, 845],
  ['East', 600, 500, 854],
];

/** The workbook saved, opened again, and the code run in it. */
async function reopened<R>(work: (sheet: Excel.Worksheet, context: Excel.RequestContext) => Promise<R>): Promise<R> {
  const { host } = desk.office;
  const text = writeWorkbook({ workbook: host.workbook, documentSettings: new Map() });
  const { workbook } = readWorkbook(text, calculateSimply);
  return openWorkbook(new ExcelHost(workbook)).Excel.run((context) =>
    work(context.workbook.worksheets.getItem('Sheet1'), context),
  );
}

describe('a report with charts', () => {
  /** The whole report, as an add-in's button makes it. */
  const report = (): Promise<void> =>
    desk.run((_context, sheet) => {
      sheet.name = 'Sheet1';
      const data = sheet.getRange('A1:D5');
      data.values = SALES;
      const chart = sheet.charts.add(Excel.ChartType.columnClustered, data, Excel.ChartSeriesBy.columns);
      chart.name = 'Sales';
      chart.title.text = 'Sales by quarter';
      chart.title.format.font.size = 18;
      chart.title.format.font.color = 'navy';
      chart.legend.position = 'Right';
      chart.legend.format.fill.setSolidColor('white');
      chart.setPosition('A8', 'F20');
      chart.axes.valueAxis.title.text = 'Thousands of dollars';
      chart.axes.valueAxis.minimum = 0;
      chart.axes.valueAxis.displayUnit = 'Thousands';
      chart.axes.categoryAxis.majorGridlines.visible = true;
      const first = chart.series.getItemAt(0);
      first.format.fill.setSolidColor('#FF9900');
      first.hasDataLabels = true;
      first.dataLabels.position = 'InsideEnd';
    });

  test('has the series, names and categories of its range, and answers what was set', async () => {
    await report();
    await desk.run(async (context, sheet) => {
      const chart = sheet.charts.getItem('Sales').load('name,chartType,left,top,width,height,plotBy');
      const { series, title, legend, axes } = chart;
      series.load('items/name,items/chartType,items/hasDataLabels,count');
      title.load('text,visible,format/font/size,format/font/color');
      legend.load('position,visible');
      axes.valueAxis.load('minimum,maximum,displayUnit,title/text,title/visible,majorGridlines/visible');
      axes.categoryAxis.load('minimum,title/visible,majorGridlines/visible');
      const values = series.getItemAt(1).getDimensionValues('Values');
      const categories = series.getItemAt(1).getDimensionValues('Categories');
      await context.sync();
      expect(chart.toJSON()).toMatchObject({
        ...{ name: 'Sales', chartType: 'ColumnClustered', plotBy: 'Columns' },
        // Seven rows of 15 points above it, 13 below its start; six columns of 48.
        ...{ left: 0, top: 105, width: 288, height: 195 },
      });
      expect([series.count, series.items.map(({ name, hasDataLabels }) => [name, hasDataLabels])]).toEqual([
        3,
        [
          ['Q1', true],
          ['Q2', false],
          ['Q3', false],
        ],
      ]);
      expect([values.value, categories.value]).toEqual([
        [700, 323, 876, 500],
        ['North', 'South', 'West', 'East'],
      ]);
      expect(title.toJSON()).toMatchObject({
        ...{ text: 'Sales by quarter', visible: true },
        format: { font: { size: 18, color: '#000080' } },
      });
      expect(legend.toJSON()).toMatchObject({ position: 'Right', visible: true });
      expect(axes.valueAxis.toJSON()).toMatchObject({
        ...{ minimum: 0, maximum: '', displayUnit: 'Thousands' },
        title: { text: 'Thousands of dollars', visible: true },
        majorGridlines: { visible: true },
      });
      expect(axes.categoryAxis.toJSON()).toMatchObject({
        ...{ minimum: '', title: { visible: false }, majorGridlines: { visible: true } },
      });
    });
  });

  test('is found by name, number and id, counted, and deleted again', async () => {
    await report();
    await desk.run(async (context, sheet) => {
      const { charts } = sheet;
      const pie = charts.add('Pie', sheet.getRange('A1:B5')).load('name,id');
      const count = charts.getCount();
      const second = charts.getItemAt(1).load('id,chartType');
      charts.load('items/name,count');
      const none = charts.getItemOrNullObject('Nobody');
      await context.sync();
      expect([count.value, charts.count, charts.items.map(({ name }) => name)]).toEqual([2, 2, ['Sales', 'Chart 2']]);
      expect([second.id, second.chartType, none.isNullObject]).toEqual([pie.id, 'Pie', true]);
      pie.title.load('text');
      charts.getItem(pie.id).delete();
      await context.sync();
      // The only series gives a chart its title.
      expect(pie.title.text).toBe('Q1');
      charts.load('items/name');
      await context.sync();
      expect(charts.items.map(({ name }) => name)).toEqual(['Sales']);
    });
    const gone = desk.run((_c, sheet) => void sheet.charts.getItem('Chart 2').load('name'));
    await expect(gone).rejects.toMatchObject({ code: 'ItemNotFound' });
  });

  test('follows its cells, is saved with them, and copied with its sheet', async () => {
    await report();
    await desk.run(async (context, sheet) => {
      sheet.getRange('1:2').insert('Down');
      sheet.getRange('B4').values = [[501]];
      await context.sync();
      const copy = sheet.copy('End');
      copy.getRange('B4').values = [[999]];
      const read = [sheet, copy].map((on) =>
        on.charts.getItem('Sales').series.getItemAt(0).getDimensionValues('Values'),
      );
      await context.sync();
      expect(read.map(({ value }) => (value as unknown[])[0])).toEqual([501, 999]);
    });
    await reopened(async (sheet, context) => {
      const chart = sheet.charts.getItem('Sales');
      chart.load('top');
      chart.legend.load('position');
      const series = chart.series.getItemAt(0).load('name');
      const values = series.getDimensionValues('Values');
      await context.sync();
      expect([chart.top, chart.legend.position, series.name, values.value]).toEqual([
        105,
        'Right',
        'Q1',
        [501, 400, 1200, 600],
      ]);
    });
  });

  test('gets series of its own, other data and another order', async () => {
    await report();
    await desk.run(async (context, sheet) => {
      const chart = sheet.charts.getItem('Sales');
      const target = chart.series.add('Target');
      target.setValues(sheet.getRange('D2:D5'));
      target.setXAxisValues(sheet.getRange('A2:A5'));
      target.chartType = 'Line';
      target.plotOrder = 0;
      chart.series.load('items/name,items/chartType');
      const values = target.getDimensionValues('Values');
      await context.sync();
      expect(chart.series.items.map(({ name, chartType }) => `${name} ${chartType}`)).toEqual([
        'Target Line',
        ...['Q1', 'Q2', 'Q3'].map((name) => `${name} ColumnClustered`),
      ]);
      expect(values.value).toEqual([654, 276, 845, 854]);
      chart.setData(sheet.getRange('A1:D3'), 'Rows');
      chart.load('plotBy').series.load('items/name');
      await context.sync();
      expect([chart.plotBy, chart.series.items.map(({ name }) => name)]).toEqual(['Rows', ['North', 'South']]);
    });
  });

  test.each<[string, (sheet: Excel.Worksheet) => void, string]>([
    ['a type that is none', (s) => void s.charts.add('Fancy' as 'Pie', s.getRange('A1:B5')), 'InvalidArgument'],
    ['a negative width', (s) => void (s.charts.getItem('Sales').width = -1), 'InvalidArgument'],
    [
      'a legend in the middle',
      (s) => void (s.charts.getItem('Sales').legend.position = 'Middle' as 'Top'),
      'InvalidArgument',
    ],
    ['its picture', (s) => void s.charts.getItem('Sales').getImage(), 'ApiNotFound'],
    [
      'its trend lines',
      (s) => void s.charts.getItem('Sales').series.getItemAt(0).trendlines.add('Linear'),
      'ApiNotFound',
    ],
  ])('%s is refused by name', async (_what, ask, code) => {
    await report();
    await expect(desk.run((_context, sheet) => ask(sheet))).rejects.toMatchObject({ code });
  });
});

describe('a sheet made ready for the printer', () => {
  test('starts upright with the usual margins, prints all of itself, and repeats nothing', async () => {
    await desk.run(async (context, sheet) => {
      const page = sheet.pageLayout.load('orientation,leftMargin,topMargin,headerMargin,zoom,printGridlines');
      const [area, rows] = [page.getPrintAreaOrNullObject(), page.getPrintTitleRowsOrNullObject()];
      await context.sync();
      expect(page.toJSON()).toMatchObject({
        ...{ orientation: 'Portrait', leftMargin: 50.4, topMargin: 54, headerMargin: 21.6 },
        ...{ zoom: { scale: 100 }, printGridlines: false },
      });
      expect([area.isNullObject, rows.isNullObject]).toEqual([true, true]);
    });
    const none = desk.run((_context, sheet) => void sheet.pageLayout.getPrintArea().load('address'));
    await expect(none).rejects.toMatchObject({ code: 'ItemNotFound' });
  });

  test('keeps what the add-in chose, through inserted rows and a saved file', async () => {
    await desk.run((_context, sheet) => {
      sheet.getRange('A1:D5').values = SALES;
      const { pageLayout } = sheet;
      pageLayout.orientation = Excel.PageOrientation.landscape;
      pageLayout.paperSize = 'A4';
      pageLayout.centerHorizontally = true;
      pageLayout.printErrors = 'Blank';
      pageLayout.zoom = { horizontalFitToPages: 1 };
      pageLayout.setPrintArea('A1:D5');
      pageLayout.setPrintTitleRows('$1:$1');
      pageLayout.setPrintTitleColumns(sheet.getRange('A1:A5'));
      pageLayout.setPrintMargins(Excel.PrintMarginUnit.inches, { top: 1, left: 0.5 });
      pageLayout.headersFooters.defaultForAllPages.centerHeader = '&A';
      pageLayout.headersFooters.defaultForAllPages.rightFooter = 'Page &P of &N';
      sheet.getRange('3:4').insert('Down');
    });
    await reopened(async (sheet, context) => {
      const page = sheet.pageLayout.load('orientation,paperSize,centerHorizontally,printErrors,zoom');
      page.load('topMargin,leftMargin,bottomMargin');
      const parts = [page.getPrintArea(), page.getPrintTitleRows(), page.getPrintTitleColumns()];
      for (const part of parts) part.load('address');
      page.headersFooters.defaultForAllPages.load('centerHeader,rightFooter,leftFooter');
      await context.sync();
      expect(page.toJSON()).toMatchObject({
        ...{ orientation: 'Landscape', paperSize: 'A4', centerHorizontally: true, printErrors: 'Blank' },
        ...{ zoom: { horizontalFitToPages: 1 }, topMargin: 72, leftMargin: 36, bottomMargin: 54 },
        headersFooters: {
          defaultForAllPages: { centerHeader: '&A', rightFooter: 'Page &P of &N', leftFooter: '' },
        },
      });
      expect(parts.map(({ address }) => address)).toEqual(['Sheet1!A1:D7', 'Sheet1!1:1', 'Sheet1!A:A']);
    });
  });

  test.each<[string, (page: Excel.PageLayout) => void]>([
    ['a sheet that lies askew', (page) => void (page.orientation = 'Askew' as 'Portrait')],
    ['a margin below nothing', (page) => void (page.leftMargin = -1)],
    ['a scale of 5 per cent', (page) => void (page.zoom = { scale: 5 })],
    ['an area that is none', (page) => page.setPrintArea('nowhere at all')],
  ])('%s is refused', async (_what, set) => {
    const tried = desk.run((_context, sheet) => set(sheet.pageLayout));
    await expect(tried).rejects.toMatchObject({ code: 'InvalidArgument' });
  });
});

describe('a board whose cells are clicked', () => {
  test('hears which cell was clicked, on one sheet or on any, until it listens no more', async () => {
    const heard: string[] = [];
    const { host, Excel: excel } = desk.office;
    const handlers = await desk.run((context, sheet) => {
      context.workbook.worksheets.add('Other');
      return [
        sheet.onSingleClicked.add(({ type, address }) => Promise.resolve(void heard.push(`${type} ${address}`))),
        context.workbook.worksheets.onSingleClicked.add(({ address, offsetX }) =>
          Promise.resolve(void heard.push(`any ${address} ${offsetX}`)),
        ),
      ];
    });
    host.click('Sheet1!B3');
    host.click('Other!C4');
    await heardSoon();
    expect(heard.sort()).toEqual(['WorksheetSingleClicked B3', 'any B3 0', 'any C4 0']);
    expect(host.workbook.selection.address).toBe('Other!C4');
    for (const handler of handlers) {
      await excel.run(handler.context, async (context) => {
        handler.remove();
        await context.sync();
      });
    }
    host.click('Sheet1!B3');
    await heardSoon();
    expect(heard).toHaveLength(3);
  });

  test('marks several areas by one rule, which holds over all of them and goes as one', async () => {
    await desk.run(async (context, sheet) => {
      const areas = sheet.getRanges('A1:A5,C1:C5');
      const rule = areas.conditionalFormats.add(Excel.ConditionalFormatType.cellValue);
      rule.cellValue.format.fill.color = 'gold';
      rule.cellValue.rule = { formula1: '=100', operator: 'GreaterThan' };
      const where = rule.getRanges().load('address');
      const whole = rule.getRangeOrNullObject();
      const counts = ['A1:C1', 'B1:B5', 'C3'].map((address) => sheet.getRange(address).conditionalFormats.getCount());
      await context.sync();
      expect([where.address, whole.isNullObject]).toEqual(['Sheet1!A1:A5,Sheet1!C1:C5', true]);
      expect(counts.map(({ value }) => value)).toEqual([1, 0, 1]);
      sheet.getRange('A:A').delete('Left');
      await context.sync();
      const after = rule.getRanges().load('address');
      await context.sync();
      expect(after.address).toBe('Sheet1!B1:B5');
    });
    await reopened(async (sheet, context) => {
      const { conditionalFormats } = sheet.getRanges('B1:B2,D9');
      const count = conditionalFormats.getCount();
      conditionalFormats.clearAll();
      const left = sheet.getRange().conditionalFormats.getCount();
      await context.sync();
      expect([count.value, left.value]).toEqual([1, 0]);
    });
  });
});
