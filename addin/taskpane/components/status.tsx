/** What stands between header and screen: the task that is under way, a question, the last message. */
import { Button, ProgressBar } from '@fluentui/react-components';
import { useEffect, type ReactElement } from 'react';
import { cancelTask } from '../effects/run-task.ts';
import type { Task } from '../state/pane-state.ts';
import { formatCount } from './format.ts';
import { NoticeBar } from './notice-bar.tsx';
import { usePane, usePaneState } from './pane-context.tsx';
import { QuestionBar } from './question-bar.tsx';
import { useStyles } from './use-styles.ts';

export function Status(): ReactElement | null {
  const { notice, question, task } = usePaneState();
  const { dispatch } = usePane().store;
  const styles = useStyles();
  // Whoever has scrolled down in a long preview must not miss why nothing happened.
  useEffect(() => {
    if (notice || question) window.scrollTo({ top: 0 });
  }, [notice, question]);
  if (!notice && !question && !task) return null;
  return (
    <section aria-label="Messages" className={styles.status}>
      {task && <TaskBar task={task} />}
      {question && <QuestionBar question={question} />}
      {notice && <NoticeBar notice={notice} onDismiss={() => dispatch({ type: 'noticeDismissed' })} />}
    </section>
  );
}

function TaskBar({ task }: { task: Task }): ReactElement {
  const pane = usePane();
  const styles = useStyles();
  const { done, isCancellable, label, total } = task;
  return (
    <div className={styles.card}>
      <div className={styles.row}>
        <div className={styles.grow}>
          <p className={styles.text}>{label} …</p>
          {total > 0 && (
            <p className={styles.quiet}>
              {formatCount(done)} of {formatCount(total)} cells
            </p>
          )}
        </div>
        {isCancellable && (
          <Button size="small" onClick={() => cancelTask(pane)}>
            Cancel
          </Button>
        )}
      </div>
      <ProgressBar aria-label={label} {...(total > 0 && { value: done, max: total })} />
    </div>
  );
}

/** Reads out what is shown in passing. It is there from the start: a region that comes with its text is not read. */
export function LiveRegion(): ReactElement {
  const { notice: said, session, task } = usePaneState();
  const styles = useStyles();
  const notice = session.status === 'SIGNED_OUT' ? session.notice : said;
  const text = task ? `${task.label} …` : notice ? `${notice.message} ${notice.nextStep ?? ''}` : '';
  return (
    <div role="status" aria-live="polite" className={styles.hidden}>
      {text}
    </div>
  );
}
