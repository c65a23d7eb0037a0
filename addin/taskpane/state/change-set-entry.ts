import { roleName } from '../../../schema/domain/role.ts';
import { MATRICES } from '../../../schema/matrix/matrices.ts';

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
  /** Kinds of the matrices that were edited, joined by `;`; null: it came by no matrix. */
  readonly matrix: string | null;
  /** REVERT: the revision that it undid. */
  readonly reverts: number | null;
  /** Recorded values. */
  readonly changes: number;
}

export const isUndoable = ({ state, revision }: ChangeSetEntry): boolean => state === 'APPLIED' && revision !== null;

/**
 * Whose role it takes to undo a change set, in words: `Pricing or Administrator`, `Administrator` alone for what came by no
 * matrix. Null for whoever may undo it himself; the server has the last word.
 */
export function neededToUndo({ matrix }: ChangeSetEntry, roles: readonly string[]): string | null {
  if (roles.includes('ADMIN')) return null;
  if (matrix === null) return roleName('ADMIN');
  const edited = MATRICES.filter(({ kind }) => matrix.split(';').includes(kind));
  if (edited.every(({ writers }) => writers.some((role) => roles.includes(role)))) return null;
  const names = edited.map(({ writers }) => writers.map(roleName).join(' or '));
  return `${[...new Set(names)].sort().join(' and ')} or ${roleName('ADMIN')}`;
}
