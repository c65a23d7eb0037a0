/** What a series of samples says. */

export const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/** The middle value, the mean of the two middle ones for an even number. NaN of nothing. */
export function median(values: readonly number[]): number {
  const order = sorted(values);
  const middle = order.length / 2;
  const upper = order[Math.floor(middle)] ?? NaN;
  return Number.isInteger(middle) ? (upper + (order[middle - 1] ?? NaN)) / 2 : upper;
}

/** The value that `share` of the values do not exceed (nearest rank). NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const order = sorted(values);
  return order[Math.max(0, Math.ceil(order.length * share) - 1)] ?? NaN;
}

export const least = (values: readonly number[]): number => sorted(values)[0] ?? NaN;
