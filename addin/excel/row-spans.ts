/** Rows below each other. */
export interface Span {
  readonly start: number;
  readonly count: number;
}

/** Positions in ascending order as spans; those that are no further apart than `gap` share one. */
export function spansTogether(positions: readonly number[], gap: number): readonly Span[] {
  const spans: Span[] = [];
  for (const position of positions) {
    const last = spans.at(-1);
    if (last && position - (last.start + last.count - 1) <= gap) {
      spans[spans.length - 1] = { start: last.start, count: position - last.start + 1 };
    } else spans.push({ start: position, count: 1 });
  }
  return spans;
}
