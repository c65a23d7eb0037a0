import type { Sheet } from '../../schema/matrix/diff.ts';
import type { View } from '../flows/view.ts';
import { runExcel } from './run.ts';
import { findTable, type TablePlace } from './table-place.ts';

/** Cells in one answer: some 20 bytes each keep it well under 5 MB. */
const CELLS_AT_ONCE = 60_000;

/**
 * What stands in a view's table, by the key column and the names of the columns: sorted, filtered, hidden or moved rows
 * and columns of the analyst's own make no difference. Formulas are read as their values.
 * @throws ExcelFault TABLE_GONE, KEY_COLUMN_GONE
 */
export function readSheet(view: View): Promise<Sheet> {
  return runExcel(async (context) => {
    const place = await findTable(context, view);
    const rows = await readRows(context, place);
    return {
      columns: place.keys,
      rows: rows.map((values) => ({ key: values[place.keyPosition], values: values.map(exactly) })),
    };
  });
}

export async function readRows(context: Excel.RequestContext, place: TablePlace): Promise<unknown[][]> {
  const { sheet, row, column, rowCount, keys } = place;
  const atOnce = Math.max(1, Math.floor(CELLS_AT_ONCE / keys.length));
  const rows: unknown[][] = [];
  for (let start = 0; start < rowCount; start += atOnce) {
    const count = Math.min(atOnce, rowCount - start);
    const range = sheet.getRangeByIndexes(row + start, column, count, keys.length).load('values');
    // A sync for each block: answers are limited as requests are.
    await context.sync();
    for (const values of range.values as unknown[][]) rows.push(values);
    range.untrack();
  }
  return rows;
}

/** The key cells alone, from top to bottom. */
export async function readKeys(context: Excel.RequestContext, place: TablePlace): Promise<string[]> {
  const { sheet, row, column, rowCount, keyPosition } = place;
  const range = sheet.getRangeByIndexes(row, column + keyPosition, rowCount, 1).load('values');
  await context.sync();
  return (range.values as unknown[][]).map(([key]) => String(key).trim());
}

/**
 * A number of more than 15 digits is handed on as the text of all of them, to be refused by name: rounding it would
 * store what nobody entered. The last bits of a calculation (0.1 + 0.2) are no digits of a number.
 */
function exactly(value: unknown): unknown {
  if (typeof value !== 'number' || !Number.isFinite(value)) return value;
  // The shortest text that is read as this number: most have few digits.
  if (String(value).length <= 15) return value;
  const rounded = Number(value.toPrecision(15));
  const isNoise = Math.abs(value - rounded) <= Math.abs(value) * 4 * Number.EPSILON;
  return isNoise || Math.abs(value) >= 1e21 ? value : String(value);
}
