/** Widths of columns and heights of rows, in points. */
import { numberOf } from '../arguments.ts';
import { displayText } from '../display-text.ts';
import { HostError } from '../host-error.ts';
import type { Argument, Property } from '../host-object.ts';
import type { Cell } from '../model/grid.ts';
import { requireAllowed } from '../model/guards.ts';
import type { RangeModel } from '../model/range.ts';
import type { Json } from '../protocol.ts';

const COLUMN_WIDTH = 48;
const ROW_HEIGHT = 15;
/** About what a digit of Calibri 11 takes, in points, and the cell's own margin. */
const CHARACTER_WIDTH = 5.5;
const CELL_MARGIN = 8;
const MOST_CHARACTERS = 255;

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
      // 255 characters at the most (support.microsoft.com, "Excel specifications and limits").
      const width = size(value, MOST_CHARACTERS * CHARACTER_WIDTH, 'RangeFormat.columnWidth');
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

/** As wide as the longest text needs; only what lies within the range counts. */
export function autofitColumns({ sheet, area }: RangeModel): void {
  requireAllowed(sheet, 'allowFormatColumns', 'RangeFormat.autofitColumns');
  const longest = new Map<number, number>();
  for (const { column, cell } of sheet.grid.existing(area)) {
    const length = shownText(cell).length * ((cell.style.fontSize ?? 11) / 11);
    longest.set(column, Math.max(longest.get(column) ?? 0, length));
  }
  const own = [...sheet.columnWidths.keys()].filter((i) => i >= area.column && i < area.column + area.columns);
  for (const column of own) sheet.columnWidths.delete(column);
  for (const [column, length] of longest) {
    const characters = Math.min(length, MOST_CHARACTERS);
    if (characters > 0) sheet.columnWidths.set(column, Math.ceil(characters * CHARACTER_WIDTH + CELL_MARGIN));
  }
}

export function autofitRows({ sheet, area }: RangeModel): void {
  requireAllowed(sheet, 'allowFormatRows', 'RangeFormat.autofitRows');
  const own = [...sheet.rowHeights.keys()].filter((i) => i >= area.row && i < area.row + area.rows);
  for (const row of own) sheet.rowHeights.delete(row);
}

function shownText({ value, format }: Readonly<Cell>): string {
  try {
    return displayText(value, format);
  } catch {
    return String(value);
  }
}
