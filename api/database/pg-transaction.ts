/** One transaction on one connection. */
import type pg from 'pg';
import type { Identity, Transaction } from './transaction.ts';

export class PgTransaction implements Transaction {
  readonly identity: Identity;
  readonly #client: pg.ClientBase;
  readonly #onQuery: (sql: string) => void;
  #last: Promise<unknown> = Promise.resolve();
  #isOver = false;

  constructor(client: pg.ClientBase, o: { identity: Identity; onQuery: (sql: string) => void }) {
    this.#client = client;
    this.identity = o.identity;
    this.#onQuery = o.onQuery;
  }

  query<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    if (this.#isOver) return Promise.reject(new Error('a query came after the end of its transaction'));
    const run = async (): Promise<Row[]> => {
      this.#onQuery(text);
      return (await this.#client.query<Row>(text, [...values])).rows;
    };
    // Resolvers of one operation run at the same time; on the connection their statements go one by one.
    const answer = this.#last.then(run, run);
    this.#last = answer;
    // Whoever asked hears of the failure; that nobody awaits `#last` is no second one.
    answer.catch(() => undefined);
    return answer;
  }

  /** Takes no further query; resolves when the running ones are through, which work that failed may have left behind. */
  async end(): Promise<void> {
    this.#isOver = true;
    await this.#last.catch(() => undefined);
  }
}
