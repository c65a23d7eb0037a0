/** One transaction on one connection. */
import type pg from 'pg';
import { KEEP_PLANS, type Opened, PLAN_EACH } from './begin.ts';
import { Interrupted } from './database-errors.ts';
import { isRefusedBehindAnother } from './failures.ts';
import { HELD_CHARS, longText } from './long-text.ts';
import { PgRows, sendTogether, type Sliced, slices } from './pg-rows.ts';
import type { PreparedNames } from './prepared-names.ts';
import { sliced } from './sliced.queries.ts';
import type { Identity, LongAnswer, LongStatement, Planning, Transaction } from './transaction.ts';

export interface PgTransactionOptions {
  /** The answer to BEGIN; rejects where the caller is nobody. */
  readonly opened: Promise<Opened>;
  readonly onQuery: (sql: string) => void;
  /** Cancels what PostgreSQL's process does. */
  readonly cancel?: (pid: number) => Promise<void>;
  /** Long texts are read on while they are sent; otherwise they are held whole, since the transaction is over by then. */
  readonly isHeldOpen?: boolean;
  /** Under which names statements that keep their plan are prepared; without it they are planned as all others. */
  readonly names?: PreparedNames;
  /** Milliseconds after which a statement is given up that was sent alone. */
  readonly timeoutMs?: number;
  /** Whether BEGIN has set what such statements need. */
  readonly arePlansKept?: boolean;
}

export class PgTransaction implements Transaction {
  readonly #client: pg.ClientBase;
  readonly #opened: Promise<Opened>;
  readonly #onQuery: (sql: string) => void;
  readonly #cancel: () => Promise<void>;
  readonly #heldChars: number;
  readonly #names: PreparedNames | undefined;
  /** When all that was asked is through. */
  #last: Promise<unknown> = Promise.resolve();
  /** When a statement may be sent: none goes out behind rows that may wait for their reader. */
  #free: Promise<unknown> = Promise.resolve();
  #isOver = false;
  readonly #timeoutMs: number | undefined;
  #running = 0;
  #arePlansKept: boolean;
  #identity: Identity | undefined;
  /** Statements that wait for their turn. */
  #waiting = 0;
  /** Rows that somebody may still read. */
  #open: PgRows<object> | undefined;
  #cancelling: Promise<void> | undefined;
  /** How the statement failed behind which PostgreSQL refuses all others. */
  #failure: unknown;

  constructor(client: pg.ClientBase, o: PgTransactionOptions) {
    this.#client = client;
    this.#opened = o.opened;
    // Whoever awaits `isOpen` hears of it.
    this.#opened.catch(() => undefined);
    this.#onQuery = o.onQuery;
    this.#cancel = async () => o.cancel?.((await this.#opened).pid);
    this.#arePlansKept = o.arePlansKept ?? false;
    this.#heldChars = o.isHeldOpen ? HELD_CHARS : Infinity;
    this.#names = o.names;
    this.#timeoutMs = o.timeoutMs;
  }

  /** @throws Error before `isOpen` has resolved: a programmer's mistake. */
  get identity(): Identity {
    if (!this.#identity) throw new Error('the transaction has not been told yet who is calling');
    return this.#identity;
  }

  /** Resolves when it is known who is calling. @throws NotSignedIn */
  async isOpen(): Promise<void> {
    this.#identity = (await this.#opened).identity;
  }

  query<Row extends object>(text: string, values: readonly unknown[] = [], planning: Planning = {}): Promise<Row[]> {
    return this.#after(this.#free, async () => {
      sendTogether(this.#client);
      const name = this.#nameOf(text, planning);
      this.#onQuery(text);
      const statement = { text, values: [...values], ...(name !== undefined && { name }), ...this.#patience() };
      return { answer: (await this.#client.query<Row>(statement)).rows };
    }).answer;
  }

  long<Facts extends object>(statement: LongStatement): Promise<LongAnswer<Facts>> {
    const asked = this.#after<LongAnswer<Facts>>(this.#last, async () => {
      sendTogether(this.#client);
      const { text: sql, values } = sliced(statement);
      const name = this.#nameOf(sql, statement);
      this.#onQuery(sql);
      const abandon = (): void => void this.interrupt();
      const rows = new PgRows<Sliced<Facts>>(this.#client, { text: sql, values, name, abandon });
      this.#open = rows;
      if (this.#waiting > 0) rows.readAhead();
      const first = await rows.next();
      if (first.done === true) throw new Error('a statement of one row answered none');
      const text = await longText(slices(first.value, rows), this.#heldChars);
      return { answer: { facts: first.value, text }, ended: rows.ended };
    });
    this.#free = asked.over;
    return asked.answer;
  }

  /** Nobody waits any more: cancels what runs, and takes no further statement. */
  async interrupt(): Promise<void> {
    this.#isOver = true;
    if (this.#running > 0) this.#cancelling ??= this.#cancel().catch(() => undefined);
    await Promise.all([this.#open?.return(), this.#cancelling]);
  }

  /** Takes no further query; resolves when the running ones are through, which work that failed may have left behind. */
  async end(): Promise<void> {
    this.#isOver = true;
    await this.#open?.return();
    await this.#last;
    // A cancel that comes late would hit whatever runs next on the connection.
    await this.#cancelling;
  }

  /** How long `pg` waits for an answer: it counts from sending, and those that were sent before have their time, too. */
  #patience(): { query_timeout?: number } {
    return this.#timeoutMs === undefined ? {} : { query_timeout: this.#timeoutMs * this.#running };
  }

  /** The name to prepare a statement under. The settings for it, where those before it had others, go ahead of it unawaited. */
  #nameOf(text: string, { keepsPlan = false }: Planning): string | undefined {
    if (keepsPlan !== this.#arePlansKept && this.#names) {
      this.#arePlansKept = keepsPlan;
      const settings = keepsPlan ? KEEP_PLANS : PLAN_EACH;
      this.#onQuery(settings);
      // If it fails, so does the statement behind it.
      this.#client.query(settings).catch((error: unknown) => void this.#told(error));
    }
    return keepsPlan ? this.#names?.of(text) : undefined;
  }

  /**
   * Resolvers of one operation run at the same time; on the connection their statements go in the order of asking, without
   * waiting for the answers to those before (https://node-postgres.com/features/pipelining). Behind one that failed,
   * PostgreSQL refuses the others, which then fail as it did.
   */
  #after<T>(ready: Promise<unknown>, run: () => Promise<Started<T>>): { answer: Promise<T>; over: Promise<void> } {
    const started = this.#isOver
      ? Promise.reject(new Error('a query came after the end of its transaction'))
      : this.#start(ready, run);
    const over = this.#endOf(started);
    this.#last = Promise.all([this.#last, over]);
    return { answer: started.then(({ answer }) => answer), over };
  }

  async #start<T>(ready: Promise<unknown>, run: () => Promise<Started<T>>): Promise<Started<T>> {
    this.#waiting += 1;
    this.#open?.readAhead();
    await ready;
    this.#waiting -= 1;
    if (this.#cancelling) throw new Interrupted();
    this.#running += 1;
    try {
      const { answer, ended } = await run();
      return { answer, ended: this.#stop(ended) };
    } catch (error) {
      this.#running -= 1;
      throw this.#told(error);
    }
  }

  /**
   * What whoever asked is told of a failure: for a statement that was only refused, how the one before it failed. Work that
   * awaits several hears of any of them first, and whether it is tried again hangs on the cause.
   */
  #told(error: unknown): unknown {
    if (isRefusedBehindAnother(error)) return this.#failure ?? error;
    this.#failure = error;
    return error;
  }

  async #stop(ended: Promise<void> | undefined): Promise<void> {
    await ended;
    this.#running -= 1;
  }

  /** Never rejects: whoever asked hears of the failure. */
  async #endOf(started: Promise<Started<unknown>>): Promise<void> {
    await started.then(
      ({ ended }) => ended,
      () => undefined,
    );
  }
}

/** What a statement answered, and when the connection is free again where that is later. */
interface Started<T> {
  readonly answer: T;
  readonly ended?: Promise<void>;
}
