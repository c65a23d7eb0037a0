import { diffSteps, withoutFaultyRows, type Sheet, type SheetDiff } from '../../schema/matrix/diff.ts';
import type { ErrorPolicy, PushInput, PushPart, PushResult, Rejection } from '../client/contract.ts';
import { differencesOf, totalsOf, type Difference } from './differences.ts';
import type { FlowContext } from './flow-context.ts';
import type { CellPlace, Conflict, ReadOptions, Watched } from './sheet.port.ts';
import { inSlices } from './slices.ts';
import { baselineOf, type View } from './view.ts';

export interface PushOptions extends Watched {
  readonly errorPolicy: ErrorPolicy;
  readonly reason?: string;
  /** Rows that were deleted from the sheet are archived; otherwise they are left alone. */
  readonly archiveMissing?: boolean;
  /** TIER_PRICE: the day from which new prices hold. */
  readonly effectiveFrom?: string;
}

/** A sheet as it stands, compared with what was pulled. */
export interface EditedView {
  readonly view: View;
  readonly sheet: Sheet;
  readonly diff: SheetDiff;
  readonly conflicts: readonly Conflict[];
  /** Cells that carry a mark. */
  readonly marks: readonly CellPlace[];
}

export interface ViewPreview extends EditedView {
  readonly differences: readonly Difference[];
  readonly totals: ReadonlyMap<string, string>;
}

export interface Preview {
  readonly views: readonly ViewPreview[];
  /** Of the dry run; `part` is the index in `views`. Empty when there was nothing to ask the server. */
  readonly rejections: readonly Rejection[];
  readonly warnings: readonly Rejection[];
  readonly applied: number;
  readonly unchanged: number;
}

/**
 * Every difference between sheets and baselines, and what the server says to it. Writes nothing, but for the marks that
 * go from cells which are back to what was pulled.
 */
export async function preview(
  context: FlowContext,
  viewIds: readonly string[],
  options: PushOptions,
): Promise<Preview> {
  const edited = await readViews(context, viewIds, options);
  for (const one of edited) await unmarkSettled(context, one);
  const parts = edited.map((one) => partOf(one, options));
  const answer = parts.some(isFilled) ? await dryRun(context, parts, options) : null;
  return {
    views: edited.map((one) => {
      const differences = differencesOf(one.view, one.diff.edits);
      return { ...one, differences, totals: totalsOf(differences) };
    }),
    rejections: answer?.rejections ?? [],
    warnings: answer?.warnings ?? [],
    applied: answer?.applied ?? 0,
    unchanged: answer?.unchanged ?? 0,
  };
}

export async function readViews(
  context: FlowContext,
  viewIds: readonly string[],
  watched: Watched = {},
): Promise<EditedView[]> {
  const edited: EditedView[] = [];
  // One after another: each reads a whole sheet.
  for (const id of viewIds) edited.push(await readView(context, await context.sheet.view(id, watched), watched));
  return edited;
}

/** @param options which rows matter; of the others nothing is known but their keys */
export async function readView(context: FlowContext, view: View, options: ReadOptions = {}): Promise<EditedView> {
  const { conflicts, marks } = await context.sheet.state(view.id);
  const sheet = await context.sheet.read(view, options);
  const diff = await inSlices(diffSteps(baselineOf(view), sheet), options.signal);
  return { view, sheet, diff, conflicts, marks };
}

/** Takes the marks off cells that no longer differ from their base. */
async function unmarkSettled(context: FlowContext, { view, diff, marks }: EditedView): Promise<void> {
  if (marks.length === 0) return;
  const differing = new Set(diff.edits.map(([row, column]) => `${row} ${column}`));
  for (const { key, column } of diff.problems) differing.add(`${key} ${column}`);
  const known = new Set(view.rows.map(([key]) => key));
  const settled = marks.filter(({ row, column }) => known.has(row) && !differing.has(`${row} ${column}`));
  if (settled.length > 0) await context.sheet.unmark(view, settled);
}

/** What of an edited view is sent: rows that cannot be read are left out, and named in the preview. */
export function partOf({ view, diff }: EditedView, options: PushOptions): PushPart {
  const { edits, inserts } = withoutFaultyRows(diff);
  return {
    request: view.request,
    baseRevision: view.revision,
    edits,
    inserts,
    archives: options.archiveMissing ? diff.missing : [],
    ...(options.effectiveFrom !== undefined &&
      view.request.kind === 'TIER_PRICE' && { effectiveFrom: options.effectiveFrom }),
  };
}

export const isFilled = ({ edits, inserts = [], archives = [] }: PushPart): boolean =>
  edits.length + inserts.length + archives.length > 0;

export function inputOf(
  parts: readonly PushPart[],
  options: PushOptions,
  of: { idempotencyKey: string; dryRun: boolean },
): PushInput {
  return {
    parts,
    errorPolicy: options.errorPolicy,
    dryRun: of.dryRun,
    reason: options.reason ?? null,
    idempotencyKey: of.idempotencyKey,
  };
}

function dryRun(context: FlowContext, parts: readonly PushPart[], options: PushOptions): Promise<PushResult> {
  const input = inputOf(parts, options, { idempotencyKey: context.newId(), dryRun: true });
  return context.client.push(input, options);
}
