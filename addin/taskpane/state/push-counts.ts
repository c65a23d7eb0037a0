import type { PendingPush } from '../../flows/pending-push.ts';
import type { Preview } from '../../flows/preview.ts';

/** What a push writes, counted as the server counts: before it, after it and in every sentence the same. */
export interface PushCounts {
  /** Edited cells, and those that are filled in new rows. */
  readonly cells: number;
  readonly newRows: number;
  readonly archivedRows: number;
}

/**
 * What a push of this preview would write. The server's dry run knows; where it refused something, and so would write
 * nothing, what the sheets differ in is counted.
 */
export function pushCounts({ views, rejections, applied }: Preview, isArchiving: boolean): PushCounts {
  const sum = (of: (view: Preview['views'][number]) => number): number => views.reduce((n, view) => n + of(view), 0);
  const archivedRows = isArchiving ? sum(({ diff }) => diff.missing.length) : 0;
  const differing = sum(({ differences, diff }) => differences.length + diff.inserts.length);
  const cells = rejections.length === 0 && applied > archivedRows ? applied - archivedRows : differing;
  return { cells, newRows: sum(({ diff }) => diff.insertedRows.size), archivedRows };
}

/** What is left of a push that got no answer. */
export function pendingCounts({ parts }: PendingPush): PushCounts {
  const sum = (of: (part: PendingPush['parts'][number]) => number): number =>
    parts.reduce((n, part) => n + of(part), 0);
  return {
    cells: sum(({ differences, inserts }) => differences.length + inserts.length),
    newRows: sum(({ inserts }) => new Set(inserts.map(([temporary]) => temporary)).size),
    archivedRows: sum(({ archives }) => archives.length),
  };
}

export const isNothing = ({ cells, newRows, archivedRows }: PushCounts): boolean =>
  cells + newRows + archivedRows === 0;
