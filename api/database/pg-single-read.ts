/**
 * A whole read-only transaction of one statement in one round trip: BEGIN with the identification, the statement and COMMIT
 * are sent together (https://node-postgres.com/features/pipelining). A page of twenty rows costs PostgreSQL less time than
 * the two round trips that this saves.
 *
 * The statement is sent before anyone knows whether the caller is somebody. For nobody the identification leaves no
 * identity behind, so that row-level security hides every row, and what was answered is thrown away unseen.
 */
import type pg from 'pg';
import { openedBy } from './begin.ts';
import { Interrupted, NotSignedIn } from './database-errors.ts';
import { longText } from './long-text.ts';
import { connectionOf, PgRows, type Sliced, slices } from './pg-rows.ts';
import type { PreparedNames } from './prepared-names.ts';
import { sliced } from './sliced.queries.ts';
import type { LongAnswer, LongStatement } from './transaction.ts';

export interface SingleReadOptions {
  /** Opens the transaction and identifies the caller. */
  readonly begin: string;
  readonly statement: LongStatement;
  readonly names: PreparedNames;
  readonly onQuery: (sql: string) => void;
  /** Cancels what PostgreSQL's process does. */
  readonly cancel: (pid: number) => Promise<void>;
  readonly signal: AbortSignal | undefined;
}

export class PgSingleRead<Facts extends object> {
  /** When the connection is free again; rejects when it is lost. */
  readonly over: Promise<void>;
  readonly #o: SingleReadOptions;
  readonly #begun: Promise<pg.QueryResult<object>[]>;
  readonly #rows: PgRows<Sliced<Facts>>;
  #cancelling: Promise<void> | undefined;

  constructor(client: pg.ClientBase, o: SingleReadOptions) {
    this.#o = o;
    const { text, values } = sliced(o.statement);
    for (const sql of [o.begin, text, 'COMMIT']) o.onQuery(sql);
    const { stream } = connectionOf(client);
    stream.cork();
    // `pg` answers several statements with a list, which its types do not say.
    this.#begun = client.query(o.begin) as unknown as Promise<pg.QueryResult<object>[]>;
    this.#rows = new PgRows(client, { text, values, name: o.names.of(text), abandon: () => this.#cancel() });
    const committed = client.query('COMMIT');
    stream.uncork();
    this.over = this.#end(committed);
    // Whoever releases the connection hears of it.
    this.over.catch(() => undefined);
    this.#begun.catch(() => undefined);
  }

  /** @throws NotSignedIn */
  async answer(): Promise<LongAnswer<Facts>> {
    if (!openedBy((await this.#begun).at(-1)?.rows ?? [])) throw new NotSignedIn();
    if (this.#o.signal?.aborted) throw new Interrupted();
    const first = await this.#rows.next();
    if (first.done === true) throw new Error('a statement of one row answered none');
    return { facts: first.value, text: await longText(slices(first.value, this.#rows)) };
  }

  async #end(committed: Promise<unknown>): Promise<void> {
    const { signal } = this.#o;
    const interrupt = (): void => void this.#rows.return();
    signal?.addEventListener('abort', interrupt);
    await Promise.allSettled([this.#begun, this.#rows.ended]);
    await committed.finally(() => signal?.removeEventListener('abort', interrupt));
    await this.#cancelling;
  }

  #cancel(): void {
    this.#cancelling ??= this.#begun.then(
      (results) => {
        const opened = openedBy(results.at(-1)?.rows ?? []);
        return opened && this.#o.cancel(opened.pid);
      },
      () => undefined,
    );
  }
}
