/** SQL of the columns of TIER_PRICE: the currencies of a view. */
import type { MatrixFilter } from '../../schema/matrix/definition.ts';
import type { Statement } from '../view/matrix-source.ts';
import { and, StatementBuilder } from '../view/statement-builder.ts';
import { filteredOffering, listConditions, offeringConditions } from './tier-price-offers.queries.ts';

/**
 * The currencies of a view: those that the filter names, else those in which the view has a live price. `since` and `until`
 * tell when a currency came and went, so that a delta can see that the columns are no longer the same.
 */
export function tierPriceCurrencies(filter: MatrixFilter): Statement {
  const q = new StatementBuilder();
  // Few lists set decimals of their own; only those that price something in the currency count.
  const isUsed = filter.currencies
    ? 'TRUE'
    : 'EXISTS (SELECT FROM price p WHERE p.price_list_id = l.id AND p.cell = cu.code AND p.archived_at IS NULL)';
  const scale = `greatest(cu.minor_unit, (SELECT max(l.decimals) FROM price_list l
    WHERE ${and(['l.archived_at IS NULL', 'l.decimals IS NOT NULL', isUsed, listConditions(q, filter)])}))`;
  if (filter.currencies) {
    return q.statement(`
      SELECT cu.id, cu.code, cu.name, ${scale} AS scale, 0 AS since, NULL::int AS until
      FROM currency cu WHERE cu.code = ANY(${q.bind(filter.currencies, '::text[]')}) ORDER BY cu.code`);
  }
  const ofMarkets = currenciesOfMarkets(q, filter);
  return q.statement(`
    SELECT cu.id, cu.code, cu.name, ${scale} AS scale, coalesce(used.since, used.gone_since) AS since,
      CASE WHEN used.since IS NULL THEN used.until END AS until
    FROM (${narrowsOfferings(filter) ? currenciesOfOfferings(q, filter, ofMarkets) : ofMarkets}) used
    JOIN currency cu ON cu.code = used.cell
    WHERE used.since IS NOT NULL OR used.until IS NOT NULL
    ORDER BY cu.code`);
}

const narrowsOfferings = (f: MatrixFilter): boolean =>
  [f.segments, f.problems, f.suites, f.lines, f.lineUps, f.offerings, f.priceLists].some((codes) => codes != null);

interface Places {
  /** A SELECT of `id`, of a market or an offering, and `cell`. */
  readonly from: string;
  /** The column of `price` that holds the id, and what else is asked of a price. */
  readonly column: string;
  readonly also?: string;
}

/**
 * When the first price of each currency came; where there is none, when those that are archived came and went. Each place asks
 * by a LIMIT 1 in an index's order, which PostgreSQL finds without statistics; min() took another index.
 */
function currenciesOf({ from, column, also = '' }: Places): string {
  const probe = (value: string, state: string, order: string): string =>
    `(SELECT p.${value} FROM price p WHERE p.${column} = t.id AND p.cell = t.cell AND p.archived_at ${state}${also}
        ORDER BY p.${value} ${order} LIMIT 1)`;
  // OFFSET 0 evaluates each probe once.
  return `
    SELECT t.cell, min(t.since) AS since,
      min(CASE WHEN t.since IS NULL THEN ${probe('created_revision', 'IS NOT NULL', 'ASC')} END) AS gone_since,
      max(CASE WHEN t.since IS NULL THEN ${probe('revision', 'IS NOT NULL', 'DESC')} END) AS until
    FROM (SELECT t.id, t.cell, ${probe('created_revision', 'IS NULL', 'ASC')} AS since FROM (${from}) t OFFSET 0) t
    GROUP BY t.cell`;
}

/** Whole markets: a few index probes for each market and currency in use, however many prices there are. */
function currenciesOfMarkets(q: StatementBuilder, { markets }: MatrixFilter): string {
  const ids = `SELECT m.id FROM market m WHERE m.archived_at IS NULL AND ${and(q.anyOf('m.code', markets))}`;
  const used = `(${cellsOfMarket('IS NULL')} UNION ${cellsOfMarket('IS NOT NULL')})`;
  const from = `SELECT m.id, c.cell FROM (${ids}) m CROSS JOIN LATERAL ${used} c`;
  return currenciesOf({ from, column: 'market_id' });
}

/** The cells that prices of market `m` are in, each found from the one before it by the index: PostgreSQL's "loose index scan". */
function cellsOfMarket(state: 'IS NULL' | 'IS NOT NULL'): string {
  const first = (after: string): string =>
    `(SELECT p.cell FROM price p WHERE p.market_id = m.id AND p.archived_at ${state}${after} ORDER BY p.cell LIMIT 1)`;
  return `(
    WITH RECURSIVE used AS (
      ${first('')} UNION ALL SELECT ${first(' AND p.cell > u.cell')} FROM used u WHERE u.cell IS NOT NULL
    ) SELECT u.cell FROM used u WHERE u.cell IS NOT NULL)`;
}

/** Some offerings or lists: of the currencies of their markets, those in which they have prices. */
function currenciesOfOfferings(q: StatementBuilder, filter: MatrixFilter, ofMarkets: string): string {
  const also = filter.priceLists
    ? ` AND p.price_list_id = ANY(ARRAY(SELECT l.id FROM price_list l WHERE ${listConditions(q, filter)}))`
    : '';
  const offerings = `SELECT o.id FROM ${filteredOffering(filter)} WHERE ${offeringConditions(q, filter)}`;
  const from = `SELECT o.id, k.cell FROM (${ofMarkets}) k CROSS JOIN (${offerings}) o`;
  return currenciesOf({ from, column: 'offering_id', also });
}
