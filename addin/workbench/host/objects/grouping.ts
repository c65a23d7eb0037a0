/** Outlines: rows and columns in groups that can be folded. */
import { integerOf, oneOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import type { Argument, Methods } from '../host-object.ts';
import { requireUnprotected } from '../model/guards.ts';
import { MAX_OUTLINE_LEVEL } from '../model/outline.ts';
import type { RangeModel, SheetModel } from '../model/shapes.ts';

type Along = 'rows' | 'columns';

const alongOf = (option: Argument | undefined, location: string): Along =>
  oneOf(option, ['ByRows', 'ByColumns'] as const, location) === 'ByRows' ? 'rows' : 'columns';

const outlineOf = (sheet: SheetModel, of: Along): SheetModel['rowOutline'] =>
  of === 'rows' ? sheet.rowOutline : sheet.columnOutline;

function indexes({ area }: RangeModel, of: Along): readonly number[] {
  const start = of === 'rows' ? area.row : area.column;
  return Array.from({ length: area[of] }, (_, i) => start + i);
}

function regroup(range: RangeModel, option: Argument | undefined, change: 1 | -1): void {
  const location = change === 1 ? 'Range.group' : 'Range.ungroup';
  requireUnprotected(range.sheet, location);
  const of = alongOf(option, location);
  const outline = outlineOf(range.sheet, of);
  const changed = indexes(range, of).map((index) => [index, outline.level(index) + change] as const);
  if (changed.some(([, level]) => level > MAX_OUTLINE_LEVEL)) throw new HostError('InvalidOperation', location);
  if (change === -1 && changed.every(([, level]) => level < 0)) throw new HostError('InvalidOperation', location);
  for (const [index, level] of changed) outline.set(index, level);
}

function setHidden(sheet: SheetModel, of: Along, { index, isHidden }: { index: number; isHidden: boolean }): void {
  if (of === 'rows') sheet.setRowHidden(index, isHidden);
  else if (isHidden) sheet.hiddenColumns.add(index);
  else sheet.hiddenColumns.delete(index);
}

function fold(range: RangeModel, option: Argument | undefined, isHidden: boolean): void {
  const location = isHidden ? 'Range.hideGroupDetails' : 'Range.showGroupDetails';
  requireUnprotected(range.sheet, location);
  const of = alongOf(option, location);
  const outline = outlineOf(range.sheet, of);
  const members = new Set(indexes(range, of).flatMap((index) => outline.group(index)));
  if (members.size === 0) throw new HostError('InvalidOperation', location);
  for (const index of members) setHidden(range.sheet, of, { index, isHidden });
}

export const groupMethods: Methods<RangeModel> = {
  Group: (self, [option]) => regroup(self, option, 1),
  Ungroup: (self, [option]) => regroup(self, option, -1),
  HideGroupDetails: (self, [option]) => fold(self, option, true),
  ShowGroupDetails: (self, [option]) => fold(self, option, false),
};

/** Folds all groups of a sheet but those of the first levels; 0 leaves rows or columns as they are. */
export function showOutlineLevels(sheet: SheetModel, [rowLevels, columnLevels]: readonly Argument[]): void {
  const location = 'Worksheet.showOutlineLevels';
  requireUnprotected(sheet, location);
  const levels = { rows: integerOf(rowLevels, location), columns: integerOf(columnLevels, location) };
  for (const along of ['rows', 'columns'] as const) {
    const shown = levels[along];
    if (shown < 0 || shown > MAX_OUTLINE_LEVEL + 1) throw new HostError('InvalidArgument', location);
    if (shown === 0) continue;
    for (const [index, level] of outlineOf(sheet, along).entries) {
      setHidden(sheet, along, { index, isHidden: level >= shown });
    }
  }
}
