/** One GraphQL operation: one identity and, for all that it reads, one transaction and so one snapshot. */
import type { LongText } from './database/long-text.ts';
import type {
  Caller,
  Database,
  LongStatement,
  Opening,
  Planning,
  Statements,
  Transaction,
  Work,
} from './database/transaction.ts';
import { RequestError } from './request-error.ts';
import type { Trace } from './trace.ts';

export interface Context {
  /** What the log shall say of the request. */
  readonly trace?: Trace;
  /** The operation's read transaction, opened at the first call. */
  transaction(): Promise<Transaction>;
  /** Asks in the operation's read transaction; where this opens it, in the same message. */
  ask<Answer>(opening: Opening<Answer>): Promise<Answer>;
  /** One statement in the operation's read transaction. */
  read<Row extends object>(text: string, values: readonly unknown[], planning?: Planning): Promise<Row[]>;
  /** One SELECT of JSON text in the operation's read transaction. */
  readLong(statement: LongStatement): Promise<LongText>;
  /** The same in a transaction of its own, for an operation that reads nothing else. */
  readAlone(statement: LongStatement): Promise<LongText>;
  /** Runs `work` in a transaction of its own; what the operation reads afterwards sees it. */
  write<T, First = undefined>(work: Work<T, First>, opening?: Opening<First>): Promise<T>;
  /** Ends the read transaction. Called when the answer is sent, or held whole, and before a write. */
  close(): Promise<void>;
}

/** A transaction that stays open until `end` is called. */
interface HeldTransaction {
  readonly tx: Promise<Transaction>;
  end(): Promise<void>;
}

export interface OperationOptions {
  readonly timeoutMs: number;
  /** Fires when whoever asked has gone: what is read for him is then cancelled. What is written is not. */
  readonly signal?: AbortSignal;
}

/** Apollo copies the context's own properties, so its state lives in this closure and not in the object. */
export function operationContext(database: Database, caller: Caller, o: OperationOptions): Context {
  let reading: HeldTransaction | undefined;
  const end = performance.now() + o.timeoutMs;
  const transaction = (): Promise<Transaction> =>
    (reading ??= hold((work) => database.read(caller, work, { signal: o.signal }), end)).tx;
  function ask<Answer>(opening: Opening<Answer>): Promise<Answer> {
    if (reading) return reading.tx.then(opening);
    const answer = deferred<Answer>();
    reading = hold((work) => {
      const opened = (tx: Transaction, first: Promise<Answer>): Promise<void> => {
        first.then(answer.resolve, answer.reject);
        return work(tx);
      };
      return database.read(caller, opened, { signal: o.signal, opening: (s) => opening(statementsUntil(end, s)) });
    }, end);
    reading.tx.catch(answer.reject);
    return answer.promise;
  }
  const close = async (): Promise<void> => {
    const ending = reading;
    reading = undefined;
    await ending?.end();
  };
  return {
    transaction,
    ask,
    close,
    read: async <Row extends object>(text: string, values: readonly unknown[], planning?: Planning) =>
      (await transaction()).query<Row>(text, values, planning),
    readLong: async (statement) => (await (await transaction()).long(statement)).text,
    readAlone: async (statement) => (await database.readOne(caller, statement, o.signal)).text,
    async write<T, First>(work: Work<T, First>, opening?: Opening<First>) {
      await close();
      return database.write<T, First>(
        caller,
        (tx, first) => work(endingAt(end, tx), first),
        opening && ((statements) => opening(statementsUntil(end, statements))),
      );
    },
  };
}

type Read = (work: (tx: Transaction) => Promise<void>) => Promise<void>;

function hold(read: Read, end: number): HeldTransaction {
  const opened = deferred<Transaction>();
  const held = deferred<void>();
  const done = read((tx) => {
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
const statementsUntil = (end: number, tx: Statements): Statements => ({
  query: (text, values, planning) =>
    isPast(end) ? Promise.reject(new RequestError('TIMEOUT')) : tx.query(text, values, planning),
  long: (statement) => (isPast(end) ? Promise.reject(new RequestError('TIMEOUT')) : tx.long(statement)),
});

const endingAt = (end: number, tx: Transaction): Transaction => ({
  identity: tx.identity,
  ...statementsUntil(end, tx),
});

const isPast = (end: number): boolean => performance.now() > end;

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
