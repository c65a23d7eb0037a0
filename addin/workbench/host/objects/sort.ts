import { flagOf, integerOf, isAbsent, objectOf, oneOf, textOf } from '../arguments.ts';
import type { Area } from '../a1.ts';
import { HostError } from '../host-error.ts';
import type { Argument } from '../host-object.ts';
import { localAddress } from '../model/change-events.ts';
import { EventType } from '../model/events.ts';
import { requireAllowed, requireUnlocked } from '../model/guards.ts';
import type { Cell } from '../model/grid.ts';
import { requireUnmerged } from '../model/merges.ts';
import { RangeModel } from '../model/range.ts';
import type { SheetModel } from '../model/shapes.ts';
import type { CellValue } from '../value.ts';
import { optionalFlag } from './range-values.ts';

/** `RangeSort.apply(fields, matchCase, hasHeaders, orientation, method)`; the headers of sorted columns stand before them. */
export function sortRange(self: RangeModel, args: readonly Argument[]): void {
  const location = 'RangeSort.apply';
  const [fields, matchCase, hasHeaders, orientation, method] = args;
  const along = isAbsent(orientation) ? 'Rows' : oneOf(orientation, ['Rows', 'Columns'] as const, location);
  requireMethod(method, location);
  const skip = optionalFlag(hasHeaders, location) ? 1 : 0;
  const { area } = self;
  const body =
    along === 'Rows'
      ? { ...area, row: area.row + skip, rows: area.rows - skip }
      : { ...area, column: area.column + skip, columns: area.columns - skip };
  if (body.rows > 0 && body.columns > 0) sortCells(self.sheet, body, { fields, matchCase, location, along });
}

/** Strokes of Chinese characters are the only other method there is. */
export function requireMethod(method: Argument | undefined, location: string): void {
  if (!isAbsent(method) && oneOf(method, ['PinYin', 'StrokeCount'] as const, location) === 'StrokeCount') {
    throw new HostError('NotImplemented', location, 'This host does not sort by strokes.');
  }
}

interface Sorting {
  readonly fields: Argument | undefined;
  readonly matchCase?: Argument | undefined;
  readonly location: string;
  readonly along: 'Rows' | 'Columns';
}

interface SortKey {
  /** The column by which rows are sorted, the row by which columns are. */
  readonly at: number;
  readonly ascending: boolean;
  /** A fill or font colour comes first (or last), and values do not matter. */
  readonly color: ((cell: Readonly<Cell>) => boolean) | null;
}

/** Sorts the rows or columns of an area by `SortField`s, values and formats together. */
export function sortCells(sheet: SheetModel, area: Area, { fields, matchCase, location, along }: Sorting): void {
  if (!Array.isArray(fields) || fields.length === 0) throw new HostError('InvalidArgument', location);
  requireAllowed(sheet, 'allowSort', location);
  const range = new RangeModel(sheet, area);
  requireUnlocked(range, location);
  requireUnmerged(sheet, area, location);
  const keys = (fields as readonly Argument[]).map((field) => {
    return sortKey(field, along === 'Rows' ? area.columns : area.rows, location);
  });
  const isCaseSensitive = optionalFlag(matchCase, location);
  const cells = sheet.grid.map(area, (cell) => cell);
  const cellAt = (line: number, at: number) => (along === 'Rows' ? cells[line]?.[at] : cells[at]?.[line]);
  const order = Array.from({ length: along === 'Rows' ? area.rows : area.columns }, (_, i) => i);
  order.sort((a, b) => {
    for (const key of keys) {
      const compared = compareBy(key, [cellAt(a, key.at), cellAt(b, key.at)], isCaseSensitive);
      if (compared !== 0) return compared;
    }
    return a - b;
  });
  sheet.grid.reorder(area, order, along);
  sheet.workbook.cellsChanged(range, { source: 'ThisLocalAddin' });
  const message = { address: localAddress(range), source: 'Local', worksheetId: sheet.id };
  const type = along === 'Rows' ? EventType.RowSorted : EventType.ColumnSorted;
  sheet.workbook.events.fireOn(sheet.id, type, message);
}

function sortKey(field: Argument, width: number, location: string): SortKey {
  const { key, ascending, sortOn, color } = objectOf(field, location);
  const at = integerOf(key, location);
  if (at < 0 || at >= width) throw new HostError('InvalidArgument', location);
  const on = isAbsent(sortOn) ? 'Value' : oneOf(sortOn, ['Value', 'CellColor', 'FontColor', 'Icon'] as const, location);
  if (on === 'Icon') throw new HostError('NotImplemented', location, 'This host has no icons to sort by.');
  const wanted = on === 'Value' ? '' : textOf(color, location).toUpperCase();
  const shade = ({ style }: Readonly<Cell>): string =>
    ((on === 'CellColor' ? style.fill : style.fontColor) ?? '').toUpperCase();
  return {
    at,
    ascending: isAbsent(ascending) ? true : flagOf(ascending, location),
    color: on === 'Value' ? null : (cell) => shade(cell) === wanted,
  };
}

type Pair = readonly [Readonly<Cell> | undefined, Readonly<Cell> | undefined];

function compareBy({ ascending, color }: SortKey, [a, b]: Pair, isCaseSensitive: boolean): number {
  if (!a || !b) return 0;
  if (color) return (Number(color(b)) - Number(color(a))) * (ascending ? 1 : -1);
  return compare(a.value, b.value, { ascending, isCaseSensitive });
}

const RANK = { number: 0, string: 1, boolean: 2 } as const;

/** Excel's order: numbers, texts without regard to case, booleans; empty cells last in either direction. */
function compare(
  a: CellValue,
  b: CellValue,
  { ascending, isCaseSensitive }: { ascending: boolean; isCaseSensitive: boolean },
): number {
  if (a === '' || b === '') return Number(a === '') - Number(b === '');
  const direction = ascending ? 1 : -1;
  const rank = RANK[typeof a as keyof typeof RANK] - RANK[typeof b as keyof typeof RANK];
  if (rank !== 0) return rank * direction;
  if (typeof a === 'string' && typeof b === 'string') {
    return direction * a.localeCompare(b, 'en', { sensitivity: isCaseSensitive ? 'case' : 'base' });
  }
  return direction * (Number(a) - Number(b));
}
