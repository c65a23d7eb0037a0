import { Button, MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { previewSheets } from '../effects/preview.ts';
import { loadChangeSets } from '../effects/change-sets.ts';
import type { PushResultPane } from '../state/pane-state.ts';
import { rowInWords } from '../state/preview-items.ts';
import type { Rejection } from '../../client/contract.ts';
import { BackToList } from './back-button.tsx';
import { counted, countsInWords } from './format.ts';
import { ScreenHeading } from './heading.tsx';
import { useIsBusy, usePane } from './pane-context.tsx';
import { useStyles } from './use-styles.ts';

/** What the server did with a push. */
export function PushResult({ result }: { result: PushResultPane }): ReactElement {
  const pane = usePane();
  const isBusy = useIsBusy();
  const styles = useStyles();
  const { dispatch } = pane.store;
  const { rejections, revision, warnings } = result;
  return (
    <div className={styles.content}>
      <div className={styles.row}>
        <BackToList />
        <ScreenHeading>{revision === null ? 'Nothing was written' : 'Pushed'}</ScreenHeading>
      </div>
      <MessageBar
        intent={revision === null ? 'info' : rejections.length > 0 ? 'warning' : 'success'}
        layout="multiline"
        shape="rounded"
      >
        <MessageBarBody>
          <MessageBarTitle>{headline(result)}</MessageBarTitle>
          <Recorded result={result} />
          {result.unchanged > 0 && (
            <p className={styles.text}>{counted(result.unchanged, 'cell')} already had that value.</p>
          )}
        </MessageBarBody>
      </MessageBar>
      <Told title="Not pushed, still on the sheet" items={rejections} />
      <Told title="To be looked at" items={warnings} />
      <div className={styles.wrap}>
        <Button appearance="primary" onClick={() => dispatch({ type: 'stepChosen', step: 'LIST' })}>
          Done
        </Button>
        {rejections.length > 0 && (
          <Button disabledFocusable={isBusy} onClick={() => void previewSheets(pane)}>
            Look at the rest
          </Button>
        )}
        {revision !== null && (
          <Button
            onClick={() => {
              dispatch({ type: 'tabChosen', tab: 'CHANGES' });
              void loadChangeSets(pane);
            }}
          >
            Recent changes
          </Button>
        )}
      </div>
    </div>
  );
}

function headline({ written, revision }: PushResultPane): string {
  if (revision === null) return 'The server holds these values already.';
  return `${countsInWords(written)} written as revision ${revision}.`;
}

/** The list of changes counts these; where they are as many as the cells there is nothing to explain. */
function Recorded({ result: { recorded, written } }: { result: PushResultPane }): ReactElement | null {
  const styles = useStyles();
  if (recorded === written.cells + written.archivedRows) return null;
  return (
    <p className={styles.text}>
      {counted(recorded, 'recorded value')}: with a new price or row more is recorded than its cells, such as the
      price’s metric or the item’s first state.
    </p>
  );
}

/** As many as are read; the preview has them all. */
const SHOWN = 20;

function Told({ title, items }: { title: string; items: readonly Rejection[] }): ReactElement | null {
  const styles = useStyles();
  if (items.length === 0) return null;
  return (
    <section className={styles.card}>
      <h3 className={styles.subheading}>
        {title} ({items.length})
      </h3>
      <ul className={styles.list} style={{ gap: '8px' }}>
        {items.slice(0, SHOWN).map(({ row, column, message, nextStep }, index) => (
          <li key={index}>
            <p className={styles.quiet}>{[rowInWords(row ?? ''), column].filter(Boolean).join(' · ')}</p>
            <p className={styles.text}>{message}</p>
            <p className={styles.quiet}>{nextStep}</p>
          </li>
        ))}
      </ul>
      {items.length > SHOWN && <p className={styles.quiet}>and {items.length - SHOWN} more in the preview</p>}
    </section>
  );
}
