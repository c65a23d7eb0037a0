/** Recent change sets: who, when, why; each can be undone by a new one. */
import { Badge, Button, Field, Input } from '@fluentui/react-components';
import { useState, type ReactElement } from 'react';
import { loadChangeSets, undoChangeSet } from '../effects/change-sets.ts';
import { isUndoable, neededToUndo, type ChangeSetEntry } from '../state/change-set-entry.ts';
import { knownValue } from '../state/loadable.ts';
import { counted, formatInstant } from './format.ts';
import { ScreenHeading } from './heading.tsx';
import { Icon } from './icons.tsx';
import { LoadingCards } from './loading-cards.tsx';
import { NoticeBar } from './notice-bar.tsx';
import { useIsBusy, usePane, usePaneState, useViewer } from './pane-context.tsx';
import { useStyles } from './use-styles.ts';

export function ChangeSets(): ReactElement {
  const pane = usePane();
  const { changeSets, hasMoreChangeSets } = usePaneState();
  const styles = useStyles();
  const entries = knownValue(changeSets);
  const isLoading = changeSets.status === 'LOADING';
  return (
    <div className={styles.content}>
      <div className={styles.row}>
        <div className={styles.grow}>
          <ScreenHeading>Recent changes</ScreenHeading>
        </div>
        <Button
          size="small"
          appearance="subtle"
          icon={<Icon name="refresh" />}
          aria-label="Load again"
          disabledFocusable={isLoading}
          onClick={() => void loadChangeSets(pane)}
        />
      </div>
      {changeSets.status === 'FAILED' && <NoticeBar notice={changeSets.notice} />}
      {isLoading && !entries && <LoadingCards label="Loading the changes" />}
      {entries?.length === 0 && <NoChanges />}
      <ul className={`${styles.list} ${styles.cards}`}>
        {entries?.map((entry) => (
          <li key={entry.id}>
            <ChangeSetCard entry={entry} />
          </li>
        ))}
      </ul>
      {hasMoreChangeSets && (
        <Button disabledFocusable={isLoading} onClick={() => void loadChangeSets(pane, true)}>
          Show older
        </Button>
      )}
    </div>
  );
}

function NoChanges(): ReactElement {
  const styles = useStyles();
  return (
    <section className={styles.card}>
      <p className={styles.text}>Nothing has been changed in your markets yet.</p>
      <p className={styles.quiet}>Push an edit: it stands here with who, when and why, and can be undone.</p>
    </section>
  );
}

const KINDS = { IMPORT: 'Import', PUSH: 'Push', REVERT: 'Undo' } as const;

function ChangeSetCard({ entry }: { entry: ChangeSetEntry }): ReactElement {
  const isBusy = useIsBusy();
  const { roles } = useViewer();
  const needed = neededToUndo(entry, roles);
  const styles = useStyles();
  const [isAsking, setAsking] = useState(false);
  const { at, author, changes, kind, reason, reverts, revision, state } = entry;
  return (
    <article className={styles.card} aria-label={`Revision ${revision ?? ''}`}>
      <div className={`${styles.row} ${styles.top}`}>
        <h3 className={`${styles.subheading} ${styles.grow}`}>
          <bdi>{author}</bdi>
        </h3>
        <span className={`${styles.quiet} ${styles.whole}`}>Revision {revision}</span>
      </div>
      <p className={styles.quiet}>
        {formatInstant(at)} · {KINDS[kind]} of {counted(changes, 'recorded value')}
      </p>
      <p className={styles.text}>
        {reason === null ? <span className={styles.quiet}>No reason was given.</span> : <bdi>{reason}</bdi>}
      </p>
      {reverts !== null && <p className={styles.quiet}>Undid revision {reverts}.</p>}
      {state === 'REVERTED' && (
        <div>
          <Badge appearance="outline" color="important" size="large" shape="rounded">
            Undone
          </Badge>
        </div>
      )}
      {isUndoable(entry) && needed !== null && <p className={styles.quiet}>Undoing it takes the role {needed}.</p>}
      {isUndoable(entry) && needed === null && !isAsking && (
        <div>
          <Button
            size="small"
            icon={<Icon name="undo" />}
            aria-label={`Undo revision ${revision}`}
            disabledFocusable={isBusy}
            onClick={() => setAsking(true)}
          >
            Undo
          </Button>
        </div>
      )}
      {isAsking && revision !== null && <UndoForm revision={revision} onEnd={() => setAsking(false)} />}
    </article>
  );
}

function UndoForm({ revision, onEnd }: { revision: number; onEnd: () => void }): ReactElement {
  const pane = usePane();
  const isBusy = useIsBusy();
  const styles = useStyles();
  const [reason, setReason] = useState('');
  return (
    <form
      className={styles.stack}
      onSubmit={(event) => {
        event.preventDefault();
        onEnd();
        void undoChangeSet(pane, revision, reason.trim());
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onEnd();
      }}
    >
      <Field
        label="Why is it undone?"
        hint="All of it is undone, as a new change; the history shows both."
        required
        size="small"
      >
        <Input autoFocus value={reason} onChange={(_, { value }) => setReason(value)} />
      </Field>
      <div className={styles.wrap}>
        <Button type="submit" size="small" appearance="primary" disabledFocusable={isBusy || reason.trim() === ''}>
          Undo revision {revision}
        </Button>
        <Button size="small" onClick={onEnd}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
