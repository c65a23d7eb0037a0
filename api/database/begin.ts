/** The one message that opens a transaction: BEGIN, its settings and who is calling, in one round trip. */
import pg from 'pg';
import type { Identity } from './transaction.ts';

export interface Timeouts {
  /** Milliseconds that one statement may take. */
  readonly statementTimeoutMs: number;
  /** Milliseconds that a statement may wait for a lock. */
  readonly lockTimeoutMs: number;
  /** Milliseconds that a transaction may wait for its next statement. */
  readonly idleInTransactionTimeoutMs: number;
}

export const READ = 'REPEATABLE READ READ ONLY';
export const WRITE = 'READ COMMITTED READ WRITE';
export type Mode = typeof READ | typeof WRITE;

/**
 * `SET LOCAL`, never `SET`: it ends with the transaction, so that nothing leaks to another client behind a pooler, and a
 * pooler passes it where it refuses start-up parameters. UTC because "today" is UTC; ISO so that days are `YYYY-MM-DD`.
 */
export function settings(o: Timeouts): string {
  return [
    `SET LOCAL statement_timeout = ${o.statementTimeoutMs}`,
    `SET LOCAL lock_timeout = ${o.lockTimeoutMs}`,
    `SET LOCAL idle_in_transaction_session_timeout = ${o.idleInTransactionTimeoutMs}`,
    `SET LOCAL timezone = 'UTC'`,
    `SET LOCAL datestyle = 'ISO, YMD'`,
    `SET LOCAL search_path = public`,
  ].join('; ');
}

export function beginStatement(mode: Mode, o: { settings: string; subject: string }): string {
  // Several statements in one message take no bound values; the subject is the only text in it that is not ours.
  return `BEGIN ISOLATION LEVEL ${mode}; ${o.settings}; SELECT * FROM mg.identify(${pg.escapeLiteral(o.subject)})`;
}

interface IdentityRow {
  readonly user_id: string;
  readonly subject: string;
  readonly name: string;
  readonly roles: Identity['roles'];
  readonly markets: Identity['markets'];
}

/** What `mg.identify` answered: no row for a subject that is nobody. */
export function identityOf(rows: readonly object[]): Identity | undefined {
  const row = rows[0] as IdentityRow | undefined;
  if (!row?.user_id) return undefined;
  return { userId: row.user_id, subject: row.subject, name: row.name, roles: row.roles, markets: row.markets };
}
