import { MAX_SELECTED_CELLS, type GridPort, type GridSelection } from '../flows/grid.port.ts';
import type { CellPlace } from '../flows/sheet.port.ts';
import type { View } from '../flows/view.ts';
import { tableName } from './layout.ts';
import { runExcel } from './run.ts';
import { readKeys } from './sheet-reader.ts';
import { findTable, type TablePlace } from './table-place.ts';

/** Excel's grid as the pane sees it. */
export const excelGrid: GridPort = {
  sheetName: (viewId) =>
    runExcel(async (context) => {
      const table = context.workbook.tables.getItemOrNullObject(tableName(viewId));
      await context.sync();
      if (table.isNullObject) return null;
      const sheet = table.worksheet.load('name');
      await context.sync();
      return sheet.name;
    }),

  show: (viewId) =>
    runExcel(async (context) => {
      context.workbook.tables.getItem(tableName(viewId)).worksheet.activate();
      await context.sync();
    }),

  jumpTo: (view, { row, column, at }) =>
    runExcel(async (context) => {
      const place = await findTable(context, view);
      const index = row === null || at !== undefined ? (at ?? -1) : (await readKeys(context, place)).indexOf(row);
      const position = column === null ? place.keyPosition : place.keys.indexOf(column);
      if (index < 0 || index >= place.rowCount || position < 0) return false;
      place.sheet.activate();
      place.sheet.getRangeByIndexes(place.row + index, place.column + position, 1, 1).select();
      await context.sync();
      return true;
    }),

  selection: (views) =>
    runExcel(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      const tables = sheet.tables.load('items/name');
      await context.sync();
      const names = tables.items.map(({ name }) => name);
      const view = views.find(({ id }) => names.includes(tableName(id)));
      return view ? readSelection(context, view) : null;
    }),

  async onSelection(listener) {
    const stops = await runExcel(async (context) => {
      const { worksheets } = context.workbook;
      const heard = async (): Promise<void> => listener();
      const handlers = [worksheets.onSelectionChanged.add(heard), worksheets.onActivated.add(heard)];
      await context.sync();
      return handlers;
    });
    return () => {
      for (const handler of stops) {
        void runExcel(async () => {
          handler.remove();
          await handler.context.sync();
        });
      }
    };
  },
};

async function readSelection(context: Excel.RequestContext, view: View): Promise<GridSelection | null> {
  const place = await findTable(context, view);
  const range = context.workbook.getSelectedRange().load('rowIndex,columnIndex,rowCount,columnCount');
  await context.sync();
  const rows = overlap([range.rowIndex, range.rowCount], [place.row, place.rowCount]);
  const columns = overlap([range.columnIndex, range.columnCount], [place.column, place.keys.length]);
  if (!rows || !columns) return null;
  const keys = await readKeys(context, place);
  const cells = cellsWithin(place, keys, { rows, columns });
  return { viewId: view.id, cells: cells.slice(0, MAX_SELECTED_CELLS), isCut: cells.length > MAX_SELECTED_CELLS };
}

type Span = readonly [start: number, count: number];

/** The part of `inner` that lies within `outer`, counted from the start of `outer`. */
function overlap([start, count]: Span, [outerStart, outerCount]: Span): Span | null {
  const from = Math.max(start, outerStart);
  const to = Math.min(start + count, outerStart + outerCount);
  return from < to ? [from - outerStart, to - from] : null;
}

/** Stops one beyond what is asked for: enough to know that there are more. */
function cellsWithin(
  place: TablePlace,
  keys: readonly string[],
  { rows, columns }: { rows: Span; columns: Span },
): CellPlace[] {
  const cells: CellPlace[] = [];
  const names = place.keys.slice(columns[0], columns[0] + columns[1]);
  for (const row of keys.slice(rows[0], rows[0] + rows[1])) {
    for (const column of names) if (row !== '' && column !== null) cells.push({ row, column });
    if (cells.length > MAX_SELECTED_CELLS) break;
  }
  return cells;
}
