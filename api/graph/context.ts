import type { LongText } from '../database/long-text.ts';
import type { LongStatement } from '../database/transaction.ts';

/** What the typed graph needs of the operation that it runs in. */
export interface GraphContext {
  /** Runs one SELECT in the operation's transaction, so that every root field sees one snapshot under one identity. */
  read<Row extends object>(text: string, values: readonly unknown[]): Promise<Row[]>;
  /** The same for one row with a column of JSON text that may be long. */
  readLong(statement: LongStatement): Promise<LongText>;
  /** The same for the only statement of an operation. */
  readAlone(statement: LongStatement): Promise<LongText>;
}
