import { knownValue, loading } from './loadable.ts';
import type { AuditAction } from './pane-action.ts';
import type { PaneState, SelectedCell } from './pane-state.ts';

export function reduceAudit(state: PaneState, action: AuditAction): PaneState {
  switch (action.type) {
    case 'changeSetsLoading':
      return { ...state, changeSets: loading(state.changeSets) };
    case 'changeSetsLoaded': {
      const before = action.isNext ? (knownValue(state.changeSets) ?? []) : [];
      const value = [...before, ...action.entries];
      return { ...state, changeSets: { status: 'READY', value }, hasMoreChangeSets: action.hasMore };
    }
    case 'changeSetsFailed':
      return { ...state, changeSets: { status: 'FAILED', notice: action.notice } };
    case 'cellSelected':
      return isSame(state.cell, action.cell) ? state : { ...state, cell: action.cell, history: { status: 'IDLE' } };
    case 'historyLoading':
      return { ...state, history: { status: 'LOADING' } };
    // An answer about a cell that is selected no longer is nobody's.
    case 'historyLoaded':
      return isSame(state.cell, action.cell)
        ? { ...state, history: { status: 'READY', value: action.history } }
        : state;
    case 'historyFailed':
      return isSame(state.cell, action.cell)
        ? { ...state, history: { status: 'FAILED', notice: action.notice } }
        : state;
  }
}

const isSame = (a: SelectedCell | null, b: SelectedCell | null): boolean =>
  a?.viewId === b?.viewId && a?.row === b?.row && a?.column === b?.column && a?.count === b?.count;
