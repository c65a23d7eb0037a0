/** The workbook's views: what each shows, and what can be done with it. */
import { Button } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { previewSheets } from '../effects/preview.ts';
import { openPullForm } from '../effects/pull.ts';
import { refreshSheets } from '../effects/refresh.ts';
import { knownValue } from '../state/loadable.ts';
import { isUsable, type SheetEntry } from '../state/sheet-entry.ts';
import { ScreenHeading } from './heading.tsx';
import { Icon } from './icons.tsx';
import { LoadingCards } from './loading-cards.tsx';
import { NoticeBar } from './notice-bar.tsx';
import { useIsBusy, usePane, usePaneState } from './pane-context.tsx';
import { SheetCard } from './sheet-card.tsx';
import { useStyles } from './use-styles.ts';

export function SheetList(): ReactElement {
  const { sheets, matrices } = usePaneState();
  const styles = useStyles();
  const known = knownValue(sheets);
  return (
    <>
      <div className={styles.content}>
        <ScreenHeading>Sheets in this workbook</ScreenHeading>
        {matrices.status === 'FAILED' && <NoticeBar notice={{ ...matrices.notice, action: 'RELOAD' }} />}
        {sheets.status === 'FAILED' && <NoticeBar notice={{ ...sheets.notice, action: 'RELOAD' }} />}
        {sheets.status === 'LOADING' && !known && <LoadingCards label="Looking for sheets" />}
        {known?.length === 0 && <NoSheets />}
        {known && known.length > 0 && <Cards sheets={known} />}
      </div>
      {known?.some(isUsable) && <Actions />}
    </>
  );
}

function Cards({ sheets }: { sheets: readonly SheetEntry[] }): ReactElement {
  const pane = usePane();
  const isBusy = useIsBusy();
  const styles = useStyles();
  const hasSeveral = sheets.filter(isUsable).length > 1;
  return (
    <>
      {sheets.some(({ isPending }) => isPending) && (
        <NoticeBar
          notice={{
            intent: 'warning',
            message: 'A push got no answer: the server has written all of it, or nothing.',
            nextStep: 'Finish it to learn which; it is never written twice.',
            action: 'SETTLE_PUSH',
          }}
        />
      )}
      {hasSeveral && <p className={styles.quiet}>Ticked sheets are previewed, pushed and refreshed together.</p>}
      <ul className={`${styles.list} ${styles.cards}`}>
        {sheets.map((entry) => (
          <li key={entry.id}>
            <SheetCard entry={entry} isChoosable={hasSeveral} />
          </li>
        ))}
      </ul>
      <Button icon={<Icon name="pull" />} disabledFocusable={isBusy} onClick={() => openPullForm(pane)}>
        Pull another matrix
      </Button>
    </>
  );
}

function Actions(): ReactElement {
  const pane = usePane();
  const { chosen } = usePaneState();
  const isBusy = useIsBusy();
  const styles = useStyles();
  const isOff = isBusy || chosen.length === 0;
  return (
    <footer className={styles.footer}>
      <div className={styles.row}>
        <Button
          appearance="primary"
          className={styles.grow}
          icon={<Icon name="preview" />}
          disabledFocusable={isOff}
          onClick={() => void previewSheets(pane)}
        >
          Preview
        </Button>
        <Button icon={<Icon name="refresh" />} disabledFocusable={isOff} onClick={() => void refreshSheets(pane)}>
          Refresh
        </Button>
      </div>
    </footer>
  );
}

function NoSheets(): ReactElement {
  const pane = usePane();
  const { matrices } = usePaneState();
  const isBusy = useIsBusy();
  const styles = useStyles();
  const isRefused = matrices.status === 'READY' && matrices.value.length === 0;
  if (isRefused) return <NothingGranted />;
  return (
    <section className={styles.card}>
      <p className={styles.text}>Nothing has been pulled into this workbook yet.</p>
      <ol className={styles.text} style={{ paddingInlineStart: '20px' }}>
        <li>Pull a matrix: prices, budgets or the roadmap.</li>
        <li>Edit the shaded cells as in any sheet.</li>
        <li>Preview what your edits change.</li>
        <li>Push: everybody sees them.</li>
      </ol>
      <Button
        appearance="primary"
        icon={<Icon name="pull" />}
        disabledFocusable={isBusy || matrices.status !== 'READY'}
        onClick={() => openPullForm(pane)}
      >
        Pull a matrix
      </Button>
    </section>
  );
}

function NothingGranted(): ReactElement {
  const styles = useStyles();
  return (
    <section className={styles.card}>
      <p className={styles.subheading}>You may not read any matrix.</p>
      <p className={styles.text}>
        Your sign-in works, but no role or market has been granted to you. Ask an administrator for access.
      </p>
    </section>
  );
}
