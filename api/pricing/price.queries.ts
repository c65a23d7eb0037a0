import { KEPT, planningOf } from '../database/planning.ts';
import type { Transaction } from '../database/transaction.ts';
import type { Day } from '../../schema/domain/day.ts';

/** One live price: billing period, minimum quantity, cell, amount (null for a quote), and where it holds. */
export type StoredPrice = readonly [
  period: string,
  minQuantity: string,
  cell: string,
  amount: string | null,
  from: Day,
  to: Day | null,
];

/** An offering of a touched line-up, and all its live prices on one list. */
export interface OfferedPrices {
  readonly market: string;
  readonly lineUp: string;
  readonly offering: string;
  /** Null for add-ons, which have no place among the tiers. */
  readonly rank: number | null;
  readonly lifecycle: string;
  readonly list: string;
  readonly listState: string;
  readonly prices: readonly StoredPrice[];
}

/** Offerings on lists, each place once: three lists of one length. */
export interface PricedPlaces {
  readonly markets: readonly string[];
  readonly offerings: readonly string[];
  readonly lists: readonly string[];
}

/**
 * The line-ups of the priced offerings, whole, on those lists, with all live prices from the day on.
 *
 * Prices come as one JSON text for each offering and list, since reading single columns in Node costs more than the scan.
 * OFFSET 0 keeps the planner to the index that begins with offering and list: it would take the one of the EXCLUDE, which is
 * a hundred times slower to search (measured, 270,000 prices).
 */
export async function offeredPrices(tx: Transaction, places: PricedPlaces, from: Day): Promise<OfferedPrices[]> {
  const rows = await tx.query<Omit<OfferedPrices, 'prices'> & { readonly prices: string | null }>(
    `WITH touched AS (
       SELECT DISTINCT o.line_up_id, l.id AS list_id
       FROM unnest($1::text[], $2::text[], $3::text[]) AS t(market, offering, list)
       JOIN market m ON m.code = t.market
       JOIN LATERAL (
         SELECT o.line_up_id FROM offering o WHERE o.market_id = m.id AND o.code = t.offering OFFSET 0
       ) o ON TRUE
       JOIN price_list l ON l.code = t.list
     )
     SELECT m.code AS market, lu.code AS "lineUp", o.code AS offering,
       CASE WHEN o.kind = 'TIER' THEN o.tier_rank END AS rank, o.lifecycle, l.code AS list, l.state AS "listState",
       (SELECT json_agg(json_build_array(p.billing_period, p.min_quantity::text, p.cell, trim_scale(p.amount)::text,
           to_char(p.valid_from, 'YYYY-MM-DD'), to_char(p.valid_to, 'YYYY-MM-DD')))::text
        FROM (SELECT * FROM price p WHERE p.offering_id = o.id AND p.price_list_id = l.id OFFSET 0) p
        WHERE p.archived_at IS NULL AND (p.valid_to IS NULL OR p.valid_to > $4::date)) AS prices
     FROM touched t
     JOIN price_list l ON l.id = t.list_id
     JOIN line_up lu ON lu.id = t.line_up_id
     JOIN market m ON m.id = lu.market_id
     JOIN offering o ON o.line_up_id = lu.id AND o.archived_at IS NULL`,
    [places.markets, places.offerings, places.lists, from],
    planningOf(places.offerings.length),
  );
  return rows.map((row) => ({ ...row, prices: JSON.parse(row.prices ?? '[]') as StoredPrice[] }));
}

/** What a price list takes in a currency. */
export interface ListTerms {
  readonly list: string;
  readonly cell: string;
  /** Digits after the point. */
  readonly scale: number;
  /** The only market whose offerings it prices; null: any. */
  readonly market: string | null;
}

/** The terms of each list for each cell; a quote's have no scale of meaning. */
export const listTerms = (tx: Transaction, lists: readonly string[], cells: readonly string[]): Promise<ListTerms[]> =>
  tx.query(
    `SELECT l.code AS list, c.cell, coalesce(l.decimals, cu.minor_unit, 0) AS scale, m.code AS market
     FROM price_list l CROSS JOIN unnest($2::text[]) AS c(cell)
     LEFT JOIN currency cu ON cu.code = c.cell LEFT JOIN market m ON m.id = l.market_id
     WHERE l.code = ANY($1)`,
    [[...new Set(lists)], [...new Set(cells)]],
    KEPT,
  );
