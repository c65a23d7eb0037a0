import { CELL_HISTORY, RECENT_CHANGE_SETS, type CellHistoryData, type ChangeSetsData } from '../queries/audit.ts';
import { cellRecord } from '../queries/cell-record.ts';
import type { CellChange } from '../state/cell-history.ts';
import { noticeFor } from './fault-notice.ts';
import { usableViews, viewById, type Pane } from './pane.ts';
import { refusedNotice } from './push.ts';
import { refreshSheets } from './refresh.ts';
import { runTask } from './run-task.ts';

const CHANGE_SETS_A_PAGE = 20;
/** Of a cell's history. */
const HISTORY_LENGTH = 20;
/** Of one change set: it may change a price for several days. */
const CHANGES_OF_CELL = 100;

/** Recent change sets; `isNext` appends the page after those that are shown. */
export async function loadChangeSets(pane: Pane, isNext = false): Promise<void> {
  const { dispatch, state } = pane.store;
  const after = isNext ? pane.cursors.changeSets : null;
  if (state().changeSets.status === 'LOADING') return;
  dispatch({ type: 'changeSetsLoading' });
  try {
    const variables = { first: CHANGE_SETS_A_PAGE, after };
    const { changeSets } = await pane.client.read<ChangeSetsData>(RECENT_CHANGE_SETS, variables);
    pane.cursors.changeSets = changeSets.pageInfo.endCursor;
    const entries = changeSets.nodes.map(({ changes, ...entry }) => ({ ...entry, changes: changes.totalCount }));
    dispatch({ type: 'changeSetsLoaded', entries, hasMore: changeSets.pageInfo.hasNextPage, isNext });
  } catch (fault) {
    dispatch({ type: 'changeSetsFailed', notice: noticeFor(fault) });
  }
}

/** Undoes an applied change set as a new one: the audit shows both. Sheets are brought to the state after it. */
export async function undoChangeSet(pane: Pane, revision: number, reason: string): Promise<void> {
  const { dispatch } = pane.store;
  const result = await runTask(pane, { label: `Undoing revision ${revision}` }, () =>
    pane.client.revert({ revision, reason, idempotencyKey: pane.newId() }),
  );
  if (!result) return;
  if (!result.changeSet) {
    const [first] = result.rejections;
    const message = first ? `Nothing was undone: ${first.message}` : refusedNotice(result).message;
    const nextStep = first?.nextStep ?? 'Look at the newer change sets first.';
    return void dispatch({ type: 'noticeShown', notice: { intent: 'warning', message, nextStep } });
  }
  await loadChangeSets(pane);
  if (usableViews(pane).length > 0)
    await refreshSheets(
      pane,
      usableViews(pane).map(({ id }) => id),
    );
  const message = `Revision ${revision} was undone by revision ${result.changeSet.revision ?? '?'}.`;
  const { notice } = pane.store.state();
  // What a sheet could not take in is more important than that the server has done its part.
  if (notice === null || notice.intent === 'success')
    dispatch({ type: 'noticeShown', notice: { intent: 'success', message } });
}

/** Finds out which cell is selected; while its history is looked at, loads that too. */
export async function followSelection(pane: Pane): Promise<void> {
  const { dispatch, state } = pane.store;
  const views = usableViews(pane);
  // While a flow writes, the selection is its own.
  if (state().session.status !== 'SIGNED_IN' || views.length === 0 || pane.running.controller) return;
  const selection = await pane.grid.selection(views).catch(() => null);
  const [first] = selection?.cells ?? [];
  const cell = selection && first ? { ...first, viewId: selection.viewId, count: selection.cells.length } : null;
  dispatch({ type: 'cellSelected', cell });
  if (state().tab === 'CELL') await loadHistory(pane);
}

/** Who gave the selected cell its values. */
export async function loadHistory(pane: Pane): Promise<void> {
  const { dispatch, state } = pane.store;
  const { cell, history } = state();
  const view = cell && viewById(pane, cell.viewId);
  if (!cell || !view || history.status === 'LOADING' || history.status === 'READY') return;
  const record = cellRecord(view, cell);
  if (!record) return void dispatch({ type: 'historyLoaded', cell, history: { changes: [], total: 0 } });
  dispatch({ type: 'historyLoading' });
  try {
    const variables = { filter: record, cell: record, first: HISTORY_LENGTH, changes: CHANGES_OF_CELL };
    const { changeSets } = await pane.client.read<CellHistoryData>(CELL_HISTORY, variables);
    const changes = changeSets.nodes.flatMap(cellChanges);
    dispatch({ type: 'historyLoaded', cell, history: { changes, total: changeSets.totalCount } });
  } catch (fault) {
    dispatch({ type: 'historyFailed', cell, notice: noticeFor(fault) });
  }
}

type Node = CellHistoryData['changeSets']['nodes'][number];

/** One change set may change a price for several days; each is a change of its own. */
function cellChanges({ changes, ...set }: Node): CellChange[] {
  return [...changes.nodes]
    .sort((a, b) => (b.validFrom ?? '').localeCompare(a.validFrom ?? ''))
    .map(({ before, after, validFrom }) => ({ ...set, values: { before, after }, validFrom }));
}
