/** SQL of BUDGET: a row for each market × line × function of one plan, a column for each leaf period. */
import type { MatrixFilter } from '../../schema/matrix/definition.ts';
import { type RowScope, shownColumns, type Statement, type View } from '../view/matrix-source.ts';
import { and, StatementBuilder } from '../view/statement-builder.ts';

const KEY = `m.code || '/' || li.code || '/' || a.function`;

function filterConditions(q: StatementBuilder, f: MatrixFilter): string[] {
  return [
    ...q.anyOf('m.code', f.markets),
    ...q.anyOf('su.code', f.suites),
    ...q.anyOf('li.code', f.lines),
    ...q.anyOf('a.function', f.functions),
  ];
}

/** The rows of a view; see `MatrixSource.rows`. `total` is the sum of the periods shown. */
export function budgetRows(view: View, scope: RowScope): Statement {
  const q = new StatementBuilder();
  const periods = shownColumns(view).filter((c) => c.id !== undefined);
  const cells = periods.map(
    (c, i) =>
      `max(al.amount) FILTER (WHERE al.archived_at IS NULL AND al.period_id = ${q.bind(c.id, '::uuid')}) AS c${i}`,
  );
  const shown = q.bind(
    periods.map((c) => c.id),
    '::uuid[]',
  );
  const plan = q.bind(view.plan?.id ?? null, '::uuid');
  const matches = and(['a.is_live', 'm.archived_at IS NULL', ...filterConditions(q, view.filter)]);
  const condition =
    scope.of === 'view'
      ? matches
      : scope.of === 'keys'
        ? `${matches} AND ${KEY} = ANY(${q.bind(scope.keys, '::text[]')})`
        : `greatest(a.revision, m.revision, li.revision, su.revision) > ${q.bind(scope.since, '::int')}`;
  const show = [
    'm.code, li.code, a.function, li.posture',
    ...cells.map((_, i) => `trim_scale(a.c${i})`),
    'trim_scale(a.total)',
  ];
  return q.statement(`
    SELECT ${KEY} AS key, json_build_array(${KEY}, ${show.join(', ')})::text AS row,
      ${scope.of === 'since' ? `(${matches})` : 'TRUE'} AS matches
    FROM (
      SELECT al.market_id, al.line_id, al.function,
        ${[...cells, ''].join(',\n        ')}
        coalesce(sum(al.amount) FILTER (WHERE al.archived_at IS NULL AND al.period_id = ANY(${shown})), 0) AS total,
        bool_or(al.archived_at IS NULL) AS is_live,
        max(al.revision) AS revision
      FROM allocation al
      WHERE al.plan_id = ${plan}
      GROUP BY al.market_id, al.line_id, al.function
    ) a
    JOIN market m ON m.id = a.market_id
    JOIN product_line li ON li.id = a.line_id
    JOIN product_suite su ON su.id = li.suite_id
    WHERE ${condition}
    ORDER BY m.code, li.code, a.function`);
}

/** The plan that a code names, or, without one, the approved plans of kind BUDGET that cover the day. */
export function plans(code: string | null | undefined, day: string): Statement {
  const q = new StatementBuilder();
  const which = code
    ? `p.code = ${q.bind(code)}`
    : `p.kind = 'BUDGET' AND p.state IN ('APPROVED', 'LOCKED') AND (f.id IS NULL OR
        (f.valid_from <= ${q.bind(day, '::date')} AND (f.valid_to IS NULL OR f.valid_to > ${q.bind(day, '::date')})))`;
  return q.statement(`
    SELECT p.id, p.code, p.name, p.state, p.period_id, cu.code AS currency, cu.minor_unit AS scale
    FROM budget_plan p JOIN currency cu ON cu.id = p.currency_id LEFT JOIN fiscal_period f ON f.id = p.period_id
    WHERE p.archived_at IS NULL AND ${which} ORDER BY p.code`);
}

/** The leaf periods below the plan's horizon (all, when it has none), narrowed to the filter's periods and their parts. */
export function leafPeriods(horizon: string | null, filter: MatrixFilter): Statement {
  const q = new StatementBuilder();
  const below = (start: string): string => `
    WITH RECURSIVE part AS (
      SELECT id FROM fiscal_period WHERE ${start}
      UNION SELECT f.id FROM fiscal_period f JOIN part ON f.parent_id = part.id
    ) SELECT id FROM part`;
  const conditions = and([
    ...(horizon ? [`f.id IN (${below(`id = ${q.bind(horizon, '::uuid')}`)})`] : []),
    ...(filter.periods ? [`f.id IN (${below(`code = ANY(${q.bind(filter.periods, '::text[]')})`)})`] : []),
  ]);
  return q.statement(`
    SELECT f.id, f.code, f.name, f.locked, f.created_revision AS since,
      CASE WHEN f.archived_at IS NOT NULL THEN f.revision END AS until
    FROM fiscal_period f
    WHERE NOT EXISTS (SELECT FROM fiscal_period child WHERE child.parent_id = f.id AND child.archived_at IS NULL)
      AND ${conditions}
    ORDER BY f.valid_from, f.code`);
}

/** The plan's envelopes with their use; those that hold amounts of foreign markets are left out, since their sums would tell. */
export const ENVELOPES = `
  SELECT e.code AS key, e.code AS title, trim_scale(e.cap)::text AS cap, trim_scale(u.used)::text AS used,
    trim_scale(e.cap - u.used)::text AS left
  FROM mg.envelope_use($1::uuid) u JOIN envelope e ON e.id = u.envelope_id
  WHERE NOT u.has_foreign
  ORDER BY e.code`;
