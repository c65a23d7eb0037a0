/** `Sales[Amount]`, `[Amount]` and `[@Amount]`: columns of tables in formulas ("Using structured references", support.microsoft.com). */
import { intersection, type Area } from './a1.ts';
import type { SheetModel } from './model/shapes.ts';

interface Place {
  readonly sheet: SheetModel;
  readonly row: number;
  readonly column: number;
}

const REFERENCE = /^([A-Za-z_]\w*)?\[(@?)(?:\[([^\]]+)\]|([^[\]]+))\]$/;

/** The cells of a column, of the row of the formula with `@`; without a table's name in the table around the formula. */
export function structuredArea(reference: string, at: Place): { sheet: SheetModel; area: Area } | null {
  const [, name, thisRow, bracketed, plain = ''] = REFERENCE.exec(reference) ?? [];
  const here = { row: at.row, column: at.column, rows: 1, columns: 1 };
  const table =
    name === undefined ? at.sheet.tables.find(({ area }) => intersection(area, here)) : at.sheet.workbook.table(name);
  const wanted = (bracketed ?? plain).toLowerCase();
  const index = table?.columnIds.findIndex((_, i) => table.headerAt(i).toLowerCase() === wanted) ?? -1;
  if (!table || index < 0) return null;
  const column = table.columnArea(index, table.body);
  return { sheet: table.sheet, area: thisRow ? { ...column, row: at.row, rows: 1 } : column };
}
