/** Parts of tables in formulas, as "Using structured references with Excel tables" (support.microsoft.com) lists them. */
import { bounding, intersection, type Area } from './a1.ts';
import type { SheetModel, TableModel } from './model/shapes.ts';

interface Place {
  readonly sheet: SheetModel;
  readonly row: number;
  readonly column: number;
}

const REFERENCE = /^([A-Za-z_]\w*)?\[(@?)(.+)\]$/s;
/** `[#Totals]`, `[Amount]` or `[Q1]:[Q4]`, one after the other. */
const PIECE = /\[([^\]]+)\](?::\s*\[([^\]]+)\])?/g;

/**
 * `Sales[Amount]`, `Sales[#All]`, `Sales[[#Totals],[Amount]]`, `[@Amount]`, `[@[Q1]:[Q4]]`; without a table's name in the
 * table around the formula. Null for what is no part of a table.
 */
export function structuredArea(reference: string, at: Place): { sheet: SheetModel; area: Area } | null {
  const [, name, thisRow, inner = ''] = REFERENCE.exec(reference) ?? [];
  const table = name === undefined ? tableAround(at) : at.sheet.workbook.table(name);
  if (!table) return null;
  const pieces = inner.startsWith('[') ? [...inner.matchAll(PIECE)].map(([, from = '', to]) => [from, to]) : [[inner]];
  const specials = pieces.map(([from = '']) => from.toLowerCase()).filter((from) => from.startsWith('#'));
  if (thisRow) specials.push('#this row');
  const rows = rowsOf(table, specials, at);
  const columns = pieces
    .filter(([from = '']) => !from.startsWith('#'))
    .map(([from = '', to]) => columnsOf(table, from, to));
  if (!rows || columns.includes(null)) return null;
  const [area = table.area] = columns as Area[];
  const shared = intersection(area, rows);
  return shared && { sheet: table.sheet, area: shared };
}

function tableAround({ sheet, row, column }: Place): TableModel | null {
  return sheet.tables.find(({ area }) => intersection(area, { row, column, rows: 1, columns: 1 })) ?? null;
}

function rowsOf(table: TableModel, specials: readonly string[], at: Place): Area | null {
  const parts = specials.map((special): Area | null => {
    switch (special) {
      case '#all':
        return table.area;
      case '#data':
        return table.body;
      case '#headers':
        return table.header;
      case '#totals':
        return table.totals;
      case '#this row':
        return intersection(table.body, { ...table.area, row: at.row, rows: 1 });
      default:
        return null;
    }
  });
  if (parts.includes(null)) return null;
  const [first = table.body, ...more] = parts as Area[];
  return more.reduce(bounding, first);
}

function columnsOf(table: TableModel, from: string, to: string | undefined): Area | null {
  const [first, last] = [from, to ?? from].map((wanted) =>
    table.columnIds.findIndex((_, i) => table.headerAt(i).toLowerCase() === wanted.toLowerCase()),
  );
  if (first === undefined || last === undefined || first < 0 || last < 0) return null;
  return bounding(table.columnArea(first), table.columnArea(last));
}
