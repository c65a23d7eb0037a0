/**
 * SQL of TIER_PRICE: a row for each offering × list × billing period × minimum quantity, a column for each currency.
 *
 * The offerings of the view are found, labelled and put in order first; then each asks for its own prices. So a pull costs
 * what it shows however large the table is, and its plan does not hang on estimates (docs/adr/0020).
 */
import type { MatrixFilter } from '../../schema/matrix/definition.ts';
import { type RowScope, shownColumns, type Statement, type View } from '../view/matrix-source.ts';
import { bare, decimal, jsonRow, pieces, quoted, text, whole } from '../view/row-json.ts';
import { namedKeys } from '../view/row-keys.ts';
import { and, StatementBuilder } from '../view/statement-builder.ts';
import { changedRows, placedRows, touchedOfferings, wantedRows } from './tier-price-delta.queries.ts';
import { listConditions, OFFERING, offeringConditions } from './tier-price-offers.queries.ts';

const ROW = 'p.price_list_id, p.billing_period, p.min_quantity';
/** What an offering and a row of it are made into; their columns have no name in common. */
const KEY = `offer || list || '/' || billing_period || '/' || min_quantity`;
const ORDER = 'ORDER BY place, list, billing_period, min_quantity';

/** The rows of a view; see `MatrixSource.rows`. */
export function tierPriceRows(view: View, scope: RowScope): Statement {
  const q = new StatementBuilder();
  switch (scope.of) {
    case 'view': {
      const where = offeringConditions(q, view.filter);
      const lists = listConditions(q, view.filter);
      return q.keptStatement(`
        WITH ${offers(where)}, ${priceLists(lists)}
        SELECT ${KEY} AS key, ${json(view)} AS row, TRUE AS matches ${rows(q, view)}
        ${ORDER}`);
    }
    case 'keys': {
      const where = and([offeringConditions(q, view.filter), 'o.id IN (SELECT offering_id FROM wanted)']);
      const lists = and([listConditions(q, view.filter), 'l.id IN (SELECT price_list_id FROM wanted)']);
      return q.statementOver(
        scope.keys.length,
        `
        WITH wanted AS MATERIALIZED (${placedRows(view, namedKeys(q, scope.keys))}),
        ${offers(where)}, ${priceLists(lists)}, ${wantedOnly(q, view)}
        SELECT ${KEY} AS key, ${json(view)} AS row, TRUE AS matches ${WANTED}
        ${ORDER}`,
      );
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
    ${wantedRows}, ${wantedOnly(q, view)},
    shown AS MATERIALIZED (
      SELECT ${KEY} AS key, ${json(view)} AS row, matches, place, list, billing_period, min_quantity ${WANTED}
    )
    SELECT s.key, s.row, s.matches FROM (
      SELECT * FROM shown
      UNION ALL
      SELECT g.key, NULL, FALSE, NULL, NULL, NULL, NULL FROM changed g WHERE g.key NOT IN (SELECT key FROM shown)
    ) s
    ${ORDER}`);
}

const isGiven = (f: MatrixFilter): boolean => f.priceLists != null;

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
    SELECT o.id, row_number() OVER (ORDER BY ${order}) AS place, m.code || '/' || o.code || '/' AS offer,
      ${pieces(labels)} AS labels${flags ? `, ${flags.matches} AS matches, ${flags.isNew} AS is_new` : ''}
    FROM ${OFFERING}
    WHERE ${condition}
    -- With it, PostgreSQL 17 and later sort the rows of one offering at a time.
    ORDER BY place
  )`;
}

const priceLists = (condition: string, isNew = 'FALSE'): string => `
  list AS MATERIALIZED (SELECT l.id, l.code, ${isNew} AS is_new FROM price_list l WHERE ${condition})`;

const isNewer = (f: MatrixFilter, since: string): string => {
  const segments = f.segments ? ', (SELECT max(os.revision) FROM offering_segment os WHERE os.offering_id = o.id)' : '';
  return `greatest(o.revision, lu.revision, pr.revision, li.revision, su.revision, m.revision${segments}) > ${since}`;
};

function json(view: View): string {
  const cells = shownColumns(view).map((column, i) => (column.key === 'quote' ? text(`c${i}`) : decimal(`c${i}`)));
  const own = [text('metric'), quoted('list'), quoted('billing_period'), 'min_quantity'];
  return jsonRow([quoted(KEY), 'labels', ...own, ...cells]);
}

/**
 * FROM: each offering with its rows. Those with a price in force come by the index (offering, list, end, start). A row whose
 * prices have all ended is shown blank; those are found apart, so that the past is read but not added up.
 */
function rows(q: StatementBuilder, view: View): string {
  const asOf = q.bind(view.asOf, '::date');
  const mine = pricesOf('o.id', isGiven(view.filter));
  // The join with the lists stands within, so that no plan can ask for an offering's prices once for each list.
  return `
    FROM offer o CROSS JOIN LATERAL (
      WITH live AS MATERIALIZED (${inForce(q, view, { mine, asOf })})
      SELECT r.*, l.code AS list FROM (
        SELECT * FROM live
        UNION ALL
        SELECT ${[ROW, ...blanks(view), 'max(p.metric)'].join(', ')}
        FROM price p
        WHERE ${mine} AND p.valid_to <= ${asOf} AND (${ROW}) NOT IN (SELECT price_list_id, billing_period, min_quantity FROM live)
        GROUP BY ${ROW}
      ) r JOIN list l ON l.id = r.price_list_id
    ) c`;
}

/**
 * The same for the rows of `wanted` alone. What is in force is read for an offering at a time; a row of which nothing is asks
 * for its past by its key, so that the history of the others is not read.
 */
function wantedOnly(q: StatementBuilder, view: View): string {
  const asOf = q.bind(view.asOf, '::date');
  const ofRow = [
    ...['offering_id', 'price_list_id', 'billing_period', 'min_quantity'].map((column) => `p.${column} = w.${column}`),
    'p.archived_at IS NULL',
  ];
  return `
    live AS MATERIALIZED (
      SELECT o.id AS offering_id, c.* FROM offer o CROSS JOIN LATERAL (
        ${inForce(q, view, { mine: pricesOf('o.id', true), asOf })}
        HAVING (o.id, ${ROW}) IN (SELECT offering_id, price_list_id, billing_period, min_quantity FROM wanted)
      ) c
    ),
    ended AS MATERIALIZED (
      SELECT w.offering_id, w.price_list_id, w.billing_period, w.min_quantity${blanks(view)
        .map((blank) => `, ${blank}`)
        .join('')}, c.metric
      FROM wanted w CROSS JOIN LATERAL (
        SELECT max(p.metric) AS metric FROM price p WHERE ${and(ofRow)} AND p.valid_to <= ${asOf} HAVING count(*) > 0
      ) c
      WHERE (w.offering_id, w.price_list_id, w.billing_period, w.min_quantity) NOT IN
        (SELECT offering_id, price_list_id, billing_period, min_quantity FROM live)
    )`;
}

/**
 * FROM: the rows of `wanted`, each with its offering. Few or many rows cannot be told beforehand; FULL keeps PostgreSQL from the
 * one join that would go through all of them for each offering.
 */
const WANTED = `
    FROM (
      SELECT * FROM (
        SELECT r.*, l.code AS list FROM (SELECT * FROM live UNION ALL SELECT * FROM ended) r JOIN list l ON l.id = r.price_list_id
      ) c FULL JOIN offer o ON o.id = c.offering_id OFFSET 0
    ) c WHERE id IS NOT NULL AND offering_id IS NOT NULL`;

/** Of an offering; on the lists of the view, where these are some of all. */
const pricesOf = (offering: string, isNarrow: boolean): string =>
  and([
    `p.offering_id = ${offering}`,
    'p.archived_at IS NULL',
    ...(isNarrow ? ['p.price_list_id = ANY(ARRAY(SELECT id FROM list))'] : []),
  ]);

/** The rows that have a price in force, with their cells. */
function inForce(q: StatementBuilder, view: View, { mine, asOf }: { mine: string; asOf: string }): string {
  const cells = shownColumns(view).map((column, i) =>
    column.key === 'quote'
      ? `max(p.text) AS c${i}`
      : `max(p.amount) FILTER (WHERE p.cell = ${q.bind(column.key)}) AS c${i}`,
  );
  return `
        SELECT ${[ROW, ...cells, 'max(p.metric) AS metric'].join(', ')}
        FROM price p
        WHERE ${mine} AND p.valid_from <= ${asOf} AND (p.valid_to IS NULL OR p.valid_to > ${asOf})
        GROUP BY ${ROW}`;
}

const blanks = (view: View): string[] =>
  shownColumns(view).map(({ key }) => (key === 'quote' ? 'NULL::text' : 'NULL::numeric'));
