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
import { askToSignIn } from '../taskpane/effects/sign-in.ts';

interface Command {
  readonly label: string;
  readonly run: (pane: Pane) => Promise<void>;
}

export const COMMANDS: Readonly<Record<string, Command>> = {
  pull: { label: 'Pull', run: async (pane) => openPullForm(pane) },
  preview: { label: 'Preview', run: (pane) => previewSheets(pane) },
  push: { label: 'Push', run: (pane) => pushWhatWasSeen(pane) },
  refresh: { label: 'Refresh', run: (pane) => refreshSheets(pane) },
};

export function registerCommands(pane: Pane): void {
  onRibbonCommand('showPane', showTaskPane);
  for (const [name, command] of Object.entries(COMMANDS)) {
    onRibbonCommand(name, async () => {
      await showTaskPane();
      await runCommand(pane, command);
    });
  }
}

/** Signed out there is only one thing to do: the pane says it, and goes on after it. */
export async function runCommand(pane: Pane, { label, run }: Command): Promise<void> {
  if (pane.store.state().session.status === 'SIGNED_IN') await run(pane);
  else askToSignIn(pane, label, run);
}

/** Nothing is pushed unseen: without an open preview the button opens one, and pushes with the next press. */
async function pushWhatWasSeen(pane: Pane): Promise<void> {
  const { step, tab } = pane.store.state();
  if (tab === 'SHEETS' && step === 'PREVIEW') await pushSheets(pane);
  else await previewSheets(pane);
}
