/** A saved workbook: what was saved comes back, and a file that anybody changed is refused as a whole. */
import { describe, expect, test } from '@jest/globals';
import { readWorkbook, WorkbookFileFault, writeWorkbook } from '../../addin/workbench/file/workbook-file.ts';
import { calculateSimply } from '../../addin/workbench/host/calculator.ts';
import { RangeModel } from '../../addin/workbench/host/model/range.ts';
import { Workbook, type WorkbookModel } from '../../addin/workbench/host/model/workbook.ts';

/** A workbook with something of everything. */
function filled(): WorkbookModel {
  const workbook = new Workbook(calculateSimply);
  const sheet = workbook.active;
  const entries = [
    ['Key', 'Price'],
    ["'007", 68.68],
    ['K-2', '=B2*2'],
  ];
  entries.forEach((row, i) => row.forEach((value, j) => sheet.grid.enter(i, j, value)));
  sheet.grid.touch(1, 1).style = Object.freeze({ fill: '#FFFFE5' });
  sheet.columnWidths.set(0, 90);
  sheet.setRowHidden(2, true);
  const table = workbook.addTable(sheet, { row: 0, column: 0, rows: 3, columns: 2 });
  table.filters.set(1, new Set(['007']));
  const [title, values] = [0, 1].map((row) => new RangeModel(sheet, { row, column: 1, rows: 1, columns: 1 }));
  for (const place of [title, values]) if (place) workbook.track(place);
  sheet.charts.push({
    ...{ id: 'chart1', name: 'Chart 1', type: 'Pie', left: 0, top: 60, width: 360, height: 216, plotBy: 'Columns' },
    series: [{ name: null, title: title ?? null, values: values ?? null, categories: null, settings: new Map() }],
    settings: new Map([['Title.Text', 'Prices']]),
  });
  sheet.pageLayout.settings.set('Orientation', 'Landscape');
  sheet.pageLayout.printArea = [{ row: 0, column: 0, rows: 3, columns: 2 }];
  const hidden = workbook.addSheet('_baseline');
  hidden.visibility = 'VeryHidden';
  hidden.grid.enter(0, 0, '{"format":1}');
  workbook.settings.set('key', { deep: [1, 'two'] });
  const range = new RangeModel(sheet, { row: 1, column: 1, rows: 1, columns: 1 });
  workbook.comments.push({
    id: 'c1',
    sheet,
    range,
    content: 'why',
    replies: [],
    resolved: false,
    createdAt: new Date(0),
  });
  return workbook;
}

const save = (workbook: WorkbookModel): string => writeWorkbook({ workbook, documentSettings: new Map([['a', 'b']]) });
const open = (text: string): WorkbookModel => readWorkbook(text, calculateSimply).workbook;

test('a workbook that is saved, opened and saved again is the same file', () => {
  const text = save(filled());
  const { workbook, documentSettings } = readWorkbook(text, calculateSimply);
  const { lastId, ...again } = JSON.parse(writeWorkbook({ workbook, documentSettings })) as { lastId: number };
  const { lastId: firstId, ...first } = JSON.parse(text) as { lastId: number };
  expect(again).toEqual(first);
  // Only the last number that was given out may have grown: a comment's cell is followed by a new one.
  expect(lastId).toBeGreaterThanOrEqual(firstId);
});

test('what is added to an opened workbook gets numbers that nothing in it has', () => {
  const workbook = open(save(filled()));
  const ids = new Set([...workbook.sheets, ...workbook.tables].map(({ id }) => id));
  expect(ids.has(workbook.addSheet('Another').id)).toBe(false);
});

describe('a file is refused', () => {
  type Saved = {
    sheets: {
      name: string;
      visibility: string;
      cells: unknown[][];
      charts: { type: string; width: number }[];
      pageLayout: { printArea: object[] };
    }[];
    tables: { sheet: string; area: object; id: string }[];
    looks: { style: object }[];
    [key: string]: unknown;
  };
  test.each<[when: string, change: (file: Saved) => void]>([
    ['of another version', (f) => (f['version'] = 2)],
    ['with a field that we do not know', (f) => (f['macro'] = 'x')],
    ['without a sheet', (f) => (f.sheets = [])],
    ['with two sheets of one name', (f) => f.sheets.forEach((s) => (s.name = 'Same'))],
    ['with a sheet name that Excel refuses', (f) => f.sheets.slice(0, 1).forEach((s) => (s.name = 'a/b'))],
    ['whose active sheet cannot be seen', (f) => f.sheets.forEach((s) => (s.visibility = 'VeryHidden'))],
    ['with a cell beyond the sheet', (f) => f.sheets[0]?.cells.push([1_048_576, 0, 0, 'x'])],
    ['with a look that is not there', (f) => f.sheets[0]?.cells.push([0, 5, 99, 'x'])],
    ['with a formula that is none', (f) => f.sheets[0]?.cells.push([0, 5, 0, 'x', 'SUM(A1)'])],
    ['with a table on no sheet', (f) => f.tables.forEach((t) => (t.sheet = 'nowhere'))],
    ['with tables that overlap', (f) => f.tables.push(...f.tables.map((t) => ({ ...t, id: 'other' })))],
    ['with a chart of no kind', (f) => f.sheets[0]?.charts.forEach((c) => (c.type = 'Magic'))],
    ['with a chart inside out', (f) => f.sheets[0]?.charts.forEach((c) => (c.width = -1))],
    ['with a print area that is none', (f) => f.sheets[0]?.pageLayout.printArea.push({ row: -1 })],
    ['with a style of another program', (f) => f.looks.forEach((l) => (l.style = { expression: 'x' }))],
  ])('%s', (_when, change) => {
    const file = JSON.parse(save(filled())) as Saved;
    change(file);
    expect(() => open(JSON.stringify(file))).toThrow(WorkbookFileFault);
  });

  test('with a number that JSON reads as infinite', () => {
    const text = save(filled()).replace('"cells":[', '"cells":[[0,5,0,1e400],');
    expect(text).toContain('1e400');
    expect(() => open(text)).toThrow(WorkbookFileFault);
  });

  test.each(['', 'hello', 'null', '[]', '{"__proto__":{}}'])('that reads %j', (text) => {
    expect(() => open(text)).toThrow(/no workbook/);
  });
});
