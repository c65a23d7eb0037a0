/**
 * What has changed in TIER_PRICE since a revision, found from the changes themselves and not by looking at every row. Prices
 * keep no index on their revision, which every new amount would have to touch: the audit names the rows (docs/adr/0021).
 */
import type { MatrixFilter } from '../../schema/matrix/definition.ts';
import { and, type StatementBuilder } from '../view/statement-builder.ts';
import { keyConditions } from './tier-price-offers.queries.ts';

/** Rows with a newer cell. Their codes never change, so one that the filter's codes leave out was never in the view. */
export const changedRows = (q: StatementBuilder, f: MatrixFilter, since: string): string => `
  changed AS MATERIALIZED (
    SELECT array_to_string(k.parts, '/') AS key, o.id AS offering_id
    FROM (
      SELECT DISTINCT (string_to_array(c."row", '/'))[1:5] AS parts FROM change c
      WHERE c.revision > ${since} AND c.entity = 'Price'
    ) k
    JOIN market m ON m.code = k.parts[1]
    JOIN offering o ON o.market_id = m.id AND o.code = k.parts[2]
    WHERE ${and([...keyConditions(q, f), ...q.anyOf('k.parts[3]', f.priceLists)])}
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
