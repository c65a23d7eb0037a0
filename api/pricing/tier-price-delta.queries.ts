/** What has changed in TIER_PRICE since a revision, found from the changes and not by looking at every row. */
import type { MatrixFilter } from '../../schema/matrix/definition.ts';
import type { View } from '../view/matrix-source.ts';
import { changedKeys, codeIn } from '../view/row-keys.ts';
import { and, type StatementBuilder } from '../view/statement-builder.ts';
import { keyConditions } from './tier-price-offers.queries.ts';

/**
 * A SELECT of row keys with what they name. A quantity that no price can have names nothing: a client's key may hold any text.
 * The key is taken apart beforehand, as under row-level security no index is asked for what a function answers; and each is
 * looked up by itself (docs/adr/0035).
 */
export function placedRows({ definition }: View, keys: string, conditions: readonly string[] = []): string {
  const parts = definition.rowKey.map((part) => `${codeIn('k.key', definition, part)} AS ${part}`);
  return `
    SELECT k.key, o.id AS offering_id, l.id AS price_list_id, k.period AS billing_period,
      k.min_quantity::bigint AS min_quantity
    FROM (SELECT * FROM (SELECT k.key, ${parts.join(', ')} FROM (${keys}) k OFFSET 0) k
      WHERE k.min_quantity ~ '^[1-9][0-9]{0,9}$' OFFSET 0) k
    JOIN market m ON m.code = k.market
    JOIN LATERAL (SELECT o.id, o.code FROM offering o WHERE o.market_id = m.id AND o.code = k.offering OFFSET 0) o ON TRUE
    JOIN price_list l ON l.code = k.price_list
    WHERE ${and(conditions)}`;
}

/** Rows with a newer cell. Their codes never change, so one that the filter's codes leave out was never in the view. */
export const changedRows = (q: StatementBuilder, view: View, since: string): string => `
  changed AS MATERIALIZED (
    ${placedRows(view, changedKeys(q, view, since), [
      ...keyConditions(q, view.filter),
      ...q.anyOf('l.code', view.filter.priceLists),
    ])}
  )`;

/** Those, and all rows of an offering or a list that is newer itself. */
export const wantedRows = `
  wanted AS MATERIALIZED (
    SELECT offering_id, price_list_id, billing_period, min_quantity FROM changed
    UNION SELECT p.offering_id, p.price_list_id, p.billing_period, p.min_quantity FROM offer o
      JOIN price p ON p.offering_id = o.id AND p.archived_at IS NULL WHERE o.is_new
    UNION SELECT p.offering_id, p.price_list_id, p.billing_period, p.min_quantity FROM list l
      JOIN price p ON p.price_list_id = l.id AND p.archived_at IS NULL WHERE l.is_new
  )`;

/** Offerings with such a row, or with a newer label; each table by its own index. */
export function touchedOfferings(f: MatrixFilter, since: string): string {
  const newer = (table: string, joins: string): string =>
    `UNION SELECT o.id FROM ${table} x ${joins} WHERE x.revision > ${since}`;
  return `
  touched AS MATERIALIZED (
    SELECT offering_id AS id FROM changed
    UNION SELECT o.id FROM offering o WHERE o.revision > ${since}
    ${newer('line_up', 'JOIN offering o ON o.line_up_id = x.id')}
    ${newer('problem', 'JOIN line_up lu ON lu.problem_id = x.id JOIN offering o ON o.line_up_id = lu.id')}
    ${newer('product_line', 'JOIN offering o ON o.line_id = x.id')}
    ${newer('product_suite', 'JOIN product_line li ON li.suite_id = x.id JOIN offering o ON o.line_id = li.id')}
    ${newer('market', 'JOIN offering o ON o.market_id = x.id')}
    ${newer('price_list', 'JOIN price p ON p.price_list_id = x.id JOIN offering o ON o.id = p.offering_id')}
    ${f.segments ? newer('offering_segment', 'JOIN offering o ON o.id = x.offering_id') : ''}
  )`;
}
