import { Button } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import type { Listed } from '../../state/administration.ts';
import { knownValue, type Loadable } from '../../state/loadable.ts';
import { LoadingCards } from '../loading-cards.tsx';
import { NoticeBar } from '../notice-bar.tsx';
import { useStyles } from '../use-styles.ts';

interface LoadedListProps<T> {
  readonly list: Loadable<Listed<T>>;
  /** What an empty list says. */
  readonly empty: string;
  readonly countOf: (total: number) => string;
  readonly onAgain: () => void;
  readonly onMore: () => void;
  readonly keyOf: (entry: T) => string;
  readonly itemOf: (entry: T) => ReactElement;
}

/** A list that the server gives in pages: loading, failed, empty, counted, and more of it with each press. */
export function LoadedList<T>({ list, empty, onAgain, onMore, ...o }: LoadedListProps<T>): ReactElement {
  const styles = useStyles();
  const known = knownValue(list);
  const isLoading = list.status === 'LOADING';
  if (list.status === 'FAILED')
    return (
      <>
        <NoticeBar notice={list.notice} />
        <Button onClick={onAgain}>Try again</Button>
      </>
    );
  if (!known) return <LoadingCards label="Loading" />;
  return (
    <>
      <p className={styles.quiet} aria-live="polite">
        {known.entries.length === 0 ? empty : o.countOf(known.total)}
      </p>
      <ul className={`${styles.list} ${styles.cards}`}>
        {known.entries.map((entry) => (
          <li key={o.keyOf(entry)}>{o.itemOf(entry)}</li>
        ))}
      </ul>
      {known.next !== null && (
        <Button disabledFocusable={isLoading} onClick={onMore}>
          Show more ({known.total - known.entries.length} left)
        </Button>
      )}
    </>
  );
}
