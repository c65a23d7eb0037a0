/** Pull and delta: both read one snapshot, and both hand on rows that PostgreSQL wrote as JSON. */
import { today } from '../../schema/domain/day.ts';
import type { MatrixColumn, MatrixDefinition } from '../../schema/matrix/definition.ts';
import type { Identity, Transaction } from '../database/transaction.ts';
import { RequestError } from '../request-error.ts';
import {
  type MatrixRequest,
  type MatrixSource,
  shownColumns,
  type Statement,
  type View,
  type ViewColumn,
} from '../view/matrix-source.ts';
import { delta, deltaOfKeys, gathered, REVISION } from './matrix.queries.ts';
import { RawJson } from './raw-json.ts';
import { sourceOf } from './sources.ts';

export interface PulledMatrix {
  readonly view: View;
  readonly columns: readonly MatrixColumn[];
  readonly revision: number;
  readonly rowCount: number;
  readonly rows: RawJson;
}

export interface PulledDelta {
  readonly revision: number;
  readonly rows: RawJson;
  readonly removed: readonly string[];
}

export const mayWrite = (identity: Identity, definition: MatrixDefinition): boolean =>
  identity.roles.some((role) => role === 'ADMIN' || definition.writers.includes(role));

/** @throws RequestError PLAN_REQUIRED */
export async function openView(tx: Transaction, request: MatrixRequest): Promise<{ source: MatrixSource; view: View }> {
  const source = sourceOf(request.kind);
  return { source, view: await source.open(tx, { ...request, asOf: request.asOf ?? today() }) };
}

/** The matrix as one snapshot shows it to this caller. */
export async function pullMatrix(tx: Transaction, request: MatrixRequest): Promise<PulledMatrix> {
  const { source, view } = await openView(tx, request);
  const { facts, text } = await tx.long<{ revision: number; row_count: number }>({
    ...gathered(source.rows(view, { of: 'view' })),
    long: 'rows',
    facts: ['revision', 'row_count'],
  });
  const isWriter = mayWrite(tx.identity, view.definition);
  const columns = shownColumns(view).map((c) => ({ ...c, editable: c.editable && isWriter }));
  return { view, columns, revision: facts.revision, rowCount: facts.row_count, rows: new RawJson(text) };
}

/**
 * What a sheet that shows the view as of revision `since` must change to show it as it is now. Where nobody but `written` has
 * written since, its rows are looked up and not searched for.
 * @throws RequestError VIEW_CHANGED when the columns were others then, or `since` lies in the future.
 */
export async function matrixDelta(
  tx: Transaction,
  request: MatrixRequest,
  { since, written }: { readonly since: number; readonly written?: WrittenRows | undefined },
): Promise<PulledDelta> {
  const { source, view } = await openView(tx, request);
  if (haveColumnsChanged(view.columns, since) || since < 0) throw new RequestError('VIEW_CHANGED');
  if (written?.revision === since + 1) {
    const { keys } = written;
    const found = await readDelta(tx, deltaOfKeys(source.rows(view, { of: 'keys', keys }), keys));
    if (found.revision === written.revision) return found;
  }
  const found = await readDelta(tx, delta(source.rows(view, { of: 'since', since })));
  if (found.revision < since) throw new RequestError('VIEW_CHANGED');
  return found;
}

/** The rows of a view that a change set wrote to, where it wrote cells of that view and nothing else. */
export interface WrittenRows {
  readonly revision: number;
  readonly keys: readonly string[];
}

async function readDelta(tx: Transaction, statement: Statement): Promise<PulledDelta> {
  const { facts, text } = await tx.long<{ revision: number; removed: string[] }>({
    ...statement,
    long: 'rows',
    facts: ['revision', 'removed'],
  });
  return { ...facts, rows: new RawJson(text) };
}

export async function revision(tx: Transaction): Promise<number> {
  const [row] = await tx.query<{ number: number }>(REVISION);
  return row?.number ?? 0;
}

// A column that came after `since`, or one that was there and has gone.
const haveColumnsChanged = (columns: readonly ViewColumn[], since: number): boolean =>
  columns.some((c) => (c.until === null ? c.since > since : c.since <= since && c.until > since));
