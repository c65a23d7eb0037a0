import { pullAgain as pullAgainFlow, type PullAgainOutcome } from '../../flows/pull-again.ts';
import type { Notice } from '../state/notice.ts';
import { showConflicts } from './conflicts.ts';
import { flowContext, viewById, type Pane } from './pane.ts';
import { CANCELLED, pullRequest } from './pull.ts';
import { runTask } from './run-task.ts';
import { loadSheets } from './sheets.ts';

/**
 * Pulls a view anew into a sheet that takes the old one's place, with what was entered there. A sheet that cannot be read
 * has nothing that could be taken over; then the pull is the way out.
 */
export async function pullAgain(pane: Pane, viewId: string): Promise<void> {
  const view = viewById(pane, viewId);
  if (!view) return;
  const { dispatch } = pane.store;
  const onProgress = (done: number, total: number): void => dispatch({ type: 'taskAdvanced', done, total });
  const task = { label: `Pulling ${view.title}`, cancelled: CANCELLED, viewId };
  const outcome = await runTask(pane, task, async (signal) => {
    try {
      return await pullAgainFlow(flowContext(pane), viewId, { signal, onProgress });
    } catch (fault) {
      if (fault instanceof Error && ['ExcelFault', 'BaselineFault'].includes(fault.name)) return 'UNREADABLE';
      throw fault;
    }
  });
  if (outcome === 'UNREADABLE') return pullRequest(pane, view.request, viewId);
  if (!outcome) return;
  await loadSheets(pane);
  dispatch({ type: 'pulled', viewId: outcome.view.id, notice: pulledAgainNotice(outcome) });
  if (outcome.conflicts.length > 0) await showConflicts(pane);
}

export function pulledAgainNotice({ view, kept, homeless, returned }: PullAgainOutcome): Notice {
  const message = [
    `${view.title}: ${view.rows.length} rows pulled at revision ${view.revision}.`,
    ...(kept > 0 ? [`${counted(kept, 'cell')} with your edits taken over.`] : []),
    ...(returned.length > 0 ? [`${counted(returned.length, 'row')} that you had deleted stand there again.`] : []),
  ].join(' ');
  if (homeless.length === 0) return { intent: 'success', message };
  const named = homeless.slice(0, MOST_NAMED).map(({ row, column, value }) => {
    const place = [row ?? 'a row of your own', column].filter((part) => part !== null).join(', ');
    return value === null ? place : `${place}: ${value}`;
  });
  const more = homeless.length > MOST_NAMED ? `; and ${homeless.length - MOST_NAMED} more` : '';
  const nextStep = `No longer part of the view: ${named.join('; ')}${more}. The old sheet stays beside the new one; remove it when you need it no more.`;
  return { intent: 'warning', message, nextStep };
}

const MOST_NAMED = 5;

const counted = (count: number, noun: string): string => `${count} ${count === 1 ? noun : `${noun}s`}`;
