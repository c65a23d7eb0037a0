/** One GraphQL operation: one identity and, for all that it reads, one transaction and so one snapshot. */
import type { Caller, Database, Transaction } from './database/transaction.ts';
import type { Trace } from './log/request-log.ts';
import { RequestError } from './request-error.ts';

export interface Context {
  /** What the log shall say of the request. */
  readonly trace?: Trace;
  /** The operation's read transaction, opened at the first call. */
  transaction(): Promise<Transaction>;
  /** One statement in the operation's read transaction. */
  read<Row extends object>(text: string, values: readonly unknown[]): Promise<Row[]>;
  /** Runs `work` in a transaction of its own; what the operation reads afterwards sees it. */
  write<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Ends the read transaction. Called when the answer is ready, and before a write. */
  close(): Promise<void>;
}

/** A transaction that stays open until `end` is called. */
interface HeldTransaction {
  readonly tx: Promise<Transaction>;
  end(): Promise<void>;
}

/** Apollo copies the context's own properties, so its state lives in this closure and not in the object. */
export function operationContext(database: Database, caller: Caller, o: { readonly timeoutMs: number }): Context {
  let reading: HeldTransaction | undefined;
  const end = performance.now() + o.timeoutMs;
  const transaction = (): Promise<Transaction> => (reading ??= hold(database, caller, end)).tx;
  const close = async (): Promise<void> => {
    const ending = reading;
    reading = undefined;
    await ending?.end();
  };
  return {
    transaction,
    close,
    read: async <Row extends object>(text: string, values: readonly unknown[]) =>
      (await transaction()).query<Row>(text, values),
    async write(work) {
      await close();
      return database.write(caller, (tx) => work(endingAt(end, tx)));
    },
  };
}

function hold(database: Database, caller: Caller, end: number): HeldTransaction {
  const opened = deferred<Transaction>();
  const held = deferred<void>();
  const done = database.read(caller, (tx) => {
    opened.resolve(endingAt(end, tx));
    return held.promise;
  });
  // Who awaits `tx` hears why it could not be opened.
  done.catch(opened.reject);
  opened.promise.catch(() => undefined);
  return {
    tx: opened.promise,
    async end() {
      held.resolve();
      await done.catch(() => undefined);
    },
  };
}

/** Many statements that are each short enough may be too long together. */
const endingAt = (end: number, tx: Transaction): Transaction => ({
  identity: tx.identity,
  query: (text, values) =>
    performance.now() > end ? Promise.reject(new RequestError('TIMEOUT')) : tx.query(text, values),
});

interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: unknown) => void;
}

/** Promise.withResolvers, which Node has from 22 on. */
function deferred<T>(): Deferred<T> {
  let [resolve, reject]: [(value: T) => void, (reason: unknown) => void] = [() => undefined, () => undefined];
  const promise = new Promise<T>((res, rej) => {
    [resolve, reject] = [res, rej];
  });
  return { promise, resolve, reject };
}
