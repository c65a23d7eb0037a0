/**
 * What the changes of prices say, replayed: for each cell and day the value and the metric. Nothing here knows how versions
 * are kept.
 *
 * How changes are read: in the order of writing, each gives `after` to its field over [validFrom, validTo). A value that
 * becomes null ends the whole price; a value where no price was (no beforeFrom) begins an empty one.
 */
import type { ReadWrite } from '../../api/records/planned-write.ts';
import { QUOTE_CELL } from '../../api/records/price-cell.ts';
import type { Day } from '../../schema/domain/day.ts';

interface Price {
  value: string;
  metric: string | null;
}

/** `cell day` → price. */
export type Prices = Map<string, Price>;

/** Applies the changes of one change set on the days of a horizon; the last of them stands for all that follow. */
export function replay(prices: Prices, changes: readonly ReadWrite<unknown>[], days: readonly Day[]): void {
  // A price's value first: it says whether there is a price that has a metric.
  const inOrder = [...changes].sort((a, b) => Number(a.field === 'metric') - Number(b.field === 'metric'));
  for (const change of inOrder) {
    const cell = change.key.at(-1) ?? '';
    for (const day of days) {
      if (day < (change.from ?? '') || (change.validTo && day >= change.validTo)) continue;
      const at = `${cell} ${day}`;
      const price = prices.get(at);
      if (change.field === 'metric') {
        if (price) price.metric = change.after;
      } else if (change.after === null) {
        prices.delete(at);
      } else {
        const keepsMetric = price !== undefined && Boolean(change.beforeFrom);
        prices.set(at, { value: change.after, metric: keepsMetric ? price.metric : null });
      }
    }
  }
}

export const asText = (prices: Prices): string[] =>
  [...prices].map(([at, { value, metric }]) => `${at} ${value} ${metric ?? '-'}`).sort();

export const valueFieldOf = (cell: string): string => (cell === QUOTE_CELL ? 'text' : 'amount');
