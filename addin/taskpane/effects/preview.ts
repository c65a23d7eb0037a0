import { preview, type PushOptions } from '../../flows/preview.ts';
import type { PushForm } from '../state/pane-state.ts';
import { chosenViews, flowContext, type Pane } from './pane.ts';
import { runTask } from './run-task.ts';

const CANCELLED = { intent: 'info', message: 'The preview was cancelled. Nothing was sent.' } as const;

export const NO_SHEETS = {
  intent: 'info',
  message: 'There is no sheet of Marketgrid chosen in this workbook.',
  nextStep: 'Pull a matrix, or tick a sheet in the list.',
} as const;

/** Compares the chosen sheets with what was pulled, and asks the server what it would say to a push. */
export async function previewSheets(pane: Pane): Promise<void> {
  const { dispatch, state } = pane.store;
  const viewIds = chosenViews(pane).map(({ id }) => id);
  if (viewIds.length === 0) return void dispatch({ type: 'noticeShown', notice: NO_SHEETS });
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
