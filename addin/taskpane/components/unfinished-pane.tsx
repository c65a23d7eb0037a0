/** A push that got no answer, before it is sent again: what it holds, and whether it is to be sent at all. */
import { Button } from '@fluentui/react-components';
import { useMemo, type ReactElement } from 'react';
import { dropPush, finishPush } from '../effects/unfinished.ts';
import type { UnfinishedPane as Shown } from '../state/pane-state.ts';
import { pendingSections } from '../state/preview-items.ts';
import { isNothing, pendingCounts } from '../state/push-counts.ts';
import { BackToList } from './back-button.tsx';
import { EffectTotals, HeldAlready } from './effect-totals.tsx';
import { countsInWords, formatDay } from './format.ts';
import { ScreenHeading } from './heading.tsx';
import { Icon } from './icons.tsx';
import { Narrowing } from './narrowing.tsx';
import { useIsBusy, usePane } from './pane-context.tsx';
import { PreviewSectionList } from './preview-section.tsx';
import { useStyles } from './use-styles.ts';

export function UnfinishedPane({ shown }: { shown: Shown }): ReactElement {
  const styles = useStyles();
  const sections = useMemo(() => pendingSections(shown.push), [shown.push]);
  return (
    <>
      <div className={styles.content}>
        <div className={styles.row}>
          <BackToList />
          <ScreenHeading>Unfinished push</ScreenHeading>
        </div>
        <p className={styles.text}>
          The workbook remembers this push: what it sets, beside what the server holds now. Send it only where it is
          yours, for it goes out under your name.
        </p>
        <Facts shown={shown} />
        <EffectTotals views={shown.push.parts} />
        <HeldAlready count={shown.push.unchanged} />
        {sections.length > 0 && <Narrowing shown={shown} counts={sections.map((s) => [s.key, s.items.length])} />}
        {sections
          .filter(({ key }) => shown.section === null || shown.section === key)
          .map(({ key, items }) => (
            <PreviewSectionList key={key} sectionKey={key} items={items} shown={shown} />
          ))}
      </div>
      <Footer shown={shown} />
    </>
  );
}

/** What is sent beside the cells. */
function Facts({ shown }: { shown: Shown }): ReactElement | null {
  const styles = useStyles();
  const { errorPolicy, parts, reason } = shown.push.input;
  const days = [...new Set(parts.flatMap(({ effectiveFrom = [] }) => effectiveFrom))];
  const facts = [
    ...(reason === null ? [] : [['Reason', reason]]),
    ...(days.length === 0 ? [] : [['New prices hold from', days.map((day) => formatDay(day)).join(', ')]]),
    ...(errorPolicy === 'REJECT_EVERYTHING' ? [] : [['Refused rows', 'are left out']]),
  ];
  if (facts.length === 0) return null;
  return (
    <dl className={`${styles.card} ${styles.tight}`} style={{ margin: 0 }}>
      {facts.map(([name, value]) => (
        <div key={name} className={styles.row} style={{ alignItems: 'baseline' }}>
          <dt className={styles.quiet} style={{ flexShrink: 0 }}>
            {name}
          </dt>
          <dd className={styles.text} style={{ margin: 0, overflowWrap: 'anywhere' }}>
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Footer({ shown }: { shown: Shown }): ReactElement {
  const pane = usePane();
  const isBusy = useIsBusy();
  const styles = useStyles();
  const counts = pendingCounts(shown.push);
  return (
    <footer className={styles.footer}>
      {isNothing(counts) && <p className={styles.text}>The server has all of it. What is left is to show it here.</p>}
      <div className={styles.row}>
        <Button
          appearance="primary"
          className={styles.grow}
          icon={<Icon name="push" />}
          disabledFocusable={isBusy}
          onClick={() => void finishPush(pane)}
        >
          {isNothing(counts) ? 'Finish the push' : `Send ${countsInWords(counts)}`}
        </Button>
        <Button disabledFocusable={isBusy} onClick={() => void dropPush(pane)}>
          Drop it
        </Button>
      </div>
    </footer>
  );
}
