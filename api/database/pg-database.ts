/** `Database` over one pool of connections to PostgreSQL, of a role that owns nothing. */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import {
  beginStatement,
  IN_MEMORY,
  KEEP_PLANS,
  type Mode,
  type Opened,
  openedBy,
  READ,
  SCATTERED,
  settings,
  type Timeouts,
  WRITE,
} from './begin.ts';
import { CommitUnknown, Interrupted, NotSignedIn } from './database-errors.ts';
import { isConnectionLoss, isSerializationFailure } from './failures.ts';
import { connectionOf, sendTogether } from './pg-rows.ts';
import { PgSingleRead } from './pg-single-read.ts';
import { PgTransaction } from './pg-transaction.ts';
import { exactTypes } from './pg-types.ts';
import { PreparedNames } from './prepared-names.ts';
import type { Caller, Database, LongAnswer, LongStatement, Opening, ReadOptions, Work } from './transaction.ts';

export interface PgDatabaseOptions extends Timeouts {
  readonly url: string;
  readonly poolSize: number;
  /** Milliseconds to wait for a connection, also for one that others hold. */
  readonly connectionTimeoutMs: number;
  /** How many statements a connection keeps prepared. */
  readonly preparedStatements: number;
  /** Hears every statement that is sent, BEGIN and COMMIT included. */
  readonly onQuery?: (sql: string) => void;
}

interface Beginning<First = undefined> extends ReadOptions<First> {
  readonly mode: Mode;
  readonly caller: Caller;
}

const MOST_TRIES = 5;
/** First pause in milliseconds; doubles. A server that recovers from a crash needs longer than a rival transaction. */
const PAUSE_MS = { rival: 10, loss: 150 };
const READINESS_MS = 2_000;
/** Over the server's own time-out: it fires only when the server does not answer at all. */
const GRACE_MS = 5_000;
const CANCEL_MS = 5_000;
/**
 * A connection that rests is closed after so long; `pg` would do it after ten seconds. A new one has to sign in, and plans
 * the first of each of its statements anew: a page of twenty rows costs it ten times as much (docs/adr/0055).
 */
const IDLE_MS = 10 * 60_000;

export class PgDatabase implements Database {
  readonly #pool: pg.Pool;
  /** Cancels statements of `#pool`, which may have no connection left to say so. */
  readonly #canceller: pg.Pool;
  readonly #settings: string;
  readonly #timeoutMs: number;
  readonly #names: PreparedNames;
  readonly #onQuery: (sql: string) => void;

  constructor(o: PgDatabaseOptions) {
    this.#settings = settings(o);
    this.#timeoutMs = o.statementTimeoutMs + GRACE_MS;
    this.#names = new PreparedNames(o.preparedStatements);
    this.#onQuery = o.onQuery ?? (() => undefined);
    const shared = { connectionString: o.url, connectionTimeoutMillis: o.connectionTimeoutMs, keepAlive: true };
    this.#pool = poolOf({
      ...shared,
      max: o.poolSize,
      idleTimeoutMillis: IDLE_MS,
      query_timeout: this.#timeoutMs,
      application_name: 'marketgrid',
      types: exactTypes,
      // Several statements may be on their way; see PgSingleRead.
      pipeline: true,
    });
    this.#canceller = poolOf({ ...shared, max: 1, query_timeout: CANCEL_MS, application_name: 'marketgrid cancel' });
  }

  read<T, First = undefined>(caller: Caller, work: Work<T, First>, o: ReadOptions<First> = {}): Promise<T> {
    return this.#tryAgain(() => this.#transaction({ mode: READ, caller, ...o }, work));
  }

  write<T, First = undefined>(caller: Caller, work: Work<T, First>, opening?: Opening<First>): Promise<T> {
    return this.#tryAgain(() => this.#transaction({ mode: WRITE, caller, opening }, work));
  }

  readOne<Facts extends object>(
    caller: Caller,
    statement: LongStatement,
    signal?: AbortSignal,
  ): Promise<LongAnswer<Facts>> {
    return this.#tryAgain(() => this.#single({ mode: READ, caller, signal }, statement));
  }

  async isReady(): Promise<boolean> {
    const answer = this.#pool.query('SELECT 1').then(
      () => true,
      () => false,
    );
    return Promise.race([answer, sleep(READINESS_MS, false, { ref: false })]);
  }

  /** Waits for the transactions that run. */
  async close(): Promise<void> {
    if (!this.#pool.ended) await this.#pool.end();
    if (!this.#canceller.ended) await this.#canceller.end();
  }

  async #tryAgain<T>(attempt: () => Promise<T>): Promise<T> {
    for (let i = 1; ; i++) {
      try {
        return await attempt();
      } catch (error) {
        const pause = isSerializationFailure(error) ? PAUSE_MS.rival : isConnectionLoss(error) ? PAUSE_MS.loss : 0;
        if (pause === 0 || i === MOST_TRIES) throw error;
        // Jitter, so that rivals do not meet again.
        await sleep(pause * 2 ** (i - 1) * (0.5 + Math.random()));
      }
    }
  }

  async #transaction<T, First>(of: Beginning<First>, work: Work<T, First>): Promise<T> {
    const client = await this.#pool.connect();
    let broken: unknown;
    try {
      if (of.signal?.aborted) throw new Interrupted();
      const tx = this.#begin(client, of);
      const result = await interruptible(tx, of.signal, () => opened(tx, of, work)).finally(() => tx.end());
      await this.#commit(client);
      return result;
    } catch (error) {
      broken = error instanceof CommitUnknown || isConnectionLoss(error) ? error : await this.#rollback(client);
      throw error;
    } finally {
      client.release(broken !== undefined);
    }
  }

  async #single<Facts extends object>(of: Beginning, statement: LongStatement): Promise<LongAnswer<Facts>> {
    const client = await this.#pool.connect();
    if (of.signal?.aborted) {
      client.release();
      throw new Interrupted();
    }
    const single = new PgSingleRead<Facts>(client, {
      begin: beginStatement(of.mode, {
        settings: `${this.#settings}; ${statement.isScattered ? SCATTERED : IN_MEMORY}`,
        caller: of.caller,
      }),
      statement,
      names: this.#names,
      onQuery: this.#onQuery,
      cancel: (pid) => this.#cancel(client, pid),
      signal: of.signal,
    });
    single.over.then(
      () => client.release(),
      () => client.release(true),
    );
    return single.answer();
  }

  /** Sends BEGIN; what is asked before it is answered goes with it. */
  #begin(client: pg.PoolClient, { mode, caller, opening }: Beginning<unknown>): PgTransaction {
    // What is written is written by statements that keep their plan, and so is what opens a transaction.
    const arePlansKept = mode === WRITE || opening !== undefined;
    const settings = arePlansKept ? `${this.#settings}; ${KEEP_PLANS}` : this.#settings;
    const sql = beginStatement(mode, { settings, caller });
    this.#onQuery(sql);
    sendTogether(client);
    return new PgTransaction(client, {
      opened: openedOf(client.query(sql)),
      isHeldOpen: mode === READ,
      onQuery: this.#onQuery,
      cancel: (pid) => this.#cancel(client, pid),
      names: this.#names,
      timeoutMs: this.#timeoutMs,
      arePlansKept,
    });
  }

  /** Resolves when PostgreSQL has signalled the process behind `client`; it then ends its statement with an error. */
  async #cancel(client: pg.PoolClient, pid: number): Promise<void> {
    await this.#canceller.query('SELECT pg_cancel_backend($1)', [pid]).catch(() => {
      // Then the connection is given up: PostgreSQL notices when it next writes to it.
      connectionOf(client).stream.destroy();
    });
  }

  async #commit(client: pg.PoolClient): Promise<void> {
    this.#onQuery('COMMIT');
    let result: pg.QueryResult;
    try {
      result = await client.query('COMMIT');
    } catch (error) {
      // Refused by the server, as by a deferred constraint: then nothing was written.
      throw isConnectionLoss(error) ? new CommitUnknown(error) : error;
    }
    // PostgreSQL answers COMMIT with ROLLBACK when a statement had failed, which `work` may have caught.
    if (result.command !== 'COMMIT') throw new Error('a statement of the transaction failed, so nothing was committed');
  }

  /** Answers the error when the connection can no longer be used. */
  async #rollback(client: pg.PoolClient): Promise<unknown> {
    this.#onQuery('ROLLBACK');
    return client.query('ROLLBACK').then(
      () => undefined,
      (error: unknown) => error,
    );
  }
}

/** A connection without a listener takes the process down when PostgreSQL dies, idle or checked out. */
function poolOf(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(config);
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

async function openedOf(begun: Promise<unknown>): Promise<Opened> {
  // `pg` answers several statements with a list, which its types do not say.
  const results = (await begun) as pg.QueryResult<object>[];
  const opened = openedBy(results.at(-1)?.rows ?? []);
  if (!opened) throw new NotSignedIn();
  return opened;
}

/** Runs the work of a transaction when it is known who is calling; what opens it has been asked by then. */
async function opened<T, First>(
  tx: PgTransaction,
  { opening, signal }: ReadOptions<First>,
  work: Work<T, First>,
): Promise<T> {
  const first = opening ? opening(tx) : Promise.resolve(undefined as First);
  // The work may fail before it asks.
  first.catch(() => undefined);
  await tx.isOpen();
  if (signal?.aborted) throw new Interrupted();
  return work(tx, first);
}

async function interruptible<T>(
  tx: PgTransaction,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  const interrupt = (): void => void tx.interrupt();
  if (signal?.aborted) throw new Interrupted();
  signal?.addEventListener('abort', interrupt);
  try {
    return await work();
  } finally {
    signal?.removeEventListener('abort', interrupt);
  }
}
