/** The add-in: in the shared runtime the task pane and the ribbon's commands live in one page. */
import { createRoot } from 'react-dom/client';
import { MarketgridClient } from './client/marketgrid-client.ts';
import { personSignIn } from './client/sign-in/person-sign-in.ts';
import { createTokenKeeper } from './client/token-keeper.ts';
import { registerCommands } from './commands/commands.ts';
import { excelGrid } from './excel/excel-grid.ts';
import { excelSheet } from './excel/excel-sheet.ts';
import { isOfficeDark, officeHost } from './excel/office.ts';
import { hasNestedApps, signInWindow } from './excel/sign-in-dialog.ts';
import { PaneApp } from './taskpane/components/pane-app.tsx';
import { followSelection } from './taskpane/effects/cell-history.ts';
import type { Pane } from './taskpane/effects/pane.ts';
import { createStore } from './taskpane/state/store.ts';

// The page and the API are of one origin.
const baseUrl = '';
const person = personSignIn({ origin: location.origin, hasNestedApps, window: signInWindow });
const keeper = createTokenKeeper({ baseUrl, person });
const token = (refused?: string): Promise<string | null> => keeper.token(refused);
const pane: Pane = {
  store: createStore(),
  keeper,
  client: new MarketgridClient({ baseUrl, token }),
  once: new MarketgridClient({ baseUrl, token, retries: 0 }),
  workbook: excelSheet,
  grid: excelGrid,
  now: () => new Date(),
  newId: () => crypto.randomUUID(),
  afterSignIn: { command: null },
  running: { controller: null },
  cursors: { changeSets: null },
};

/** A drag over cells raises many events; the last one counts. */
const SELECTION_PAUSE = 150;

/** For a page that frames this one, as the workbench does: whether somebody is signed in. */
function tellSession(): void {
  const isSignedIn = pane.store.state().session.status === 'SIGNED_IN';
  dispatchEvent(new CustomEvent('marketgrid:session', { detail: { isSignedIn } }));
}

async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) return;
  const app = createRoot(root);
  pane.store.subscribe(tellSession);
  app.render(<PaneApp pane={pane} isOfficeDark={null} />);
  const host = await officeHost();
  if (host === 'READY') {
    app.render(<PaneApp pane={pane} isOfficeDark={isOfficeDark()} />);
    registerCommands(pane);
    await watchSelection();
  }
  pane.store.dispatch({ type: 'hostFound', host });
}

async function watchSelection(): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  await excelGrid.onSelection(() => {
    clearTimeout(timer);
    timer = setTimeout(() => void followSelection(pane), SELECTION_PAUSE);
  });
}

void start();
