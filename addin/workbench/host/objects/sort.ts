import { flagOf, integerOf, isAbsent, objectOf } from '../arguments.ts';
import type { Area } from '../a1.ts';
import { HostError } from '../host-error.ts';
import type { Argument } from '../host-object.ts';
import type { SheetModel } from '../model/sheet.ts';
import type { CellValue } from '../value.ts';

/** Sorts the rows of an area by `SortField`s, values and formats together. */
export function sortRows(sheet: SheetModel, area: Area, fields: Argument | undefined, location: string): void {
  if (!Array.isArray(fields) || fields.length === 0) throw new HostError('InvalidArgument', location);
  const keys = (fields as readonly Argument[]).map((field) => sortKey(field, area, location));
  const values = sheet.grid.map(area, (cell) => cell.value);
  const order = values.map((_, i) => i);
  order.sort((a, b) => {
    for (const { column, ascending } of keys) {
      const compared = compare(values[a]?.[column] ?? '', values[b]?.[column] ?? '', ascending);
      if (compared !== 0) return compared;
    }
    return a - b;
  });
  sheet.grid.reorder(area, order);
}

function sortKey(field: Argument, area: Area, location: string): { column: number; ascending: boolean } {
  const { key, ascending } = objectOf(field, location);
  const column = integerOf(key, location);
  if (column < 0 || column >= area.columns) throw new HostError('InvalidArgument', location);
  return { column, ascending: isAbsent(ascending) ? true : flagOf(ascending, location) };
}

const RANK = { number: 0, string: 1, boolean: 2 } as const;

/** Excel's order: numbers, texts without regard to case, booleans; empty cells last in either direction. */
function compare(a: CellValue, b: CellValue, ascending: boolean): number {
  if (a === '' || b === '') return Number(a === '') - Number(b === '');
  const direction = ascending ? 1 : -1;
  const rank = RANK[typeof a as keyof typeof RANK] - RANK[typeof b as keyof typeof RANK];
  if (rank !== 0) return rank * direction;
  if (typeof a === 'string' && typeof b === 'string')
    return direction * a.localeCompare(b, 'en', { sensitivity: 'base' });
  return direction * (Number(a) - Number(b));
}
