/** What is stored behind one cell, and who changed it. */
export interface CellChange {
  readonly revision: number | null;
  readonly author: string;
  readonly at: string;
  readonly reason: string | null;
  readonly kind: 'IMPORT' | 'PUSH' | 'REVERT';
  readonly values: { readonly before: string | null; readonly after: string | null };
  /** Prices: the day from which the value holds. */
  readonly validFrom: string | null;
}

export interface CellHistory {
  readonly changes: readonly CellChange[];
  readonly total: number;
}
