import { Button } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { revokeToken } from '../effects/administer-tokens.ts';
import { setArchived } from '../effects/administer-users.ts';
import type { Pane } from '../effects/pane.ts';
import { revertSheet } from '../effects/revert.ts';
import { removeSheet } from '../effects/sheets.ts';
import type { Question } from '../state/pane-state.ts';
import { usePane } from './pane-context.tsx';
import { useStyles } from './use-styles.ts';

/** Asks before something is lost. In the page and not above it: a task pane is too narrow for dialogs. */
export function QuestionBar({ question }: { question: Question }): ReactElement {
  const pane = usePane();
  const styles = useStyles();
  const end = (): void => pane.store.dispatch({ type: 'questionAnswered' });
  return (
    <section
      role="alertdialog"
      aria-labelledby="question"
      aria-describedby="consequence"
      className={styles.card}
      onKeyDown={(event) => {
        if (event.key === 'Escape') end();
      }}
    >
      <p id="question" className={styles.subheading}>
        {question.text}
      </p>
      <p id="consequence" className={styles.text}>
        {question.consequence}
      </p>
      <div className={styles.wrap}>
        <Button
          appearance="primary"
          onClick={() => {
            end();
            void carryOut(pane, question);
          }}
        >
          {question.answer}
        </Button>
        <Button autoFocus onClick={end}>
          Cancel
        </Button>
      </div>
    </section>
  );
}

function carryOut(pane: Pane, { kind, about }: Question): Promise<void> {
  switch (kind) {
    case 'REVERT_SHEET':
      return revertSheet(pane, about);
    case 'REMOVE_SHEET':
      return removeSheet(pane, about);
    case 'ARCHIVE_USER':
      return setArchived(pane, about, true);
    case 'REVOKE_TOKEN':
      return revokeToken(pane, about);
  }
}
