/** What has changed in TIER_PRICE since a revision, found from the changes and not by looking at every row. */
import type { MatrixFilter } from '../../schema/matrix/definition.ts';
import type { View } from '../view/matrix-source.ts';
import { changedKeys, codeIn } from '../view/row-keys.ts';
import { and, type StatementBuilder } from '../view/statement-builder.ts';
import { keyConditions } from './tier-price-offers.queries.ts';

/** Rows with a newer cell. Their codes never change, so one that the filter's codes leave out was never in the view. */
export const changedRows = (q: StatementBuilder, view: View, since: string): string => `
  changed AS MATERIALIZED (
    SELECT k.key, o.id AS offering_id FROM (${changedKeys(q, view, since)}) k
    JOIN market m ON m.code = ${codeIn('k.key', view.definition, 'market')}
    JOIN offering o ON o.market_id = m.id AND o.code = ${codeIn('k.key', view.definition, 'offering')}
    WHERE ${and([
      ...keyConditions(q, view.filter),
      ...q.anyOf(codeIn('k.key', view.definition, 'price_list'), view.filter.priceLists),
    ])}
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
