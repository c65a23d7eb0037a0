/** The ranges that can be reached from a range. */
import { bounding, intersection, isSameArea, MAX_COLUMNS, MAX_ROWS, type Area } from '../a1.ts';
import { integerOf, isAbsent, oneOf, rangeOf, textOf } from '../arguments.ts';
import type { Argument, HostObject, Methods } from '../host-object.ts';
import { HostError } from '../host-error.ts';
import { RangeModel } from '../model/range.ts';
import type { SheetModel } from '../model/shapes.ts';
import { required } from './collection.ts';
import { optionalFlag } from './range-values.ts';
import { surroundingRegion } from './regions.ts';
import { tablesWithin } from './table-collection.object.ts';
import { wrap } from './wrap.ts';

function sub(self: RangeModel, change: Partial<Area>): HostObject {
  return wrap(self.with(change));
}

/** Another range of the same sheet, given as a range or an address. */
function operand(self: RangeModel, argument: Argument | undefined, location: string): RangeModel {
  const other = rangeOf(argument) ?? self.sheet.workbook.range(textOf(argument, location), self.sheet, location);
  if (other.sheet !== self.sheet) throw new HostError('InvalidArgument', location);
  return other;
}

function common(self: RangeModel, argument: Argument | undefined): HostObject | null {
  const area = intersection(self.area, operand(self, argument, 'Range.getIntersection').area);
  return area && wrap(new RangeModel(self.sheet, area));
}

export function usedWithin(self: RangeModel, valuesOnly: Argument | undefined): RangeModel | null {
  const area = self.sheet.grid.used(optionalFlag(valuesOnly, 'Range.getUsedRange'), self.area);
  return area && new RangeModel(self.sheet, area);
}

function used(self: RangeModel, valuesOnly: Argument | undefined): HostObject | null {
  const found = usedWithin(self, valuesOnly);
  return found && wrap(found);
}

const lastRow = ({ area }: RangeModel): number => area.row + area.rows - 1;
const lastColumn = ({ area }: RangeModel): number => area.column + area.columns - 1;

/** `count` neighbours after (positive) or before (negative); Excel's default is 1. */
function beside(
  self: RangeModel,
  count: Argument | undefined,
  of: { along: 'rows' | 'columns'; sign: 1 | -1 },
): HostObject {
  const location = of.along === 'rows' ? 'Range.getRowsBelow' : 'Range.getColumnsAfter';
  const wanted = (isAbsent(count) ? 1 : integerOf(count, location)) * of.sign;
  if (wanted === 0) throw new HostError('InvalidArgument', location);
  const { area } = self;
  const start = of.along === 'rows' ? 'row' : 'column';
  const at = wanted > 0 ? area[start] + area[of.along] : area[start] + wanted;
  return sub(self, { [start]: at, [of.along]: Math.abs(wanted) });
}

const DIRECTIONS = {
  Up: { row: -1, column: 0 },
  Down: { row: 1, column: 0 },
  Left: { row: 0, column: -1 },
  Right: { row: 0, column: 1 },
} as const;

/** Ctrl+arrow: the end of the data, or where the next begins, or the end of the sheet. */
function edge(self: RangeModel, direction: Argument | undefined): { row: number; column: number } {
  const step = DIRECTIONS[oneOf(direction, ['Up', 'Down', 'Left', 'Right'] as const, 'Range.getRangeEdge')];
  const { grid } = self.sheet;
  const isFilled = (p: { row: number; column: number }): boolean => grid.at(p.row, p.column).value !== '';
  const isOnSheet = ({ row, column }: { row: number; column: number }): boolean =>
    row >= 0 && column >= 0 && row < MAX_ROWS && column < MAX_COLUMNS;
  const next = (p: { row: number; column: number }) => ({ row: p.row + step.row, column: p.column + step.column });
  let at: { row: number; column: number } = { row: self.area.row, column: self.area.column };
  const isInData = isFilled(at) && isOnSheet(next(at)) && isFilled(next(at));
  while (isOnSheet(next(at))) {
    if (isInData && !isFilled(next(at))) break;
    at = next(at);
    if (!isInData && isFilled(at)) break;
  }
  return at;
}

/** The tables that touch one of the areas, or lie within one. */
export function tablesAt(sheet: SheetModel, areas: readonly Area[], fullyContained: Argument | undefined): HostObject {
  const isWhole = optionalFlag(fullyContained, 'Range.getTables');
  return tablesWithin(
    sheet.tables.filter((table) =>
      areas.some((area) => {
        const shared = intersection(table.area, area);
        return shared !== null && (!isWhole || isSameArea(shared, table.area));
      }),
    ),
  );
}

export const placeMethods: Methods<RangeModel> = {
  GetCell: (self, [row, column]) =>
    sub(self, {
      row: self.area.row + integerOf(row, 'Range.getCell'),
      column: self.area.column + integerOf(column, 'Range.getCell'),
      rows: 1,
      columns: 1,
    }),
  GetRow: (self, [row]) => sub(self, { row: self.area.row + integerOf(row, 'Range.getRow'), rows: 1 }),
  GetColumn: (self, [column]) =>
    sub(self, { column: self.area.column + integerOf(column, 'Range.getColumn'), columns: 1 }),
  GetLastRow: (self) => sub(self, { row: lastRow(self), rows: 1 }),
  GetLastColumn: (self) => sub(self, { column: lastColumn(self), columns: 1 }),
  GetLastCell: (self) => sub(self, { row: lastRow(self), column: lastColumn(self), rows: 1, columns: 1 }),
  GetEntireRow: (self) => sub(self, { column: 0, columns: MAX_COLUMNS }),
  GetEntireColumn: (self) => sub(self, { row: 0, rows: MAX_ROWS }),
  GetRowsAbove: (self, [count]) => beside(self, count, { along: 'rows', sign: -1 }),
  GetRowsBelow: (self, [count]) => beside(self, count, { along: 'rows', sign: 1 }),
  GetColumnsBefore: (self, [count]) => beside(self, count, { along: 'columns', sign: -1 }),
  GetColumnsAfter: (self, [count]) => beside(self, count, { along: 'columns', sign: 1 }),
  GetOffsetRange: (self, [rows, columns]) =>
    sub(self, {
      row: self.area.row + integerOf(rows, 'Range.getOffsetRange'),
      column: self.area.column + integerOf(columns, 'Range.getOffsetRange'),
    }),
  GetResizedRange: (self, [rows, columns]) =>
    sub(self, {
      rows: self.area.rows + integerOf(rows, 'Range.getResizedRange'),
      columns: self.area.columns + integerOf(columns, 'Range.getResizedRange'),
    }),
  GetAbsoluteResizedRange: (self, [rows, columns]) =>
    sub(self, {
      rows: integerOf(rows, 'Range.getAbsoluteResizedRange'),
      columns: integerOf(columns, 'Range.getAbsoluteResizedRange'),
    }),
  GetBoundingRect: (self, [other]) =>
    sub(self, bounding(self.area, operand(self, other, 'Range.getBoundingRect').area)),
  GetIntersection: (self, [other]) => required(common(self, other), 'Range.getIntersection'),
  GetIntersectionOrNullObject: (self, [other]) => common(self, other),
  GetUsedRange: (self, [valuesOnly]) => required(used(self, valuesOnly), 'Range.getUsedRange'),
  GetUsedRangeOrNullObject: (self, [valuesOnly]) => used(self, valuesOnly),
  GetSurroundingRegion: (self) => sub(self, surroundingRegion(self)),
  GetRangeEdge: (self, [direction]) => sub(self, { ...edge(self, direction), rows: 1, columns: 1 }),
  GetExtendedRange: (self, [direction]) =>
    sub(self, bounding(self.area, { ...edge(self, direction), rows: 1, columns: 1 })),
  GetTables: ({ sheet, area }, [fullyContained]) => tablesAt(sheet, [area], fullyContained),
};
