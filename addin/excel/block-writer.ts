import type { SheetValue } from '../../schema/matrix/sheet-value.ts';
import { cellInput } from './cell-input.ts';
import { blocksOf } from './run.ts';

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

/** Writes a block in requests of about 1.5 MB; `afterEach` is told how many rows are written and may throw to stop. */
export async function writeBlock(
  context: Excel.RequestContext,
  block: Block,
  afterEach: (rows: number) => void = () => undefined,
): Promise<void> {
  for (const { start, rows } of blocksOf(block.rows)) {
    queueRows({ ...block, row: block.row + start, rows });
    context.application.suspendScreenUpdatingUntilNextSync();
    // A sync for each block is the point: Excel refuses larger requests.
    await context.sync();
    afterEach(start + rows.length);
  }
}

/** Queues the writes without a sync, for a few cells. */
export function queueRows({ sheet, row, column, rows, isText }: Block): void {
  const width = rows[0]?.length ?? 0;
  if (width === 0) return;
  const apart: { row: number; column: number; input: SheetValue }[] = [];
  const values = rows.map((cells, i) =>
    cells.map((value, j) => {
      if (value === null) return null;
      const { input, isGeneral } = cellInput(value, isText[j] ?? false);
      if (isGeneral) apart.push({ row: row + i, column: column + j, input });
      return isGeneral ? null : input;
    }),
  );
  const range = sheet.getRangeByIndexes(row, column, rows.length, width);
  range.values = values;
  range.untrack();
  for (const cell of apart) {
    const single = sheet.getRangeByIndexes(cell.row, cell.column, 1, 1);
    single.numberFormat = [['General']];
    single.values = [[cell.input]];
    single.untrack();
  }
}
