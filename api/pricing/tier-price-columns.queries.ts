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
    ORDER BY cu.code`);
}

const narrowsOfferings = (f: MatrixFilter): boolean =>
  [f.segments, f.problems, f.suites, f.lines, f.lineUps, f.offerings, f.priceLists].some((codes) => codes != null);

interface Probe {
  /** What is looked at: `p.market_id = m.id`, more columns of the index behind it. */
  readonly where: string;
  readonly cell: string;
}

/**
 * When the first price of a currency came, and when prices that are archived came and went. Each is a LIMIT 1 in an index's
 * order, which PostgreSQL finds without statistics; min() took another index.
 */
function probes({ where, cell }: Probe): string {
  const probe = (column: string, state: string, order: string): string =>
    `(SELECT p.${column} FROM price p WHERE ${where} AND p.cell = ${cell} AND p.archived_at ${state}
        ORDER BY p.${column} ${order} LIMIT 1)`;
  return `${probe('created_revision', 'IS NULL', 'ASC')} AS since,
        ${probe('created_revision', 'IS NOT NULL', 'ASC')} AS gone_since,
        ${probe('revision', 'IS NOT NULL', 'DESC')} AS until`;
}

/** Each place's answers as one for each currency. OFFSET 0 evaluates each probe once. */
const summed = (cell: string, probed: string, from: string): string => `
    SELECT t.cell, min(t.since) AS since, min(t.gone_since) AS gone_since, max(t.until) AS until
    FROM (SELECT ${cell} AS cell, ${probed} FROM ${from} OFFSET 0) t
    WHERE t.since IS NOT NULL OR t.until IS NOT NULL
    GROUP BY t.cell`;

/** Whole markets: one index probe for each market and currency, however many prices there are. */
function currenciesOfMarkets(q: StatementBuilder, { markets }: MatrixFilter): string {
  const ids = `SELECT m.id FROM market m WHERE m.archived_at IS NULL AND ${and(q.anyOf('m.code', markets))}`;
  const probed = probes({ where: 'p.market_id = m.id', cell: 'c.code' });
  return summed('c.code', probed, `currency c CROSS JOIN (${ids}) m`);
}

/** Some offerings or lists: of the currencies of their markets, those in which they have prices. */
function currenciesOfOfferings(q: StatementBuilder, filter: MatrixFilter, ofMarkets: string): string {
  const lists = filter.priceLists
    ? ` AND p.price_list_id = ANY(ARRAY(SELECT l.id FROM price_list l WHERE ${listConditions(q, filter)}))`
    : '';
  const offerings = `SELECT o.id FROM ${filteredOffering(filter)} WHERE ${offeringConditions(q, filter)}`;
  const probed = probes({ where: `p.offering_id = o.id${lists}`, cell: 'k.cell' });
  return summed('k.cell', probed, `(${ofMarkets}) k CROSS JOIN (${offerings}) o`);
}
