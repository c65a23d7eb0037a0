import { HostError } from '../host-error.ts';
import type { ProtectionOption } from './protection.ts';
import type { RangeModel, SheetModel, WorkbookModel } from './shapes.ts';

/** @throws HostError AccessDenied when the sheet is protected and does not allow it */
export function requireAllowed(sheet: SheetModel, option: ProtectionOption, location: string): void {
  if (sheet.protection && !sheet.protection.allowed.has(option)) throw new HostError('AccessDenied', location);
}

/** @throws HostError AccessDenied on a protected sheet, whatever its options are */
export function requireUnprotected(sheet: SheetModel, location: string): void {
  if (sheet.protection) throw new HostError('AccessDenied', location);
}

/**
 * Cells are locked unless their format says otherwise (support.microsoft.com, "Lock or unlock specific areas of a
 * protected worksheet").
 * @throws HostError AccessDenied when a cell of the range is locked on a protected sheet
 */
export function requireUnlocked({ sheet, area }: RangeModel, location: string): void {
  if (!sheet.protection) return;
  const isUnlocked = sheet.grid.map(area, (cell) => cell.style.locked === false);
  if (!isUnlocked.every((row) => row.every(Boolean))) throw new HostError('AccessDenied', location);
}

/** @throws HostError AccessDenied when the workbook's structure is protected */
export function requireOpenStructure(workbook: WorkbookModel, location: string): void {
  if (workbook.protection) throw new HostError('AccessDenied', location);
}
