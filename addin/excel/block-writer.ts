import type { SheetValue } from '../../schema/matrix/sheet-value.ts';
import { cellInput, isQuoted } from './cell-input.ts';

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
    const inputs: (SheetValue | null)[] = [];
    for (let j = 0; j < width; j++) {
      const value = cells[j] ?? null;
      const input = value === null ? null : cellInput(value, isText[j] ?? false);
      const isApart = input !== null && isText[j] === true && isQuoted(input);
      if (isApart) apart.push({ row: row + i, column: column + j, input });
      inputs.push(isApart ? null : input);
    }
    return inputs;
  });
  const range = sheet.getRangeByIndexes(row, column, rows.length, width);
  range.values = values;
  range.untrack();
  for (const cell of apart) queueGeneral(sheet, cell);
}

function queueGeneral(sheet: Excel.Worksheet, { row, column, input }: ApartCell): void {
  const single = sheet.getRangeByIndexes(row, column, 1, 1);
  single.numberFormat = [['General']];
  single.values = [[input]];
  single.untrack();
}
