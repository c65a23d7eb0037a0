import { allColumns, type View } from '../flows/view.ts';
import { ExcelFault } from './excel-fault.ts';
import { headerTitles, tableName } from './layout.ts';

/** Where a view's table stands now, and which of its columns are the view's: found by name, never by position. */
export interface TablePlace {
  readonly table: Excel.Table;
  readonly sheet: Excel.Worksheet;
  /** Of the first data row and the first column, from 0. */
  readonly row: number;
  readonly column: number;
  /** Of the body: an empty table has one blank row. */
  readonly rowCount: number;
  /** Rows that the table counts: 0 while it is empty. The next that is added stands behind them. */
  readonly counted: number;
  /** By position in the table: the column's key, or null for a column of the analyst's own and for the row keys. */
  readonly keys: readonly (string | null)[];
  readonly keyPosition: number;
}

/** @throws ExcelFault TABLE_GONE, KEY_COLUMN_GONE */
export async function findTable(context: Excel.RequestContext, view: View): Promise<TablePlace> {
  const table = context.workbook.tables.getItemOrNullObject(tableName(view.id));
  const header = table.getHeaderRowRange().load('values,rowIndex,columnIndex');
  const body = table.getDataBodyRange().load('rowIndex,rowCount');
  const counted = table.rows.getCount();
  await context.sync();
  if (table.isNullObject) throw new ExcelFault('TABLE_GONE');
  const [keyTitle = '', ...titles] = headerTitles(view).map(fold);
  const shown = ((header.values as unknown[][])[0] ?? []).map((cell) => fold(String(cell)));
  const keyPosition = shown.indexOf(keyTitle);
  if (keyPosition < 0) throw new ExcelFault('KEY_COLUMN_GONE');
  const keyOf = new Map(titles.map((title, i) => [title, allColumns(view)[i]?.key ?? null]));
  return {
    table,
    sheet: table.worksheet,
    row: body.rowIndex,
    column: header.columnIndex,
    rowCount: body.rowCount,
    counted: counted.value,
    keys: shown.map((title) => keyOf.get(title) ?? null),
    keyPosition,
  };
}

/** As Excel compares the names of columns. */
const fold = (title: string): string => title.trim().toLowerCase();
