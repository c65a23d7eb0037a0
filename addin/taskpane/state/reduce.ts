import type { PaneAction } from './pane-action.ts';
import type { PaneState } from './pane-state.ts';
import { reduceAdministration } from './reduce-administration.ts';
import { reduceAudit } from './reduce-audit.ts';
import { reduceNavigation, reduceTask } from './reduce-navigation.ts';
import { reducePull } from './reduce-pull.ts';
import { reducePush } from './reduce-push.ts';
import { reduceSession } from './reduce-session.ts';
import { reduceSheets } from './reduce-sheets.ts';

/** The next state. Pure: the same state and action always give the same. */
export function reduce(state: PaneState, action: PaneAction): PaneState {
  switch (action.type) {
    case 'hostFound':
    case 'signInWayAsked':
    case 'signInWayFound':
    case 'serverGone':
    case 'signInAsked':
    case 'signInStarted':
    case 'signedIn':
    case 'signedOut':
      return reduceSession(state, action);
    case 'tabChosen':
    case 'stepChosen':
    case 'noticeShown':
    case 'noticeDismissed':
    case 'questionAsked':
    case 'questionAnswered':
      return reduceNavigation(state, action);
    case 'taskStarted':
    case 'taskAdvanced':
    case 'taskEnded':
      return reduceTask(state, action);
    case 'sheetsLoading':
    case 'sheetsLoaded':
    case 'sheetsFailed':
    case 'pulled':
    case 'sheetToggled':
      return reduceSheets(state, action);
    case 'previewed':
    case 'pendingFound':
    case 'pendingLeft':
    case 'previewSearched':
    case 'sectionChosen':
    case 'moreShown':
    case 'pushFormChanged':
    case 'pushed':
    case 'conflictsFound':
    case 'conflictsAttributed':
    case 'conflictChosen':
      return reducePush(state, action);
    case 'changeSetsLoading':
    case 'changeSetsLoaded':
    case 'changeSetsFailed':
    case 'cellSelected':
    case 'historyLoading':
    case 'historyLoaded':
    case 'historyFailed':
      return reduceAudit(state, action);
    case 'matricesLoading':
    case 'matricesLoaded':
    case 'matricesFailed':
    case 'kindChosen':
    case 'pullFormOpened':
    case 'codeToggled':
    case 'filterCleared':
    case 'filterLoading':
    case 'filterLoaded':
    case 'filterFailed':
    case 'dayChosen':
    case 'sizeLoading':
    case 'sizeLoaded':
    case 'sizeFailed':
      return reducePull(state, action);
    default:
      return { ...state, administration: reduceAdministration(state.administration, action) };
  }
}
