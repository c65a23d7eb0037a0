import { showConflicts } from '../effects/conflicts.ts';
import { usableViews, type Pane } from '../effects/pane.ts';
import { previewSheets } from '../effects/preview.ts';
import { loadMatrices } from '../effects/pull.ts';
import { pullAgain } from '../effects/pull-again.ts';
import { loadSheets } from '../effects/sheets.ts';
import { dropPush, showPending } from '../effects/unfinished.ts';
import type { NoticeAction } from '../state/notice.ts';

/** Does what the button of a notice says. */
export async function actOn(pane: Pane, action: NoticeAction, viewId?: string): Promise<void> {
  switch (action) {
    case 'PULL_AGAIN': {
      const id = viewId ?? usableViews(pane)[0]?.id;
      if (id !== undefined) await pullAgain(pane, id);
      return;
    }
    case 'SETTLE_PUSH':
      return showPending(pane);
    case 'DROP_PUSH':
      return dropPush(pane);
    case 'PREVIEW':
      return previewSheets(pane);
    case 'RESOLVE':
      return showConflicts(pane);
    case 'RELOAD':
      await Promise.all([loadMatrices(pane), loadSheets(pane)]);
  }
}
