import type { Transaction } from '../database/transaction.ts';

/** One live price of a line-up that a push touches. */
export interface LineUpPrice {
  readonly market: string;
  readonly lineUp: string;
  readonly offering: string;
  readonly rank: number | null;
  readonly lifecycle: string;
  readonly list: string;
  readonly listState: string;
  readonly period: string;
  readonly minQuantity: string;
  readonly cell: string | null;
  readonly amount: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * For each (market, offering, list) that is priced: its line-up's offerings with all their live prices on that list, from
 * the day on. An offering without one is a row without a cell, so that its rank and its list's state are known.
 */
export const lineUpPrices = (
  tx: Transaction,
  touched: {
    readonly markets: readonly string[];
    readonly offerings: readonly string[];
    readonly lists: readonly string[];
  },
  from: string,
): Promise<LineUpPrice[]> =>
  tx.query(
    `WITH touched AS (
       SELECT DISTINCT o.line_up_id, l.id AS list_id
       FROM unnest($1::text[], $2::text[], $3::text[]) AS t(market, offering, list)
       JOIN market m ON m.code = t.market
       JOIN offering o ON o.market_id = m.id AND o.code = t.offering
       JOIN price_list l ON l.code = t.list
     )
     SELECT m.code AS market, lu.code AS "lineUp", o.code AS offering,
       CASE WHEN o.kind = 'TIER' THEN o.tier_rank END AS rank, o.lifecycle,
       l.code AS list, l.state AS "listState", p.billing_period AS period, p.min_quantity::text AS "minQuantity", p.cell,
       trim_scale(p.amount)::text AS amount, p.valid_from::text AS "from", p.valid_to::text AS "to"
     FROM touched t
     JOIN price_list l ON l.id = t.list_id
     JOIN line_up lu ON lu.id = t.line_up_id
     JOIN market m ON m.id = lu.market_id
     JOIN offering o ON o.line_up_id = lu.id AND o.archived_at IS NULL
     LEFT JOIN price p ON p.offering_id = o.id AND p.price_list_id = l.id AND p.archived_at IS NULL
       AND (p.valid_to IS NULL OR p.valid_to > $4::date)`,
    [touched.markets, touched.offerings, touched.lists, from],
  );

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
  );
