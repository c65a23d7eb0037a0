import { applyDelta, type Delta } from '../../schema/matrix/rebase.ts';
import { sameValue } from '../../schema/matrix/cell.ts';
import type { Sheet } from '../../schema/matrix/diff.ts';
import { readSheetValue, sheetValueOf, toSheetValue, type SheetValue } from '../../schema/matrix/sheet-value.ts';
import type { MatrixRow } from '../client/contract.ts';
import type { CellPlace, CellWrite, Conflict, SheetUpdate } from './sheet.port.ts';
import { allColumns, cellIndex, type View } from './view.ts';

/** What has to happen on a sheet so that it shows a newer state. */
export interface Change {
  readonly view: View;
  readonly sheet: Sheet;
  readonly delta: Delta & { readonly revision: number };
  /** Cells that keep what stands in them: edits that are not stored yet. */
  readonly keep: readonly CellPlace[];
  /** Rows of the sheet without a key that got one. */
  readonly named: readonly { readonly row: number; readonly key: string }[];
  /** Cells to be put back to what was pulled, unless the delta says otherwise. */
  readonly restore: readonly CellPlace[];
}

export interface Changes {
  readonly view: View;
  readonly update: SheetUpdate;
  readonly conflicts: readonly Conflict[];
}

/**
 * The next baseline, and the fewest writes that bring the sheet there: a cell that already shows the value is not
 * touched, so that formulas and formats stay.
 */
export function changesFor(change: Change): Changes {
  const { view, sheet, delta, named } = change;
  const rows = applyDelta(view.rows, delta) as readonly MatrixRow[];
  const next = { ...view, rows, revision: delta.revision };
  const positions = positionsOf(change);
  const changed = new Map((delta.rows as readonly MatrixRow[]).map((row) => [row[0], row]));
  const restored = new Set(change.restore.map(({ row }) => row));
  const toWrite = rows.filter((row) => changed.has(row[0]) || restored.has(row[0]));
  const known = new Set(view.rows.map((row) => row[0]));
  const added = toWrite.filter((row) => !positions.has(row[0]) && !known.has(row[0]));
  const present = toWrite.filter((row) => positions.has(row[0]));
  const kept = new Set(change.keep.map(placeText));
  const keptRows = new Set(change.keep.map(({ row }) => row));
  const update = {
    cells: present.flatMap((row) => cellWrites(row, { view, sheet, at: positions.get(row[0]) ?? -1, kept })),
    named,
    added: added.map(sheetRows(view)),
    removed: delta.removed.filter((key) => !changed.has(key) && !keptRows.has(key)),
    delta: { rows: delta.rows, removed: delta.removed },
  };
  return { view: next, update, conflicts: conflictsIn(change, { next, positions }) };
}

/**
 * Cells that keep what stands in them although their baseline moves to what somebody else stored: without a choice the
 * next push would take that back unseen. Those that cannot be read or were refused are among them.
 */
function conflictsIn(
  { view, sheet, keep }: Change,
  { next, positions }: { next: View; positions: ReadonlyMap<string, number> },
): Conflict[] {
  const before = new Map(view.rows.map((row) => [row[0], row]));
  const after = new Map(next.rows.map((row) => [row[0], row]));
  return keep.flatMap(({ row, column: key }): Conflict[] => {
    const column = allColumns(view).find((c) => c.key === key);
    const [old, now, at] = [before.get(row), after.get(row), positions.get(row)];
    if (!column || !old || !now || at === undefined) return [];
    const base = readSheetValue(old[cellIndex(view, key)], column);
    const theirs = readSheetValue(now[cellIndex(view, key)], column);
    const mine = readSheetValue(sheet.rows[at]?.values?.[sheet.columns.indexOf(key)], column);
    if (sameValue(base, theirs, column) || sameValue(mine, theirs, column)) return [];
    return [{ row, column: key, base, mine, theirs }];
  });
}

const placeText = ({ row, column }: CellPlace): string => `${row} ${column}`;

/** Index in the sheet's rows by key, those that just got one included. */
function positionsOf({ sheet, named }: Change): Map<string, number> {
  const positions = new Map(sheet.rows.map(({ key }, at) => [typeof key === 'string' ? key.trim() : '', at]));
  for (const { row, key } of named) positions.set(key, row);
  return positions;
}

function cellWrites(
  row: MatrixRow,
  { view, sheet, at, kept }: { view: View; sheet: Sheet; at: number; kept: ReadonlySet<string> },
): CellWrite[] {
  const shown = sheet.rows[at]?.values ?? [];
  return allColumns(view).flatMap((column, index) => {
    const place = { row: row[0], column: column.key };
    const position = sheet.columns.indexOf(column.key);
    if (position < 0 || kept.has(placeText(place))) return [];
    const value = readSheetValue(row[index + 1] ?? null, column);
    const present = readSheetValue(shown[position], column);
    return sameValue(value, present, column) ? [] : [{ ...place, value: toSheetValue(value, column) }];
  });
}

/** A view's rows as a sheet takes them: the key, then a value for each column. */
export function sheetRows(view: View): (row: MatrixRow) => SheetValue[] {
  const columns = allColumns(view);
  return (row) => {
    const values: SheetValue[] = [row[0]];
    for (const [index, column] of columns.entries()) values.push(sheetValueOf(row[index + 1], column));
    return values;
  };
}
