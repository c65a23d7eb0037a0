/** The one message that opens a transaction: BEGIN, its settings and who is calling, in one round trip. */
import pg from 'pg';
import { NotSignedIn } from './database-errors.ts';
import type { Caller, Identity } from './transaction.ts';

export interface Timeouts {
  /** Milliseconds that one statement may take. */
  readonly statementTimeoutMs: number;
  /** Milliseconds that a statement may wait for a lock. */
  readonly lockTimeoutMs: number;
  /** Milliseconds that a transaction may wait for its next statement. */
  readonly idleInTransactionTimeoutMs: number;
}

/** What one sort or hash may take before it spills to disk; 100,000 cells as JSON are 5 MB. */
const WORK_MEM = '32MB';

export const READ = 'REPEATABLE READ READ ONLY';
export const WRITE = 'READ COMMITTED READ WRITE';
export type Mode = typeof READ | typeof WRITE;

/**
 * `SET LOCAL`, never `SET`: it ends with the transaction, so that nothing leaks to another client behind a pooler, and a
 * pooler passes it where it refuses start-up parameters. UTC because "today" is UTC; ISO so that days are `YYYY-MM-DD`.
 * No JIT: compiling a pull's statement takes longer than running it. The rows of a large pull are sorted in memory.
 */
export function settings(o: Timeouts): string {
  return [
    `SET LOCAL statement_timeout = ${o.statementTimeoutMs}`,
    `SET LOCAL lock_timeout = ${o.lockTimeoutMs}`,
    `SET LOCAL idle_in_transaction_session_timeout = ${o.idleInTransactionTimeoutMs}`,
    `SET LOCAL timezone = 'UTC'`,
    `SET LOCAL datestyle = 'ISO, YMD'`,
    `SET LOCAL search_path = public`,
    `SET LOCAL jit = off`,
    `SET LOCAL work_mem = '${WORK_MEM}'`,
  ].join('; ');
}

/**
 * Rows that are read together lie together and, as a rule, in memory, so that jumping to one costs little more than reading
 * on; the default of 4, for disks that turn, sorts what is grouped rather than hash it, and reads a table rather than look up
 * a few of its rows.
 */
export const IN_MEMORY = 'SET LOCAL random_page_cost = 1.1';
/**
 * For what takes thousands of some parent's rows in the order of ids, which are random: each lies on another page of a table that fits
 * into no cache of PostgreSQL's, and to read a market's rows and sort them is ten times as fast (docs/adr/0042).
 */
export const SCATTERED = 'SET LOCAL random_page_cost = 10';
/** For statements that keep their plan: one plan for all values, without five trials whether a plan of its own pays for each. */
export const KEEP_PLANS = `SET LOCAL plan_cache_mode = force_generic_plan; ${IN_MEMORY}`;
export const PLAN_EACH = 'SET LOCAL plan_cache_mode TO DEFAULT; SET LOCAL random_page_cost TO DEFAULT';

/** @throws NotSignedIn for a caller that PostgreSQL could not even be asked about */
export function beginStatement(mode: Mode, o: { settings: string; caller: Caller }): string {
  return `BEGIN ISOLATION LEVEL ${mode}; ${o.settings}; SELECT *, pg_backend_pid() AS pid FROM ${identification(o.caller)}`;
}

/** Several statements in one message take no bound values; this is the only text in it that is not ours. */
function identification(caller: Caller): string {
  if (typeof caller === 'string') {
    // PostgreSQL knows no NUL in a text, so nobody is called that.
    if (caller.includes('\0')) throw new NotSignedIn();
    return `mg.identify(${pg.escapeLiteral(caller)})`;
  }
  return `mg.identify_token(decode(${pg.escapeLiteral(caller.tokenHash)}, 'hex'))`;
}

interface OpenedRow {
  readonly user_id: string;
  readonly subject: string;
  readonly name: string;
  readonly roles: Identity['roles'];
  readonly markets: Identity['markets'];
  readonly token_id?: string;
  readonly pid: number;
}

export interface Opened {
  readonly identity: Identity;
  /** PostgreSQL's process behind the connection, also where a pooler stands between. */
  readonly pid: number;
}

/** What the identification answered: no row for nobody. */
export function openedBy(rows: readonly object[]): Opened | undefined {
  const row = rows[0] as OpenedRow | undefined;
  if (!row?.user_id) return undefined;
  const { user_id: userId, subject, name, roles, markets, token_id: tokenId, pid } = row;
  return { pid, identity: { userId, subject, name, roles, markets, ...(tokenId !== undefined && { tokenId }) } };
}
