import { isBlocking, isIdentity } from '../../schema/matrix/diff.ts';
import { rebase, type Rebased } from '../../schema/matrix/rebase.ts';
import type { MatrixDelta } from '../client/contract.ts';
import { mergeConflicts } from './conflicts.ts';
import type { FlowContext } from './flow-context.ts';
import { FlowFault } from './flow-fault.ts';
import { readView, type EditedView } from './preview.ts';
import { restores } from './revert-to-base.ts';
import { changesFor } from './sheet-changes.ts';
import type { CellPlace, Conflict, Watched } from './sheet.port.ts';
import { baselineOf } from './view.ts';

/** What a refresh did. Edits in rows that nobody else changed stay as they are, and are not looked at. */
export interface RefreshOutcome extends Omit<Rebased, 'conflicts'> {
  readonly revision: number;
  /** Those of this refresh: every edited cell that somebody else changed, also where the edit cannot be read. */
  readonly conflicts: readonly Conflict[];
  /** Rows that were rewritten, added or removed. */
  readonly changedRows: number;
}

/**
 * Brings a sheet to the newest state. Cells with edits keep them; where somebody else changed such a cell too, the three
 * values are remembered as a conflict that `resolveConflict` settles, and nothing of the view is pushed before.
 *
 * Of the sheet only the keys, which tell where the changed rows stand now, and those rows are read. It can be stopped
 * until the sheet is written to.
 *
 * @throws RequestRefused VIEW_CHANGED when the columns are no longer the same: pull again
 */
export async function refresh(context: FlowContext, viewId: string, watched: Watched = {}): Promise<RefreshOutcome> {
  const { pending } = await context.sheet.state(viewId);
  if (pending) throw new FlowFault('UNSETTLED_PUSH');
  const view = await context.sheet.view(viewId, watched);
  const delta = await context.client.matrixDelta(view.request, view.revision, watched);
  const edited = await readView(context, view, { ...watched, rows: new Set(keysIn(delta)) });
  refuseUnknownPlaces(edited);
  const rebased = rebase(baselineOf(view), edited.diff.edits, delta);
  const change = changesFor({
    ...edited,
    delta,
    keep: kept(edited, rebased),
    named: [],
    restore: restores(edited),
  });
  watched.signal?.throwIfAborted();
  // Conflicts first: should the sheet's update fail, they are asked about once too often, never too seldom.
  const state = await context.sheet.state(viewId);
  const conflicts = mergeConflicts(edited.conflicts, change.conflicts);
  await context.sheet.saveState(viewId, { ...state, conflicts });
  await context.sheet.update(change.view, change.update);
  const changedRows = delta.rows.length + change.update.removed.length;
  return { ...rebased, conflicts: change.conflicts, revision: delta.revision, changedRows };
}

const keysIn = ({ rows, removed }: MatrixDelta): readonly string[] => [...rows.map(([key]) => key), ...removed];

/** Cells that keep what stands in them: with edits that nobody else has made, and with conflicts that are still open. */
function kept(edited: EditedView, { agreed }: Rebased): CellPlace[] {
  const isAgreed = new Set(agreed.map(([row, column]) => `${row} ${column}`));
  return [...dirtyCells(edited), ...edited.conflicts].filter(({ row, column }) => !isAgreed.has(`${row} ${column}`));
}

/** Where a row or column cannot be told, what is edited in it cannot be kept apart from what is new. */
function refuseUnknownPlaces({ diff }: EditedView): void {
  const isUnclear = diff.problems.some((found) => isIdentity(found) && found.kind !== 'UNKNOWN_KEY');
  if (isUnclear) throw new FlowFault('ROWS_WITHOUT_IDENTITY');
  if (diff.unreadColumns.length > 0) throw new FlowFault('UNREAD_COLUMNS');
}

function dirtyCells({ diff }: EditedView): CellPlace[] {
  const edits = diff.edits.map(([row, column]) => ({ row, column }));
  // Labels and computed cells that were typed over are not the analyst's: they are restored.
  const faulty = diff.problems
    .filter(isBlocking)
    .flatMap(({ key: row, column }) => (row !== null && column !== null ? [{ row, column }] : []));
  return [...edits, ...faulty];
}
