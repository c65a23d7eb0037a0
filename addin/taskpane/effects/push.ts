import { push, type PushOutcome } from '../../flows/push.ts';
import type { PushResult } from '../../client/contract.ts';
import type { Notice } from '../state/notice.ts';
import { noSheets, previewSheets, pushOptions } from './preview.ts';
import { chosenViews, flowContext, type Pane } from './pane.ts';
import { runTask } from './run-task.ts';
import { loadSheets } from './sheets.ts';

/** Cancelling stops the waiting, not the server: it has written all of it or nothing. */
const CANCELLED: Notice = {
  intent: 'warning',
  message: 'You stopped waiting for the answer. The server has written all of the push, or nothing of it.',
  nextStep: 'Finish the push to learn which: it is never written twice.',
  action: 'SETTLE_PUSH',
};

/** Pushes the chosen sheets as one change set. */
export async function pushSheets(pane: Pane): Promise<void> {
  const { dispatch, state } = pane.store;
  const viewIds = chosenViews(pane).map(({ id }) => id);
  if (viewIds.length === 0) return void dispatch({ type: 'noticeShown', notice: noSheets(pane) });
  const options = pushOptions(state().push);
  const outcome = await runTask(pane, { label: 'Pushing', cancelled: CANCELLED }, (signal) =>
    push(flowContext(pane), viewIds, { ...options, signal }),
  );
  await loadSheets(pane);
  if (outcome) await showOutcome(pane, outcome);
}

/** What the server did, or why it refused everything: then the differences are shown again with its reasons. */
async function showOutcome(pane: Pane, outcome: PushOutcome): Promise<void> {
  const { result } = outcome;
  if (result.changeSet || result.rejections.length === 0) return showResult(pane, outcome);
  await previewSheets(pane);
  pane.store.dispatch({ type: 'noticeShown', notice: refusedNotice(result) });
}

export function refusedNotice({ rejections }: Pick<PushResult, 'rejections'>): Notice {
  const stale = rejections.filter(({ code }) => code === 'STALE_CELL').length;
  const count = rejections.length;
  return {
    intent: 'warning',
    message: `Nothing was pushed: the server refused ${count} ${count === 1 ? 'change' : 'changes'}.`,
    nextStep:
      stale > 0
        ? 'Resolve the conflicts, correct the rest, then push again.'
        : 'Correct them, or push the valid rows only.',
    ...(stale > 0 && { action: 'RESOLVE' as const }),
  };
}

/** Shows what the server did with a push. */
export function showResult(pane: Pane, { result, views, archived }: PushOutcome): void {
  const { changeSet, applied, unchanged, inserted, rejections, warnings } = result;
  pane.store.dispatch({
    type: 'pushed',
    result: {
      revision: changeSet?.revision ?? null,
      written: { cells: applied - archived, newRows: inserted.length, archivedRows: archived },
      recorded: changeSet?.changes.totalCount ?? 0,
      unchanged,
      rejections,
      warnings,
      viewIds: views,
    },
  });
}
