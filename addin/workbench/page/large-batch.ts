import type { Json, RequestBatch } from '../host/protocol.ts';

/** Cells that take the page a good part of a second. */
const MANY_CELLS = 50_000;

/** Whether a batch writes so many cells that a sign of it should be seen. */
export const isLarge = ({ Actions }: RequestBatch): boolean =>
  Actions.reduce((cells, { ArgumentInfo }) => cells + cellsOf(ArgumentInfo?.Arguments?.[0]), 0) >= MANY_CELLS;

/** Of a block of values, which comes row by row. */
function cellsOf(block: Json | undefined): number {
  if (!Array.isArray(block)) return 0;
  const [row] = block as readonly Json[];
  return block.length * (Array.isArray(row) ? row.length : 1);
}
