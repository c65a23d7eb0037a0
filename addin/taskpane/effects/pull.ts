import { matrixOf } from '../../../schema/matrix/matrices.ts';
import type { FilterName, MatrixKind } from '../../../schema/matrix/definition.ts';
import type { MatrixRequest } from '../../client/contract.ts';
import { pull } from '../../flows/pull.ts';
import { PULL_SIZE, type PullSizeData } from '../queries/audit.ts';
import { choicesQuery, knownChoices } from '../queries/filter-choices.ts';
import type { PullForm } from '../state/pane-state.ts';
import { noticeFor } from './fault-notice.ts';
import { flowContext, type Pane } from './pane.ts';
import { runTask } from './run-task.ts';
import { loadSheets } from './sheets.ts';

export const CANCELLED = {
  intent: 'info',
  message: 'The pull was cancelled. The workbook is as it was before.',
} as const;

/** What this person may pull. */
export async function loadMatrices(pane: Pane): Promise<void> {
  const { dispatch } = pane.store;
  dispatch({ type: 'matricesLoading' });
  try {
    dispatch({ type: 'matricesLoaded', matrices: await pane.client.matrices() });
  } catch (fault) {
    dispatch({ type: 'matricesFailed', notice: noticeFor(fault) });
  }
}

/** Opens the form, with the only matrix chosen where there is one. */
export function openPullForm(pane: Pane): void {
  const { matrices } = pane.store.state();
  pane.store.dispatch({ type: 'pullFormOpened', form: {} });
  const [only, second] = matrices.status === 'READY' ? matrices.value : [];
  if (only && !second) chooseKind(pane, only.kind);
}

export function chooseKind(pane: Pane, kind: MatrixKind): void {
  pane.store.dispatch({ type: 'kindChosen', kind });
  // The plan must be chosen, so what there is has to be seen at once.
  if (matrixOf(kind).filters.includes('plan')) void loadChoices(pane, 'plan');
  void measure(pane);
}

/** Loads what a filter offers, once for each matrix. */
export async function loadChoices(pane: Pane, filter: FilterName): Promise<void> {
  const { dispatch, state } = pane.store;
  const { kind, filters } = state().pull;
  if (kind === null || ['READY', 'LOADING'].includes(filters[filter]?.status ?? 'IDLE')) return;
  dispatch({ type: 'filterLoading', filter });
  try {
    const query = choicesQuery({ kind, filter, day: dayOf(state().pull, pane.now()) });
    const choices = query ? query.read(await pane.client.read(query.document, {})) : knownChoices(filter);
    if (state().pull.kind !== kind) return;
    dispatch({ type: 'filterLoaded', filter, choices });
  } catch (fault) {
    dispatch({ type: 'filterFailed', filter, notice: noticeFor(fault) });
  }
}

export function requestOf({ kind, filter, asOf }: PullForm, today: Date): MatrixRequest | null {
  if (kind === null) return null;
  return { kind, filter, asOf: dayOf({ asOf }, today) };
}

const dayOf = ({ asOf }: Pick<PullForm, 'asOf'>, today: Date): string => asOf ?? today.toISOString().slice(0, 10);

/** Whether everything that the matrix needs is chosen. */
export const isReadyToPull = ({ kind, filter }: PullForm): boolean =>
  kind !== null && (!matrixOf(kind).filters.includes('plan') || filter.plan != null);

/** Asks how large the pull would be; of several questions only the last answer counts. */
export async function measure(pane: Pane): Promise<void> {
  const { dispatch, state } = pane.store;
  const form = state().pull;
  const request = requestOf(form, pane.now());
  if (!request || !isReadyToPull(form)) return;
  dispatch({ type: 'sizeLoading' });
  const isStill = (): boolean => {
    const { kind, filter, asOf } = state().pull;
    return kind === form.kind && filter === form.filter && asOf === form.asOf;
  };
  try {
    const { matrix } = await pane.client.read<PullSizeData>(PULL_SIZE, { request });
    if (isStill()) dispatch({ type: 'sizeLoaded', size: { rows: matrix.rowCount, columns: matrix.columns.length } });
  } catch (fault) {
    if (isStill()) dispatch({ type: 'sizeFailed', notice: noticeFor(fault) });
  }
}

/** Pulls what the form says. */
export async function pullForm(pane: Pane): Promise<void> {
  const { pull: form } = pane.store.state();
  const request = requestOf(form, pane.now());
  if (request) await pullRequest(pane, request, form.replaces);
}

export async function pullRequest(pane: Pane, request: MatrixRequest, replaces: string | null): Promise<void> {
  const { dispatch } = pane.store;
  const { title } = matrixOf(request.kind);
  const view = await runTask(pane, { label: `Pulling ${title}`, cancelled: CANCELLED }, async (signal) => {
    const onProgress = (done: number, total: number): void => dispatch({ type: 'taskAdvanced', done, total });
    const pulled = await pull(flowContext(pane), request, {
      signal,
      onProgress,
      ...(replaces !== null && { replaces }),
    });
    await pane.grid.show(pulled.id);
    return pulled;
  });
  if (!view) return;
  await loadSheets(pane);
  const message = `${view.title}: ${view.rows.length} rows pulled at revision ${view.revision}.`;
  const isEditable = view.columns.some(({ editable }) => editable);
  const nextStep = isEditable
    ? 'Edit the shaded cells on the right, then preview.'
    : 'You may read it; nothing in it is yours to edit.';
  dispatch({ type: 'pulled', viewId: view.id, notice: { intent: 'success', message, nextStep } });
}
