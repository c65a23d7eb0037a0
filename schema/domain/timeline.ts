import type { Day, Validity } from './day.ts';
import { contains, overlaps } from './day.ts';
import type { Millionths } from './decimal.ts';

/** A price while it is in force. */
export interface Span extends Validity {
  readonly amount: Millionths;
}

/** The prices of one row and currency, in any order; no two of them in force on one day (the database holds that). */
export type Timeline = readonly Span[];

/** The amount in force on a day, or null. */
export const amountOn = (timeline: Timeline, day: Day): Millionths | null =>
  timeline.find((span) => contains(span, day))?.amount ?? null;

/**
 * The days from `from` on at which some timeline changes, ascending, `from` itself included. Between two of them nothing
 * changes, so what holds on these days holds on all days.
 */
export function changeDays(timelines: readonly Timeline[], from: Day): Day[] {
  const ends = timelines.flat().flatMap((span) => (span.to === null ? [span.from] : [span.from, span.to]));
  return [...new Set([from, ...ends.filter((day) => day > from)])].sort();
}

/**
 * The timeline once `amount` holds during `validity`; null clears it. What was in force there is cut away, as the contract's
 * semantics 7 has it.
 */
export function overlay(timeline: Timeline, validity: Validity, amount: Millionths | null): Timeline {
  const { from, to } = validity;
  const spans: Span[] = [];
  for (const span of timeline) {
    if (!overlaps(span, validity)) {
      spans.push(span);
      continue;
    }
    if (span.from < from) spans.push({ ...span, to: from });
    if (to !== null && (span.to === null || to < span.to)) spans.push({ ...span, from: to });
  }
  if (amount !== null) spans.push({ from, to, amount });
  return spans;
}
