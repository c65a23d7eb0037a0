import { z } from 'zod';
import { MAX_COLUMNS, MAX_ROWS } from '../host/a1.ts';

export const row = z
  .int()
  .min(0)
  .max(MAX_ROWS - 1);
export const column = z
  .int()
  .min(0)
  .max(MAX_COLUMNS - 1);

/** A rectangle of cells, as a saved file has it. */
export const area = z
  .strictObject({ row, column, rows: z.int().min(1).max(MAX_ROWS), columns: z.int().min(1).max(MAX_COLUMNS) })
  .refine((a) => a.row + a.rows <= MAX_ROWS && a.column + a.columns <= MAX_COLUMNS, 'lies beyond the sheet');
