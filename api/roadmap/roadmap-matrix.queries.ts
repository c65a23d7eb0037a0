/** SQL of ROADMAP: a row for each live roadmap item, its links as codes joined by `;`. */
import { type RowScope, type Statement, type View } from '../view/matrix-source.ts';
import { and, StatementBuilder } from '../view/statement-builder.ts';

const KEY = `m.code || '/' || i.code`;

/** The rows of a view; see `MatrixSource.rows`. */
export function roadmapRows(view: View, scope: RowScope): Statement {
  const q = new StatementBuilder();
  const f = view.filter;
  const matches = and([
    'i.archived_at IS NULL',
    'm.archived_at IS NULL',
    ...q.anyOf('m.code', f.markets),
    ...q.anyOf('su.code', f.suites),
    ...q.anyOf('li.code', f.lines),
    ...q.anyOf('i.state', f.states),
    ...q.anyOf('ow.code', f.owners),
  ]);
  const condition =
    scope.of === 'view'
      ? matches
      : scope.of === 'keys'
        ? `${matches} AND ${KEY} = ANY(${q.bind(scope.keys, '::text[]')})`
        : `greatest(i.revision, m.revision, p.revision, li.revision, so.revision, ow.revision, r.revision, d.revision) > ${q.bind(scope.since, '::int')}`;
  return q.statement(`
    SELECT ${KEY} AS key,
      json_build_array(${KEY}, m.code, i.code, i.title, p.code, so.code, i.investment, i.origin, i.state, ow.code,
        i.starts_on, i.ends_on, i.confidence, i.slip_reason, r.codes, d.codes)::text AS row,
      ${scope.of === 'since' ? `(${matches})` : 'TRUE'} AS matches
    FROM roadmap_item i
    JOIN market m ON m.id = i.market_id
    LEFT JOIN product p ON p.id = i.product_id
    LEFT JOIN product_line li ON li.id = p.line_id
    LEFT JOIN product_suite su ON su.id = li.suite_id
    LEFT JOIN solution so ON so.id = i.solution_id
    LEFT JOIN person ow ON ow.id = i.owner_id
    LEFT JOIN LATERAL (
      SELECT string_agg(pr.code, ';' ORDER BY pr.code) FILTER (WHERE ir.archived_at IS NULL) AS codes,
        max(ir.revision) AS revision
      FROM item_requirement ir JOIN product_requirement pr ON pr.id = ir.requirement_id WHERE ir.item_id = i.id
    ) r ON TRUE
    LEFT JOIN LATERAL (
      SELECT string_agg(on_item.code, ';' ORDER BY on_item.code) FILTER (WHERE de.archived_at IS NULL) AS codes,
        max(de.revision) AS revision
      FROM item_dependency de JOIN roadmap_item on_item ON on_item.id = de.depends_on_id WHERE de.item_id = i.id
    ) d ON TRUE
    WHERE ${condition}
    ORDER BY m.code, i.code`);
}
