import { knownValue, loading } from './loadable.ts';
import type { SheetsAction } from './pane-action.ts';
import { NO_PULL, type PaneState } from './pane-state.ts';
import { isUsable, type SheetEntry } from './sheet-entry.ts';

export function reduceSheets(state: PaneState, action: SheetsAction): PaneState {
  switch (action.type) {
    case 'sheetsLoading':
      return { ...state, sheets: loading(state.sheets) };
    case 'sheetsLoaded':
      return {
        ...state,
        sheets: { status: 'READY', value: action.sheets },
        chosen: chosenAmong(state, action.sheets),
      };
    case 'sheetsFailed':
      return { ...state, sheets: { status: 'FAILED', notice: action.notice } };
    case 'pulled':
      return {
        ...state,
        tab: 'SHEETS',
        step: 'LIST',
        notice: action.notice,
        pull: NO_PULL,
      };
    case 'sheetToggled': {
      const { viewId } = action;
      const isChosen = state.chosen.includes(viewId);
      const chosen = isChosen ? state.chosen.filter((id) => id !== viewId) : [...state.chosen, viewId];
      return { ...state, chosen };
    }
  }
}

/** Sheets that are new take part; those that were left out stay out. */
function chosenAmong(state: PaneState, sheets: readonly SheetEntry[]): readonly string[] {
  const known = new Set((knownValue(state.sheets) ?? []).map(({ id }) => id));
  return sheets
    .filter((entry) => isUsable(entry) && (!known.has(entry.id) || state.chosen.includes(entry.id)))
    .map(({ id }) => id);
}
