import { NotSignedIn } from '../../client/client-error.ts';
import type { Notice } from '../state/notice.ts';
import { noticeFor } from './fault-notice.ts';
import type { Pane } from './pane.ts';

export interface TaskOf {
  /** What is under way, as the pane shows and reads it out: `Pulling Tier prices`. */
  readonly label: string;
  /** What the analyst is told when he cancelled; absent: it cannot be cancelled. */
  readonly cancelled?: Notice;
  /** The view that it is about, for what a notice offers to do. */
  readonly viewId?: string;
}

/**
 * Runs one thing at a time: what is asked for meanwhile is not done. A fault becomes a notice; nothing is thrown.
 * Answers what `work` answered, or undefined when it was not done.
 */
export async function runTask<T>(
  pane: Pane,
  of: TaskOf,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const { dispatch } = pane.store;
  if (pane.running.controller) return undefined;
  const controller = new AbortController();
  pane.running.controller = controller;
  dispatch({ type: 'taskStarted', task: { label: of.label, isCancellable: of.cancelled !== undefined } });
  try {
    return await work(controller.signal);
  } catch (fault) {
    const isCancelled = controller.signal.aborted && of.cancelled;
    if (isCancelled) dispatch({ type: 'noticeShown', notice: isCancelled });
    else tell(pane, fault, of.viewId);
    return undefined;
  } finally {
    pane.running.controller = null;
    dispatch({ type: 'taskEnded' });
  }
}

export function cancelTask(pane: Pane): void {
  pane.running.controller?.abort();
}

/** Shows a fault; one that says that nobody is signed in signs out. */
export function tell(pane: Pane, fault: unknown, viewId?: string): void {
  const notice = { ...noticeFor(fault), ...(viewId !== undefined && { viewId }) };
  if (fault instanceof NotSignedIn) signOut(pane, notice);
  else pane.store.dispatch({ type: 'noticeShown', notice });
}

export function signOut(pane: Pane, notice: Notice | null = null): void {
  pane.keeper.forget();
  pane.store.dispatch({ type: 'signedOut', notice });
}
