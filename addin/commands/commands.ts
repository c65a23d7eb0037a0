/**
 * The buttons of the ribbon tab. In the shared runtime they drive the same state as the pane: each shows the pane, then
 * does what its button there does. The names are those of manifest.xml.
 */
import { onRibbonCommand, showTaskPane } from '../excel/office.ts';
import type { Pane } from '../taskpane/effects/pane.ts';
import { previewSheets } from '../taskpane/effects/preview.ts';
import { openPullForm } from '../taskpane/effects/pull.ts';
import { pushSheets } from '../taskpane/effects/push.ts';
import { refreshSheets } from '../taskpane/effects/refresh.ts';

export const COMMANDS: Readonly<Record<string, (pane: Pane) => Promise<void>>> = {
  pull: async (pane) => openPullForm(pane),
  preview: (pane) => previewSheets(pane),
  push: (pane) => pushWhatWasSeen(pane),
  refresh: (pane) => refreshSheets(pane),
  showPane: async () => undefined,
};

export function registerCommands(pane: Pane): void {
  for (const [name, command] of Object.entries(COMMANDS)) {
    onRibbonCommand(name, async () => {
      await showTaskPane();
      await runCommand(pane, command);
    });
  }
}

/** Signed out there is only one thing to do, and the pane says it. */
export async function runCommand(pane: Pane, command: (pane: Pane) => Promise<void>): Promise<void> {
  if (pane.store.state().session.status === 'SIGNED_IN') await command(pane);
}

/** Nothing is pushed unseen: without an open preview the button opens one, and pushes with the next press. */
async function pushWhatWasSeen(pane: Pane): Promise<void> {
  const { step, tab } = pane.store.state();
  if (tab === 'SHEETS' && step === 'PREVIEW') await pushSheets(pane);
  else await previewSheets(pane);
}
