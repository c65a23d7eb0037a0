import type { MarketgridClient } from '../../client/marketgrid-client.ts';
import type { TokenKeeper } from '../../client/token-keeper.ts';
import type { FlowContext } from '../../flows/flow-context.ts';
import type { GridPort } from '../../flows/grid.port.ts';
import type { SheetPort } from '../../flows/sheet.port.ts';
import type { View } from '../../flows/view.ts';
import { knownValue } from '../state/loadable.ts';
import type { SheetEntry } from '../state/sheet-entry.ts';
import type { Store } from '../state/store.ts';

/** What effects work with: the state, and the ways to the server and to the workbook. Tests hand in their own. */
export interface Pane {
  readonly store: Store;
  readonly keeper: TokenKeeper;
  readonly client: Pick<MarketgridClient, 'me' | 'matrices' | 'matrix' | 'matrixDelta' | 'push' | 'revert' | 'read'>;
  /** Asks once, answered or not: for what must not be done twice. */
  readonly once: Pick<MarketgridClient, 'read'>;
  readonly workbook: SheetPort;
  readonly grid: GridPort;
  readonly now: () => Date;
  readonly newId: () => string;
  /** What was asked for before anybody was signed in; null: nothing. */
  readonly afterSignIn: { command: ((pane: Pane) => Promise<void>) | null };
  /** What cancels the task that is under way. */
  readonly running: { controller: AbortController | null };
  /** Where the next pages of lists begin. */
  readonly cursors: { changeSets: string | null };
}

/** The flows' view of the pane, as the signed-in person. */
export function flowContext(pane: Pane): FlowContext {
  const { session } = pane.store.state();
  const user = session.status === 'SIGNED_IN' ? session.viewer.name : '';
  return { client: pane.client, sheet: pane.workbook, user, now: pane.now, newId: pane.newId };
}

/** The views of the workbook whose table is there. */
export const usableViews = (pane: Pane): readonly View[] =>
  entries(pane).flatMap(({ view, sheetName }) => (view && sheetName !== null ? [view] : []));

/** Also a view whose table is gone: it can be pulled again. */
export const viewById = (pane: Pane, id: string): View | null =>
  entries(pane).find((entry) => entry.id === id)?.view ?? null;

/** The usable views that preview, push and refresh are for. */
export const chosenViews = (pane: Pane): readonly View[] => {
  const { chosen } = pane.store.state();
  return usableViews(pane).filter(({ id }) => chosen.includes(id));
};

const entries = (pane: Pane): readonly SheetEntry[] => knownValue(pane.store.state().sheets) ?? [];
