/** Which of many changes are shown: those of a section, those with a word. */
import { Badge, Button, SearchBox } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import type { Narrowed } from '../state/pane-state.ts';
import type { SectionKey } from '../state/preview-items.ts';
import { formatCount } from './format.ts';
import { usePane } from './pane-context.tsx';
import { SECTIONS } from './section-words.ts';
import { useStyles } from './use-styles.ts';

interface NarrowingProps {
  readonly shown: Narrowed;
  readonly counts: readonly (readonly [SectionKey, number])[];
}

/** A dozen lines are read; more are searched. */
const SEARCHABLE = 12;

export function Narrowing({ shown, counts }: NarrowingProps): ReactElement | null {
  const { dispatch } = usePane().store;
  const styles = useStyles();
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  if (total < SEARCHABLE && counts.length < 2) return null;
  return (
    <div className={styles.stack}>
      {counts.length > 1 && (
        <div className={styles.wrap} role="group" aria-label="Show">
          {counts.map(([key, count]) => (
            <Button
              key={key}
              size="small"
              shape="circular"
              appearance={shown.section === key ? 'primary' : 'secondary'}
              aria-pressed={shown.section === key}
              onClick={() => dispatch({ type: 'sectionChosen', section: shown.section === key ? null : key })}
            >
              {SECTIONS[key].short}&nbsp;
              <Badge size="small" appearance="tint" color="informative">
                {formatCount(count)}
              </Badge>
            </Button>
          ))}
        </div>
      )}
      {total >= SEARCHABLE && (
        <SearchBox
          size="small"
          placeholder="Row, column or value"
          aria-label="Search the preview"
          value={shown.search}
          onChange={(_, { value }) => dispatch({ type: 'previewSearched', search: value })}
        />
      )}
    </div>
  );
}
