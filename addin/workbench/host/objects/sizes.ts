/** Widths of columns and heights of rows, in points. */
import { flagOf, numberOf } from '../arguments.ts';
import { autofitColumns } from '../autofit.ts';
import { HostError } from '../host-error.ts';
import type { Argument, Property } from '../host-object.ts';
import { requireAllowed } from '../model/guards.ts';
import type { RangeModel } from '../model/range.ts';
import type { SheetModel } from '../model/shapes.ts';
import { ROW_HEIGHT } from '../model/sheet-layout.ts';
import type { Json } from '../protocol.ts';

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

/** `Worksheet.standardWidth`, in characters; at most the 255 of any column. */
export function standardWidth(value: Argument): number {
  const characters = numberOf(value, 'Worksheet.standardWidth');
  if (characters < 0 || characters > 255) throw new HostError('InvalidArgument', 'Worksheet.standardWidth');
  return characters;
}

export const sizes: { readonly [name: string]: Property<RangeModel> } = {
  ColumnWidth: {
    get: ({ sheet, area }) =>
      sheet.columnWidths.size === 0
        ? sheet.columnWidth
        : same((i) => sheet.columnWidths.get(area.column + i) ?? sheet.columnWidth, area.columns),
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

/** True where rows or columns have the sheet's own size; to be set to true only, which gives it back to them. */
function standard(
  own: (range: RangeModel) => Map<number, number>,
  { along, points, location }: { along: 'row' | 'column'; points: (sheet: SheetModel) => number; location: string },
): Property<RangeModel> {
  const indexes = (range: RangeModel): number[] => {
    const start = range.area[along];
    const count = range.area[along === 'row' ? 'rows' : 'columns'];
    return [...own(range).keys()].filter((index) => index >= start && index < start + count);
  };
  return {
    get: (range) => indexes(range).every((index) => own(range).get(index) === points(range.sheet)),
    set: (range, value) => {
      if (!flagOf(value, location)) throw new HostError('InvalidArgument', location);
      requireAllowed(range.sheet, along === 'row' ? 'allowFormatRows' : 'allowFormatColumns', location);
      for (const index of indexes(range)) own(range).delete(index);
    },
  };
}

export const standardSizes: { readonly [name: string]: Property<RangeModel> } = {
  UseStandardWidth: standard(({ sheet }) => sheet.columnWidths, {
    along: 'column',
    points: ({ columnWidth }) => columnWidth,
    location: 'RangeFormat.useStandardWidth',
  }),
  UseStandardHeight: standard(({ sheet }) => sheet.rowHeights, {
    along: 'row',
    points: () => ROW_HEIGHT,
    location: 'RangeFormat.useStandardHeight',
  }),
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

/** Points that rows or columns take together; hidden ones take none. */
function extent(own: ReadonlyMap<number, number>, hidden: ReadonlySet<number>, standard: number) {
  return (start: number, count: number): number => {
    const isWithin = (index: number): boolean => index >= start && index < start + count;
    let points = count * standard;
    for (const [index, size_] of own) if (isWithin(index)) points += size_ - standard;
    for (const index of hidden) if (isWithin(index)) points -= own.get(index) ?? standard;
    return points;
  };
}

const acrossColumns = ({ sheet }: RangeModel) => extent(sheet.columnWidths, sheet.hiddenColumns, sheet.columnWidth);
const acrossRows = ({ sheet }: RangeModel) => extent(sheet.rowHeights, sheet.hiddenRowNumbers, ROW_HEIGHT);

/** Where a range lies on its sheet, in points from its left and upper edge. */
export const positions: { readonly [name: string]: Property<RangeModel> } = {
  Left: { get: (self) => acrossColumns(self)(0, self.area.column) },
  Top: { get: (self) => acrossRows(self)(0, self.area.row) },
  Width: { get: (self) => acrossColumns(self)(self.area.column, self.area.columns) },
  Height: { get: (self) => acrossRows(self)(self.area.row, self.area.rows) },
};
