import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Tab,
  TabList,
  tokens,
} from '@fluentui/react-components';
import type { ReactElement } from 'react';
import type { Viewer } from '../../client/contract.ts';
import { loadChangeSets, loadHistory } from '../effects/change-sets.ts';
import type { Pane } from '../effects/pane.ts';
import { signOut } from '../effects/run-task.ts';
import type { Tab as TabName } from '../state/pane-state.ts';
import { Icon, Logo } from './icons.tsx';
import { useIsBusy, usePane, usePaneState } from './pane-context.tsx';
import { useStyles } from './use-styles.ts';

export function Header({ viewer }: { viewer: Viewer }): ReactElement {
  const pane = usePane();
  const { tab } = usePaneState();
  const styles = useStyles();
  return (
    <header
      style={{
        backgroundColor: tokens.colorNeutralBackground1,
        borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
      }}
    >
      <div className={styles.row} style={{ padding: '8px 4px 0 12px' }}>
        <Logo />
        <h1 className={styles.subheading} style={{ flexGrow: 1 }}>
          Marketgrid
        </h1>
        <Account viewer={viewer} />
      </div>
      <TabList
        selectedValue={tab}
        onTabSelect={(_, { value }) => chooseTab(pane, value as TabName)}
        aria-label="Parts of the pane"
      >
        <Tab value="SHEETS">Sheets</Tab>
        <Tab value="CHANGES">Changes</Tab>
        <Tab value="CELL">Cell</Tab>
      </TabList>
    </header>
  );
}

function chooseTab(pane: Pane, tab: TabName): void {
  pane.store.dispatch({ type: 'tabChosen', tab });
  if (tab === 'CHANGES') void loadChangeSets(pane);
  if (tab === 'CELL') void loadHistory(pane);
}

function Account({ viewer }: { viewer: Viewer }): ReactElement {
  const pane = usePane();
  const isBusy = useIsBusy();
  const styles = useStyles();
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" size="small" icon={<Icon name="person" />} aria-label={`Account: ${viewer.name}`} />
      </MenuTrigger>
      <MenuPopover>
        <div className={styles.tight} style={{ padding: '4px 10px 8px' }}>
          <p className={styles.subheading}>{viewer.name}</p>
          <p className={styles.quiet}>{viewer.roles.map(inWords).join(', ')}</p>
          <p className={styles.quiet}>Markets: {viewer.markets.join(', ') || 'none'}</p>
        </div>
        <MenuList>
          <MenuItem disabled={isBusy} onClick={() => signOut(pane)}>
            Sign out
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

const inWords = (role: string): string => role.charAt(0) + role.slice(1).toLowerCase();
