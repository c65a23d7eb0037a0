/**
 * The baseline: what a view's sheet showed before anybody edited it. It is kept as two texts: the view as it was pulled,
 * and what refreshes and pushes have changed in it since, so that one changed row costs no rewrite of all of them.
 */
import { applyDelta, mergeDeltas, type Delta } from '../../schema/matrix/rebase.ts';
import { finish } from '../../schema/matrix/steps.ts';
import type { MatrixRow } from '../client/contract.ts';
import type { Watched } from '../flows/sheet.port.ts';
import { inSlices } from '../flows/slices.ts';
import { allColumns, type View } from '../flows/view.ts';
import { BaselineFault, readingAsHostile } from './baseline-fault.ts';
import { KEY_LENGTH, MAX_ROWS, rowsSteps, viewSteps } from './baseline-reader.ts';
import { packRows } from './packed-rows.ts';
import { readTextBlock, removeTextBlocks, saveTextBlock, textBlockNames, textBlockStamp } from './text-blocks.ts';
import { anyList, field, list, text, whole } from './untrusted.ts';

/** The version of the texts that a workbook keeps; another one is refused, never guessed at. */
const VERSION = 2;
const PULLED = 'view:';
const SINCE = 'since:';

export async function viewIds(context: Excel.RequestContext): Promise<readonly string[]> {
  const names = await textBlockNames(context);
  return names.filter((name) => name.startsWith(PULLED)).map((name) => name.slice(PULLED.length));
}

export const saveBaseline = (context: Excel.RequestContext, view: View): Promise<void> =>
  saveTextBlock(context, PULLED + view.id, baselineText(view));

/** What is remembered of a pull, as JSON. */
export function baselineText(view: View): string {
  return JSON.stringify({ version: VERSION, ...view, rows: packRows(view.rows, allColumns(view).length + 1) });
}

export const removeBaseline = (context: Excel.RequestContext, id: string): Promise<void> =>
  removeTextBlocks(context, [PULLED + id, SINCE + id]);

/** @throws BaselineFault */
export async function readBaseline(context: Excel.RequestContext, id: string, watched: Watched = {}): Promise<View> {
  const block = await readTextBlock(context, PULLED + id);
  if (!block.ok) throw new BaselineFault(block.fault === 'MISSING' ? 'BASELINE_MISSING' : 'BASELINE_DAMAGED');
  const view = await parseBaseline(block.text, watched);
  if (view.id !== id) throw new BaselineFault('BASELINE_INVALID', 'id');
  const since = await readSince(context, view, block.stamp);
  return since
    ? { ...view, revision: since.revision, rows: applyDelta(view.rows, since) as readonly MatrixRow[] }
    : view;
}

/** Reads the text of a pull as hostile input. @throws BaselineFault */
export async function parseBaseline(json: string, { signal }: Watched = {}): Promise<View> {
  const steps = readingAsHostile('', () => viewSteps(versioned(JSON.parse(json))));
  return inSlices(hostileSteps(steps), signal);
}

function versioned(value: unknown): unknown {
  const version = field(value, 'version', { reader: whole, path: '' });
  if (version !== VERSION) throw new BaselineFault('BASELINE_VERSION', String(version));
  return value;
}

function* hostileSteps<T>(steps: Generator<void, T>): Generator<void, T> {
  for (;;) {
    const step = readingAsHostile('', () => steps.next());
    if (step.done) return step.value;
    yield;
  }
}

/** What has changed in a view since it was pulled. */
interface Since extends Delta {
  /** The stamp of the text that this continues; beside any other it means nothing. */
  readonly of: string;
  readonly revision: number;
  readonly rows: readonly MatrixRow[];
}

async function readSince(context: Excel.RequestContext, view: View, stamp: string): Promise<Since | null> {
  const block = await readTextBlock(context, SINCE + view.id);
  if (!block.ok && block.fault === 'MISSING') return null;
  if (!block.ok) throw new BaselineFault('BASELINE_DAMAGED', 'since');
  const since = readingAsHostile('since', () => sinceOf(JSON.parse(block.text), view));
  return since.of === stamp ? since : null;
}

function sinceOf(value: unknown, { rowHeader, columns }: View): Since {
  const rows = field(value, 'rows', { reader: anyList(MAX_ROWS), path: '' });
  return {
    of: field(value, 'of', { reader: text(40), path: '' }),
    revision: field(value, 'revision', { reader: whole, path: '' }),
    rows: finish(rowsSteps(rows, 1 + rowHeader.length + columns.length)),
    removed: field(value, 'removed', { reader: list(text(KEY_LENGTH), MAX_ROWS), path: '' }),
  };
}

const NOTHING: Delta = { rows: [], removed: [] };
/** Rows; beyond that, and beyond a quarter of the view, all of it is written anew. */
const LITTLE = 200;

/** Remembers that a delta has brought the baseline to `view`; it costs what has changed since the pull, not the view. */
export async function advanceBaseline(context: Excel.RequestContext, view: View, delta: Delta): Promise<void> {
  const of = await textBlockStamp(context, PULLED + view.id);
  if (of === null) throw new BaselineFault('BASELINE_MISSING');
  const before = await readSince(context, view, of);
  const { rows, removed } = mergeDeltas(before ?? NOTHING, delta);
  if (rows.length + removed.length <= Math.max(LITTLE, view.rows.length / 4)) {
    const text = JSON.stringify({ of, revision: view.revision, rows, removed });
    return saveTextBlock(context, SINCE + view.id, text);
  }
  // In this order: should the second fail, what it removes no longer continues what is there.
  await saveBaseline(context, view);
  await removeTextBlocks(context, [SINCE + view.id]);
}
