/** One GraphQL operation: one identity and, for all that it reads, one transaction and so one snapshot. */
import type { Database, Transaction } from './database/transaction.ts';
import { RequestError } from './request-error.ts';

export class Context {
  readonly #database: Database;
  readonly #subject: string;
  #reading: { readonly tx: Promise<Transaction>; readonly end: () => void; readonly ended: Promise<unknown> } | undefined;

  constructor(database: Database, subject: string) {
    this.#database = database;
    this.#subject = subject;
  }

  /** The operation's read transaction, opened at the first call. */
  transaction(): Promise<Transaction> {
    this.#reading ??= this.#open();
    return this.#reading.tx;
  }

  /** One statement in the operation's read transaction. */
  async read<Row extends object>(text: string, values: readonly unknown[]): Promise<Row[]> {
    return (await this.transaction()).query<Row>(text, values);
  }

  /** Runs `work` in a transaction of its own; what the operation reads afterwards sees it. */
  async write<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    await this.close();
    return this.#database.write(this.#subject, work);
  }

  /** Ends the read transaction. Called when the answer has been sent, and before a write. */
  async close(): Promise<void> {
    const reading = this.#reading;
    this.#reading = undefined;
    if (!reading) return;
    reading.end();
    // A failure to open was told to those who awaited `tx`; here the transaction is over either way.
    await reading.ended.catch(() => undefined);
  }

  #open(): { tx: Promise<Transaction>; end: () => void; ended: Promise<unknown> } {
    let end = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      end = resolve;
    });
    let ended: Promise<unknown> = Promise.resolve();
    const tx = new Promise<Transaction>((resolve, reject) => {
      ended = this.#database.read(this.#subject, (opened) => {
        resolve(opened);
        return held;
      });
      ended.catch((error: unknown) => {
        reject(error instanceof Error ? error : new RequestError('INTERNAL'));
      });
    });
    return { tx, end, ended };
  }
}
