import { revertToBase, type RevertOutcome } from '../../flows/revert-to-base.ts';
import type { CellPlace } from '../../flows/sheet.port.ts';
import type { Notice } from '../state/notice.ts';
import { previewSheets } from './preview.ts';
import { flowContext, usableViews, viewById, type Pane } from './pane.ts';
import { runTask } from './run-task.ts';
import { loadSheets } from './sheets.ts';

/** Asks before all edits of a sheet go. */
export function askToRevertSheet(pane: Pane, viewId: string): void {
  const view = viewById(pane, viewId);
  if (!view) return;
  pane.store.dispatch({
    type: 'questionAsked',
    question: {
      kind: 'REVERT_SHEET',
      about: viewId,
      text: `Put all of “${view.title}” back to what was pulled?`,
      consequence: 'All edits on the sheet that were not pushed are lost.',
      answer: 'Put the sheet back',
    },
  });
}

export const revertSheet = (pane: Pane, viewId: string): Promise<void> => revert(pane, viewId, 'SHEET');

/** Puts the cells that are selected now back to what was pulled. */
export async function revertSelection(pane: Pane): Promise<void> {
  const selection = await runTask(pane, { label: 'Reading the selection' }, () =>
    pane.grid.selection(usableViews(pane)),
  );
  if (selection) await revert(pane, selection.viewId, selection.cells);
  else if (selection === null) pane.store.dispatch({ type: 'noticeShown', notice: NOTHING_SELECTED });
}

/** Puts back cells of several sheets, one sheet after the other. */
export async function putBack(pane: Pane, places: readonly (CellPlace & { readonly viewId: string })[]): Promise<void> {
  for (const viewId of new Set(places.map((place) => place.viewId))) {
    await revert(
      pane,
      viewId,
      places.filter((place) => place.viewId === viewId),
    );
  }
}

const NOTHING_SELECTED: Notice = {
  intent: 'info',
  message: 'No cell of a Marketgrid table is selected.',
  nextStep: 'Select the cells in the sheet, then press again.',
};

/** Puts cells back; a preview that stands open is made anew, since it shows them no longer. */
export async function revert(pane: Pane, viewId: string, places: readonly CellPlace[] | 'SHEET'): Promise<void> {
  const outcome = await runTask(pane, { label: 'Putting back', viewId }, () =>
    revertToBase(flowContext(pane), viewId, places),
  );
  await loadSheets(pane);
  if (!outcome) return;
  if (pane.store.state().step === 'PREVIEW') await previewSheets(pane);
  pane.store.dispatch({ type: 'noticeShown', notice: revertedNotice(outcome) });
}

export function revertedNotice({ cells, rows, left }: RevertOutcome): Notice {
  if (cells + rows + left === 0) return { intent: 'info', message: 'These cells are as they were pulled.' };
  const done = [cells > 0 ? counted(cells, 'cell') : '', rows > 0 ? counted(rows, 'row') : ''].filter(Boolean);
  const message = done.length === 0 ? 'Nothing was put back.' : `${done.join(' and ')} put back to what was pulled.`;
  if (left === 0) return { intent: 'success', message };
  const nextStep = `${counted(left, 'row')} of your own or without a valid key stay on the sheet: delete them there.`;
  return { intent: 'warning', message, nextStep };
}

const counted = (count: number, noun: string): string => `${count} ${count === 1 ? noun : `${noun}s`}`;
