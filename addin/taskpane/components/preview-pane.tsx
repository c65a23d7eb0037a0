/** What a push would do: every difference and what the server says to it, and the form that pushes. */
import { Badge, Button, SearchBox } from '@fluentui/react-components';
import { useMemo, type ReactElement } from 'react';
import { showConflicts } from '../effects/conflicts.ts';
import { previewSheets } from '../effects/preview.ts';
import type { PreviewPane as Shown } from '../state/pane-state.ts';
import { previewSections, type SectionKey } from '../state/preview-items.ts';
import { effectTotals } from '../state/preview-totals.ts';
import { BackToList } from './back-button.tsx';
import { counted, formatCount, formatDelta } from './format.ts';
import { ScreenHeading } from './heading.tsx';
import { MissingColumns } from './missing-columns.tsx';
import { useIsBusy, usePane } from './pane-context.tsx';
import { PreviewSectionList } from './preview-section.tsx';
import { PushFooter, PushOptions } from './push-form.tsx';
import { SECTIONS } from './section-words.ts';
import { useStyles } from './use-styles.ts';

export function PreviewPane({ shown }: { shown: Shown }): ReactElement {
  const pane = usePane();
  const isBusy = useIsBusy();
  const styles = useStyles();
  const sections = useMemo(() => previewSections(shown.preview), [shown.preview]);
  const lacking = shown.preview.views.filter(({ diff }) => diff.unreadColumns.length > 0);
  return (
    <>
      <div className={styles.content}>
        <div className={styles.row}>
          <BackToList />
          <div className={styles.grow}>
            <ScreenHeading>Preview</ScreenHeading>
          </div>
          <Button size="small" disabledFocusable={isBusy} onClick={() => void previewSheets(pane)}>
            Compare again
          </Button>
        </div>
        <MissingColumns views={lacking} />
        {sections.length === 0 && lacking.length === 0 && <NothingChanged shown={shown} />}
        <Totals shown={shown} />
        <HeldAlready count={shown.preview.unchanged} />
        {sections.some(({ key }) => key === 'CONFLICTS') && <ConflictsFirst />}
        {sections.length > 0 && <PushOptions shown={shown} />}
        {sections.length > 0 && <Narrowing shown={shown} counts={sections.map((s) => [s.key, s.items.length])} />}
        {sections
          .filter(({ key }) => shown.section === null || shown.section === key)
          .map((section) => (
            <PreviewSectionList key={section.key} sectionKey={section.key} items={section.items} shown={shown} />
          ))}
      </div>
      {sections.length > 0 && <PushFooter shown={shown} />}
    </>
  );
}

function NothingChanged({ shown }: { shown: Shown }): ReactElement {
  const styles = useStyles();
  const isEditable = shown.preview.views.some(({ view }) => view.columns.some(({ editable }) => editable));
  return (
    <section className={styles.card}>
      <p className={styles.subheading}>Nothing has changed.</p>
      <p className={styles.text}>
        {isEditable
          ? 'The sheet shows what was pulled. Edit the shaded cells, then compare again. A cell that you are still typing in counts after Enter.'
          : 'The sheet shows what was pulled, and you may only read it.'}
      </p>
    </section>
  );
}

function Totals({ shown }: { shown: Shown }): ReactElement | null {
  const styles = useStyles();
  const totals = useMemo(() => effectTotals(shown.preview), [shown.preview]);
  if (totals.length === 0) return null;
  return (
    <section className={styles.card} aria-labelledby="effect">
      <h3 id="effect" className={styles.subheading}>
        Total effect
      </h3>
      <dl className={styles.tight} style={{ margin: 0 }}>
        {totals.map(({ viewId, title, unit, total, cells }) => (
          <div key={`${viewId} ${unit}`} className={styles.row}>
            <dt className={styles.grow}>
              {unit}{' '}
              <span className={styles.quiet}>
                in {counted(cells, 'cell')}
                {shown.viewIds.length > 1 && ` of ${title}`}
              </span>
            </dt>
            <dd className={styles.figure} style={{ margin: 0 }}>
              <strong>{formatDelta(total)}</strong>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Edits that somebody else has pushed too, or that were pushed from another copy of the workbook. */
function HeldAlready({ count }: { count: number }): ReactElement | null {
  const styles = useStyles();
  if (count === 0) return null;
  return (
    <p className={styles.text}>Already so on the server: {counted(count, 'cell')}. Refresh to see only what is left.</p>
  );
}

function ConflictsFirst(): ReactElement {
  const pane = usePane();
  const isBusy = useIsBusy();
  return (
    <Button appearance="primary" disabledFocusable={isBusy} onClick={() => void showConflicts(pane)}>
      Resolve conflicts
    </Button>
  );
}

interface NarrowingProps {
  readonly shown: Shown;
  readonly counts: readonly (readonly [SectionKey, number])[];
}

/** A dozen lines are read; more are searched. */
const SEARCHABLE = 12;

function Narrowing({ shown, counts }: NarrowingProps): ReactElement | null {
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
