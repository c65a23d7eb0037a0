/** The tier rules over one line-up, and which of their findings a single cell is told. */
import type { Day } from '../../schema/domain/day.ts';
import { tierGapBreaches, type TierGapBreach } from '../../schema/domain/tier-gap.ts';
import { tierOrderBreaches, type TierOrderBreach, type TierPrices } from '../../schema/domain/tier-order.ts';
import { PRICE_POLICY } from './price-policy.ts';

interface Pair {
  readonly lower: string;
  readonly higher: string;
}

/** By offering: what concerns it. */
export interface TierBreaches {
  readonly orders: ReadonlyMap<string, readonly TierOrderBreach[]>;
  readonly gaps: ReadonlyMap<string, readonly TierGapBreach[]>;
}

export function judgeTiers(tiers: readonly TierPrices[], from: Day): TierBreaches {
  const ranks = new Map(tiers.map((t) => [t.offering, t.rank]));
  return {
    orders: nearest(tierOrderBreaches(tiers, from), ranks),
    gaps: nearest(tierGapBreaches(tiers, PRICE_POLICY.tierGap, from), ranks),
  };
}

/**
 * Of all pairs in breach, for each offering that with the next lower and that with the next higher tier. Where every tier
 * costs the same, a cell would otherwise be told of every other tier, and a push of many cells would answer tiers × cells.
 */
function nearest<B extends Pair>(breaches: readonly B[], ranks: ReadonlyMap<string, number>): Map<string, B[]> {
  const below = new Map<string, B>();
  const above = new Map<string, B>();
  const rank = (offering: string): number => ranks.get(offering) ?? 0;
  for (const breach of breaches) {
    const { lower, higher } = breach;
    if (rank(below.get(higher)?.lower ?? '') < rank(lower)) below.set(higher, breach);
    const known = above.get(lower);
    if (!known || rank(higher) < rank(known.higher)) above.set(lower, breach);
  }
  const byOffering = new Map<string, B[]>([...below].map(([offering, breach]) => [offering, [breach]]));
  for (const [offering, breach] of above) byOffering.set(offering, [...(byOffering.get(offering) ?? []), breach]);
  return byOffering;
}
