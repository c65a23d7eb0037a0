import { Button } from '@fluentui/react-components';
import { useState, type ReactElement } from 'react';
import type { Viewer } from '../../client/contract.ts';
import { loadHistory } from '../effects/cell-history.ts';
import { loadChangeSets } from '../effects/change-sets.ts';
import type { Pane } from '../effects/pane.ts';
import { signOut } from '../effects/run-task.ts';
import type { Tab } from '../state/pane-state.ts';
import { rolesInWords } from './access/role-words.ts';
import { useHeaderStyles } from './header.styles.ts';
import { Icon, Logo } from './icons.tsx';
import { useIsBusy, usePane, usePaneState } from './pane-context.tsx';
import { Tabs } from './tabs.tsx';
import { useStyles } from './use-styles.ts';

const ACCOUNT_ID = 'account';

export function Header({ viewer }: { viewer: Viewer }): ReactElement {
  const pane = usePane();
  const { tab } = usePaneState();
  const styles = useStyles();
  const own = useHeaderStyles();
  const [isOpen, setOpen] = useState(false);
  return (
    <header className={own.header}>
      <div className={own.bar}>
        <Logo />
        <h1 className={`${styles.subheading} ${styles.grow}`}>Marketgrid</h1>
        <Button
          appearance="subtle"
          size="small"
          icon={<Icon name="person" />}
          aria-label={`Account: ${viewer.name}`}
          aria-expanded={isOpen}
          aria-controls={isOpen ? ACCOUNT_ID : undefined}
          onClick={() => setOpen(!isOpen)}
        />
      </div>
      {isOpen && <Account viewer={viewer} />}
      <Tabs tabs={tabsFor(viewer)} chosen={tab} onChoose={(next) => chooseTab(pane, next)} />
    </header>
  );
}

const TABS: readonly Tab[] = ['SHEETS', 'CHANGES', 'CELL'];

/** The server refuses administration to everybody else; there is no use in showing it to them. */
const tabsFor = ({ roles }: Viewer): readonly Tab[] => (roles.includes('ADMIN') ? [...TABS, 'ACCESS'] : TABS);

function chooseTab(pane: Pane, tab: Tab): void {
  pane.store.dispatch({ type: 'tabChosen', tab });
  if (tab === 'CHANGES') void loadChangeSets(pane);
  if (tab === 'CELL') void loadHistory(pane);
}

function Account({ viewer }: { viewer: Viewer }): ReactElement {
  const pane = usePane();
  const isBusy = useIsBusy();
  const styles = useStyles();
  const own = useHeaderStyles();
  return (
    <div id={ACCOUNT_ID} className={own.account}>
      <div className={styles.grow}>
        <p className={styles.subheading}>
          <bdi>{viewer.name}</bdi>
        </p>
        <p className={styles.quiet}>
          {rolesInWords(viewer.roles)} · markets {viewer.markets.join(', ') || 'none'}
        </p>
      </div>
      <Button size="small" className={styles.whole} disabledFocusable={isBusy} onClick={() => signOut(pane)}>
        Sign out
      </Button>
    </div>
  );
}
