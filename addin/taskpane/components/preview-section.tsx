import { Button } from '@fluentui/react-components';
import { memo, useMemo, type ReactElement } from 'react';
import { jumpTo } from '../effects/jump.ts';
import { putBack } from '../effects/revert.ts';
import type { Narrowed } from '../state/pane-state.ts';
import { found, type PreviewItem, type SectionKey } from '../state/preview-items.ts';
import { formatCount } from './format.ts';
import { Icon } from './icons.tsx';
import { useIsBusy, usePane } from './pane-context.tsx';
import { SECTIONS } from './section-words.ts';
import { useStyles } from './use-styles.ts';
import { ValueChange } from './value-change.tsx';

interface PreviewSectionProps {
  readonly sectionKey: SectionKey;
  readonly items: readonly PreviewItem[];
  readonly shown: Narrowed;
}

/** Remembered, as each of its items is: there may be thousands, and every key that is typed as a reason renders the pane. */
export const PreviewSectionList = memo(function PreviewSectionList(props: PreviewSectionProps): ReactElement {
  const { sectionKey, shown } = props;
  const items = useMemo(() => found(props.items, shown.search), [props.items, shown.search]);
  const { dispatch } = usePane().store;
  const styles = useStyles();
  const { title, hint } = SECTIONS[sectionKey];
  const id = `section-${sectionKey}`;
  const visible = items.slice(0, shown.shown);
  return (
    <section className={styles.card} aria-labelledby={id}>
      <div className={styles.tight}>
        <h3 id={id} className={styles.subheading}>
          {title} ({formatCount(items.length)})
        </h3>
        {hint !== undefined && <p className={styles.quiet}>{hint}</p>}
      </div>
      {sectionKey === 'RESTORED' && <PutBack items={items} />}
      {items.length === 0 && <p className={styles.quiet}>Nothing here matches the search.</p>}
      {bySheet(visible).map(([viewId, ofSheet]) => (
        <div key={viewId} className={styles.stack}>
          {shown.viewIds.length > 1 && <h4 className={styles.sheet}>{ofSheet[0]?.sheet}</h4>}
          <Rows items={ofSheet} />
        </div>
      ))}
      {items.length > visible.length && (
        <Button onClick={() => dispatch({ type: 'moreShown' })}>
          Show more ({formatCount(items.length - visible.length)} left)
        </Button>
      )}
    </section>
  );
});

function PutBack({ items }: { items: readonly PreviewItem[] }): ReactElement | null {
  const pane = usePane();
  const isBusy = useIsBusy();
  const places = items.flatMap(({ viewId, row, column }) =>
    row === null || column === null ? [] : [{ viewId, row, column }],
  );
  if (places.length === 0) return null;
  return (
    <div>
      <Button size="small" disabledFocusable={isBusy} onClick={() => void putBack(pane, places)}>
        Put {places.length === 1 ? 'it' : 'them'} back now
      </Button>
    </div>
  );
}

function Rows({ items }: { items: readonly PreviewItem[] }): ReactElement {
  const styles = useStyles();
  return (
    <ul className={styles.list} style={{ gap: '10px' }}>
      {byRow(items).map(({ label, items: ofRow }) => (
        <li key={ofRow[0]?.id} className={styles.skipped}>
          <p className={styles.quiet}>{label}</p>
          {ofRow.map((item) => (
            <Item key={item.id} item={item} />
          ))}
        </li>
      ))}
    </ul>
  );
}

/** In the order in which the sheets first occur. */
function bySheet(items: readonly PreviewItem[]): [viewId: string, items: PreviewItem[]][] {
  const sheets = new Map<string, PreviewItem[]>();
  for (const item of items) {
    const ofSheet = sheets.get(item.viewId);
    if (ofSheet) ofSheet.push(item);
    else sheets.set(item.viewId, [item]);
  }
  return [...sheets];
}

/** Neighbours of the same row stand under one label. */
function byRow(items: readonly PreviewItem[]): { label: string; items: PreviewItem[] }[] {
  const groups: { key: string; label: string; items: PreviewItem[] }[] = [];
  for (const item of items) {
    const key = `${item.viewId} ${item.row ?? ''} ${item.at ?? ''}`;
    const last = groups.at(-1);
    if (last?.key === key) last.items.push(item);
    else groups.push({ key, label: item.label, items: [item] });
  }
  return groups;
}

const Item = memo(function Item({ item }: { item: PreviewItem }): ReactElement {
  const pane = usePane();
  const styles = useStyles();
  const { label, message, nextStep, title, values } = item;
  const place = [label, title].filter(Boolean).join(', ');
  return (
    <div className={styles.row} style={{ alignItems: 'flex-start' }}>
      <div className={styles.grow}>
        {values && <ValueChange title={title} values={values} />}
        {message !== undefined && (
          <p className={styles.text}>
            {title !== '' && !values && !message.includes(title) && <strong>{title}: </strong>}
            {message}
          </p>
        )}
        {nextStep !== undefined && <p className={styles.quiet}>{nextStep}</p>}
      </div>
      {item.row !== null || item.at !== undefined ? (
        // Not Fluent's: hundreds of its buttons hold the page up.
        <button
          type="button"
          className={styles.jump}
          aria-label={`Go to ${place}`}
          title="Go to the cell"
          onClick={() => void jumpTo(pane, item)}
        >
          <Icon name="jump" />
        </button>
      ) : null}
    </div>
  );
});
