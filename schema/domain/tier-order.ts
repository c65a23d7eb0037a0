import type { Day } from './day.ts';
import type { Millionths } from './decimal.ts';
import type { Timeline } from './timeline.ts';
import { amountOn, changeDays } from './timeline.ts';

/** A tier of a line-up, with its prices on one list, in one currency, billing period and minimum quantity. */
export interface TierPrices {
  readonly offering: string;
  readonly rank: number;
  readonly timeline: Timeline;
}

/** The first day on which the higher tier does not cost more, and what both cost on that day. */
export interface TierOrderBreach {
  readonly lower: string;
  readonly higher: string;
  readonly lowerAmount: Millionths;
  readonly higherAmount: Millionths;
  readonly day: Day;
}

/**
 * Tier order: within one line-up, list, currency, period and minimum quantity, on any day from `from` on, a higher tier
 * costs more than every lower one. Every pair is compared, so that a breach is seen across a tier without a price, too.
 * Each pair is named once. Add-ons and quoted tiers have no place here.
 *
 * Source: findings and rules, "Push rules", tier order (APPROVE by default).
 */
export function tierOrderBreaches(tiers: readonly TierPrices[], from: Day): TierOrderBreach[] {
  const ascending = byRank(tiers);
  const days = changeDays(
    tiers.map((tier) => tier.timeline),
    from,
  );
  const breaches: TierOrderBreach[] = [];
  for (const [index, lower] of ascending.entries()) {
    for (const higher of ascending.slice(index + 1)) {
      const breach = higher.rank > lower.rank ? firstBreach(lower, higher, days) : null;
      if (breach) breaches.push(breach);
    }
  }
  return breaches;
}

/** Lowest tier first; equal ranks in code order. */
export const byRank = (tiers: readonly TierPrices[]): TierPrices[] =>
  tiers.toSorted((a, b) => a.rank - b.rank || (a.offering < b.offering ? -1 : 1));

function firstBreach(lower: TierPrices, higher: TierPrices, days: readonly Day[]): TierOrderBreach | null {
  for (const day of days) {
    const [lowerAmount, higherAmount] = [amountOn(lower.timeline, day), amountOn(higher.timeline, day)];
    if (lowerAmount !== null && higherAmount !== null && higherAmount <= lowerAmount) {
      return { lower: lower.offering, higher: higher.offering, lowerAmount, higherAmount, day };
    }
  }
  return null;
}
