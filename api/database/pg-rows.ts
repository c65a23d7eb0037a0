/** The rows of one statement as PostgreSQL sends them, no faster than they are read. */
import pg from 'pg';
import { Interrupted } from './database-errors.ts';
import type { Statement } from './transaction.ts';

/** Rows that wait for a reader; the socket is read no further meanwhile. */
const WAITING = 4;

/** What `pg` has, and its types leave out. */
export const connectionOf = (client: pg.ClientBase): pg.Connection =>
  (client as unknown as { readonly connection: pg.Connection }).connection;

/** What is sent until the running code pauses leaves in one packet: each costs both sides a call to their kernel. */
export function sendTogether(client: pg.ClientBase): void {
  const { stream } = connectionOf(client);
  stream.cork();
  process.nextTick(() => stream.uncork());
}

export interface PgRowsOptions extends Statement {
  /** Prepares the statement under this name, once a connection. */
  readonly name?: string | undefined;
  /** Called when the reader has gone before the end; it has to cancel the statement. */
  readonly abandon: () => void;
}

const named = ({ text, name }: PgRowsOptions): { text: string; name?: string } =>
  name === undefined ? { text } : { text, name };

export class PgRows<Row extends object> implements AsyncIterableIterator<Row> {
  /** When the connection is free for the next statement, whether this one went well or not. */
  readonly ended: Promise<void>;
  readonly #socket: { pause(): unknown; resume(): unknown };
  readonly #abandon: () => void;
  #rows: Row[] = [];
  #state: 'running' | 'ended' | 'abandoned' = 'running';
  #error: Error | undefined;
  #isUnbounded = false;
  #wake: () => void = () => undefined;

  constructor(client: pg.ClientBase, o: PgRowsOptions) {
    this.#socket = connectionOf(client).stream;
    this.#abandon = o.abandon;
    this.ended = new Promise((resolve) => {
      const query = new pg.Query<Row, unknown[]>({ ...named(o), values: [...o.values] }, (error) => {
        this.#end(error);
        resolve();
      });
      query.on('row', (row, result) => {
        // With a callback, which time-outs need, `pg` would keep every row.
        if (result) result.rows.length = 0;
        this.#take(row);
      });
      client.query(query);
    });
  }

  async next(): Promise<IteratorResult<Row, undefined>> {
    for (;;) {
      const row = this.#rows.shift();
      if (this.#rows.length === 0) this.#socket.resume();
      if (row) return { done: false, value: row };
      if (this.#error) throw this.#error;
      if (this.#state === 'ended') return { done: true, value: undefined };
      // Never as if the rows had come to their end.
      if (this.#state === 'abandoned') throw new Interrupted();
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** Reads no further: what still comes is thrown away. */
  return(): Promise<IteratorResult<Row, undefined>> {
    if (this.#state === 'running') {
      this.#state = 'abandoned';
      this.#rows = [];
      this.#socket.resume();
      this.#abandon();
      this.#wake();
    }
    return Promise.resolve({ done: true, value: undefined });
  }

  /** The connection is wanted for another statement: takes all that comes, and keeps it for the reader. */
  readAhead(): void {
    this.#isUnbounded = true;
    this.#socket.resume();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #take(row: Row): void {
    if (this.#state !== 'running') return;
    this.#rows.push(row);
    if (this.#rows.length >= WAITING && !this.#isUnbounded) this.#socket.pause();
    this.#wake();
  }

  #end(error: Error | null | undefined): void {
    if (this.#state === 'running') {
      this.#state = 'ended';
      this.#error = error ?? undefined;
    }
    this.#socket.resume();
    this.#wake();
  }
}

/** A row of what `sliced` makes. */
export type Sliced<Facts> = Facts & { readonly slice: string };

/** The text of the slices, of which the first has been read. */
export async function* slices<Facts extends object>(
  first: Sliced<Facts>,
  rows: PgRows<Sliced<Facts>>,
): AsyncGenerator<string, undefined> {
  try {
    yield first.slice;
    for await (const { slice } of rows) yield slice;
  } finally {
    await rows.return();
  }
  return undefined;
}
