import type { Millionths } from './decimal.ts';
import { formatDecimal } from './decimal.ts';

/** A percentage as millionths of one per cent: 12.5 % is `decimal('12.5')`. */
export type Percent = Millionths;

const HUNDRED = 100n;
const ONE = 1_000_000n;

/**
 * Compares `part` ÷ `whole` with a percentage, exactly: negative, 0 or positive as the ratio is smaller, equal or greater.
 * `whole` is above zero.
 */
export function comparePercent(part: Millionths, whole: Millionths, percent: Percent): -1 | 0 | 1 {
  const difference = part * HUNDRED * ONE - percent * whole;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** `part` ÷ `whole` in per cent for people, rounded half away from zero to two decimals: `12.35`. `whole` is above zero. */
export function percentText(part: Millionths, whole: Millionths): string {
  const magnitude = (part < 0n ? -part : part) * HUNDRED * HUNDRED;
  const hundredths = (2n * magnitude + whole) / (2n * whole);
  return formatDecimal((part < 0n ? -hundredths : hundredths) * (ONE / HUNDRED));
}
