import type { Conflict } from '../../flows/sheet.port.ts';

/** A cell that two have changed, with what is known of the other one. */
export interface ConflictEntry extends Conflict {
  readonly viewId: string;
  readonly title: string;
  /** The three values as people read them, at the column's scale. */
  readonly shown: { readonly base: string; readonly mine: string; readonly theirs: string };
  readonly by: string | null;
  /** ISO 8601, UTC. */
  readonly at: string | null;
}

export const placeKey = (of: { viewId: string; row: string; column: string }): string =>
  `${of.viewId} ${of.row} ${of.column}`;
