/** What a push would do: every difference and what the server says to it, and the form that pushes. */
import { Button } from '@fluentui/react-components';
import { useMemo, type ReactElement } from 'react';
import { showConflicts } from '../effects/conflicts.ts';
import { previewSheets } from '../effects/preview.ts';
import type { PreviewPane as Shown } from '../state/pane-state.ts';
import { previewSections } from '../state/preview-items.ts';
import { BackToList } from './back-button.tsx';
import { EffectTotals, HeldAlready } from './effect-totals.tsx';
import { ScreenHeading } from './heading.tsx';
import { MissingColumns } from './missing-columns.tsx';
import { Narrowing } from './narrowing.tsx';
import { useIsBusy, usePane } from './pane-context.tsx';
import { PreviewSectionList } from './preview-section.tsx';
import { PushFooter, PushOptions } from './push-form.tsx';
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
        <EffectTotals views={shown.preview.views} />
        <HeldAlready count={shown.preview.unchanged} nextStep="Refresh to see only what is left." />
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

function ConflictsFirst(): ReactElement {
  const pane = usePane();
  const isBusy = useIsBusy();
  return (
    <Button appearance="primary" disabledFocusable={isBusy} onClick={() => void showConflicts(pane)}>
      Resolve conflicts
    </Button>
  );
}
