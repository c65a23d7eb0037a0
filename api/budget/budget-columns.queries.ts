/** SQL of the columns of BUDGET: the plan, and its leaf periods. */
import type { MatrixFilter } from '../../schema/matrix/definition.ts';
import type { Statement } from '../view/matrix-source.ts';
import { and, StatementBuilder } from '../view/statement-builder.ts';

/**
 * The plan that the filter names, or, without one, the approved plans of kind BUDGET that cover the day. Each with the leaf
 * periods below its horizon (all, when it has none), narrowed to the filter's periods and their parts.
 */
export function plansWithPeriods(filter: MatrixFilter, day: string): Statement {
  const q = new StatementBuilder();
  const which = filter.plan
    ? `p.code = ${q.bind(filter.plan)}`
    : `p.kind = 'BUDGET' AND p.state IN ('APPROVED', 'LOCKED') AND (h.id IS NULL OR
        (h.valid_from <= ${q.bind(day, '::date')} AND (h.valid_to IS NULL OR h.valid_to > ${q.bind(day, '::date')})))`;
  const periods = and([
    'NOT EXISTS (SELECT FROM fiscal_period child WHERE child.parent_id = f.id AND child.archived_at IS NULL)',
    `(p.period_id IS NULL OR f.id IN (${below('id = p.period_id')}))`,
    ...(filter.periods ? [`f.id IN (${below(`code = ANY(${q.bind(filter.periods, '::text[]')})`)})`] : []),
  ]);
  return q.statement(`
    SELECT p.id, p.code, p.name, p.state, cu.code AS currency, cu.minor_unit AS scale,
      (SELECT coalesce(json_agg(json_build_object('id', f.id, 'code', f.code, 'name', f.name, 'locked', f.locked,
            'since', f.created_revision, 'until', CASE WHEN f.archived_at IS NOT NULL THEN f.revision END)
          ORDER BY f.valid_from, f.code), '[]')
        FROM fiscal_period f WHERE ${periods}) AS periods
    FROM budget_plan p JOIN currency cu ON cu.id = p.currency_id LEFT JOIN fiscal_period h ON h.id = p.period_id
    WHERE p.archived_at IS NULL AND ${which} ORDER BY p.code`);
}

const below = (start: string): string => `
    WITH RECURSIVE part AS (
      SELECT id FROM fiscal_period WHERE ${start}
      UNION SELECT f.id FROM fiscal_period f JOIN part ON f.parent_id = part.id
    ) SELECT id FROM part`;
