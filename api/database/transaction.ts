/** What code inside one operation sees of the database: one transaction under one identity. */
import type { Role } from '../../schema/domain/role.ts';
import type { LongText } from './long-text.ts';

/** As whom an operation runs: the subject of a user, or the SHA-256 of a service token, in hex. */
export type Caller = string | { readonly tokenHash: string };

/** Who is calling, as the database knows him; `mg.identify` answers it and sets it for the transaction. */
export interface Identity {
  readonly userId: string;
  /** The subject of his token: `pricing` in the demo. */
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly markets: readonly { readonly id: string; readonly code: string }[];
  /** The service token that the caller came with; roles and markets are then no more than the token's. */
  readonly tokenId?: string;
}

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** How a statement is to be planned. */
export interface Planning {
  /** The best plan is the same whatever is bound, so that PostgreSQL makes it once and keeps it (docs/adr/0036). */
  readonly keepsPlan?: boolean;
}

/** A SELECT of one row, or of the text's pieces. Columns are named by us, never by a client. */
export interface LongStatement extends Statement, Planning {
  /** The column that holds JSON as text, of any length. */
  readonly long: string;
  /** Its rows are pieces of the text, in order, each short enough to be held; then there is nothing beside it. */
  readonly inPieces?: boolean;
  /** It reads many rows that lie anywhere in a table. */
  readonly isScattered?: boolean;
  /** Its other columns. */
  readonly facts?: readonly string[];
}

export interface LongAnswer<Facts> {
  readonly facts: Facts;
  readonly text: LongText;
}

/** What a transaction can be asked before it is known who is calling. */
export interface Statements {
  /**
   * Runs one statement. Several that are asked without awaiting each other are sent together and run one by one, in that
   * order; behind one that fails the others fail, too. Values are bound, never spliced.
   */
  query<Row extends object>(text: string, values?: readonly unknown[], planning?: Planning): Promise<Row[]>;
  /** Runs one statement whose text may be too long for Node to hold; what is not held is read while it is sent. */
  long<Facts extends object>(statement: LongStatement): Promise<LongAnswer<Facts>>;
}

export interface Transaction extends Statements {
  readonly identity: Identity;
}

/**
 * What a transaction asks in the message that opens it, so that it costs no round trip of its own (docs/adr/0052). For nobody
 * row-level security hides every row, and what was answered is thrown away unseen. It begins with statements that keep their plan.
 */
export type Opening<First> = (statements: Statements) => Promise<First>;

/** What runs in a transaction once it is known who is calling; `first` is what the opening answers, not awaited yet. */
export type Work<T, First> = (tx: Transaction, first: Promise<First>) => Promise<T>;

export interface ReadOptions<First> {
  readonly signal?: AbortSignal | undefined;
  readonly opening?: Opening<First> | undefined;
}

export interface Database {
  /**
   * One snapshot: REPEATABLE READ, READ ONLY. When `signal` fires nobody waits for the answer any more: the statement that
   * runs is cancelled, and the next are refused. @throws NotSignedIn when the caller is nobody (any more).
   */
  read<T, First = undefined>(caller: Caller, work: Work<T, First>, o?: ReadOptions<First>): Promise<T>;
  /** As `read`, for a single statement: all of the transaction is one round trip. @throws NotSignedIn */
  readOne<Facts extends object>(
    caller: Caller,
    statement: LongStatement,
    signal?: AbortSignal,
  ): Promise<LongAnswer<Facts>>;
  /**
   * READ COMMITTED, committed when `work` resolves, rolled back when it rejects. Serialization failures, deadlocks and
   * connections lost before COMMIT was sent run `work` again, with back-off; so `work` must have no effect outside.
   */
  write<T, First = undefined>(caller: Caller, work: Work<T, First>, opening?: Opening<First>): Promise<T>;
  /** True while PostgreSQL answers. */
  isReady(): Promise<boolean>;
  close(): Promise<void>;
}
