import { decimal, formatDecimal } from '../../schema/domain/decimal.ts';
import { formatCell, parseCell, type CellColumn } from '../../schema/matrix/cell.ts';
import type { SheetDiff } from '../../schema/matrix/diff.ts';
import { readSheetValue } from '../../schema/matrix/sheet-value.ts';
import { allColumns, baselineOf, type View } from './view.ts';

/** One changed cell as the preview shows it. */
export interface Difference {
  readonly row: string;
  readonly column: string;
  readonly title: string;
  readonly old: string;
  readonly new: string;
  /** new − old of amounts; null where there is nothing to subtract. */
  readonly delta: string | null;
}

/** Every edit with its old and new value, in the order of the sheet. */
export function differencesOf(view: View, edits: SheetDiff['edits']): readonly Difference[] {
  const rows = new Map(view.rows.map((row) => [row[0], row]));
  const columns = new Map(baselineOf(view).columns.map((column) => [column.key, column]));
  const places = new Map(allColumns(view).map(({ key }, i) => [key, i + 1]));
  return edits.flatMap(([key, columnKey, value]) => {
    const column = columns.get(columnKey);
    if (!column) return [];
    const before = readSheetValue(rows.get(key)?.[places.get(columnKey) ?? -1] ?? null, column);
    return [difference({ row: key, column, before, value })];
  });
}

function difference(of: { row: string; column: CellColumn; before: string | null; value: string | null }): Difference {
  const { row, column, before, value } = of;
  const parsed = parseCell(before, column);
  const old = parsed.ok ? formatCell(parsed.value, column) : (before ?? '');
  const delta = column.type === 'DECIMAL' && parsed.ok ? subtract(value, parsed.value, column.scale ?? 0) : null;
  return { row, column: column.key, title: column.title, old, new: formatCell(value, column), delta };
}

/** A blank counts as nothing: clearing 5 is −5. */
const subtract = (after: string | null, before: string | null, scale: number): string =>
  formatDecimal(decimal(after ?? '0') - decimal(before ?? '0'), scale);

/** The total effect of the shown amounts, by column. */
export function totalsOf(differences: readonly Difference[]): ReadonlyMap<string, string> {
  const totals = new Map<string, bigint>();
  for (const { column, delta } of differences) {
    if (delta !== null) totals.set(column, (totals.get(column) ?? 0n) + decimal(delta));
  }
  return new Map([...totals].map(([column, total]) => [column, formatDecimal(total)]));
}
