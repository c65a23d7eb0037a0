import { integerOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type Argument, type HostObject } from '../host-object.ts';
import { requireUnlocked } from '../model/guards.ts';
import type { RangeModel } from '../model/range.ts';
import { optionalFlag, requireBearable } from './range-values.ts';

interface Removal {
  readonly removed: number;
  readonly remaining: number;
}

const result = hostClass<Removal>({
  name: 'RemoveDuplicatesResult',
  properties: { Removed: { get: ({ removed }) => removed }, UniqueRemaining: { get: ({ remaining }) => remaining } },
});

const LOCATION = 'Range.removeDuplicates';

function columnsOf(argument: Argument | undefined, count: number): readonly number[] {
  const columns = Array.isArray(argument) ? (argument as readonly Argument[]).map((c) => integerOf(c, LOCATION)) : [];
  const isInside = columns.length > 0 && columns.every((column) => column >= 0 && column < count);
  if (!isInside) throw new HostError('InvalidArgument', LOCATION);
  return columns;
}

/**
 * "A row is deleted if a value in its specified column or columns appeared earlier in the range. Rows in the range below
 * the deleted row are shifted up", and nothing outside of the range moves (learn.microsoft.com, "Remove duplicates"). As
 * in Excel's dialog case does not matter.
 */
export function removeDuplicates(self: RangeModel, [columns, hasHeader]: readonly Argument[]): HostObject {
  const { sheet, area } = self;
  const keys = columnsOf(columns, area.columns);
  requireBearable(self, LOCATION);
  requireUnlocked(self, LOCATION);
  const skip = optionalFlag(hasHeader, LOCATION) ? 1 : 0;
  const body = { ...area, row: area.row + skip, rows: area.rows - skip };
  if (body.rows < 1) return result({ removed: 0, remaining: 0 });
  const { kept, doubled } = divided(
    sheet.grid.map(body, ({ value }) => (typeof value === 'string' ? value.toLowerCase() : value)),
    keys,
  );
  if (doubled.length > 0) {
    sheet.grid.reorder(body, [...kept, ...doubled]);
    sheet.grid.remove({ ...body, row: body.row + kept.length, rows: doubled.length });
    sheet.settleHeaders(area);
    sheet.workbook.cellsChanged(self, { source: 'ThisLocalAddin' });
  }
  return result({ removed: doubled.length, remaining: kept.length });
}

function divided(
  rows: readonly (readonly unknown[])[],
  keys: readonly number[],
): { kept: number[]; doubled: number[] } {
  const seen = new Set<string>();
  const [kept, doubled]: [number[], number[]] = [[], []];
  rows.forEach((row, i) => {
    const key = JSON.stringify(keys.map((column) => row[column]));
    (seen.has(key) ? doubled : kept).push(i);
    seen.add(key);
  });
  return { kept, doubled };
}
