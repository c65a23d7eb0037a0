/** Cells that two have changed: base, mine, theirs, by whom and when; each is chosen, or all at once. */
import { Button, Radio, RadioGroup } from '@fluentui/react-components';
import { useState, type ReactElement } from 'react';
import { applyChoices, chooseForAll } from '../effects/conflicts.ts';
import { jumpTo } from '../effects/jump.ts';
import type { Choice } from '../../flows/resolve.ts';
import { placeKey, type ConflictEntry } from '../state/conflict-entry.ts';
import type { ConflictsPane as Conflicts } from '../state/pane-state.ts';
import { PAGE } from '../state/reduce-push.ts';
import { rowInWords } from '../state/preview-items.ts';
import { BackToList } from './back-button.tsx';
import { counted, formatCount, formatInstant } from './format.ts';
import { ScreenHeading } from './heading.tsx';
import { Icon } from './icons.tsx';
import { useIsBusy, usePane } from './pane-context.tsx';
import { useStyles } from './use-styles.ts';
import { Value } from './value-change.tsx';

export function ConflictsPane({ conflicts }: { conflicts: Conflicts }): ReactElement {
  const pane = usePane();
  const isBusy = useIsBusy();
  const styles = useStyles();
  const [shown, setShown] = useState(PAGE);
  const { entries, choices } = conflicts;
  const chosen = entries.filter((entry) => placeKey(entry) in choices).length;
  return (
    <>
      <div className={styles.content}>
        <div className={styles.row}>
          <BackToList />
          <ScreenHeading>{entries.length === 0 ? 'No conflicts' : counted(entries.length, 'conflict')}</ScreenHeading>
        </div>
        {entries.length === 0 ? <NoConflicts /> : <ForAll />}
        <ul className={`${styles.list} ${styles.cards}`}>
          {entries.slice(0, shown).map((entry) => (
            <li key={placeKey(entry)}>
              <ConflictCard entry={entry} choice={choices[placeKey(entry)]} />
            </li>
          ))}
        </ul>
        {entries.length > shown && (
          <Button onClick={() => setShown(shown + PAGE)}>Show more ({entries.length - shown} left)</Button>
        )}
      </div>
      {entries.length > 0 && (
        <footer className={styles.footer}>
          <Button
            appearance="primary"
            disabledFocusable={isBusy || chosen === 0}
            onClick={() => void applyChoices(pane)}
          >
            {labelOf(chosen, entries.length)}
          </Button>
        </footer>
      )}
    </>
  );
}

function labelOf(chosen: number, all: number): string {
  if (chosen === 0) return 'Choose a value for each cell';
  const left = chosen < all ? `, ${formatCount(all - chosen)} left` : '';
  return `Apply ${counted(chosen, 'choice')}${left}`;
}

function NoConflicts(): ReactElement {
  const styles = useStyles();
  return (
    <section className={styles.card}>
      <p className={styles.text}>Nobody else has changed a cell that you have edited.</p>
      <p className={styles.quiet}>Go back, and preview what your edits change.</p>
    </section>
  );
}

function ForAll(): ReactElement {
  const pane = usePane();
  const styles = useStyles();
  return (
    <>
      <p className={styles.text}>Somebody else has changed these cells since you pulled. Choose which value holds.</p>
      <div className={styles.wrap} role="group" aria-label="For all of them">
        <Button size="small" onClick={() => chooseForAll(pane, 'mine')}>
          All mine
        </Button>
        <Button size="small" onClick={() => chooseForAll(pane, 'theirs')}>
          All theirs
        </Button>
        <Button size="small" onClick={() => chooseForAll(pane, 'base')}>
          All as pulled
        </Button>
      </div>
    </>
  );
}

function ConflictCard({ entry, choice }: { entry: ConflictEntry; choice: Choice | undefined }): ReactElement {
  const pane = usePane();
  const styles = useStyles();
  const key = placeKey(entry);
  const place = `${rowInWords(entry.row)}, ${entry.title}`;
  return (
    <article className={styles.card} aria-label={place}>
      <div className={`${styles.row} ${styles.top}`}>
        <div className={styles.grow}>
          <p className={styles.quiet}>{rowInWords(entry.row)}</p>
          <h3 className={styles.subheading}>{entry.title}</h3>
        </div>
        <Button
          size="small"
          appearance="subtle"
          icon={<Icon name="jump" />}
          aria-label={`Go to ${place}`}
          title="Go to the cell"
          onClick={() => void jumpTo(pane, { viewId: entry.viewId, row: entry.row, column: entry.column })}
        />
      </div>
      <RadioGroup
        aria-label={`Value of ${place}`}
        value={choice ?? ''}
        onChange={(_, { value }) =>
          pane.store.dispatch({ type: 'conflictChosen', keys: [key], choice: value as Choice })
        }
      >
        <Radio value="mine" label={<Option name="Mine" value={entry.shown.mine} />} />
        <Radio value="theirs" label={<Option name="Theirs" value={entry.shown.theirs} note={authorOf(entry)} />} />
        <Radio value="base" label={<Option name="As pulled" value={entry.shown.base} />} />
      </RadioGroup>
    </article>
  );
}

const authorOf = ({ by, at }: ConflictEntry): string =>
  [by ?? 'somebody else', at === null ? '' : formatInstant(at)].filter(Boolean).join(', ');

function Option({ name, value, note }: { name: string; value: string | null; note?: string }): ReactElement {
  const styles = useStyles();
  return (
    <span className={styles.tight}>
      <span>
        {name}: <Value text={value} />
      </span>
      {note !== undefined && <span className={styles.quiet}>{note}</span>}
    </span>
  );
}
