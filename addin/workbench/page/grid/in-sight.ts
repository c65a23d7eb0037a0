/** From where to where something reaches, in pixels. */
export type Span = readonly [start: number, end: number];

/** How far to scroll so that a cell lies within what is seen; 0 when it does. Of one that is too large, its start. */
export function inSight([start, end]: Span, [from, to]: Span): number {
  if (start < from || end - start > to - from) return start - from;
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

/** Where the row or column that lies across a place ends, or the place itself between two of them. */
export function nextEdge(ends: readonly number[], at: number): number {
  return at === 0 ? 0 : (ends.find((end) => end >= at) ?? at);
}
