/** SQL of TIER_PRICE: a row for each offering × list × billing period × minimum quantity, a column for each currency. */
import type { MatrixFilter } from '../../schema/matrix/definition.ts';
import { type RowScope, shownColumns, type Statement, type View } from '../view/matrix-source.ts';
import { and, StatementBuilder } from '../view/statement-builder.ts';

const KEY = `m.code || '/' || o.code || '/' || l.code || '/' || c.billing_period || '/' || c.min_quantity`;

function filterConditions(q: StatementBuilder, f: MatrixFilter): string[] {
  return [...offeringConditions(q, f), ...listCodes(q, f)];
}

/** What a filter asks of a row's offering. */
function offeringConditions(q: StatementBuilder, f: MatrixFilter): string[] {
  return [
    'o.archived_at IS NULL',
    'm.archived_at IS NULL',
    ...q.anyOf('m.code', f.markets),
    ...q.anyOf('pr.code', f.problems),
    ...q.anyOf('su.code', f.suites),
    ...q.anyOf('li.code', f.lines),
    ...q.anyOf('lu.code', f.lineUps),
    ...q.anyOf('o.code', f.offerings),
    ...(f.segments
      ? [
          `EXISTS (SELECT FROM offering_segment os JOIN segment s ON s.id = os.segment_id
             WHERE os.offering_id = o.id AND os.archived_at IS NULL AND s.code = ANY(${q.bind(f.segments, '::text[]')}))`,
        ]
      : []),
  ];
}

// Narrowing the price scan by what the filter says about its own columns lets the indexes serve. For a delta, too: the codes
// of a row's key never change, so a row outside them was never in the view.
function scanConditions(q: StatementBuilder, f: MatrixFilter, scope: RowScope): string[] {
  const byCode = (column: string, table: string, codes: readonly string[] | null | undefined): string[] =>
    codes ? [`${column} IN (SELECT id FROM ${table} WHERE code = ANY(${q.bind(codes, '::text[]')}))`] : [];
  const offerings = scope.of === 'keys' ? scope.keys.map((key) => key.split('/')[1] ?? '') : f.offerings;
  return [
    ...byCode('p.market_id', 'market', f.markets),
    ...byCode('p.offering_id', 'offering', offerings),
    ...byCode('p.price_list_id', 'price_list', f.priceLists),
  ];
}

/** The rows of a view; see `MatrixSource.rows`. */
export function tierPriceRows(view: View, scope: RowScope): Statement {
  const q = new StatementBuilder();
  const asOf = q.bind(view.asOf, '::date');
  const inForce = `p.archived_at IS NULL AND p.valid_from <= ${asOf} AND (p.valid_to IS NULL OR p.valid_to > ${asOf})`;
  const cells = shownColumns(view).map((column, i) =>
    column.key === 'quote'
      ? { select: `max(p.text) FILTER (WHERE ${inForce}) AS c${i}`, show: `c.c${i}` }
      : {
          select: `max(p.amount) FILTER (WHERE ${inForce} AND p.cell = ${q.bind(column.key)}) AS c${i}`,
          show: `trim_scale(c.c${i})`,
        },
  );
  const scan = and(scanConditions(q, view.filter, scope));
  const matches = and([
    'o.archived_at IS NULL',
    'm.archived_at IS NULL',
    `c.first_from <= ${asOf}`,
    ...filterConditions(q, view.filter),
  ]);
  const segmentRevision = view.filter.segments
    ? ', (SELECT max(os.revision) FROM offering_segment os WHERE os.offering_id = o.id)'
    : '';
  const where = {
    view: () => matches,
    keys: (s: { keys: readonly string[] }) => `${matches} AND ${KEY} = ANY(${q.bind(s.keys, '::text[]')})`,
    since: (s: { since: number }) =>
      `greatest(c.revision, o.revision, lu.revision, pr.revision, li.revision, su.revision, l.revision, m.revision${segmentRevision}) > ${q.bind(s.since, '::int')}`,
  };
  const condition = scope.of === 'view' ? where.view() : scope.of === 'keys' ? where.keys(scope) : where.since(scope);
  return q.statement(`
    SELECT ${KEY} AS key,
      json_build_array(${[
        KEY,
        'm.code, pr.code, su.code, li.code, lu.code, o.tier_rank, o.code, c.metric, l.code, c.billing_period, c.min_quantity',
        ...cells.map((cell) => cell.show),
      ].join(', ')})::text AS row,
      ${scope.of === 'since' ? `(${matches})` : 'TRUE'} AS matches
    FROM (
      SELECT p.market_id, p.offering_id, p.price_list_id, p.billing_period, p.min_quantity,
        ${[...cells.map((cell) => cell.select), ''].join(',\n        ')}
        coalesce(max(p.metric) FILTER (WHERE ${inForce}), max(p.metric)) AS metric,
        min(p.valid_from) FILTER (WHERE p.archived_at IS NULL) AS first_from,
        max(p.revision) AS revision
      FROM price p
      WHERE ${scan}
      GROUP BY p.market_id, p.offering_id, p.price_list_id, p.billing_period, p.min_quantity
    ) c
    JOIN offering o ON o.id = c.offering_id
    JOIN line_up lu ON lu.id = o.line_up_id
    JOIN problem pr ON pr.id = lu.problem_id
    JOIN product_line li ON li.id = o.line_id
    JOIN product_suite su ON su.id = li.suite_id
    JOIN price_list l ON l.id = c.price_list_id
    JOIN market m ON m.id = c.market_id
    WHERE ${condition}
    ORDER BY m.code, pr.code, su.code, lu.code, o.tier_rank NULLS LAST, o.code, l.code, c.billing_period, c.min_quantity`);
}

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
    WHERE ${and(['l.archived_at IS NULL', 'l.decimals IS NOT NULL', isUsed, ...listCodes(q, filter)])}))`;
  if (filter.currencies) {
    return q.statement(`
      SELECT cu.id, cu.code, cu.name, ${scale} AS scale, 0 AS since, NULL::int AS until
      FROM currency cu WHERE cu.code = ANY(${q.bind(filter.currencies, '::text[]')}) ORDER BY cu.code`);
  }
  return q.statement(`
    SELECT cu.id, cu.code, cu.name, ${scale} AS scale, coalesce(used.since, used.gone_since) AS since,
      CASE WHEN used.since IS NULL THEN used.until END AS until
    FROM (${narrowsOfferings(filter) ? currenciesOfOfferings(q, filter) : currenciesOfMarkets(q, filter)}) used
    JOIN currency cu ON cu.code = used.cell
    ORDER BY cu.code`);
}

const narrowsOfferings = (f: MatrixFilter): boolean =>
  [f.segments, f.problems, f.suites, f.lines, f.lineUps, f.offerings, f.priceLists].some((codes) => codes != null);

/** Whole markets: one index probe for each market and currency, however many prices there are. */
function currenciesOfMarkets(q: StatementBuilder, { markets }: MatrixFilter): string {
  const ids = `SELECT m.id FROM market m WHERE m.archived_at IS NULL AND ${and(q.anyOf('m.code', markets))}`;
  // Each a LIMIT 1 in the index's order, which PostgreSQL finds without statistics; min() took another index.
  const probe = (column: string, state: string, order: string): string =>
    `(SELECT p.${column} FROM price p WHERE p.market_id = m.id AND p.cell = c.code AND p.archived_at ${state}
        ORDER BY p.${column} ${order} LIMIT 1)`;
  return `
    SELECT t.cell, min(t.since) AS since, min(t.gone_since) AS gone_since, max(t.until) AS until
    FROM (
      SELECT c.code AS cell, ${probe('created_revision', 'IS NULL', 'ASC')} AS since,
        ${probe('created_revision', 'IS NOT NULL', 'ASC')} AS gone_since,
        ${probe('revision', 'IS NOT NULL', 'DESC')} AS until
      FROM currency c CROSS JOIN (${ids}) m
      OFFSET 0 -- evaluates each probe once
    ) t
    WHERE t.since IS NOT NULL OR t.until IS NOT NULL
    GROUP BY t.cell`;
}

/** Some offerings or lists: their prices are read, as the pull itself will read them. */
function currenciesOfOfferings(q: StatementBuilder, filter: MatrixFilter): string {
  const offerings = `
    SELECT o.id FROM offering o JOIN line_up lu ON lu.id = o.line_up_id JOIN problem pr ON pr.id = lu.problem_id
      JOIN product_line li ON li.id = o.line_id JOIN product_suite su ON su.id = li.suite_id
      JOIN market m ON m.id = o.market_id
    WHERE ${and(offeringConditions(q, filter))}`;
  const lists = filter.priceLists
    ? `AND p.price_list_id = ANY(ARRAY(SELECT l.id FROM price_list l WHERE ${and(listCodes(q, filter))}))`
    : '';
  return `
    SELECT p.cell, min(p.created_revision) FILTER (WHERE p.archived_at IS NULL) AS since,
      min(p.created_revision) AS gone_since, max(p.revision) FILTER (WHERE p.archived_at IS NOT NULL) AS until
    FROM price p WHERE p.offering_id = ANY(ARRAY(${offerings})) ${lists}
    GROUP BY p.cell`;
}

const listCodes = (q: StatementBuilder, f: MatrixFilter): string[] => q.anyOf('l.code', f.priceLists);
