import { isBlocking, isIdentity } from '../../schema/matrix/diff.ts';
import { rebase, type Rebased } from '../../schema/matrix/rebase.ts';
import { mergeConflicts } from './conflicts.ts';
import type { FlowContext } from './flow-context.ts';
import { FlowFault } from './flow-fault.ts';
import { readViews, type EditedView } from './preview.ts';
import { restores } from './push.ts';
import { changesFor } from './sheet-changes.ts';
import type { CellPlace, Conflict } from './sheet.port.ts';
import { baselineOf } from './view.ts';

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
 * @throws RequestRefused VIEW_CHANGED when the columns are no longer the same: pull again
 */
export async function refresh(
  context: FlowContext,
  viewId: string,
  options: { signal?: AbortSignal } = {},
): Promise<RefreshOutcome> {
  const [edited] = await readViews(context, [viewId]);
  if (!edited) throw new Error('a view was asked for and none was read');
  if ((await context.sheet.state(viewId)).pending) throw new FlowFault('UNSETTLED_PUSH');
  const { view, sheet, diff } = edited;
  refuseUnknownPlaces(edited);
  const delta = await context.client.matrixDelta(view.request, view.revision, options);
  const rebased = rebase(baselineOf(view), diff.edits, delta);
  const keep = [...dirtyCells(edited), ...edited.conflicts].filter(
    (place) => !rebased.agreed.some(([row, column]) => row === place.row && column === place.column),
  );
  const {
    view: next,
    update,
    conflicts,
  } = changesFor({ view, sheet, delta, keep, named: [], restore: restores(edited) });
  // Conflicts first: should the sheet's update fail, they are asked about once too often, never too seldom.
  const state = await context.sheet.state(viewId);
  await context.sheet.saveState(viewId, { ...state, conflicts: mergeConflicts(edited.conflicts, conflicts) });
  await context.sheet.update(next, update);
  return { ...rebased, conflicts, revision: delta.revision, changedRows: delta.rows.length + update.removed.length };
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
