/** Merged cells: rectangles that show their first cell (support.microsoft.com, "Merge and unmerge cells"). */
import { intersection, isSameArea, type Area } from '../a1.ts';
import { HostError } from '../host-error.ts';
import type { SheetModel } from './shapes.ts';

const touches =
  (area: Area) =>
  (merge: Area): boolean =>
    intersection(merge, area) !== null;

export const mergesAt = ({ merges }: SheetModel, area: Area): readonly Area[] => merges.filter(touches(area));

/**
 * Makes one cell of an area; the first value in it remains, and earlier merges that it touches are gone.
 * @throws HostError InvalidOperation within a table, whose cells cannot be merged
 */
export function mergeCells(sheet: SheetModel, area: Area): void {
  if (sheet.tables.some((table) => intersection(table.area, area))) {
    throw new HostError('InvalidOperation', 'Range.merge', 'Cells of a table cannot be merged.');
  }
  if (area.rows * area.columns === 1) return;
  keepFirstValue(sheet, area);
  unmergeCells(sheet, area);
  sheet.merges = [...sheet.merges, area];
}

export function unmergeCells(sheet: SheetModel, area: Area): void {
  const isGone = touches(area);
  sheet.merges = sheet.merges.filter((merge) => !isGone(merge));
}

function keepFirstValue({ grid }: SheetModel, area: Area): void {
  const filled = [...grid.edit(area)].filter(({ cell }) => cell.value !== '' || cell.formula !== null);
  const [first] = filled;
  if (!first) return;
  const { value, formula, format } = first.cell;
  for (const { cell } of filled) Object.assign(cell, { value: '', formula: null });
  Object.assign(grid.touch(area.row, area.column), { value, formula, format });
}

/** Where merges lie after their cells were copied from `from` to `to`; those that lie only in part within stay behind. */
export function mergesFollowCopy(from: { sheet: SheetModel; area: Area }, to: { sheet: SheetModel; area: Area }): void {
  const copied = from.sheet.merges.filter((merge) => {
    const shared = intersection(merge, from.area);
    return shared !== null && isSameArea(shared, merge);
  });
  unmergeCells(to.sheet, to.area);
  for (let i = 0; i < to.area.rows; i += from.area.rows) {
    for (let j = 0; j < to.area.columns; j += from.area.columns) {
      const [down, right] = [to.area.row + i - from.area.row, to.area.column + j - from.area.column];
      const moved = copied.map((merge) => ({ ...merge, row: merge.row + down, column: merge.column + right }));
      to.sheet.merges = [...to.sheet.merges, ...moved];
    }
  }
}

/** @throws HostError InvalidOperation when merged cells would be sorted */
export function requireUnmerged(sheet: SheetModel, area: Area, location: string): void {
  if (mergesAt(sheet, area).length === 0) return;
  throw new HostError('InvalidOperation', location, 'To do this, all the merged cells need to be the same size.');
}
