import type { Day } from './day.ts';

export interface PriceStart {
  /** The first day on which the price would hold. */
  readonly from: Day;
  readonly today: Day;
  /** The state of the price list. */
  readonly isPublished: boolean;
}

/**
 * Past date: on a published list no price holds from before today. From today on is in order.
 *
 * Source: findings and rules, "Push rules", past date (APPROVE by default).
 */
export const isPastDated = ({ from, today, isPublished }: PriceStart): boolean => isPublished && from < today;
