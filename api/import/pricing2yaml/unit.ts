/** `user/month`: what a price counts, and for how long it pays. */
import type { BillingPeriod } from '../../pricing/price.entity.ts';

export interface Unit {
  readonly metric: string | null;
  readonly billingPeriod: BillingPeriod;
}

const PERIODS: ReadonlyMap<string, BillingPeriod> = new Map([
  ['hour', 'HOUR'],
  ['day', 'DAY'],
  ['week', 'WEEK'],
  ['month', 'MONTH'],
  ['quarter', 'QUARTER'],
  ['year', 'YEAR'],
]);

/**
 * The part behind the last slash is the period when it is one; everything else is the metric, as it stands, so that no
 * two units become one by accident (`forever` is a metric). Without a period a price is monthly (design 9, Real input).
 */
export function readUnit(text: string | null): Unit {
  const unit = (text ?? '').trim();
  const slash = unit.lastIndexOf('/');
  const period =
    slash === -1
      ? undefined
      : PERIODS.get(
          unit
            .slice(slash + 1)
            .trim()
            .toLowerCase(),
        );
  const metric = period === undefined ? unit : unit.slice(0, slash).trim();
  return { metric: metric === '' ? null : metric, billingPeriod: period ?? 'MONTH' };
}
