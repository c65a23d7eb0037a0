import { MAX_COLUMNS, MAX_ROWS, type Area } from '../a1.ts';

/** What inserting and deleting cells does to rectangles. */
export type Along = 'rows' | 'columns';

export interface Axis {
  readonly start: 'row' | 'column';
  readonly size: 'rows' | 'columns';
  readonly max: number;
}
export const AXES: Record<Along, Axis> = {
  rows: { start: 'row', size: 'rows', max: MAX_ROWS },
  columns: { start: 'column', size: 'columns', max: MAX_COLUMNS },
};

export const acrossOf = (axis: Axis): Axis => (axis === AXES.rows ? AXES.columns : AXES.rows);

/** Where an area lies after an insertion or deletion at `at`; null when nothing of it is left. */
export function shifted(area: Area, at: Area, axis: Axis, direction: 1 | -1): Area | null {
  const other = acrossOf(axis);
  // Only what lies wholly beside the inserted or deleted cells moves with them.
  const isBeside =
    area[other.start] >= at[other.start] && area[other.start] + area[other.size] <= at[other.start] + at[other.size];
  if (!isBeside) return area;
  const [start, size, point, count] = [area[axis.start], area[axis.size], at[axis.start], at[axis.size]];
  // Whole rows and columns stay whole, and nothing reaches beyond the sheet.
  if (size === axis.max) return area;
  if (direction === 1) {
    if (point >= start + size) return area;
    const moved = point <= start ? start + count : start;
    const grown = point <= start ? size : size + count;
    if (moved >= axis.max) return null;
    return { ...area, [axis.start]: moved, [axis.size]: Math.min(grown, axis.max - moved) };
  }
  const before = Math.max(0, Math.min(point, start + size) - start);
  const after = Math.max(0, start + size - Math.max(point + count, start));
  if (before + after === 0) return null;
  const isMoved = start >= point;
  return { ...area, [axis.start]: isMoved ? Math.max(point, start - count) : start, [axis.size]: before + after };
}
