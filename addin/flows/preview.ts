import { diffSheet, withoutFaultyRows, type Sheet, type SheetDiff } from '../../schema/matrix/diff.ts';
import type { ErrorPolicy, PushInput, PushPart, PushResult, Rejection } from '../client/contract.ts';
import { differencesOf, totalsOf, type Difference } from './differences.ts';
import type { FlowContext } from './flow-context.ts';
import type { Conflict } from './sheet.port.ts';
import { baselineOf, type View } from './view.ts';

export interface PushOptions {
  readonly errorPolicy: ErrorPolicy;
  readonly reason?: string;
  /** Rows that were deleted from the sheet are archived; otherwise they are left alone. */
  readonly archiveMissing?: boolean;
  /** TIER_PRICE: the day from which new prices hold. */
  readonly effectiveFrom?: string;
  readonly signal?: AbortSignal;
}

/** A sheet as it stands, compared with what was pulled. */
export interface EditedView {
  readonly view: View;
  readonly sheet: Sheet;
  readonly diff: SheetDiff;
  readonly conflicts: readonly Conflict[];
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

/** Every difference between sheets and baselines, and what the server says to it. Writes nothing anywhere. */
export async function preview(
  context: FlowContext,
  viewIds: readonly string[],
  options: PushOptions,
): Promise<Preview> {
  const edited = await readViews(context, viewIds);
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

export async function readViews(context: FlowContext, viewIds: readonly string[]): Promise<EditedView[]> {
  const edited: EditedView[] = [];
  // One after another: each reads a whole sheet.
  for (const id of viewIds) {
    const view = await context.sheet.view(id);
    const { conflicts } = await context.sheet.state(id);
    const sheet = await context.sheet.read(view);
    edited.push({ view, sheet, diff: diffSheet(baselineOf(view), sheet), conflicts });
  }
  return edited;
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
  return context.client.push(input, options.signal ? { signal: options.signal } : {});
}
