/** Periods, plans and envelopes (ADMIN), allocations (FINANCE), and what of each envelope is used. */
import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  CODE,
  GRANTED,
  hasRole,
  keepCode,
  MARKET,
  notNegative,
  oneOf,
  ownedByRules,
  ROW,
  secure,
  secureByMarket,
  SIGNED_IN,
  text,
} from './parts.ts';

const FUNCTION = oneOf('function', ['SALES', 'MARKETING', 'PRODUCT', 'SERVICE']);

const TABLES = `
  CREATE TABLE fiscal_period (${ROW},
    ${CODE} UNIQUE,
    ${text('name', 255)} NOT NULL,
    valid_from date NOT NULL,
    valid_to date NOT NULL,
    parent_id uuid REFERENCES fiscal_period CHECK (parent_id <> id),
    locked boolean NOT NULL DEFAULT false,
    CONSTRAINT fiscal_period_ends_after_it_begins CHECK (valid_from < valid_to),
    -- Judged after each statement, so that one can move a boundary between neighbours.
    CONSTRAINT fiscal_period_parts_do_not_overlap EXCLUDE USING gist (
      parent_id WITH =, daterange(valid_from, valid_to) WITH &&
    ) WHERE (archived_at IS NULL) DEFERRABLE INITIALLY IMMEDIATE
  );
  CREATE INDEX ON fiscal_period (parent_id);

  CREATE TABLE budget_plan (${ROW},
    ${CODE} UNIQUE,
    ${text('name', 255)} NOT NULL,
    ${oneOf('kind', ['BUDGET', 'REFORECAST', 'SCENARIO'])} NOT NULL,
    base_id uuid REFERENCES budget_plan CHECK (base_id <> id),
    currency_id uuid NOT NULL REFERENCES currency,
    ${oneOf('state', ['DRAFT', 'SUBMITTED', 'APPROVED', 'LOCKED'])} NOT NULL,
    period_id uuid REFERENCES fiscal_period
  );
  CREATE INDEX ON budget_plan (base_id);
  CREATE INDEX ON budget_plan (currency_id);
  CREATE INDEX ON budget_plan (period_id);

  CREATE TABLE envelope (${ROW},
    ${CODE} UNIQUE,
    plan_id uuid NOT NULL REFERENCES budget_plan,
    market_id uuid REFERENCES market,
    ${FUNCTION},
    period_id uuid REFERENCES fiscal_period,
    ${notNegative('cap')} NOT NULL
  );
  CREATE INDEX ON envelope (market_id, plan_id);
  CREATE INDEX ON envelope (plan_id);
  CREATE INDEX ON envelope (period_id);

  CREATE TABLE allocation (${ROW},
    plan_id uuid NOT NULL REFERENCES budget_plan,
    ${MARKET},
    line_id uuid NOT NULL REFERENCES product_line,
    ${FUNCTION} NOT NULL,
    period_id uuid NOT NULL REFERENCES fiscal_period,
    ${notNegative('amount')},
    hold boolean NOT NULL DEFAULT false
  -- Room for a new amount to be written in place.
  ) WITH (fillfactor = 80);
  CREATE UNIQUE INDEX allocation_key ON allocation (plan_id, market_id, line_id, function, period_id)
    WHERE archived_at IS NULL;
  CREATE INDEX ON allocation (market_id, plan_id);
  CREATE INDEX ON allocation (line_id, market_id);
  CREATE INDEX ON allocation (period_id)`;

/**
 * Sums every live allocation, whoever calls: under the caller's policies an envelope would seem emptier than it is. What
 * an analyst is told of the answer is the caller's business: `has_foreign` says that amounts of others are in the sum.
 */
const ENVELOPE_USE = `
  CREATE FUNCTION mg.envelope_use(plan uuid) RETURNS TABLE (envelope_id uuid, used numeric, has_foreign boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH RECURSIVE covered (envelope_id, period_id) AS (
      SELECT e.id, e.period_id FROM public.envelope e WHERE e.plan_id = envelope_use.plan AND e.period_id IS NOT NULL
      UNION
      SELECT c.envelope_id, p.id FROM covered c JOIN public.fiscal_period p ON p.parent_id = c.period_id
    )
    SELECT e.id, coalesce(sum(a.amount), 0),
      coalesce(bool_or(a.market_id <> ALL (coalesce(mg.granted_markets(), '{}'))), false)
    FROM public.envelope e
      LEFT JOIN public.allocation a ON a.plan_id = e.plan_id AND a.archived_at IS NULL
        AND (e.market_id IS NULL OR a.market_id = e.market_id)
        AND (e.function IS NULL OR a.function = e.function)
        AND (e.period_id IS NULL OR (e.id, a.period_id) IN (SELECT c.envelope_id, c.period_id FROM covered c))
    WHERE e.plan_id = envelope_use.plan AND e.archived_at IS NULL
    GROUP BY e.id
  $$;
  ${ownedByRules('mg.envelope_use(uuid)')}`;

export class Budget1795219200008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    for (const table of ['fiscal_period', 'budget_plan']) {
      await runner.query(secure(table, { read: SIGNED_IN, write: hasRole('ADMIN') }));
    }
    const seen = `market_id = ${GRANTED} OR (market_id IS NULL AND ${SIGNED_IN})`;
    await runner.query(secure('envelope', { read: seen, write: `(${seen}) AND ${hasRole('ADMIN')}` }));
    await runner.query(secureByMarket('allocation', 'FINANCE'));
    for (const table of ['fiscal_period', 'budget_plan', 'envelope']) await runner.query(keepCode(table));
    await runner.query(ENVELOPE_USE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION mg.envelope_use(uuid)');
    await runner.query('DROP TABLE allocation, envelope, budget_plan, fiscal_period');
  }
}
