/** `Database` over one pool of connections to PostgreSQL, of a role that owns nothing. */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import {
  beginStatement,
  IN_MEMORY,
  type Mode,
  openedBy,
  READ,
  SCATTERED,
  settings,
  type Timeouts,
  WRITE,
} from './begin.ts';
import { CommitUnknown, Interrupted, NotSignedIn } from './database-errors.ts';
import { isConnectionLoss, isSerializationFailure } from './failures.ts';
import { connectionOf } from './pg-rows.ts';
import { PgSingleRead } from './pg-single-read.ts';
import { PgTransaction } from './pg-transaction.ts';
import { exactTypes } from './pg-types.ts';
import { PreparedNames } from './prepared-names.ts';
import type { Caller, Database, LongAnswer, LongStatement, Transaction } from './transaction.ts';

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

type Work<T> = (tx: Transaction) => Promise<T>;

interface Opening {
  readonly mode: Mode;
  readonly caller: Caller;
  readonly signal?: AbortSignal | undefined;
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
  readonly #names: PreparedNames;
  readonly #onQuery: (sql: string) => void;

  constructor(o: PgDatabaseOptions) {
    this.#settings = settings(o);
    this.#names = new PreparedNames(o.preparedStatements);
    this.#onQuery = o.onQuery ?? (() => undefined);
    const shared = { connectionString: o.url, connectionTimeoutMillis: o.connectionTimeoutMs, keepAlive: true };
    this.#pool = poolOf({
      ...shared,
      max: o.poolSize,
      idleTimeoutMillis: IDLE_MS,
      query_timeout: o.statementTimeoutMs + GRACE_MS,
      application_name: 'marketgrid',
      types: exactTypes,
      // Several statements may be on their way; see PgSingleRead.
      pipeline: true,
    });
    this.#canceller = poolOf({ ...shared, max: 1, query_timeout: CANCEL_MS, application_name: 'marketgrid cancel' });
  }

  read<T>(caller: Caller, work: Work<T>, signal?: AbortSignal): Promise<T> {
    return this.#tryAgain(() => this.#transaction({ mode: READ, caller, signal }, work));
  }

  write<T>(caller: Caller, work: Work<T>): Promise<T> {
    return this.#tryAgain(() => this.#transaction({ mode: WRITE, caller }, work));
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

  async #transaction<T>(of: Opening, work: Work<T>): Promise<T> {
    const client = await this.#pool.connect();
    let broken: unknown;
    try {
      if (of.signal?.aborted) throw new Interrupted();
      const tx = await this.#begin(client, of);
      const result = await interruptible(tx, of.signal, () => work(tx)).finally(() => tx.end());
      await this.#commit(client);
      return result;
    } catch (error) {
      broken = error instanceof CommitUnknown || isConnectionLoss(error) ? error : await this.#rollback(client);
      throw error;
    } finally {
      client.release(broken !== undefined);
    }
  }

  async #single<Facts extends object>(of: Opening, statement: LongStatement): Promise<LongAnswer<Facts>> {
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

  async #begin(client: pg.PoolClient, { mode, caller }: Opening): Promise<PgTransaction> {
    const sql = beginStatement(mode, { settings: this.#settings, caller });
    this.#onQuery(sql);
    // `pg` answers several statements with a list, which its types do not say.
    const results = (await client.query(sql)) as unknown as pg.QueryResult<object>[];
    const opened = openedBy(results.at(-1)?.rows ?? []);
    if (!opened) throw new NotSignedIn();
    const cancel = (): Promise<void> => this.#cancel(client, opened.pid);
    const { identity } = opened;
    const [names, onQuery] = [this.#names, this.#onQuery];
    return new PgTransaction(client, { identity, onQuery, cancel, names, isHeldOpen: mode === READ });
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
