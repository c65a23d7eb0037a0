import type { DiffProblem } from '../../schema/matrix/diff.ts';
import { readSheetValue, toSheetValue, type SheetValue } from '../../schema/matrix/sheet-value.ts';
import type { FlowContext } from './flow-context.ts';
import { readViews, type EditedView } from './preview.ts';
import type { CellPlace, CellWrite } from './sheet.port.ts';
import { sheetRows } from './sheet-changes.ts';
import { allColumns, cellIndex } from './view.ts';

export interface RevertOutcome {
  /** Cells that were put back to what was pulled. */
  readonly cells: number;
  /** Rows that were deleted from the sheet and stand there again. */
  readonly rows: number;
  /** Rows of the analyst's own, and rows whose key is doubled or unknown: they stay, for him to delete. */
  readonly left: number;
}

/**
 * Puts cells back to what was pulled: those that are given, or all of the sheet together with its deleted rows. Only
 * cells that differ are written; conflicts that were open on them are settled by that.
 */
export async function revertToBase(
  context: FlowContext,
  viewId: string,
  places: readonly CellPlace[] | 'SHEET',
): Promise<RevertOutcome> {
  const [edited] = await readViews(context, [viewId]);
  if (!edited) throw new Error('a view was asked for and none was read');
  const asked = places === 'SHEET' ? null : new Set(places.map(placeText));
  const dirty = dirtyPlaces(edited).filter((place) => asked === null || asked.has(placeText(place)));
  const named = asked === null ? lostKeys(edited) : [];
  const missing = asked === null ? missingRows(edited) : [];
  const cells = dirty.flatMap((place) => baseWrite(edited, place));
  await context.sheet.update(edited.view, { cells, named, added: missing, removed: [], delta: null });
  await forgetConflicts(context, viewId, dirty);
  await unmarkReverted(context, edited, asked);
  return { cells: cells.length, rows: missing.length, left: asked === null ? leftOver(edited) : 0 };
}

/** Labels and computed cells that were typed over. */
export function restores({ diff }: EditedView): CellPlace[] {
  return diff.problems.flatMap(({ kind, key: row, column }) =>
    (kind === 'READ_ONLY' || kind === 'HEADER') && row !== null && column !== null ? [{ row, column }] : [],
  );
}

/** A cell that is back to its base has nothing to answer for; rows of the analyst's own keep their marks. */
async function unmarkReverted(
  context: FlowContext,
  { view, marks }: EditedView,
  asked: ReadonlySet<string> | null,
): Promise<void> {
  const known = new Set(view.rows.map(([key]) => key));
  const settled = marks.filter((place) => (asked === null ? known.has(place.row) : asked.has(placeText(place))));
  if (settled.length > 0) await context.sheet.unmark(view, settled);
}

const placeText = ({ row, column }: CellPlace): string => `${row} ${column}`;

function dirtyPlaces({ diff, conflicts }: EditedView): CellPlace[] {
  const edits = diff.edits.map(([row, column]) => ({ row, column }));
  const faulty = diff.problems.flatMap(({ key: row, column }) =>
    row !== null && column !== null ? [{ row, column }] : [],
  );
  const places = [...edits, ...faulty, ...conflicts.map(({ row, column }) => ({ row, column }))];
  return [...new Map(places.map((place) => [placeText(place), place])).values()];
}

function baseWrite({ view }: EditedView, { row, column: key }: CellPlace): CellWrite[] {
  const pulled = view.rows.find(([name]) => name === row);
  const column = allColumns(view).find((c) => c.key === key);
  if (!pulled || !column) return [];
  const base = readSheetValue(pulled[cellIndex(view, key)] ?? null, column);
  return [{ row, column: key, value: toSheetValue(base, column) }];
}

const lostKeys = ({ diff }: EditedView): { row: number; key: string }[] =>
  diff.problems.flatMap(({ kind, row, restore }) =>
    kind === 'LOST_KEY' && typeof restore === 'string' ? [{ row, key: restore }] : [],
  );

function missingRows({ diff, view }: EditedView): SheetValue[][] {
  const missing = new Set(diff.missing);
  return view.rows.filter(([key]) => missing.has(key)).map(sheetRows(view));
}

const leftOver = ({ diff }: EditedView): number => {
  // Those of lost and moved keys are healed.
  const isLeft = ({ kind }: DiffProblem): boolean => kind === 'DUPLICATE_KEY' || kind === 'UNKNOWN_KEY';
  const faulty = diff.problems.filter((p) => p.column === null && isLeft(p));
  return new Set([...diff.insertedRows.values(), ...faulty.map(({ row }) => row)]).size;
};

async function forgetConflicts(context: FlowContext, viewId: string, places: readonly CellPlace[]): Promise<void> {
  const state = await context.sheet.state(viewId);
  const settled = new Set(places.map(placeText));
  const conflicts = state.conflicts.filter((conflict) => !settled.has(placeText(conflict)));
  if (conflicts.length !== state.conflicts.length) await context.sheet.saveState(viewId, { ...state, conflicts });
}
