/**
 * Bringing a sheet's edits onto a newer state: base (as pulled), mine (as edited), theirs (as stored now). The server
 * decides in the same way (semantics 3 of the contract); doing it beforehand shows the analyst every conflict at once.
 */
import type { CellColumn } from './cell.ts';
import { sameValue } from './cell.ts';
import type { Baseline, CellEdit } from './diff.ts';
import { readSheetValue } from './sheet-value.ts';

/** UNCHANGED: nobody touched it. MINE, THEIRS: only one did. AGREED: both, to the same value. */
export type Outcome = 'UNCHANGED' | 'MINE' | 'THEIRS' | 'AGREED' | 'CONFLICT';

export interface ThreeValues {
  readonly base: string | null;
  readonly mine: string | null;
  readonly theirs: string | null;
}

/** Which of three values holds. A CONFLICT holds none of them until somebody chooses. */
export function resolve({ base, mine, theirs }: ThreeValues, column: CellColumn): Outcome {
  const isMineChanged = !sameValue(base, mine, column);
  const isTheirsChanged = !sameValue(base, theirs, column);
  if (!isMineChanged) return isTheirsChanged ? 'THEIRS' : 'UNCHANGED';
  if (!isTheirsChanged) return 'MINE';
  return sameValue(mine, theirs, column) ? 'AGREED' : 'CONFLICT';
}

export interface Delta {
  readonly rows: readonly (readonly unknown[])[];
  readonly removed: readonly string[];
}

export interface Rebased {
  /** Edits that still stand on the newer state. */
  readonly edits: readonly CellEdit[];
  readonly conflicts: readonly (ThreeValues & { readonly row: string; readonly column: string })[];
  /** Edits that somebody else has made already. */
  readonly agreed: readonly CellEdit[];
  /** Edits whose row or column is no longer in the view. */
  readonly orphaned: readonly CellEdit[];
}

/** Sorts edits made on `baseline` by what a delta since then means for them. Linear in rows and edits. */
export function rebase(baseline: Baseline, edits: readonly CellEdit[], delta: Delta): Rebased {
  const columns = new Map(
    baseline.columns.map((column, index) => [column.key, { column, at: 1 + baseline.header.length + index }]),
  );
  const before = byKey(baseline.rows);
  const now = byKey(delta.rows);
  const removed = new Set(delta.removed);
  const result = {
    edits: [] as CellEdit[],
    conflicts: [] as Rebased['conflicts'][number][],
    agreed: [] as CellEdit[],
    orphaned: [] as CellEdit[],
  };

  for (const edit of edits) {
    const [row, key, mine] = edit;
    const place = columns.get(key);
    const old = before.get(row);
    const isGone = removed.has(row) && !now.has(row);
    if (!place || !old || isGone) {
      result.orphaned.push(edit);
      continue;
    }
    const base = readSheetValue(old[place.at], place.column);
    const theirs = readSheetValue((now.get(row) ?? old)[place.at], place.column);
    const outcome = resolve({ base, mine, theirs }, place.column);
    if (outcome === 'CONFLICT') result.conflicts.push({ row, column: key, base, mine, theirs });
    else if (outcome === 'AGREED') result.agreed.push(edit);
    else if (outcome === 'MINE') result.edits.push(edit);
  }
  return result;
}

/** The rows of a baseline after a delta: changed ones in their place, new ones at the end, removed ones gone. */
export function applyDelta(rows: Baseline['rows'], delta: Delta): Baseline['rows'] {
  const changed = byKey(delta.rows);
  const known = byKey(rows);
  const removed = new Set(delta.removed.filter((key) => !changed.has(key)));
  const kept = rows.filter((row) => !removed.has(String(row[0]))).map((row) => changed.get(String(row[0])) ?? row);
  return [...kept, ...[...changed].filter(([key]) => !known.has(key)).map(([, row]) => row)];
}

/** One delta that does what two do one after the other; a row that went and came back keeps its old place. */
export function mergeDeltas(first: Delta, second: Delta): Delta {
  const rows = byKey([...first.rows, ...second.rows]);
  const isBack = byKey(second.rows);
  const removed = new Set([...first.removed.filter((key) => !isBack.has(key)), ...second.removed]);
  for (const key of second.removed) {
    if (isBack.has(key)) removed.delete(key);
    else rows.delete(key);
  }
  return { rows: [...rows.values()], removed: [...removed] };
}

const byKey = (rows: Baseline['rows']): Map<string, readonly unknown[]> =>
  new Map(rows.map((row) => [String(row[0]), row]));
