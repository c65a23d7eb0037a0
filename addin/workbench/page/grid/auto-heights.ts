/**
 * Univer 0.25.1 measures rows that were pasted or sorted while the page has nothing else to do; a workbook that was closed
 * meanwhile has no rows any more, and measuring them failed.
 */
import { SpreadsheetSkeleton } from '@univerjs/preset-sheets-core';

type Measure = (this: Measured, ...of: unknown[]) => readonly object[];

/** Null once the sheet is closed; it is in no type of Univer's. */
interface Measured {
  readonly _worksheetData: object | null;
}

export function measureOpenSheetsOnly(): void {
  const { prototype } = SpreadsheetSkeleton;
  const measure = Reflect.get(prototype, 'calculateAutoHeightInRange') as Measure;
  const calculateAutoHeightInRange: Measure = function (...of) {
    return this._worksheetData ? measure.apply(this, of) : [];
  };
  Object.assign(prototype, { calculateAutoHeightInRange });
}
