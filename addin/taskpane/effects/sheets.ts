import type { SheetEntry } from '../state/sheet-entry.ts';
import { noticeFor } from './fault-notice.ts';
import type { Pane } from './pane.ts';
import { runTask } from './run-task.ts';

/** Finds the views that the workbook holds: also those of another day, or of another person who sent it. */
export async function loadSheets(pane: Pane): Promise<void> {
  const { dispatch } = pane.store;
  dispatch({ type: 'sheetsLoading' });
  try {
    const sheets: SheetEntry[] = [];
    // One after another: each reads a whole baseline.
    for (const id of await pane.workbook.views()) sheets.push(await entryOf(pane, id));
    dispatch({ type: 'sheetsLoaded', sheets });
  } catch (fault) {
    dispatch({ type: 'sheetsFailed', notice: noticeFor(fault) });
  }
}

/** A view whose remembered text cannot be trusted is still listed, so that it can be pulled anew or removed. */
async function entryOf(pane: Pane, id: string): Promise<SheetEntry> {
  const sheetName = await pane.grid.sheetName(id);
  try {
    const view = await pane.workbook.view(id);
    const { conflicts, pending } = await pane.workbook.state(id);
    const entry = { id, sheetName, view, conflicts: conflicts.length, isPending: pending !== null };
    return { ...entry, fault: sheetName === null ? GONE : null };
  } catch (fault) {
    return { id, sheetName, view: null, conflicts: 0, isPending: false, fault: noticeFor(fault) };
  }
}

const GONE = {
  intent: 'warning',
  message: 'Its table was deleted, or turned into a range.',
  nextStep: 'Undo that in Excel, or pull again.',
} as const;

export const showSheet = (pane: Pane, viewId: string): Promise<void | undefined> =>
  runTask(pane, { label: 'Opening the sheet', viewId }, () => pane.grid.show(viewId));

/** Asks before a sheet goes. What is already gone needs no question. */
export function askToRemoveSheet(pane: Pane, { id, view, sheetName }: SheetEntry, name: string): void {
  if (!view || sheetName === null) return void removeSheet(pane, id);
  pane.store.dispatch({
    type: 'questionAsked',
    question: {
      kind: 'REMOVE_SHEET',
      about: id,
      text: `Remove “${name}” from the workbook?`,
      consequence: 'The sheet is deleted, with edits that were not pushed. The server keeps everything.',
      answer: 'Remove the sheet',
    },
  });
}

export async function removeSheet(pane: Pane, viewId: string): Promise<void> {
  await runTask(pane, { label: 'Removing the sheet', viewId }, () => pane.workbook.remove(viewId));
  await loadSheets(pane);
}
