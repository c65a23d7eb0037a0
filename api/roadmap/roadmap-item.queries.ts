import { KEPT, planningOf } from '../database/planning.ts';
import type { Transaction } from '../database/transaction.ts';

export interface ItemDates {
  /** `market/item`. */
  readonly key: string;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
}

export const datesOfItems = (tx: Transaction, keys: readonly string[]): Promise<ItemDates[]> =>
  tx.query(
    `SELECT k.key, i.starts_on::text AS "startsOn", i.ends_on::text AS "endsOn"
     FROM (SELECT key, string_to_array(key, '/') AS part FROM unnest($1::text[]) AS t(key)) k
     JOIN market m ON m.code = k.part[1] JOIN roadmap_item i ON i.market_id = m.id AND i.code = k.part[2]`,
    [keys],
    planningOf(keys.length),
  );

/** All live dependencies within the markets, as codes. */
export const dependenciesOf = (
  tx: Transaction,
  markets: readonly string[],
): Promise<{ market: string; item: string; on: string }[]> =>
  tx.query(
    `SELECT m.code AS market, i.code AS item, o.code AS "on"
     FROM item_dependency d JOIN roadmap_item i ON i.id = d.item_id JOIN roadmap_item o ON o.id = d.depends_on_id
     JOIN market m ON m.id = d.market_id
     WHERE m.code = ANY($1) AND d.archived_at IS NULL`,
    [markets],
    KEPT,
  );
