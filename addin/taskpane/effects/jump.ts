import type { JumpTarget } from '../../flows/grid.port.ts';
import { viewById, type Pane } from './pane.ts';
import { tell } from './run-task.ts';

/** Takes the analyst to a cell. */
export async function jumpTo(pane: Pane, target: JumpTarget & { readonly viewId: string }): Promise<void> {
  const view = viewById(pane, target.viewId);
  if (!view) return;
  try {
    if (await pane.grid.jumpTo(view, target)) return;
    const message = 'This cell is no longer on the sheet.';
    pane.store.dispatch({ type: 'noticeShown', notice: { intent: 'info', message, nextStep: 'Compare again.' } });
  } catch (fault) {
    tell(pane, fault, view.id);
  }
}
