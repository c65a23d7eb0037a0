export type ChangeSetKind = 'IMPORT' | 'PUSH' | 'REVERT';

/** An applied change set in the list of recent ones. */
export interface ChangeSetEntry {
  readonly id: string;
  readonly revision: number | null;
  readonly author: string;
  readonly reason: string | null;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly state: 'DRAFT' | 'SUBMITTED' | 'APPLIED' | 'REJECTED' | 'REVERTED';
  readonly kind: ChangeSetKind;
  /** REVERT: the revision that it undid. */
  readonly reverts: number | null;
  /** Changed fields. */
  readonly changes: number;
}

export const isUndoable = ({ state, revision }: ChangeSetEntry): boolean => state === 'APPLIED' && revision !== null;
