/**
 * The figures of the commercial rules until price policies are stored (the model's PricePolicy). A tier gap has no limits
 * by default (findings and rules, "Push rules"); the largest uplift without a word is our choice.
 */
import { decimal } from '../../schema/domain/decimal.ts';

export const PRICE_POLICY = {
  tierGap: { min: null, max: null },
  /** Per cent of the price before. */
  maxUplift: decimal('25'),
} as const;
