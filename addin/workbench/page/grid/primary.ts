/** The cell at which a selection begins; where cells are merged, all of them. */
import type { ISelectionCell, Worksheet } from '@univerjs/core';

export const primaryAt = (worksheet: Worksheet, row: number, column: number): ISelectionCell =>
  worksheet.getCellInfoInMergeData(row, column);
