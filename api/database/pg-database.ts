/** `Database` over one pool of connections to PostgreSQL, of a role that owns nothing. */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { beginStatement, identityOf, type Mode, READ, settings, type Timeouts, WRITE } from './begin.ts';
import { CommitUnknown, NotSignedIn } from './database-errors.ts';
import { isConnectionLoss, isSerializationFailure } from './failures.ts';
import { PgTransaction } from './pg-transaction.ts';
import { exactTypes } from './pg-types.ts';
import type { Caller, Database, Transaction } from './transaction.ts';

export interface PgDatabaseOptions extends Timeouts {
  readonly url: string;
  readonly poolSize: number;
  /** Milliseconds to wait for a connection, also for one that others hold. */
  readonly connectionTimeoutMs: number;
  /** Hears every statement that is sent, BEGIN and COMMIT included. */
  readonly onQuery?: (sql: string) => void;
}

type Work<T> = (tx: Transaction) => Promise<T>;

const MOST_TRIES = 5;
/** First pause in milliseconds; doubles. A server that recovers from a crash needs longer than a rival transaction. */
const PAUSE_MS = { rival: 10, loss: 150 };
const READINESS_MS = 2_000;
/** Over the server's own time-out: it fires only when the server does not answer at all. */
const GRACE_MS = 5_000;

export class PgDatabase implements Database {
  readonly #pool: pg.Pool;
  readonly #settings: string;
  readonly #onQuery: (sql: string) => void;

  constructor(o: PgDatabaseOptions) {
    this.#settings = settings(o);
    this.#onQuery = o.onQuery ?? (() => undefined);
    this.#pool = new pg.Pool({
      connectionString: o.url,
      max: o.poolSize,
      connectionTimeoutMillis: o.connectionTimeoutMs,
      query_timeout: o.statementTimeoutMs + GRACE_MS,
      keepAlive: true,
      application_name: 'marketgrid',
      types: exactTypes,
    });
    // A connection without a listener takes the process down when PostgreSQL dies, idle or checked out.
    this.#pool.on('error', () => undefined);
    this.#pool.on('connect', (client) => client.on('error', () => undefined));
  }

  read<T>(caller: Caller, work: Work<T>): Promise<T> {
    return this.#tryAgain(() => this.#transaction(READ, caller, work));
  }

  write<T>(caller: Caller, work: Work<T>): Promise<T> {
    return this.#tryAgain(() => this.#transaction(WRITE, caller, work));
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

  async #transaction<T>(mode: Mode, caller: Caller, work: Work<T>): Promise<T> {
    const client = await this.#pool.connect();
    let broken: unknown;
    try {
      const tx = await this.#begin(client, mode, caller);
      const result = await work(tx).finally(() => tx.end());
      await this.#commit(client);
      return result;
    } catch (error) {
      broken = error instanceof CommitUnknown || isConnectionLoss(error) ? error : await this.#rollback(client);
      throw error;
    } finally {
      client.release(broken !== undefined);
    }
  }

  async #begin(client: pg.PoolClient, mode: Mode, caller: Caller): Promise<PgTransaction> {
    const sql = beginStatement(mode, { settings: this.#settings, caller });
    this.#onQuery(sql);
    // `pg` answers several statements with a list, which its types do not say.
    const results = (await client.query(sql)) as unknown as pg.QueryResult<object>[];
    const identity = identityOf(results.at(-1)?.rows ?? []);
    if (!identity) throw new NotSignedIn();
    return new PgTransaction(client, { identity, onQuery: this.#onQuery });
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
