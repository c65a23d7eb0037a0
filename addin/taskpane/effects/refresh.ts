import { refresh, type RefreshOutcome } from '../../flows/refresh.ts';
import type { View } from '../../flows/view.ts';
import type { Notice } from '../state/notice.ts';
import { showConflicts } from './conflicts.ts';
import { noSheets } from './preview.ts';
import { chosenViews, flowContext, viewById, type Pane } from './pane.ts';
import { runTask } from './run-task.ts';
import { loadSheets } from './sheets.ts';

const CANCELLED = { intent: 'info', message: 'The refresh was cancelled. The sheet is as it was before.' } as const;

/** Brings sheets to the newest state; edits stay, and where somebody else changed such a cell the pane asks. */
export async function refreshSheets(pane: Pane, viewIds?: readonly string[]): Promise<void> {
  const { dispatch } = pane.store;
  const views = viewIds ? viewIds.flatMap((id) => viewById(pane, id) ?? []) : chosenViews(pane);
  if (views.length === 0) return void dispatch({ type: 'noticeShown', notice: noSheets(pane) });
  const outcomes: { view: View; outcome: RefreshOutcome }[] = [];
  for (const view of views) {
    const task = { label: `Refreshing ${view.title}`, viewId: view.id, cancelled: CANCELLED };
    const onProgress = (done: number, total: number): void => dispatch({ type: 'taskAdvanced', done, total });
    const outcome = await runTask(pane, task, (signal) => refresh(flowContext(pane), view.id, { signal, onProgress }));
    // The fault of one sheet is shown; the others are refreshed with the next press.
    if (!outcome) break;
    outcomes.push({ view, outcome });
  }
  await loadSheets(pane);
  if (outcomes.length < views.length) return;
  if (outcomes.some(({ outcome }) => outcome.conflicts.length > 0)) await showConflicts(pane);
  else dispatch({ type: 'noticeShown', notice: refreshedNotice(outcomes.map(({ outcome }) => outcome)) });
}

export function refreshedNotice(outcomes: readonly RefreshOutcome[]): Notice {
  const sum = (of: (outcome: RefreshOutcome) => number): number => outcomes.reduce((n, o) => n + of(o), 0);
  const revision = Math.max(...outcomes.map((outcome) => outcome.revision));
  const rows = sum((o) => o.changedRows);
  const orphaned = sum((o) => o.orphaned.length);
  const kept = sum((o) => o.edits.length);
  const changed = rows === 0 ? 'nothing had changed' : `${rows} ${rows === 1 ? 'row' : 'rows'} changed`;
  const message = `Up to date at revision ${revision}: ${changed}.${kept > 0 ? ` Your ${kept} unpushed edits in them stay.` : ''}`;
  if (orphaned === 0) return { intent: 'success', message };
  const nextStep = `${orphaned} of your edits are in rows that are no longer part of the view. Preview shows them.`;
  return { intent: 'warning', message, nextStep, action: 'PREVIEW' };
}
