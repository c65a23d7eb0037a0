/** From where to where something reaches, in pixels. */
export type Span = readonly [start: number, end: number];

/**
 * Where what is seen must start so that a cell lies within it, at the start of a row or column: `ends` are the places at
 * which each of them ends. A cell that is far off comes into the middle, so that what is beside it is seen too.
 */
export function startInSight(cell: Span, seen: Span, ends: readonly number[]): number {
  const at = seen[0] + lacking(cell, seen);
  return at <= 0 ? 0 : (ends.find((end) => end >= at) ?? at);
}

/** How far to scroll so that a cell is seen; 0 when it is. Of one that is too large, its start. */
function lacking([start, end]: Span, [from, to]: Span): number {
  const size = end - start;
  const isFar = start - to > size || from - end > size;
  if (start < from || isFar || size > to - from) return start - from - (isFar ? Math.max(0, to - from - size) / 2 : 0);
  return Math.max(0, end - to);
}

/** The row or column at a place, and how far into it, by the places at which each of them ends. */
export function indexAt(ends: readonly number[], at: number): { index: number; offset: number } {
  const index = Math.max(
    0,
    ends.findIndex((end) => end > at),
  );
  return { index, offset: at - (ends[index - 1] ?? 0) };
}
