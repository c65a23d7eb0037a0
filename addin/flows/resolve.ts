import { toSheetValue } from '../../schema/matrix/sheet-value.ts';
import type { FlowContext } from './flow-context.ts';
import type { CellPlace, CellWrite } from './sheet.port.ts';
import { allColumns } from './view.ts';

export type Choice = 'base' | 'mine' | 'theirs';

/**
 * Settles conflicts cell by cell. `mine` leaves the cell, `theirs` and `base` write that value; what differs from the
 * newest state is an edit like any other. Other edits are not touched.
 */
export async function resolveConflicts(
  context: FlowContext,
  viewId: string,
  choices: readonly (CellPlace & { readonly choice: Choice })[],
): Promise<void> {
  const view = await context.sheet.view(viewId);
  const state = await context.sheet.state(viewId);
  const chosen = new Map(choices.map((c) => [`${c.row} ${c.column}`, c.choice]));
  const cells = state.conflicts.flatMap((conflict): CellWrite[] => {
    const choice = chosen.get(`${conflict.row} ${conflict.column}`);
    const column = allColumns(view).find((c) => c.key === conflict.column);
    if (choice === undefined || choice === 'mine' || !column) return [];
    return [{ row: conflict.row, column: conflict.column, value: toSheetValue(conflict[choice], column) }];
  });
  await context.sheet.update(view, { cells, named: [], added: [], removed: [], delta: null });
  const conflicts = state.conflicts.filter((c) => !chosen.has(`${c.row} ${c.column}`));
  await context.sheet.saveState(viewId, { ...state, conflicts });
}
