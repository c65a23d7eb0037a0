import { allColumns, type View } from '../../flows/view.ts';
import { refresh } from '../../flows/refresh.ts';
import { resolveConflicts, type Choice } from '../../flows/resolve.ts';
import type { Rejection } from '../../client/contract.ts';
import { LAST_CHANGE, type LastChangeData } from '../queries/audit.ts';
import { cellRecord } from '../queries/cell-record.ts';
import { shownCell } from '../state/shown-cell.ts';
import { placeKey, type ConflictEntry } from '../state/conflict-entry.ts';
import { chosenViews, flowContext, viewById, type Pane } from './pane.ts';
import { previewSheets } from './preview.ts';
import { runTask } from './run-task.ts';
import { loadSheets } from './sheets.ts';

/** So many authors are looked up; more conflicts than that nobody reads one by one. */
const MAX_LOOKUPS = 50;

/**
 * Shows every conflict of the chosen sheets. Sheets of which the last preview found stale cells are refreshed first:
 * that keeps my values and remembers base and theirs.
 */
export async function showConflicts(pane: Pane): Promise<void> {
  const { dispatch, state } = pane.store;
  const known = authorsOf(staleOf(pane));
  const entries = await runTask(pane, { label: 'Finding what others have changed' }, async () => {
    for (const viewId of new Set(staleOf(pane).map((stale) => stale.viewId))) {
      await refresh(flowContext(pane), viewId);
    }
    const found: ConflictEntry[] = [];
    for (const view of chosenViews(pane)) found.push(...(await conflictsOf(pane, view, known)));
    return found;
  });
  await loadSheets(pane);
  if (!entries) return;
  dispatch({ type: 'conflictsFound', entries });
  const unknown = state().conflicts.entries.filter(({ by }) => by === null);
  await attribute(pane, unknown.slice(0, MAX_LOOKUPS));
}

interface Stale {
  readonly viewId: string;
  readonly rejection: Rejection;
}

function staleOf(pane: Pane): Stale[] {
  const shown = pane.store.state().preview;
  if (!shown) return [];
  return shown.preview.rejections.flatMap((rejection) => {
    const viewId = shown.viewIds[rejection.part];
    return rejection.code === 'STALE_CELL' && viewId !== undefined ? [{ viewId, rejection }] : [];
  });
}

type Authors = ReadonlyMap<string, Pick<ConflictEntry, 'by' | 'at'>>;

const authorsOf = (stale: readonly Stale[]): Authors =>
  new Map(
    stale.map(({ viewId, rejection: { row, column, by, at } }) => [
      placeKey({ viewId, row: row ?? '', column: column ?? '' }),
      { by, at },
    ]),
  );

async function conflictsOf(pane: Pane, view: View, known: Authors): Promise<ConflictEntry[]> {
  const { conflicts } = await pane.workbook.state(view.id);
  return conflicts.map((conflict) => {
    const column = allColumns(view).find(({ key }) => key === conflict.column);
    const shown = (value: string | null): string => (column ? shownCell(value, column) : (value ?? ''));
    return {
      ...conflict,
      viewId: view.id,
      title: column?.title ?? conflict.column,
      shown: { base: shown(conflict.base), mine: shown(conflict.mine), theirs: shown(conflict.theirs) },
      ...(known.get(placeKey({ viewId: view.id, ...conflict })) ?? { by: null, at: null }),
    };
  });
}

/** Who changed these cells last. What cannot be found stays unknown: the choice needs it not. */
async function attribute(pane: Pane, entries: readonly ConflictEntry[]): Promise<void> {
  const found = await Promise.all(entries.map((entry) => attributed(pane, entry)));
  pane.store.dispatch({ type: 'conflictsAttributed', entries: found });
}

async function attributed(pane: Pane, entry: ConflictEntry): Promise<ConflictEntry> {
  const view = viewById(pane, entry.viewId);
  const filter = view && cellRecord(view, entry);
  if (!filter) return entry;
  try {
    const { changeSets } = await pane.client.read<LastChangeData>(LAST_CHANGE, { filter });
    const [last] = changeSets.nodes;
    return last ? { ...entry, by: last.author, at: last.at } : entry;
  } catch {
    return entry;
  }
}

export function chooseForAll(pane: Pane, choice: Choice): void {
  const keys = pane.store.state().conflicts.entries.map(placeKey);
  pane.store.dispatch({ type: 'conflictChosen', keys, choice });
}

/** Writes the choices into the sheets; cells without a choice stay conflicts. */
export async function applyChoices(pane: Pane): Promise<void> {
  const { entries, choices } = pane.store.state().conflicts;
  const chosen = entries.flatMap((entry) => {
    const choice = choices[placeKey(entry)];
    return choice === undefined ? [] : [{ ...entry, choice }];
  });
  const isDone = await runTask(pane, { label: 'Writing your choices' }, async () => {
    for (const viewId of new Set(chosen.map((entry) => entry.viewId))) {
      const ofView = chosen.filter((entry) => entry.viewId === viewId);
      await resolveConflicts(flowContext(pane), viewId, ofView);
    }
    return true;
  });
  await loadSheets(pane);
  if (!isDone) return;
  if (chosen.length < entries.length) return showConflicts(pane);
  await previewSheets(pane);
}
