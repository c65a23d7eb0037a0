import { isBlocking, isIdentity } from '../../schema/matrix/diff.ts';
import type { MatrixDelta, PushInput, PushPart, PushResult, Rejection } from '../client/contract.ts';
import { RequestRefused, NotSignedIn } from '../client/client-error.ts';
import { mergeConflicts } from './conflicts.ts';
import type { FlowContext } from './flow-context.ts';
import { FlowFault, type FlowFaultCode } from './flow-fault.ts';
import { inputOf, isFilled, partOf, readViews, type EditedView, type PushOptions } from './preview.ts';
import { restores, revertToBase } from './revert-to-base.ts';
import { changesFor } from './sheet-changes.ts';
import type { CellMark, CellPlace } from './sheet.port.ts';

export interface PushOutcome {
  readonly result: PushResult;
  /** The views in the order of the parts. */
  readonly views: readonly string[];
  /** How many rows it archived. */
  readonly archived: number;
}

export function outcomeOf(input: PushInput, result: PushResult, edited: readonly EditedView[]): PushOutcome {
  const refused = new Set(result.rejections.map(({ part, row }) => `${part} ${row}`));
  const archives = input.parts.flatMap(({ archives: rows = [] }, part) => rows.map((row) => `${part} ${row}`));
  const archived = result.changeSet ? archives.filter((row) => !refused.has(row)).length : 0;
  return { result, views: edited.map(({ view }) => view.id), archived };
}

/**
 * Sends what the sheets changed as one change set, then brings them to the new state: only changed cells are written.
 *
 * The input is kept in the workbook from before it is sent until an answer came. Without an answer nobody knows whether
 * it was written; the same push sends it again with the same key, and the server answers what it did.
 *
 * @throws FlowFault when nothing was sent; the client's errors
 */
export async function push(
  context: FlowContext,
  viewIds: readonly string[],
  options: PushOptions,
): Promise<PushOutcome> {
  const edited = await readViews(context, viewIds, options);
  const fault = faultOf(edited, options);
  if (fault === 'SHEET_HAS_PROBLEMS') for (const one of edited) await context.sheet.mark(one.view, marksFor(one, []));
  if (fault === 'NOTHING_TO_PUSH') await putBack(context, edited);
  if (fault) throw new FlowFault(fault);
  const filled = edited.filter((one) => isFilled(partOf(one, options)));
  const input = await inputToSend(context, filled, options);
  await remember(context, filled, input);
  const result = await send(context, filled, { input, options });
  await settle(context, filled, { input, result });
  return outcomeOf(input, result, filled);
}

/** Labels and computed cells that were typed over, where nothing else brings their sheet to what holds. */
async function putBack(context: FlowContext, edited: readonly EditedView[]): Promise<void> {
  for (const one of edited) {
    const places = restores(one);
    if (places.length > 0) await revertToBase(context, one.view.id, places);
  }
}

/** Why nothing is sent. */
function faultOf(edited: readonly EditedView[], options: PushOptions): FlowFaultCode | null {
  if (edited.some(({ conflicts }) => conflicts.length > 0)) return 'UNRESOLVED_CONFLICTS';
  if (edited.some(({ diff }) => diff.unreadColumns.length > 0)) return 'UNREAD_COLUMNS';
  if (edited.some(({ diff }) => diff.problems.some(isIdentity))) return 'ROWS_WITHOUT_IDENTITY';
  const isStrict = options.errorPolicy === 'REJECT_EVERYTHING';
  if (isStrict && edited.some(({ diff }) => diff.problems.some(isBlocking))) return 'SHEET_HAS_PROBLEMS';
  return edited.some((one) => isFilled(partOf(one, options))) ? null : 'NOTHING_TO_PUSH';
}

/** The input of a push that got no answer, when it is the same; otherwise one with a key of its own. */
async function inputToSend(
  context: FlowContext,
  edited: readonly EditedView[],
  options: PushOptions,
): Promise<PushInput> {
  const parts = edited.map((one) => partOf(one, options));
  const fresh = inputOf(parts, options, { idempotencyKey: context.newId(), dryRun: false });
  const states = await Promise.all(edited.map(({ view }) => context.sheet.state(view.id)));
  const pending = states.find((state) => state.pending)?.pending;
  if (!pending) return fresh;
  const repeated = { ...fresh, idempotencyKey: pending.idempotencyKey };
  if (JSON.stringify(repeated) !== JSON.stringify(pending)) throw new FlowFault('UNSETTLED_PUSH');
  return repeated;
}

export async function remember(
  context: FlowContext,
  edited: readonly EditedView[],
  pending: PushInput | null,
): Promise<void> {
  for (const { view } of edited) {
    await context.sheet.saveState(view.id, { ...(await context.sheet.state(view.id)), pending });
  }
}

async function send(
  context: FlowContext,
  edited: readonly EditedView[],
  { input, options }: { input: PushInput; options: PushOptions },
): Promise<PushResult> {
  try {
    return await context.client.push(input, options);
  } catch (fault) {
    // These are answers: the server has not written anything and will not.
    const isAnswer = fault instanceof RequestRefused && !['INTERNAL', 'UNAVAILABLE'].includes(fault.code);
    if (isAnswer || fault instanceof NotSignedIn) await remember(context, edited, null);
    throw fault;
  }
}

/** Shows on the sheets what the answer says, then forgets the pending push. */
async function settle(
  context: FlowContext,
  edited: readonly EditedView[],
  { input, result }: { input: PushInput; result: PushResult },
): Promise<void> {
  for (const [index, one] of edited.entries()) {
    const part = input.parts[index];
    const delta = result.deltas[index];
    const rejections = result.rejections.filter((r) => r.part === index);
    const isWritten = result.changeSet !== null || (rejections.length === 0 && result.rejections.length === 0);
    if (part && delta && isWritten) await show(context, one, { part, delta, rejections, result, index });
    await context.sheet.mark(one.view, marksFor(one, rejections));
  }
  await remember(context, edited, null);
}

export interface AnsweredPart {
  readonly part: PushPart;
  readonly delta: MatrixDelta;
  readonly rejections: readonly Rejection[];
  readonly result: PushResult;
  readonly index: number;
}

export async function show(context: FlowContext, one: EditedView, answered: AnsweredPart): Promise<void> {
  const { view, sheet, diff } = one;
  const named = answered.result.inserted
    .filter(({ part }) => part === answered.index)
    .flatMap(({ temporary, key }) => {
      const row = diff.insertedRows.get(temporary);
      return row === undefined ? [] : [{ row, key }];
    });
  const change = { view, sheet, delta: answered.delta, keep: notStored(one, answered), named, restore: restores(one) };
  const { view: next, update, conflicts } = changesFor(change);
  const state = await context.sheet.state(view.id);
  await context.sheet.saveState(view.id, { ...state, conflicts: mergeConflicts(state.conflicts, conflicts) });
  await context.sheet.update(next, update);
}

/** Edited cells that the server did not write: of refused rows, and those that were never sent. */
function notStored({ diff }: EditedView, { part, rejections }: AnsweredPart): CellPlace[] {
  const refused = new Set(rejections.map((r) => r.row));
  const stored = new Set(part.edits.filter(([row]) => !refused.has(row)).map(([row, column]) => `${row} ${column}`));
  const unread = diff.problems.flatMap(({ kind, key: row, column }) =>
    kind === 'UNREADABLE' && row !== null && column !== null ? [{ row, column }] : [],
  );
  const edits = diff.edits.map(([row, column]) => ({ row, column }));
  return [...edits.filter(({ row, column }) => !stored.has(`${row} ${column}`)), ...unread];
}

/** What the server refused, and what could not be read and was not sent at all. */
function marksFor({ diff, view }: EditedView, rejections: readonly Rejection[]): CellMark[] {
  const refused = rejections.flatMap(({ row, column, message, nextStep }): CellMark[] => {
    if (row === null) return [];
    const at = diff.insertedRows.get(row);
    const marked = column ?? view.columns[0]?.key ?? '';
    return [{ row, column: marked, text: `${message} ${nextStep}`, ...(at !== undefined && { at }) }];
  });
  const unread = diff.problems.flatMap(({ kind, key, row: at, column, problem }): CellMark[] =>
    kind === 'UNREADABLE' && column !== null
      ? [{ row: key ?? `new:${at}`, column, at, text: `${problem.message} ${problem.nextStep}` }]
      : [],
  );
  return [...refused, ...unread];
}
