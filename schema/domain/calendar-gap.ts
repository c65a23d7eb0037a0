import type { Day, Validity } from './day.ts';

export interface PriceCalendar {
  /** When a price, or a quote, is in force; in any order. */
  readonly priced: readonly Validity[];
  /** ACTIVE or INCUBATING: somebody can buy the offering. */
  readonly isLive: boolean;
}

/**
 * Calendar gap: a live offering has a price on every day from its first price on, without end. Looks from `from` (the day
 * that was changed) on and gives every gap, earliest first; the last may be open. Before its first price an offering
 * is not yet sold, which is no gap.
 *
 * Source: findings and rules, "Push rules", calendar gap (WARN by default).
 */
export function calendarGaps({ priced, isLive }: PriceCalendar, from: Day): Validity[] {
  const spans = priced.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const first = spans[0]?.from;
  if (!isLive || first === undefined) return [];
  const gaps: Validity[] = [];
  /** Everything before this day is looked at. */
  let day: Day | null = first > from ? first : from;
  for (const span of spans) {
    if (day === null || (span.to !== null && span.to <= day)) continue;
    if (span.from > day) gaps.push({ from: day, to: span.from });
    day = span.to;
  }
  return day === null ? gaps : [...gaps, { from: day, to: null }];
}
