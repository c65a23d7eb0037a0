/** One approved plan of 24 months in which every market budgets every line, and its envelopes. */
import { NEW, PLACES } from './ground.queries.ts';
import type { Shape } from './size.ts';

/** Two years, eight quarters, 24 months: the leaves are the months. */
export const YEARS = `
  INSERT INTO fiscal_period (id, code, name, valid_from, valid_to, ${NEW.columns})
  SELECT pg_temp.id('year', y), y::text, 'Fiscal year ' || y, make_date(y, 1, 1), make_date(y + 1, 1, 1), ${NEW.values}
  FROM generate_series(2027, 2028) y`;

export const QUARTERS = `
  INSERT INTO fiscal_period (id, code, name, valid_from, valid_to, parent_id, ${NEW.columns})
  SELECT pg_temp.id('quarter', y, q), y || '-Q' || q + 1, 'Quarter ' || q + 1 || ' of ' || y,
    make_date(y, 1, 1) + make_interval(months => 3 * q), make_date(y, 1, 1) + make_interval(months => 3 * q + 3),
    pg_temp.id('year', y), ${NEW.values}
  FROM generate_series(2027, 2028) y, generate_series(0, 3) q`;

export const MONTHS = `
  INSERT INTO fiscal_period (id, code, name, valid_from, valid_to, parent_id, ${NEW.columns})
  SELECT pg_temp.id('month', y, k), y || '-' || lpad((k + 1)::text, 2, '0'), 'Month ' || k + 1 || ' of ' || y,
    make_date(y, 1, 1) + make_interval(months => k), make_date(y, 1, 1) + make_interval(months => k + 1),
    pg_temp.id('quarter', y, k / 3), ${NEW.values}
  FROM generate_series(2027, 2028) y, generate_series(0, 11) k`;

export const PLAN = `
  INSERT INTO budget_plan (id, code, name, kind, currency_id, state, ${NEW.columns})
  SELECT pg_temp.id('plan'), 'BUDGET-2027', 'Budget of 2027 and 2028', 'BUDGET', c.id, 'APPROVED', ${NEW.values}
  FROM currency c WHERE c.code = 'USD'`;

/** `b` is the budgeting market; `m`, `p` and `u` say whose line it is. */
export const allocations = (shape: Shape): string => `
  INSERT INTO allocation (id, plan_id, market_id, line_id, function, period_id, amount, ${NEW.columns})
  SELECT pg_temp.id('allocation', b, m, p, u, f, y, k), pg_temp.id('plan'), pg_temp.id('market', b),
    pg_temp.id('line', m, p, u), (ARRAY['MARKETING', 'PRODUCT', 'SALES', 'SERVICE'])[f], pg_temp.id('month', y, k),
    1000 + (b * 37 + m * 101 + p * 13 + u * 7 + f * 53 + k * 29 + y) % 900 * 10, ${NEW.values}
  FROM generate_series(0, ${shape.markets - 1}) b, ${PLACES(shape)}, generate_series(1, 4) f, generate_series(2027, 2028) y,
    generate_series(0, 11) k
  ORDER BY b, m, p, u, f, y, k`;

/** For each market and function, and one over all: a tenth more than is allocated. */
export const ENVELOPES = `
  INSERT INTO envelope (id, code, plan_id, market_id, function, cap, ${NEW.columns})
  SELECT pg_temp.id('envelope/' || coalesce(m.code, 'ALL') || coalesce(a.function, '')),
    coalesce(m.code || '-' || a.function, 'ALL'), a.plan_id, m.id, a.function, round(sum(a.amount) * 1.1, 2), ${NEW.values}
  FROM allocation a JOIN market m ON m.id = a.market_id
  GROUP BY GROUPING SETS ((a.plan_id, m.id, m.code, a.function), (a.plan_id))`;
