import type { Day } from './day.ts';
import type { Percent } from './percent.ts';
import { comparePercent, percentText } from './percent.ts';
import type { TierPrices } from './tier-order.ts';
import { byRank } from './tier-order.ts';
import { amountOn, changeDays } from './timeline.ts';

/** Inclusive limits; null: none. */
export interface TierGapPolicy {
  readonly min: Percent | null;
  readonly max: Percent | null;
}

export interface TierGapBreach {
  readonly lower: string;
  readonly higher: string;
  /** (higher − lower) ÷ lower, in per cent, for people. */
  readonly gap: string;
  /** The first such day. */
  readonly day: Day;
}

/**
 * Tier gap: (next − this) ÷ this lies within the policy's limits on every day from `from` on. *Next* is the next higher
 * rank that has a price on that day. A policy without limits finds nothing; nor does a tier that is free, since no
 * ratio to nothing exists. Each pair is named once, with its first day.
 *
 * Source: findings and rules, "Push rules", tier gap (WARN, unset by default).
 */
export function tierGapBreaches(tiers: readonly TierPrices[], policy: TierGapPolicy, from: Day): TierGapBreach[] {
  if (policy.min === null && policy.max === null) return [];
  const found = new Map<string, TierGapBreach>();
  const days = changeDays(
    tiers.map((tier) => tier.timeline),
    from,
  );
  for (const day of days) {
    for (const breach of gapsOn(day, tiers, policy)) {
      const pair = JSON.stringify([breach.lower, breach.higher]);
      if (!found.has(pair)) found.set(pair, breach);
    }
  }
  return [...found.values()];
}

function gapsOn(day: Day, tiers: readonly TierPrices[], policy: TierGapPolicy): TierGapBreach[] {
  const priced = byRank(tiers).flatMap(({ offering, rank, timeline }) => {
    const amount = amountOn(timeline, day);
    return amount === null ? [] : [{ offering, rank, amount }];
  });
  return priced.flatMap((lower) => {
    const nextRank = priced.find((tier) => tier.rank > lower.rank)?.rank;
    const next = priced.filter((tier) => tier.rank === nextRank);
    return next
      .filter((higher) => lower.amount > 0n && isOutside(higher.amount - lower.amount, lower.amount, policy))
      .map((higher) => ({
        lower: lower.offering,
        higher: higher.offering,
        gap: percentText(higher.amount - lower.amount, lower.amount),
        day,
      }));
  });
}

const isOutside = (part: bigint, whole: bigint, { min, max }: TierGapPolicy): boolean =>
  (min !== null && comparePercent(part, whole, min) < 0) || (max !== null && comparePercent(part, whole, max) > 0);
