import type { SheetValue } from '../../schema/matrix/sheet-value.ts';
import { cellInput, isQuoted, isWrittenAsIs } from './cell-input.ts';

export interface Block {
  readonly sheet: Excel.Worksheet;
  /** Of the block's first cell, from 0. */
  readonly row: number;
  readonly column: number;
  /** null leaves a cell as it is. */
  readonly rows: readonly (readonly (SheetValue | null)[])[];
  /** By position within a row. */
  readonly isText: readonly boolean[];
}

interface ApartCell {
  readonly row: number;
  readonly column: number;
  readonly input: SheetValue;
}

/** Queues the writes of a block without a sync; how much fits into one request says `blocksOf`. */
export function queueRows({ sheet, row, column, rows, isText }: Block): void {
  const width = rows[0]?.length ?? 0;
  if (width === 0) return;
  const apart: ApartCell[] = [];
  const values = rows.map((cells, i) => {
    // Most rows are written as they are, without a copy.
    if (areWrittenAsIs(cells, isText)) return cells;
    return cells.map((value, j) => {
      const input = value === null ? null : cellInput(value, isText[j] ?? false);
      if (input === null || isText[j] !== true || !isQuoted(input)) return input;
      apart.push({ row: row + i, column: column + j, input });
      return null;
    });
  });
  const range = sheet.getRangeByIndexes(row, column, rows.length, width);
  range.values = values as unknown[][];
  range.untrack();
  for (const cell of apart) queueGeneral(sheet, cell);
}

function areWrittenAsIs(cells: readonly (SheetValue | null)[], isText: readonly boolean[]): boolean {
  for (let j = 0; j < cells.length; j++) if (!isWrittenAsIs(cells[j] ?? null, isText[j] ?? false)) return false;
  return true;
}

function queueGeneral(sheet: Excel.Worksheet, { row, column, input }: ApartCell): void {
  const single = sheet.getRangeByIndexes(row, column, 1, 1);
  single.numberFormat = [['General']];
  single.values = [[input]];
  single.untrack();
}
