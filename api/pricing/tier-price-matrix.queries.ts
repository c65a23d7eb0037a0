/**
 * SQL of TIER_PRICE: a row for each offering × list × billing period × minimum quantity, a column for each currency.
 *
 * The offerings of the view are found, labelled and put in order first; then each asks for its own prices. So a pull costs
 * what it shows however large the table is, and its plan does not hang on estimates (docs/adr/0020).
 */
import type { MatrixFilter } from '../../schema/matrix/definition.ts';
import { type RowScope, shownColumns, type Statement, type View } from '../view/matrix-source.ts';
import { bare, decimal, jsonRow, pieces, quoted, text, whole } from '../view/row-json.ts';
import { codeIn, isGivenKey, namedKeys } from '../view/row-keys.ts';
import { and, StatementBuilder } from '../view/statement-builder.ts';
import { changedRows, touchedOfferings } from './tier-price-delta.queries.ts';
import { listConditions, OFFERING, offeringConditions } from './tier-price-offers.queries.ts';

const ROW = 'p.price_list_id, p.billing_period, p.min_quantity';
const KEY = `o.key || c.list || '/' || c.billing_period || '/' || c.min_quantity`;

/** The rows of a view; see `MatrixSource.rows`. */
export function tierPriceRows(view: View, scope: RowScope): Statement {
  const q = new StatementBuilder();
  switch (scope.of) {
    case 'view': {
      const where = offeringConditions(q, view.filter);
      const lists = listConditions(q, view.filter);
      return q.keptStatement(`
        WITH ${offers(where)}, ${priceLists(lists)}
        SELECT ${KEY} AS key, ${json(view)} AS row, TRUE AS matches ${rows(q, view, { isNarrow: isGiven(view.filter) })}
        ORDER BY o.place, c.list, c.billing_period, c.min_quantity`);
    }
    case 'keys': {
      const where = and([offeringConditions(q, view.filter), 'o.id IN (SELECT offering_id FROM given)']);
      const lists = and([listConditions(q, view.filter), 'l.code IN (SELECT list FROM given)']);
      return q.statement(`
        WITH ${givenRows(q, view, scope.keys)}, ${offers(where)}, ${priceLists(lists)}
        SELECT ${KEY} AS key, ${json(view)} AS row, TRUE AS matches ${rows(q, view, { isNarrow: true })}
        WHERE ${isGivenKey(KEY)}
        ORDER BY o.place, c.list, c.billing_period, c.min_quantity`);
    }
    case 'since':
      return delta(q, view, scope.since);
  }
}

/** Whole rows with a newer header, list or cell; and of a row that has gone altogether, which only its change tells, the key. */
function delta(q: StatementBuilder, view: View, revision: number): Statement {
  const since = q.bind(revision, '::int');
  const matches = offeringConditions(q, view.filter);
  return q.statement(`
    WITH ${changedRows(q, view, since)}, ${touchedOfferings(view.filter, since)},
    ${offers('o.id IN (SELECT id FROM touched)', { matches, isNew: isNewer(view.filter, since) })},
    ${priceLists(listConditions(q, view.filter), `l.revision > ${since}`)},
    shown AS MATERIALIZED (
      SELECT ${KEY} AS key, ${json(view)} AS row, o.matches, o.place, c.list, c.billing_period, c.min_quantity
      ${rows(q, view, { isNarrow: isGiven(view.filter) })}
      WHERE o.is_new OR c.is_new OR ${KEY} IN (SELECT key FROM changed)
    )
    SELECT s.key, s.row, s.matches FROM (
      SELECT * FROM shown
      UNION ALL
      SELECT g.key, NULL, FALSE, NULL, NULL, NULL, NULL FROM changed g WHERE g.key NOT IN (SELECT key FROM shown)
    ) s
    ORDER BY s.place, s.list, s.billing_period, s.min_quantity`);
}

const isGiven = (f: MatrixFilter): boolean => f.priceLists != null;

/** The rows that a push names. */
const givenRows = (q: StatementBuilder, { definition }: View, keys: readonly string[]): string => `
  given AS MATERIALIZED (
    SELECT k.key, ${codeIn('k.key', definition, 'price_list')} AS list, o.id AS offering_id
    FROM (${namedKeys(q, keys)}) k
    JOIN market m ON m.code = ${codeIn('k.key', definition, 'market')}
    JOIN offering o ON o.market_id = m.id AND o.code = ${codeIn('k.key', definition, 'offering')}
  )`;

interface OfferFlags {
  readonly matches: string;
  readonly isNew: string;
}

/** The offerings, in the sheet's order, each with what its rows share: the key's beginning and the labels as JSON. */
function offers(condition: string, flags?: OfferFlags): string {
  const labels = [
    ...['m.code', 'pr.code', 'su.code', 'li.code', 'lu.code'].map(bare),
    whole('o.tier_rank'),
    bare('o.code'),
  ];
  const order = 'm.code, pr.code, su.code, lu.code, o.tier_rank NULLS LAST, o.code';
  return `
  offer AS MATERIALIZED (
    SELECT o.id, row_number() OVER (ORDER BY ${order}) AS place, m.code || '/' || o.code || '/' AS key,
      ${pieces(labels)} AS labels${flags ? `, ${flags.matches} AS matches, ${flags.isNew} AS is_new` : ''}
    FROM ${OFFERING}
    WHERE ${condition}
    -- With it, PostgreSQL 17 and later sort the rows of one offering at a time.
    ORDER BY place
  )`;
}

const priceLists = (condition: string, isNew = 'FALSE'): string => `
  list AS MATERIALIZED (SELECT l.id, l.code, ${quoted('l.code')} AS label, ${isNew} AS is_new FROM price_list l WHERE ${condition})`;

const isNewer = (f: MatrixFilter, since: string): string => {
  const segments = f.segments ? ', (SELECT max(os.revision) FROM offering_segment os WHERE os.offering_id = o.id)' : '';
  return `greatest(o.revision, lu.revision, pr.revision, li.revision, su.revision, m.revision${segments}) > ${since}`;
};

function json(view: View): string {
  const cells = shownColumns(view).map((column, i) => (column.key === 'quote' ? text(`c.c${i}`) : decimal(`c.c${i}`)));
  const own = [text('c.metric'), 'c.list_label', quoted('c.billing_period'), 'c.min_quantity'];
  return jsonRow([quoted(KEY), 'o.labels', ...own, ...cells]);
}

/**
 * FROM: each offering with its rows. Those with a price in force come by the index (offering, list, end, start). A row whose
 * prices have all ended is shown blank; those are found apart, so that the past is read but not added up.
 */
function rows(q: StatementBuilder, view: View, { isNarrow }: { isNarrow: boolean }): string {
  const asOf = q.bind(view.asOf, '::date');
  const columns = shownColumns(view);
  const cells = columns.map((column, i) =>
    column.key === 'quote'
      ? `max(p.text) AS c${i}`
      : `max(p.amount) FILTER (WHERE p.cell = ${q.bind(column.key)}) AS c${i}`,
  );
  const mine = and([
    'p.offering_id = o.id',
    'p.archived_at IS NULL',
    ...(isNarrow ? ['p.price_list_id = ANY(ARRAY(SELECT id FROM list))'] : []),
  ]);
  // The join with the lists stands within, so that no plan can ask for an offering's prices once for each list.
  return `
    FROM offer o CROSS JOIN LATERAL (
      WITH live AS MATERIALIZED (
        SELECT ${[ROW, ...cells, 'max(p.metric) AS metric'].join(', ')}
        FROM price p
        WHERE ${mine} AND p.valid_from <= ${asOf} AND (p.valid_to IS NULL OR p.valid_to > ${asOf})
        GROUP BY ${ROW}
      )
      SELECT r.*, l.code AS list, l.label AS list_label, l.is_new FROM (
        SELECT * FROM live
        UNION ALL
        SELECT ${[ROW, ...columns.map(() => 'NULL'), 'max(p.metric)'].join(', ')}
        FROM price p
        WHERE ${mine} AND p.valid_to <= ${asOf} AND (${ROW}) NOT IN (SELECT price_list_id, billing_period, min_quantity FROM live)
        GROUP BY ${ROW}
      ) r JOIN list l ON l.id = r.price_list_id
    ) c`;
}
