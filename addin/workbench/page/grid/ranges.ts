/** Rectangles of cells: the model's areas and Univer's ranges. */
import type { IRange } from '@univerjs/core';
import { MAX_COLUMNS, MAX_ROWS, type Area } from '../../host/a1.ts';

export type Range = Pick<IRange, 'startRow' | 'startColumn' | 'endRow' | 'endColumn'>;

export const rangeOf = ({ row, column, rows, columns }: Area): Range => ({
  startRow: row,
  startColumn: column,
  endRow: row + rows - 1,
  endColumn: column + columns - 1,
});

/** Whole rows have no columns in Univer and whole columns no rows: not a number. */
export function areaOf({ startRow, startColumn, endRow, endColumn }: Range): Area {
  const isWholeRows = Number.isNaN(startColumn);
  const isWholeColumns = Number.isNaN(startRow);
  return {
    row: isWholeColumns ? 0 : startRow,
    column: isWholeRows ? 0 : startColumn,
    rows: isWholeColumns ? MAX_ROWS : endRow - startRow + 1,
    columns: isWholeRows ? MAX_COLUMNS : endColumn - startColumn + 1,
  };
}

export const wholeRows = (row: number, rows: number): Range => rangeOf({ row, rows, column: 0, columns: MAX_COLUMNS });

export const wholeColumns = (column: number, columns: number): Range =>
  rangeOf({ row: 0, rows: MAX_ROWS, column, columns });

/** Neighbours together. */
export function runs(indices: readonly number[], range: (start: number, count: number) => Range): Range[] {
  const found: { start: number; count: number }[] = [];
  for (const index of [...indices].sort((a, b) => a - b)) {
    const last = found.at(-1);
    if (last && last.start + last.count === index) last.count += 1;
    else found.push({ start: index, count: 1 });
  }
  return found.map(({ start, count }) => range(start, count));
}
