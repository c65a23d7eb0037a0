/** What a protected sheet keeps a person from, as Excel does: locked cells, and rows and columns unless allowed. */
import { CustomCommandExecutionError, type ICommandInfo } from '@univerjs/core';
import {
  AddWorksheetMergeCommand,
  CopySheetCommand,
  InsertColByRangeCommand,
  InsertColCommand,
  InsertRowByRangeCommand,
  InsertSheetCommand,
  RemoveColByRangeCommand,
  RemoveColCommand,
  RemoveRowByRangeCommand,
  RemoveRowCommand,
  RemoveSheetCommand,
  RemoveWorksheetMergeCommand,
  SetWorksheetHideCommand,
  SetWorksheetNameCommand,
  SetWorksheetOrderCommand,
} from '@univerjs/preset-sheets-core';
import { intersection } from '../../host/a1.ts';
import type { ProtectionOption } from '../../host/model/protection.ts';
import type { SheetModel } from '../../host/model/sheet.ts';
import { areaOf, type Range } from './ranges.ts';

/** Cells are locked unless their format says otherwise. */
export function isLocked(sheet: SheetModel, row: number, column: number): boolean {
  return sheet.protection !== null && sheet.grid.at(row, column).style.locked !== false;
}

const NEEDS = new Map<string, ProtectionOption>([
  [InsertRowByRangeCommand.id, 'allowInsertRows'],
  [InsertColCommand.id, 'allowInsertColumns'],
  [InsertColByRangeCommand.id, 'allowInsertColumns'],
  [RemoveRowCommand.id, 'allowDeleteRows'],
  [RemoveRowByRangeCommand.id, 'allowDeleteRows'],
  [RemoveColCommand.id, 'allowDeleteColumns'],
  [RemoveColByRangeCommand.id, 'allowDeleteColumns'],
]);

/** What the protection of a workbook's structure forbids. */
const STRUCTURE = new Set<string>([
  CopySheetCommand.id,
  InsertSheetCommand.id,
  RemoveSheetCommand.id,
  SetWorksheetHideCommand.id,
  SetWorksheetNameCommand.id,
  SetWorksheetOrderCommand.id,
]);

/** Not on a protected sheet at all, as in Excel. */
const MERGING = new Set<string>([AddWorksheetMergeCommand.id, RemoveWorksheetMergeCommand.id]);

export const LOCKED =
  'This sheet is protected, so its locked cells stay as they are. Unprotect the sheet to change them.';

/** Why a command is not carried out; null when it may be. */
export function forbidden({ id, params }: Readonly<ICommandInfo>, sheet: SheetModel): string | null {
  const { protection, workbook } = sheet;
  const option = NEEDS.get(id);
  if (option && protection && !protection.allowed.has(option)) {
    return 'This sheet is protected. Unprotect it to insert or delete rows and columns.';
  }
  if (MERGING.has(id) && protection) return 'This sheet is protected. Unprotect it to merge cells or to part them.';
  if (id === AddWorksheetMergeCommand.id && isInTable(sheet, params)) return 'Cells of a table cannot be merged.';
  return STRUCTURE.has(id) && workbook.protection
    ? 'The structure of this workbook is protected. Unprotect it to change its sheets.'
    : null;
}

function isInTable({ tables }: SheetModel, params: object | undefined): boolean {
  const areas = ((params as { selections?: Range[] } | undefined)?.selections ?? []).map(areaOf);
  return tables.some((table) => areas.some((area) => intersection(table.area, area)));
}

/** Thrown before a command it ends that command and nothing else. */
export class Forbidden extends CustomCommandExecutionError {}
