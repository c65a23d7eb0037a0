/** Pull and delta: both read one snapshot, and both hand on rows that PostgreSQL wrote as JSON. */
import { today } from '../../schema/domain/day.ts';
import type { MatrixColumn, MatrixDefinition } from '../../schema/matrix/definition.ts';
import type { Identity, Statements, Transaction } from '../database/transaction.ts';
import { RequestError } from '../request-error.ts';
import {
  type DatedRequest,
  type MatrixRequest,
  type MatrixSource,
  shownColumns,
  type Statement,
  type View,
  type ViewColumn,
} from '../view/matrix-source.ts';
import { KEPT } from '../database/planning.ts';
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

export const dated = (request: MatrixRequest): DatedRequest => ({ ...request, asOf: request.asOf ?? today() });

export interface OpenedView {
  readonly source: MatrixSource;
  readonly view: View;
}

/** @throws RequestError PLAN_REQUIRED */
export async function openView(tx: Statements, request: MatrixRequest): Promise<OpenedView> {
  const source = sourceOf(request.kind);
  return { source, view: await source.open(tx, dated(request)) };
}

/** The matrix as one snapshot shows it to this caller. `opened` is its view, where that has been asked for. */
export async function pullMatrix(tx: Transaction, request: MatrixRequest, opened?: OpenedView): Promise<PulledMatrix> {
  const { source, view } = opened ?? (await openView(tx, request));
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
  tx: Statements,
  request: MatrixRequest,
  { since, written }: { readonly since: number; readonly written?: WrittenRows | undefined },
): Promise<PulledDelta> {
  const next = written?.revision === since + 1 ? written : undefined;
  const opened = next?.opened ?? (await openView(tx, request));
  const looked = next && (await deltaOf(tx, opened, { since, written: next }));
  if (looked) return looked;
  // Somebody has written since the push looked.
  const { source, view } = next?.opened ? await openView(tx, request) : opened;
  checkColumns(view, since);
  const found = await readDelta(tx, delta(source.rows(view, { of: 'since', since })));
  if (found.revision < since) throw new RequestError('VIEW_CHANGED');
  return found;
}

/** The rows of a view that a change set wrote to, where it wrote cells of that view and nothing else. */
export interface WrittenRows {
  readonly revision: number;
  readonly keys: readonly string[];
  /** The view as it was under the lock, where nothing was written by which a column can have gone. */
  readonly opened?: OpenedView | undefined;
}

/** The rows that were written, by their keys; undefined where somebody has written since. */
async function deltaOf(
  tx: Statements,
  { source, view }: OpenedView,
  { since, written: { keys, revision } }: { readonly since: number; readonly written: WrittenRows },
): Promise<PulledDelta | undefined> {
  checkColumns(view, since);
  const found = await readDelta(tx, deltaOfKeys(source.rows(view, { of: 'keys', keys }), keys));
  return found.revision === revision ? found : undefined;
}

async function readDelta(tx: Statements, statement: Statement): Promise<PulledDelta> {
  const { facts, text } = await tx.long<{ revision: number; removed: string[] }>({
    ...statement,
    long: 'rows',
    facts: ['revision', 'removed'],
  });
  return { ...facts, rows: new RawJson(text) };
}

export async function revision(tx: Statements): Promise<number> {
  const [row] = await tx.query<{ number: number }>(REVISION, [], KEPT);
  return row?.number ?? 0;
}

/** @throws RequestError VIEW_CHANGED */
function checkColumns({ columns }: View, since: number): void {
  if (since < 0 || columns.some((column) => hasChanged(column, since))) throw new RequestError('VIEW_CHANGED');
}

// A column that came after `since`, or one that was there and has gone.
const hasChanged = (c: ViewColumn, since: number): boolean =>
  c.until === null ? c.since > since : c.since <= since && c.until > since;
