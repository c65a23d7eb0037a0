import type { Choice } from '../../flows/resolve.ts';
import { placeKey } from './conflict-entry.ts';
import type { PushAction } from './pane-action.ts';
import { NO_PUSH, type PaneState } from './pane-state.ts';

/** So many items of a section are shown at first, and more with each press. */
export const PAGE = 50;

export function reducePush(state: PaneState, action: PushAction): PaneState {
  switch (action.type) {
    case 'previewed': {
      const preview = { preview: action.preview, viewIds: action.viewIds, search: '', section: null, shown: PAGE };
      // A reason that was typed before the last look at the differences is still the reason.
      return { ...state, tab: 'SHEETS', step: 'PREVIEW', preview, push: keptForm(state, action.preview) };
    }
    case 'pushFormChanged':
      return { ...state, push: { ...state.push, ...action.form } };
    case 'pushed':
      return { ...state, tab: 'SHEETS', step: 'RESULT', result: action.result, preview: null, push: NO_PUSH };
    case 'conflictsFound':
      return { ...state, tab: 'SHEETS', step: 'CONFLICTS', conflicts: { entries: action.entries, choices: {} } };
    case 'conflictsAttributed': {
      const known = new Map(action.entries.map((entry) => [placeKey(entry), entry]));
      const entries = state.conflicts.entries.map((entry) => known.get(placeKey(entry)) ?? entry);
      return { ...state, conflicts: { ...state.conflicts, entries } };
    }
    case 'conflictChosen': {
      const chosen = Object.fromEntries(action.keys.map((key): [string, Choice] => [key, action.choice]));
      return { ...state, conflicts: { ...state.conflicts, choices: { ...state.conflicts.choices, ...chosen } } };
    }
    default:
      return state.preview ? { ...state, preview: { ...state.preview, ...shownOf(state.preview, action) } } : state;
  }
}

type ViewAction = Extract<PushAction, { type: 'previewSearched' | 'sectionChosen' | 'moreShown' }>;
type Shown = Partial<NonNullable<PaneState['preview']>>;

function shownOf({ shown }: NonNullable<PaneState['preview']>, action: ViewAction): Shown {
  switch (action.type) {
    case 'previewSearched':
      return { search: action.search, shown: PAGE };
    case 'sectionChosen':
      return { section: action.section, shown: PAGE };
    case 'moreShown':
      return { shown: shown + 2 * PAGE };
  }
}

/** "Valid rows only" is a decision about the rows that the analyst has seen refused; with none refused there is nothing to decide. */
function keptForm({ push }: PaneState, preview: NonNullable<PaneState['preview']>['preview']): PaneState['push'] {
  return preview.rejections.length === 0 ? { ...push, isValidRowsOnly: false } : push;
}
