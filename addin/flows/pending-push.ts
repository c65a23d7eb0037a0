import type { CellEdit, MatrixRequest, PushInput, PushPart } from '../client/contract.ts';
import { differencesOf, type Difference } from './differences.ts';
import type { FlowContext } from './flow-context.ts';
import { FlowFault } from './flow-fault.ts';
import { isOf } from './own-push.ts';
import { fetchView } from './pull.ts';
import type { Watched } from './sheet.port.ts';
import { allColumns, type View } from './view.ts';

/** A push that the workbook remembers, as whoever finishes it is to see it before it is sent under his name. */
export interface PendingPush {
  /** Exactly what is sent. */
  readonly input: PushInput;
  readonly parts: readonly PendingPart[];
  /** Cells that the server shows so already. */
  readonly unchanged: number;
}

export interface PendingPart {
  /** Title, columns and rows as the server has them now; the id is the one of the workbook's view. */
  readonly view: View;
  /** Against what the server holds, not against the workbook's baseline: who writes a push into a workbook writes that too. */
  readonly differences: readonly Difference[];
  readonly inserts: readonly CellEdit[];
  readonly archives: readonly string[];
}

/**
 * The push without an answer that one of these views remembers, and what of it is not so on the server yet. Null when no
 * push is open. Sends nothing.
 * @throws FlowFault FOREIGN_PUSH where it is not of the workbook's sheets; the client's errors
 */
export async function pendingPush(
  context: FlowContext,
  viewIds: readonly string[],
  watched: Watched = {},
): Promise<PendingPush | null> {
  const input = await rememberedPush(context, viewIds);
  if (!input) return null;
  const views: View[] = [];
  for (const id of viewIds) views.push(await context.sheet.view(id, watched));
  const owned = input.parts.map((part) => ({ part, own: ownViewOf(part, views) }));
  const parts: PendingPart[] = [];
  // One after another: each reads a whole matrix.
  for (const { part, own } of owned) parts.push(await pendingPart(context, { part, own, watched }));
  const unchanged = parts.reduce((sum, { differences }) => sum + differences.filter(isAlready).length, 0);
  return { input, unchanged, parts: parts.map((part) => ({ ...part, differences: part.differences.filter(isNot) })) };
}

/** The push that is open in these views: of several the first. */
export async function rememberedPush(context: FlowContext, viewIds: readonly string[]): Promise<PushInput | null> {
  for (const id of viewIds) {
    const { pending } = await context.sheet.state(id);
    if (pending) return pending;
  }
  return null;
}

/** Forgets the push that is open, in all of these views. What the server has written of it stays written. */
export async function dropPending(context: FlowContext, viewIds: readonly string[]): Promise<void> {
  for (const id of viewIds) {
    const state = await context.sheet.state(id);
    if (state.pending) await context.sheet.saveState(id, { ...state, pending: null });
  }
}

const isAlready = (difference: Difference): boolean => difference.old === difference.new;
const isNot = (difference: Difference): boolean => !isAlready(difference);

function ownViewOf(part: PushPart, views: readonly View[]): View {
  const own = views.find((view) => isOf(part, view));
  if (!own) throw new FlowFault('FOREIGN_PUSH');
  return own;
}

async function pendingPart(
  context: FlowContext,
  { part, own, watched }: { part: PushPart; own: View; watched: Watched },
): Promise<PendingPart> {
  const stored = await fetchView(context, requestOn(part), watched);
  const rows = new Set(stored.rows.map(([key]) => key));
  const columns = new Set(allColumns(stored).map(({ key }) => key));
  const isThere = ([row, column]: CellEdit): boolean => rows.has(row) && columns.has(column);
  const differences = [
    ...differencesOf(stored, part.edits.filter(isThere)),
    // What the server has no longer it will refuse; it is shown all the same.
    ...differencesOf(
      own,
      part.edits.filter((edit) => !isThere(edit)),
    ),
  ];
  return { view: { ...stored, id: own.id }, differences, inserts: part.inserts ?? [], archives: part.archives ?? [] };
}

/** Prices that hold from another day are to be seen beside those of that day. */
const requestOn = ({ request, effectiveFrom }: PushPart): MatrixRequest =>
  effectiveFrom === undefined ? request : { ...request, asOf: effectiveFrom };
