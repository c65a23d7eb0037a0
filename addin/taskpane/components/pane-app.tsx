import { FluentProvider } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import type { Pane } from '../effects/pane.ts';
import type { PaneState } from '../state/pane-state.ts';
import { AccessPane } from './access/access-pane.tsx';
import { CellPane } from './cell-pane.tsx';
import { ChangeSets } from './change-sets.tsx';
import { ConflictsPane } from './conflicts-pane.tsx';
import { Header } from './header.tsx';
import { Outside } from './outside.tsx';
import { PaneProvider, usePaneState } from './pane-context.tsx';
import { PreviewPane } from './preview-pane.tsx';
import { PullForm } from './pull-form.tsx';
import { PushResult } from './push-result.tsx';
import { ServerGone } from './server-gone.tsx';
import { SheetList } from './sheet-list.tsx';
import { SignIn } from './sign-in.tsx';
import { LiveRegion, Status } from './status.tsx';
import { PANEL_ID, tabId } from './tabs.tsx';
import { useTheme } from './theme.ts';
import { UnfinishedPane } from './unfinished-pane.tsx';
import { useStyles } from './use-styles.ts';

interface PaneAppProps {
  readonly pane: Pane;
  /** Null where Office does not say: then the system decides. */
  readonly isOfficeDark: boolean | null;
}

export function PaneApp({ pane, isOfficeDark }: PaneAppProps): ReactElement {
  const theme = useTheme(isOfficeDark);
  return (
    <FluentProvider theme={theme}>
      <PaneProvider value={pane}>
        <Page />
      </PaneProvider>
    </FluentProvider>
  );
}

function Page(): ReactElement {
  const state = usePaneState();
  const styles = useStyles();
  return (
    <div className={styles.page}>
      <LiveRegion />
      <Screen state={state} />
    </div>
  );
}

function Screen({ state }: { state: PaneState }): ReactElement {
  const styles = useStyles();
  const { host, session } = state;
  if (host !== 'READY') return <Outside host={host} />;
  if (session.status === 'SERVER_GONE') return <ServerGone />;
  if (session.status !== 'SIGNED_IN') return <SignIn session={session} />;
  return (
    <>
      <Header viewer={session.viewer} />
      <main className={styles.panel}>
        <Status />
        <div id={PANEL_ID} role="tabpanel" aria-labelledby={tabId(state.tab)} className={styles.panel}>
          <Tab state={state} />
        </div>
      </main>
    </>
  );
}

function Tab({ state }: { state: PaneState }): ReactElement {
  switch (state.tab) {
    case 'SHEETS':
      return <Step state={state} />;
    case 'CHANGES':
      return <ChangeSets />;
    case 'CELL':
      return <CellPane />;
    case 'ACCESS':
      return <AccessPane administration={state.administration} />;
  }
}

function Step({ state }: { state: PaneState }): ReactElement {
  switch (state.step) {
    case 'PULL':
      return <PullForm />;
    case 'PREVIEW':
      return state.preview ? <PreviewPane shown={state.preview} /> : <SheetList />;
    case 'UNFINISHED':
      return state.unfinished ? <UnfinishedPane shown={state.unfinished} /> : <SheetList />;
    case 'CONFLICTS':
      return <ConflictsPane conflicts={state.conflicts} />;
    case 'RESULT':
      return state.result ? <PushResult result={state.result} /> : <SheetList />;
    case 'LIST':
      return <SheetList />;
  }
}
