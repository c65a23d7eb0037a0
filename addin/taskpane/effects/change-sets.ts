import { RECENT_CHANGE_SETS, type ChangeSetsData } from '../queries/audit.ts';
import { noticeFor } from './fault-notice.ts';
import { usableViews, type Pane } from './pane.ts';
import { refusedNotice } from './push.ts';
import { refreshSheets } from './refresh.ts';
import { runTask } from './run-task.ts';

const CHANGE_SETS_A_PAGE = 20;

/** Recent change sets; `isNext` appends the page after those that are shown. */
export async function loadChangeSets(pane: Pane, isNext = false): Promise<void> {
  const { dispatch, state } = pane.store;
  const after = isNext ? pane.cursors.changeSets : null;
  if (state().changeSets.status === 'LOADING') return;
  dispatch({ type: 'changeSetsLoading' });
  try {
    const variables = { first: CHANGE_SETS_A_PAGE, after };
    const { changeSets } = await pane.client.read<ChangeSetsData>(RECENT_CHANGE_SETS, variables);
    pane.cursors.changeSets = changeSets.pageInfo.endCursor;
    const entries = changeSets.nodes.map(({ changes, ...entry }) => ({ ...entry, changes: changes.totalCount }));
    dispatch({ type: 'changeSetsLoaded', entries, hasMore: changeSets.pageInfo.hasNextPage, isNext });
  } catch (fault) {
    dispatch({ type: 'changeSetsFailed', notice: noticeFor(fault) });
  }
}

/** Undoes an applied change set as a new one: the audit shows both. Sheets are brought to the state after it. */
export async function undoChangeSet(pane: Pane, revision: number, reason: string): Promise<void> {
  const { dispatch } = pane.store;
  const result = await runTask(pane, { label: `Undoing revision ${revision}` }, () =>
    pane.client.revert({ revision, reason, idempotencyKey: pane.newId() }),
  );
  if (!result) return;
  if (!result.changeSet) {
    const [first] = result.rejections;
    const message = first ? `Nothing was undone: ${first.message}` : refusedNotice(result).message;
    const nextStep = first?.nextStep ?? 'Look at the newer change sets first.';
    return void dispatch({ type: 'noticeShown', notice: { intent: 'warning', message, nextStep } });
  }
  await loadChangeSets(pane);
  if (usableViews(pane).length > 0)
    await refreshSheets(
      pane,
      usableViews(pane).map(({ id }) => id),
    );
  const message = `Revision ${revision} was undone by revision ${result.changeSet.revision ?? '?'}.`;
  const { notice } = pane.store.state();
  // What a sheet could not take in is more important than that the server has done its part.
  if (notice === null || notice.intent === 'success')
    dispatch({ type: 'noticeShown', notice: { intent: 'success', message } });
}
