import { sheetValues } from '../flows/sheet-changes.ts';
import type { WriteOptions } from '../flows/sheet.port.ts';
import { allColumns, type View } from '../flows/view.ts';
import { queueRows, writeBlock } from './block-writer.ts';
import { ensureChoiceLists } from './choice-lists.ts';
import { columnSizes } from './column-sizes.ts';
import { forceCreateSheet } from './helpers-bridge.ts';
import {
  HEAD_ROWS,
  headerTitles,
  headLines,
  INPUT_FILL,
  INPUT_FONT,
  isTextColumn,
  KEY_FONT,
  KEY_SIZE,
  LINE_HEIGHT,
  numberFormat,
  sheetName,
  tableName,
  TABLE_ROW,
  TEXT,
} from './layout.ts';
import { setNumberFormat } from './number-format.ts';
import { writeExcel } from './run.ts';

/**
 * Puts a view on a sheet of its own: values first, then the table, then the looks. On an abort or a fault the sheet is
 * removed again, so that the workbook is as before.
 */
export function writeSheet(view: View, options: WriteOptions = {}): Promise<void> {
  return writeExcel(async (context) => {
    const sheet = await addSheet(context, view);
    try {
      await fillSheet(context, sheet, { view, options });
    } catch (fault) {
      sheet.delete();
      await context.sync();
      throw fault;
    }
  });
}

async function addSheet(context: Excel.RequestContext, view: View): Promise<Excel.Worksheet> {
  const sheets = context.workbook.worksheets.load('items/name');
  await context.sync();
  const name = sheetName(
    view.title,
    sheets.items.map((s) => s.name),
  );
  return forceCreateSheet(context.workbook, name);
}

interface Filling {
  readonly view: View;
  readonly options: WriteOptions;
}

async function fillSheet(context: Excel.RequestContext, sheet: Excel.Worksheet, of: Filling): Promise<void> {
  const { view, options } = of;
  const rows = Math.max(1, view.rows.length);
  writeHead(sheet, view);
  formatColumns(sheet, view, rows);
  await writeRows(context, sheet, of);
  const table = sheet.tables.add(sheet.getRangeByIndexes(TABLE_ROW, 0, rows + 1, width(view)), true);
  table.name = tableName(view.id);
  table.style = 'TableStyleLight1';
  dress(sheet, view, rows);
  addChoices(sheet, view, { rows, lists: await ensureChoiceLists(context, view) });
  // Whoever scrolls to the inputs still sees which row he is in.
  sheet.freezePanes.freezeAt(sheet.getRangeByIndexes(0, 0, TABLE_ROW + 1, 1));
  sheet.activate();
  selectFirstInput(sheet, view);
  options.signal?.throwIfAborted();
  await context.sync();
}

const width = (view: View): number => allColumns(view).length + 1;

function writeHead(sheet: Excel.Worksheet, view: View): void {
  const range = sheet.getRangeByIndexes(0, 0, HEAD_ROWS, 1);
  setNumberFormat(range, TEXT);
  queueRows({ sheet, row: 0, column: 0, rows: headLines(view).map((line) => [line]), isText: [true] });
  const title = sheet.getRangeByIndexes(0, 0, 1, 1);
  title.format.font.bold = true;
  title.format.font.size = 14;
  title.format.rowHeight = 22;
}

/** Before the values: a text cell must be one when its text comes. */
function formatColumns(sheet: Excel.Worksheet, view: View, rows: number): void {
  setNumberFormat(sheet.getRangeByIndexes(TABLE_ROW, 0, 1, width(view)), TEXT);
  setNumberFormat(sheet.getRangeByIndexes(TABLE_ROW + 1, 0, rows, 1), TEXT);
  for (const [index, column] of allColumns(view).entries()) {
    setNumberFormat(sheet.getRangeByIndexes(TABLE_ROW + 1, index + 1, rows, 1), numberFormat(column));
  }
}

async function writeRows(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  { view, options }: Filling,
): Promise<void> {
  const header = { sheet, row: TABLE_ROW, column: 0, rows: [headerTitles(view)] };
  queueRows({ ...header, isText: headerTitles(view).map(() => true) });
  const rows = view.rows.map((row) => [row[0], ...sheetValues(view, row)]);
  const isText = [true, ...allColumns(view).map(({ type }) => isTextColumn(type))];
  const total = rows.length * width(view);
  options.signal?.throwIfAborted();
  await writeBlock(context, { sheet, row: TABLE_ROW + 1, column: 0, rows, isText }, (written) => {
    options.onProgress?.(written * width(view), total);
    options.signal?.throwIfAborted();
  });
}

/** Inputs in blue on pale yellow, keys small and grey, the rest as it is. */
function dress(sheet: Excel.Worksheet, view: View, rows: number): void {
  const key = sheet.getRangeByIndexes(TABLE_ROW, 0, rows + 1, 1);
  key.format.font.size = KEY_SIZE;
  key.format.font.color = KEY_FONT;
  for (const [index, { editable }] of allColumns(view).entries()) {
    const body = sheet.getRangeByIndexes(TABLE_ROW + 1, index + 1, rows, 1);
    if (!editable) continue;
    body.format.fill.color = INPUT_FILL;
    body.format.font.color = INPUT_FONT;
  }
  sizeColumns(sheet, view);
}

function sizeColumns(sheet: Excel.Worksheet, view: View): void {
  const { widths, headerLines } = columnSizes(view);
  for (const [index, points] of widths.entries()) {
    sheet.getRangeByIndexes(TABLE_ROW, index, 1, 1).format.columnWidth = points;
  }
  const { format } = sheet.getRangeByIndexes(TABLE_ROW, 0, 1, width(view));
  format.wrapText = true;
  format.verticalAlignment = 'Bottom';
  format.rowHeight = headerLines * LINE_HEIGHT + 3;
}

/** Brings what is to be edited into sight; the labels before it may fill a small screen. */
function selectFirstInput(sheet: Excel.Worksheet, view: View): void {
  const first = allColumns(view).findIndex(({ editable }) => editable);
  if (first >= 0) sheet.getRangeByIndexes(TABLE_ROW + 1, first + 1, 1, 1).select();
}

function addChoices(
  sheet: Excel.Worksheet,
  view: View,
  { rows, lists }: { rows: number; lists: ReadonlyMap<string, string> },
): void {
  for (const [index, { key, title }] of allColumns(view).entries()) {
    const source = lists.get(key);
    if (source === undefined) continue;
    const { dataValidation } = sheet.getRangeByIndexes(TABLE_ROW + 1, index + 1, rows, 1);
    dataValidation.rule = { list: { inCellDropDown: true, source } };
    const message = 'Choose a value from the list.';
    dataValidation.errorAlert = { message, showAlert: true, style: 'Stop', title: title.slice(0, 32) };
  }
}
