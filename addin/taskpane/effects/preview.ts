import { preview, type PushOptions } from '../../flows/preview.ts';
import type { PushForm } from '../state/pane-state.ts';
import type { Notice } from '../state/notice.ts';
import { chosenViews, flowContext, usableViews, type Pane } from './pane.ts';
import { runTask } from './run-task.ts';

const CANCELLED = { intent: 'info', message: 'The preview was cancelled. Nothing was sent.' } as const;

const NOTHING_PULLED = { intent: 'info', message: 'Pull a matrix first.' } as const;
const NOTHING_TICKED = {
  intent: 'info',
  message: 'No sheet is ticked.',
  nextStep: 'Tick those that you mean in the list, then press again.',
} as const;

/** Where preview, push and refresh have no sheet to work on. What a first pull is for, the list says itself. */
export const noSheets = (pane: Pane): Notice => (usableViews(pane).length === 0 ? NOTHING_PULLED : NOTHING_TICKED);

/** Compares the chosen sheets with what was pulled, and asks the server what it would say to a push. */
export async function previewSheets(pane: Pane): Promise<void> {
  const { dispatch, state } = pane.store;
  const viewIds = chosenViews(pane).map(({ id }) => id);
  if (viewIds.length === 0) return void dispatch({ type: 'noticeShown', notice: noSheets(pane) });
  await runTask(pane, { label: 'Comparing the sheets', cancelled: CANCELLED }, async (signal) => {
    const onProgress = (done: number, total: number): void => dispatch({ type: 'taskAdvanced', done, total });
    const found = await preview(flowContext(pane), viewIds, { ...pushOptions(state().push), signal, onProgress });
    dispatch({ type: 'previewed', preview: found, viewIds });
  });
}

/** What of the form decides what the server says: the same form is previewed and pushed. */
export function pushOptions({ reason, effectiveFrom, isValidRowsOnly, isArchivingMissing }: PushForm): PushOptions {
  return {
    errorPolicy: isValidRowsOnly ? 'REJECT_FAILED_ROWS' : 'REJECT_EVERYTHING',
    archiveMissing: isArchivingMissing,
    ...(reason.trim() !== '' && { reason: reason.trim() }),
    ...(effectiveFrom !== null && { effectiveFrom }),
  };
}

/** Changes the form; where that changes what the server would say, it is asked again. */
export async function changePushForm(pane: Pane, form: Partial<PushForm>): Promise<void> {
  pane.store.dispatch({ type: 'pushFormChanged', form });
  const isAskedAgain = 'effectiveFrom' in form || 'isArchivingMissing' in form;
  if (isAskedAgain && pane.store.state().step === 'PREVIEW') await previewSheets(pane);
}
