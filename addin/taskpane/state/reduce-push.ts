import type { Choice } from '../../flows/resolve.ts';
import { placeKey } from './conflict-entry.ts';
import type { PushAction } from './pane-action.ts';
import { NO_PUSH, type Narrowed, type PaneState } from './pane-state.ts';

/** So many items of a section are shown at first, and more with each press. */
export const PAGE = 50;

export function reducePush(state: PaneState, action: PushAction): PaneState {
  switch (action.type) {
    case 'previewed': {
      const preview = { preview: action.preview, ...all(action.viewIds) };
      // A reason that was typed before the last look at the differences is still the reason.
      return { ...state, tab: 'SHEETS', step: 'PREVIEW', preview, push: keptForm(state, action.preview) };
    }
    case 'pendingFound': {
      const viewIds = action.push.parts.map(({ view }) => view.id);
      return { ...state, tab: 'SHEETS', step: 'UNFINISHED', unfinished: { push: action.push, ...all(viewIds) } };
    }
    case 'pendingLeft':
      return { ...state, tab: 'SHEETS', step: 'LIST', unfinished: null };
    case 'pushFormChanged':
      return { ...state, push: { ...state.push, ...action.form } };
    case 'pushed':
      return { ...state, tab: 'SHEETS', step: 'RESULT', result: action.result, ...SENT };
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
      return narrowed(state, action);
  }
}

const SENT = { preview: null, unfinished: null, push: NO_PUSH } as const;

const all = (viewIds: readonly string[]): Narrowed => ({ viewIds, search: '', section: null, shown: PAGE });

/** Of the list that is open. */
function narrowed(state: PaneState, action: ViewAction): PaneState {
  const { preview, step, unfinished } = state;
  if (step === 'UNFINISHED') {
    return unfinished ? { ...state, unfinished: { ...unfinished, ...shownOf(unfinished, action) } } : state;
  }
  return preview ? { ...state, preview: { ...preview, ...shownOf(preview, action) } } : state;
}

type ViewAction = Extract<PushAction, { type: 'previewSearched' | 'sectionChosen' | 'moreShown' }>;

function shownOf({ shown }: Narrowed, action: ViewAction): Partial<Narrowed> {
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
