import type { Conflict } from './sheet.port.ts';

/** A cell's newest conflict holds. */
export function mergeConflicts(old: readonly Conflict[], fresh: readonly Conflict[]): readonly Conflict[] {
  const byPlace = new Map([...old, ...fresh].map((conflict) => [`${conflict.row} ${conflict.column}`, conflict]));
  return [...byPlace.values()];
}
