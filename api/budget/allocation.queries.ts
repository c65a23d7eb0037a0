/** What the allocation checks need to know; the sums come from a function that sees all rows. */
import { KEPT } from '../database/planning.ts';
import type { Transaction } from '../database/transaction.ts';

export interface PlanFacts {
  readonly id: string;
  readonly code: string;
  readonly state: string;
  readonly currency: string;
}

export const plansByCode = (tx: Transaction, codes: readonly string[]): Promise<PlanFacts[]> =>
  tx.query(
    `SELECT p.id, p.code, p.state, c.code AS currency FROM budget_plan p JOIN currency c ON c.id = p.currency_id
     WHERE p.code = ANY($1)`,
    [codes],
    KEPT,
  );

export interface PeriodFacts {
  readonly code: string;
  readonly locked: boolean;
  readonly isLeaf: boolean;
}

export const periodsByCode = (tx: Transaction, codes: readonly string[]): Promise<PeriodFacts[]> =>
  tx.query(
    `SELECT f.code, f.locked, NOT EXISTS (SELECT FROM fiscal_period c WHERE c.parent_id = f.id AND c.archived_at IS NULL) AS "isLeaf"
     FROM fiscal_period f WHERE f.code = ANY($1)`,
    [codes],
    KEPT,
  );

export interface EnvelopeFacts {
  readonly code: string;
  readonly plan: string;
  readonly cap: string;
  /** The sum over all live allocations that it covers, those of foreign markets included. */
  readonly used: string;
  readonly market: string | null;
  readonly function: string | null;
  /** The named period and all its parts; null: all. */
  readonly periods: string[] | null;
}

export const envelopesOf = (tx: Transaction, plans: readonly string[]): Promise<EnvelopeFacts[]> =>
  tx.query(
    `SELECT e.code, p.code AS plan, trim_scale(e.cap)::text AS cap, trim_scale(u.used)::text AS used,
       m.code AS market, e.function,
       CASE WHEN e.period_id IS NOT NULL THEN (
         WITH RECURSIVE part AS (
           SELECT f.id, f.code FROM fiscal_period f WHERE f.id = e.period_id
           UNION SELECT f.id, f.code FROM fiscal_period f JOIN part ON f.parent_id = part.id
         ) SELECT array_agg(part.code) FROM part
       ) END AS periods
     FROM budget_plan p CROSS JOIN LATERAL mg.envelope_use(p.id) u JOIN envelope e ON e.id = u.envelope_id
     LEFT JOIN market m ON m.id = e.market_id
     WHERE p.code = ANY($1) AND e.archived_at IS NULL`,
    [plans],
    KEPT,
  );

/** The stored amounts of these allocations; those without one are left out. */
export const amountsById = (tx: Transaction, ids: readonly string[]): Promise<{ id: string; amount: string }[]> =>
  tx.query(
    `SELECT id, trim_scale(amount)::text AS amount FROM allocation
     WHERE id = ANY($1::uuid[]) AND archived_at IS NULL AND amount IS NOT NULL`,
    [ids],
  );
