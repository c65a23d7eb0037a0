import type { Millionths } from './decimal.ts';
import type { Percent } from './percent.ts';
import { comparePercent, percentText } from './percent.ts';

export interface PriceChange {
  /** The amount in force until then; null: none. */
  readonly before: Millionths | null;
  readonly after: Millionths | null;
}

/**
 * Change size: a price rises by at most `limit`. Gives the uplift in per cent when it is greater, else null. A first price,
 * a cleared one, a lower one and one after a free price have no uplift.
 *
 * Source: findings and rules, "Push rules", change size (APPROVE by default).
 */
export function excessiveUplift({ before, after }: PriceChange, limit: Percent): string | null {
  if (before === null || after === null || before <= 0n || after <= before) return null;
  return comparePercent(after - before, before, limit) > 0 ? percentText(after - before, before) : null;
}
