import type { SheetsAction } from './pane-action.ts';
import { NO_PULL, type PaneState } from './pane-state.ts';
import { isUsable, type SheetEntry } from './sheet-entry.ts';

export function reduceSheets(state: PaneState, action: SheetsAction): PaneState {
  switch (action.type) {
    case 'sheetsLoading':
      return { ...state, sheets: { status: 'LOADING', ...knownSheets(state) } };
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
        pull: { ...NO_PULL, filters: state.pull.filters },
      };
    case 'sheetToggled': {
      const { viewId } = action;
      const isChosen = state.chosen.includes(viewId);
      const chosen = isChosen ? state.chosen.filter((id) => id !== viewId) : [...state.chosen, viewId];
      return { ...state, chosen };
    }
  }
}

const knownSheets = ({ sheets }: PaneState): { value?: readonly SheetEntry[] } =>
  sheets.status === 'READY' ? { value: sheets.value } : {};

/** Sheets that are new take part; those that were left out stay out. */
function chosenAmong(state: PaneState, sheets: readonly SheetEntry[]): readonly string[] {
  const before = state.sheets.status === 'READY' || state.sheets.status === 'LOADING' ? state.sheets.value : undefined;
  const known = new Set((before ?? []).map(({ id }) => id));
  return sheets
    .filter((entry) => isUsable(entry) && (!known.has(entry.id) || state.chosen.includes(entry.id)))
    .map(({ id }) => id);
}
