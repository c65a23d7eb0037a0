/** What the typed graph needs of the operation that it runs in. */
export interface GraphContext {
  /** Runs one SELECT in the operation's transaction, so that every root field sees one snapshot under one identity. */
  read<Row extends object>(text: string, values: readonly unknown[]): Promise<Row[]>;
}
