import { rebase, type Rebased } from '../../schema/matrix/rebase.ts';
import type { FlowContext } from './flow-context.ts';
import { FlowFault } from './flow-fault.ts';
import { readViews, type EditedView } from './preview.ts';
import { changesFor } from './sheet-changes.ts';
import type { CellPlace, Conflict } from './sheet.port.ts';
import { baselineOf } from './view.ts';

export interface RefreshOutcome extends Rebased {
  readonly revision: number;
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
  const delta = await context.client.matrixDelta(view.request, view.revision, options);
  const rebased = rebase(baselineOf(view), diff.edits, delta);
  const keep = [...dirtyCells(edited), ...edited.conflicts].filter(
    (place) => !rebased.agreed.some(([row, column]) => row === place.row && column === place.column),
  );
  const { view: next, update } = changesFor({ view, sheet, delta, keep, named: [], restore: [] });
  // Conflicts first: should the sheet's update fail, they are asked about once too often, never too seldom.
  const state = await context.sheet.state(viewId);
  await context.sheet.saveState(viewId, { ...state, conflicts: merge(edited.conflicts, rebased.conflicts) });
  await context.sheet.update(next, update);
  return { ...rebased, revision: delta.revision, changedRows: delta.rows.length + update.removed.length };
}

function dirtyCells({ diff }: EditedView): CellPlace[] {
  const edits = diff.edits.map(([row, column]) => ({ row, column }));
  const faulty = diff.problems.flatMap(({ key: row, column }) =>
    row !== null && column !== null ? [{ row, column }] : [],
  );
  return [...edits, ...faulty];
}

/** A cell's newest conflict holds. */
function merge(old: readonly Conflict[], fresh: readonly Conflict[]): readonly Conflict[] {
  const byPlace = new Map([...old, ...fresh].map((conflict) => [`${conflict.row} ${conflict.column}`, conflict]));
  return [...byPlace.values()];
}
