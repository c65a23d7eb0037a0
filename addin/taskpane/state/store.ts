import type { PaneAction } from './pane-action.ts';
import { START, type PaneState } from './pane-state.ts';
import { reduce } from './reduce.ts';

/** The one state of the add-in: pane and ribbon commands share it, as they share the runtime. */
export interface Store {
  readonly state: () => PaneState;
  readonly dispatch: (action: PaneAction) => void;
  /** Calls after each change; answers how to stop. */
  readonly subscribe: (listener: () => void) => () => void;
}

export function createStore(start: PaneState = START): Store {
  let state = start;
  const listeners = new Set<() => void>();
  return {
    state: () => state,
    dispatch(action) {
      const next = reduce(state, action);
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
