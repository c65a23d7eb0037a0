/** SQL of ROADMAP: a row for each live roadmap item, its links as codes joined by `;`. */
import { type RowScope, type Statement, type View } from '../view/matrix-source.ts';
import { bare, jsonRow, text, whole } from '../view/row-json.ts';
import { changedKeys, codeIn, namedKeys } from '../view/row-keys.ts';
import { and, StatementBuilder } from '../view/statement-builder.ts';

const KEY = `m.code || '/' || i.code`;
const PIECES = [
  ...[KEY, 'm.code', 'i.code'].map(bare),
  text('i.title'),
  ...['p.code', 'so.code', 'i.investment', 'i.origin', 'i.state', 'ow.code', 'i.starts_on', 'i.ends_on'].map(bare),
  whole('i.confidence'),
  text('i.slip_reason'),
  ...['r.codes', 'd.codes'].map(bare),
];
const FROM = `
    FROM roadmap_item i
    JOIN market m ON m.id = i.market_id
    LEFT JOIN product p ON p.id = i.product_id
    LEFT JOIN product_line li ON li.id = p.line_id
    LEFT JOIN product_suite su ON su.id = li.suite_id
    LEFT JOIN solution so ON so.id = i.solution_id
    LEFT JOIN person ow ON ow.id = i.owner_id
    LEFT JOIN LATERAL (
      SELECT string_agg(pr.code, ';' ORDER BY pr.code) AS codes
      FROM item_requirement ir JOIN product_requirement pr ON pr.id = ir.requirement_id
      WHERE ir.item_id = i.id AND ir.archived_at IS NULL
    ) r ON TRUE
    LEFT JOIN LATERAL (
      SELECT string_agg(on_item.code, ';' ORDER BY on_item.code) AS codes
      FROM item_dependency de JOIN roadmap_item on_item ON on_item.id = de.depends_on_id
      WHERE de.item_id = i.id AND de.archived_at IS NULL
    ) d ON TRUE`;

/** The rows of a view; see `MatrixSource.rows`. */
export function roadmapRows(view: View, scope: RowScope): Statement {
  const q = new StatementBuilder();
  const matches = conditions(q, view);
  if (scope.of === 'view') return q.statement(select({ matches: 'TRUE', where: matches }));
  if (scope.of === 'keys') {
    const given = `given AS MATERIALIZED (${namedKeys(q, scope.keys)}), ${located(view, 'given')}`;
    return q.statementOver(
      scope.keys.length,
      `WITH ${given} ${select({ matches: 'TRUE', where: `${matches} AND i.id IN (SELECT id FROM located)` })}`,
    );
  }
  const since = q.bind(scope.since, '::int');
  const changed = `changed AS MATERIALIZED (${changedKeys(q, view, since)}), ${located(view, 'changed')}`;
  return q.statement(
    `WITH ${changed}, ${touched(since)} ${select({ matches, where: 'i.id IN (SELECT id FROM touched)' })}`,
  );
}

const select = ({ matches, where }: { matches: string; where: string }): string => `
    SELECT ${KEY} AS key, ${jsonRow(PIECES)} AS row, (${matches}) AS matches ${FROM}
    WHERE ${where}
    ORDER BY m.code, i.code`;

const conditions = (q: StatementBuilder, { filter: f }: View): string =>
  and([
    'i.archived_at IS NULL',
    'm.archived_at IS NULL',
    ...q.anyOf('m.code', f.markets),
    ...q.anyOf('su.code', f.suites),
    ...q.anyOf('li.code', f.lines),
    ...q.anyOf('i.state', f.states),
    ...q.anyOf('ow.code', f.owners),
  ]);

/** The items of keys. */
const located = ({ definition }: View, keys: string): string => `
    located AS MATERIALIZED (
      SELECT i.id FROM ${keys} k
      JOIN market m ON m.code = ${codeIn('k.key', definition, 'market')}
      JOIN roadmap_item i ON i.market_id = m.id AND i.code = ${codeIn('k.key', definition, 'item')}
    )`;

/** Items with a newer cell, or with something newer that a cell names; each table by its own index. */
function touched(since: string): string {
  const newer = (table: string, joins: string): string =>
    `UNION SELECT i.id FROM ${table} x ${joins} WHERE x.revision > ${since}`;
  return `
    touched AS MATERIALIZED (
      SELECT id FROM located
      ${newer('market', 'JOIN roadmap_item i ON i.market_id = x.id')}
      ${newer('product', 'JOIN roadmap_item i ON i.product_id = x.id')}
      ${newer('product_line', 'JOIN product p ON p.line_id = x.id JOIN roadmap_item i ON i.product_id = p.id')}
      ${newer('solution', 'JOIN roadmap_item i ON i.solution_id = x.id')}
      ${newer('person', 'JOIN roadmap_item i ON i.owner_id = x.id')}
    )`;
}
