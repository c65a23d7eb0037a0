import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Viewer } from '../../client/contract.ts';
import type { Pane } from '../effects/pane.ts';
import type { PaneState } from '../state/pane-state.ts';

const PaneContext = createContext<Pane | null>(null);

export const PaneProvider = PaneContext.Provider;

/** What effects are run with. */
export function usePane(): Pane {
  const pane = useContext(PaneContext);
  if (!pane) throw new Error('there is no PaneProvider above this component');
  return pane;
}

/** The state; the component is drawn again when it changes. */
export function usePaneState(): PaneState {
  const { store } = usePane();
  return useSyncExternalStore(store.subscribe, store.state);
}

/** True while something is under way: what would start something else waits. */
export function useIsBusy(): boolean {
  const { store } = usePane();
  return useSyncExternalStore(store.subscribe, () => store.state().task !== null);
}

const NOBODY: Viewer = { name: '', roles: [], markets: [] };

/** Who is signed in. */
export function useViewer(): Viewer {
  const { session } = usePaneState();
  return session.status === 'SIGNED_IN' ? session.viewer : NOBODY;
}
