/** The selected cell, and who gave it its values. */
import { CELL_HISTORY, type CellHistoryData } from '../queries/audit.ts';
import { cellRecord } from '../queries/cell-record.ts';
import type { CellChange } from '../state/cell-history.ts';
import { noticeFor } from './fault-notice.ts';
import { usableViews, viewById, type Pane } from './pane.ts';

/** Change sets. */
const HISTORY_LENGTH = 20;
/** Of one change set: it may change a price for several days. */
const CHANGES_OF_CELL = 100;

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
