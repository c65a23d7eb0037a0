/** Widths of columns and heights of rows, in points. */
import { numberOf } from '../arguments.ts';
import { autofitColumns } from '../autofit.ts';
import { HostError } from '../host-error.ts';
import type { Argument, Property } from '../host-object.ts';
import { requireAllowed } from '../model/guards.ts';
import type { RangeModel } from '../model/range.ts';
import type { Json } from '../protocol.ts';

const COLUMN_WIDTH = 48;
const ROW_HEIGHT = 15;
/** 255 characters (support.microsoft.com, "Excel specifications and limits"). */
const MAX_WIDTH = 1_340;

/** Null when they differ, as Excel answers. */
function same(read: (index: number) => number, count: number): Json {
  const first = read(0);
  for (let i = 1; i < count; i++) if (read(i) !== first) return null;
  return first;
}

function size(value: Argument, most: number, location: string): number {
  const points = numberOf(value, location);
  if (points < 0 || points > most) throw new HostError('InvalidArgument', location);
  return points;
}

export const sizes: { readonly [name: string]: Property<RangeModel> } = {
  ColumnWidth: {
    get: ({ sheet, area }) =>
      sheet.columnWidths.size === 0
        ? COLUMN_WIDTH
        : same((i) => sheet.columnWidths.get(area.column + i) ?? COLUMN_WIDTH, area.columns),
    set: ({ sheet, area }, value) => {
      requireAllowed(sheet, 'allowFormatColumns', 'RangeFormat.columnWidth');
      const width = size(value, MAX_WIDTH, 'RangeFormat.columnWidth');
      for (let i = 0; i < area.columns; i++) sheet.columnWidths.set(area.column + i, width);
    },
  },
  RowHeight: {
    get: ({ sheet, area }) =>
      sheet.rowHeights.size === 0
        ? ROW_HEIGHT
        : same((i) => sheet.rowHeights.get(area.row + i) ?? ROW_HEIGHT, area.rows),
    set: ({ sheet, area }, value) => {
      requireAllowed(sheet, 'allowFormatRows', 'RangeFormat.rowHeight');
      const height = size(value, 409, 'RangeFormat.rowHeight');
      for (let i = 0; i < area.rows; i++) sheet.rowHeights.set(area.row + i, height);
    },
  },
};

export function fitColumns(range: RangeModel): void {
  requireAllowed(range.sheet, 'allowFormatColumns', 'RangeFormat.autofitColumns');
  autofitColumns(range);
}

export function fitRows({ sheet, area }: RangeModel): void {
  requireAllowed(sheet, 'allowFormatRows', 'RangeFormat.autofitRows');
  const own = [...sheet.rowHeights.keys()].filter((i) => i >= area.row && i < area.row + area.rows);
  for (const row of own) sheet.rowHeights.delete(row);
}
