import { formatArea } from '../a1.ts';
import type { TableModel } from './shapes.ts';

/** SUBTOTAL's function numbers that leave hidden rows out: 109 sums, 103 counts what is not blank. */
const SUM = 109;
const COUNT = 103;

/**
 * What Excel puts into a new totals row: the word, and under the last column its sum or count. Excel refers to the
 * column by name, `SUBTOTAL(109,[Price])`; here it is by address, and written anew when the body grows.
 */
export function writeTotals(table: TableModel): void {
  const { totals, sheet, body, columnIds } = table;
  if (!totals) return;
  const lastIndex = columnIds.length - 1;
  if (lastIndex > 0) sheet.grid.enter(totals.row, totals.column, 'Total');
  const column = table.columnArea(lastIndex, body);
  const values = sheet.grid.map(column, (cell) => cell.value).flat();
  const isNumeric =
    values.some((value) => typeof value === 'number') && values.every((v) => typeof v !== 'string' || v === '');
  const formula = `=SUBTOTAL(${isNumeric ? SUM : COUNT},${formatArea(column)})`;
  sheet.grid.enter(totals.row, totals.column + lastIndex, formula);
  sheet.workbook.calculation.isStale = true;
}

/** Keeps the column of each total in step with a body that has grown. */
export function followBody(table: TableModel): void {
  const { totals, sheet, columnIds } = table;
  if (!totals) return;
  columnIds.forEach((_, index) => {
    const column = totals.column + index;
    const formula = sheet.grid.at(totals.row, column).formula;
    const ours = formula && /^=SUBTOTAL\((\d+),[A-Z]+\d+(?::[A-Z]+\d+)?\)$/.exec(formula);
    if (!ours) return;
    sheet.grid.touch(totals.row, column).formula =
      `=SUBTOTAL(${ours[1] ?? SUM},${formatArea(table.columnArea(index, table.body))})`;
  });
}
