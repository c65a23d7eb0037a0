/** One transaction on one connection. */
import type pg from 'pg';
import { KEEP_PLANS, PLAN_EACH } from './begin.ts';
import { Interrupted } from './database-errors.ts';
import { HELD_CHARS, longText } from './long-text.ts';
import { PgRows, type Sliced, slices } from './pg-rows.ts';
import type { PreparedNames } from './prepared-names.ts';
import { sliced } from './sliced.queries.ts';
import type { Identity, LongAnswer, LongStatement, Planning, Transaction } from './transaction.ts';

export interface PgTransactionOptions {
  readonly identity: Identity;
  readonly onQuery: (sql: string) => void;
  /** Cancels what runs on the connection. */
  readonly cancel?: () => Promise<void>;
  /** Long texts are read on while they are sent; otherwise they are held whole, since the transaction is over by then. */
  readonly isHeldOpen?: boolean;
  /** Under which names statements that keep their plan are prepared; without it they are planned as all others. */
  readonly names?: PreparedNames;
}

export class PgTransaction implements Transaction {
  readonly identity: Identity;
  readonly #client: pg.ClientBase;
  readonly #onQuery: (sql: string) => void;
  readonly #cancel: () => Promise<void>;
  readonly #heldChars: number;
  readonly #names: PreparedNames | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #isOver = false;
  #isRunning = false;
  #arePlansKept = false;
  /** Statements that wait for their turn. */
  #waiting = 0;
  /** Rows that somebody may still read. */
  #open: PgRows<object> | undefined;
  #cancelling: Promise<void> | undefined;

  constructor(client: pg.ClientBase, o: PgTransactionOptions) {
    this.#client = client;
    this.identity = o.identity;
    this.#onQuery = o.onQuery;
    this.#cancel = o.cancel ?? (() => Promise.resolve());
    this.#heldChars = o.isHeldOpen ? HELD_CHARS : Infinity;
    this.#names = o.names;
  }

  query<Row extends object>(text: string, values: readonly unknown[] = [], planning: Planning = {}): Promise<Row[]> {
    return this.#inTurn(async () => {
      const name = this.#nameOf(text, planning);
      this.#onQuery(text);
      const statement = { text, values: [...values], ...(name !== undefined && { name }) };
      return { answer: (await this.#client.query<Row>(statement)).rows };
    });
  }

  long<Facts extends object>(statement: LongStatement): Promise<LongAnswer<Facts>> {
    return this.#inTurn(async () => {
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
  }

  /** Nobody waits any more: cancels what runs, and takes no further statement. */
  async interrupt(): Promise<void> {
    this.#isOver = true;
    if (this.#isRunning) this.#cancelling ??= this.#cancel();
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

  /** The name to prepare a statement under. The settings for it, where those before it had others, go ahead of it unawaited. */
  #nameOf(text: string, { keepsPlan = false }: Planning): string | undefined {
    if (keepsPlan !== this.#arePlansKept && this.#names) {
      this.#arePlansKept = keepsPlan;
      const settings = keepsPlan ? KEEP_PLANS : PLAN_EACH;
      this.#onQuery(settings);
      // If it fails, so does the statement behind it.
      this.#client.query(settings).catch(() => undefined);
    }
    return keepsPlan ? this.#names?.of(text) : undefined;
  }

  /** Resolvers of one operation run at the same time; on the connection their statements go one by one. */
  #inTurn<T>(run: () => Promise<Started<T>>): Promise<T> {
    if (this.#isOver) return Promise.reject(new Error('a query came after the end of its transaction'));
    this.#waiting += 1;
    this.#open?.readAhead();
    const started = this.#last.then(() => {
      this.#waiting -= 1;
      if (this.#cancelling) throw new Interrupted();
      this.#isRunning = true;
      return run();
    });
    this.#last = this.#endOf(started);
    return started.then(({ answer }) => answer);
  }

  /** Never rejects: whoever asked hears of the failure. */
  async #endOf(started: Promise<Started<unknown>>): Promise<void> {
    await started.then(
      ({ ended }) => ended,
      () => undefined,
    );
    this.#isRunning = false;
  }
}

/** What a statement answered, and when the connection is free again where that is later. */
interface Started<T> {
  readonly answer: T;
  readonly ended?: Promise<void>;
}
