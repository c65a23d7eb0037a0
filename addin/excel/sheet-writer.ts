import type { ColumnType } from '../../schema/matrix/definition.ts';
import type { SheetValue } from '../../schema/matrix/sheet-value.ts';
import type { MatrixRow } from '../client/contract.ts';
import { sheetRows } from '../flows/sheet-changes.ts';
import type { Watched } from '../flows/sheet.port.ts';
import { allColumns, type View } from '../flows/view.ts';
import { queueRows } from './block-writer.ts';
import { ensureChoiceLists } from './choice-lists.ts';
import { forceCreateSheet } from './helpers-bridge.ts';
import {
  HEAD_ROWS,
  headerTitles,
  headLines,
  isTextColumn,
  sheetName,
  tableName,
  TABLE_ROW,
  TEXT,
  viewWidth,
} from './layout.ts';
import { setNumberFormat } from './number-format.ts';
import { blocksOf } from './run.ts';
import { addChoices, dress, formatColumns, selectFirstInput } from './sheet-looks.ts';

/**
 * Puts a view on a sheet of its own: values first, then the table, then the looks. On an abort or a fault the sheet is
 * removed again, so that the workbook is as before.
 */
export async function writeSheet(context: Excel.RequestContext, view: View, options: Watched = {}): Promise<void> {
  const sheet = await addSheet(context, view);
  try {
    await fillSheet(context, sheet, { view, options });
  } catch (fault) {
    sheet.delete();
    await context.sync();
    throw fault;
  }
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
  readonly options: Watched;
}

async function fillSheet(context: Excel.RequestContext, sheet: Excel.Worksheet, of: Filling): Promise<void> {
  const { view, options } = of;
  const rows = Math.max(1, view.rows.length);
  const body = { sheet, view, rows };
  writeHead(sheet, view);
  formatColumns(body);
  await writeRows(context, sheet, of);
  const table = sheet.tables.add(sheet.getRangeByIndexes(TABLE_ROW, 0, rows + 1, viewWidth(view)), true);
  table.name = tableName(view.id);
  table.style = 'TableStyleLight1';
  dress(body);
  addChoices(body, await ensureChoiceLists(context, view));
  // Whoever scrolls to the inputs still sees which row he is in.
  sheet.freezePanes.freezeAt(sheet.getRangeByIndexes(0, 0, TABLE_ROW + 1, 1));
  sheet.activate();
  selectFirstInput(sheet, view);
  options.signal?.throwIfAborted();
  await context.sync();
}

function writeHead(sheet: Excel.Worksheet, view: View): void {
  const range = sheet.getRangeByIndexes(0, 0, HEAD_ROWS, 1);
  setNumberFormat(range, TEXT);
  queueRows({ sheet, row: 0, column: 0, rows: headLines(view).map((line) => [line]), isText: [true] });
  const title = sheet.getRangeByIndexes(0, 0, 1, 1);
  title.format.font.bold = true;
  title.format.font.size = 14;
  title.format.rowHeight = 22;
}

async function writeRows(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  { view, options }: Filling,
): Promise<void> {
  const header = { sheet, row: TABLE_ROW, column: 0, rows: [headerTitles(view)] };
  queueRows({ ...header, isText: headerTitles(view).map(() => true) });
  const isText = [true, ...allColumns(view).map(({ type }) => isTextColumn(type))];
  const valuesOf = freshRows(view);
  options.signal?.throwIfAborted();
  for (const { start, rows } of blocksOf(view.rows)) {
    queueRows({ sheet, row: TABLE_ROW + 1 + start, column: 0, rows: rows.map(valuesOf), isText });
    context.application.suspendScreenUpdatingUntilNextSync();
    // A sync for each block is the point: Excel refuses larger requests.
    await context.sync();
    options.onProgress?.((start + rows.length) * viewWidth(view), view.rows.length * viewWidth(view));
    options.signal?.throwIfAborted();
  }
}

/** Rows for a blank sheet, where null leaves a cell blank: most are written as they were pulled, without a copy. */
function freshRows(view: View): (row: MatrixRow) => readonly (SheetValue | null)[] {
  const valuesOf = sheetRows(view);
  const types = allColumns(view).map(({ type }) => jsonType(type));
  return (row) => {
    for (let at = 0; at < types.length; at++) {
      const value = row[at + 1] ?? null;
      if (value !== null && typeof value !== types[at]) return valuesOf(row);
    }
    return row;
  };
}

/** What a pull's JSON has for values that a cell takes as they are; a day becomes a serial number first. */
function jsonType(type: ColumnType): 'number' | 'string' | 'boolean' | null {
  if (type === 'DECIMAL' || type === 'INTEGER') return 'number';
  if (type === 'BOOLEAN') return 'boolean';
  return isTextColumn(type) ? 'string' : null;
}
