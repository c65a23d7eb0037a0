/** Merged cells of a range. */
import { isAbsent, flagOf } from '../arguments.ts';
import type { Argument, HostObject, Methods } from '../host-object.ts';
import { requireAllowed, requireUnlocked } from '../model/guards.ts';
import { mergeCells, mergesAt, unmergeCells } from '../model/merges.ts';
import { RangeAreasModel } from '../model/range-areas.ts';
import type { RangeModel } from '../model/shapes.ts';
import { required } from './collection.ts';
import { wrap } from './wrap.ts';

/** `across` merges the cells of each row apart. */
function merge(self: RangeModel, [across]: readonly Argument[]): void {
  const { sheet, area } = self;
  const isByRow = isAbsent(across) ? false : flagOf(across, 'Range.merge');
  requireAllowed(sheet, 'allowFormatCells', 'Range.merge');
  requireUnlocked(self, 'Range.merge');
  const areas = isByRow
    ? Array.from({ length: area.rows }, (_, i) => ({ ...area, row: area.row + i, rows: 1 }))
    : [area];
  for (const part of areas) mergeCells(sheet, part);
  sheet.workbook.cellsChanged(self, { source: 'ThisLocalAddin' });
}

function unmerge(self: RangeModel): void {
  requireAllowed(self.sheet, 'allowFormatCells', 'Range.unmerge');
  unmergeCells(self.sheet, self.area);
  self.sheet.workbook.formatsChanged(self);
}

function merged({ sheet, area }: RangeModel): HostObject | null {
  const areas = mergesAt(sheet, area);
  return areas.length === 0 ? null : wrap(new RangeAreasModel(sheet, areas));
}

export const mergeMethods: Methods<RangeModel> = {
  Merge: merge,
  Unmerge: unmerge,
  GetMergedAreas: (self) => required(merged(self), 'Range.getMergedAreas'),
  GetMergedAreasOrNullObject: merged,
};
