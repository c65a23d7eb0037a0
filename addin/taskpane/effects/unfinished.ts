/** A push that got no answer: looked at, then sent again or dropped. */
import { dropPending, pendingPush } from '../../flows/pending-push.ts';
import { settlePending } from '../../flows/settle-pending.ts';
import type { Notice } from '../state/notice.ts';
import { flowContext, usableViews, type Pane } from './pane.ts';
import { refusedNotice, showResult } from './push.ts';
import { runTask } from './run-task.ts';
import { loadSheets } from './sheets.ts';

const CANCELLED = { intent: 'info', message: 'Nothing was sent. The workbook still remembers the push.' } as const;

const NONE_OPEN = { intent: 'info', message: 'No push is open any more.' } as const;

const DROPPED: Notice = {
  intent: 'info',
  message: 'The push was dropped. Your edits are still on the sheet.',
  nextStep: 'Had the server written it already, it stays written: a refresh shows that.',
};

/** Shows what a push that got no answer holds. Nothing is sent. */
export async function showPending(pane: Pane): Promise<void> {
  const { dispatch } = pane.store;
  const found = await runTask(pane, { label: 'Reading the unfinished push', cancelled: CANCELLED }, (signal) =>
    pendingPush(flowContext(pane), viewIds(pane), { signal }),
  );
  if (found) dispatch({ type: 'pendingFound', push: found });
  if (found === null) await showNoneOpen(pane);
}

/** Sends the push that is shown: the server says what it did with it, or does it now. */
export async function finishPush(pane: Pane): Promise<void> {
  const { unfinished } = pane.store.state();
  if (!unfinished) return;
  const outcome = await runTask(pane, { label: 'Asking what became of the push' }, () =>
    settlePending(flowContext(pane), viewIds(pane), unfinished.push.input),
  );
  if (outcome === null) return showNoneOpen(pane);
  await loadSheets(pane);
  if (!outcome) return;
  const { changeSet, rejections } = outcome.result;
  if (changeSet || rejections.length === 0) showResult(pane, outcome);
  else leave(pane, refusedNotice(outcome.result));
}

/** Forgets the push, unsent. */
export async function dropPush(pane: Pane): Promise<void> {
  const isDone = await runTask(pane, { label: 'Dropping the push' }, async () => {
    await dropPending(flowContext(pane), viewIds(pane));
    return true;
  });
  await loadSheets(pane);
  if (isDone) leave(pane, DROPPED);
}

/** A colleague may have finished or dropped it in the same workbook. */
async function showNoneOpen(pane: Pane): Promise<void> {
  await loadSheets(pane);
  leave(pane, NONE_OPEN);
}

function leave(pane: Pane, notice: Notice): void {
  pane.store.dispatch({ type: 'pendingLeft' });
  pane.store.dispatch({ type: 'noticeShown', notice });
}

const viewIds = (pane: Pane): readonly string[] => usableViews(pane).map(({ id }) => id);
