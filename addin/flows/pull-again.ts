import { isIdentity } from '../../schema/matrix/diff.ts';
import { resolve } from '../../schema/matrix/rebase.ts';
import { readSheetValue, toSheetValue, type SheetValue } from '../../schema/matrix/sheet-value.ts';
import type { FlowContext } from './flow-context.ts';
import { FlowFault } from './flow-fault.ts';
import { readViews, type EditedView } from './preview.ts';
import { fetchView } from './pull.ts';
import type { CellWrite, Conflict, Watched } from './sheet.port.ts';
import { allColumns, cellIndex, type View } from './view.ts';

/** Something that the analyst entered and the newly pulled view has no place for. */
export interface HomelessEdit {
  /** The row's key; null: a row of the analyst's own. */
  readonly row: string | null;
  /** The column's title; null: the row as a whole. */
  readonly column: string | null;
  readonly value: string | null;
}

export interface PullAgainOutcome {
  readonly view: View;
  /** Cells of the new sheet that hold what was entered on the old one. */
  readonly kept: number;
  readonly conflicts: readonly Conflict[];
  /** Where there are any, the old sheet stays beside the new one: nothing is lost. */
  readonly homeless: readonly HomelessEdit[];
  /** Rows that had been deleted from the sheet and stand there again. */
  readonly returned: readonly string[];
}

/**
 * Pulls a view anew, as after VIEW_CHANGED, and takes over what was entered: each cell by its row and column, where the
 * new view still has them. What others have changed meanwhile becomes a conflict, as in a refresh.
 * @throws FlowFault UNSETTLED_PUSH; the client's errors
 */
export async function pullAgain(
  context: FlowContext,
  viewId: string,
  watched: Watched = {},
): Promise<PullAgainOutcome> {
  const { pending } = await context.sheet.state(viewId);
  if (pending) throw new FlowFault('UNSETTLED_PUSH');
  const [edited] = await readViews(context, [viewId], watched);
  if (!edited) throw new Error('a view was asked for and none was read');
  const view = await fetchView(context, edited.view.request, watched);
  const taken = new TakeOver(edited, view);
  const { cells, added, conflicts, homeless } = taken;
  const entered = { update: { cells, added, named: [], removed: [], delta: null }, conflicts };
  await context.sheet.create(view, { ...watched, entered, ...(homeless.length === 0 && { replaces: viewId }) });
  return { view, kept: taken.kept, conflicts, homeless, returned: taken.returned };
}

class TakeOver {
  readonly cells: CellWrite[] = [];
  readonly added: SheetValue[][] = [];
  readonly conflicts: Conflict[] = [];
  readonly homeless: HomelessEdit[] = [];
  readonly returned: readonly string[];
  private readonly rows: ReadonlyMap<string, View['rows'][number]>;
  private readonly before: ReadonlyMap<string, View['rows'][number]>;

  constructor(
    private readonly old: EditedView,
    private readonly view: View,
  ) {
    this.rows = new Map(view.rows.map((row) => [row[0], row]));
    this.before = new Map(old.view.rows.map((row) => [row[0], row]));
    this.returned = old.diff.missing.filter((key) => this.rows.has(key));
    for (const [row, column, value] of old.diff.edits) this.takeEdit(row, column, value);
    for (const { kind, key, column, row } of old.diff.problems) {
      if (kind === 'UNREADABLE' && key !== null && column !== null) this.takeRaw(key, column, row);
    }
    for (const at of old.diff.insertedRows.values()) this.takeRow(at);
    // Whose values stand there nobody can tell; they stay where they are.
    for (const found of old.diff.problems.filter(isIdentity)) this.leave(found.key, found.column, null);
  }

  get kept(): number {
    return this.cells.length + this.added.flat().filter((value) => value !== '').length;
  }

  private takeEdit(row: string, key: string, mine: string | null): void {
    const [now, then] = [this.rows.get(row), this.before.get(row)];
    const column = this.view.columns.find((c) => c.key === key);
    if (!now || !then || !column?.editable) return this.leave(row, key, mine);
    const open = this.old.conflicts.find((c) => c.row === row && c.column === key);
    const base = open ? open.base : readSheetValue(then[cellIndex(this.old.view, key)], column);
    const theirs = readSheetValue(now[cellIndex(this.view, key)], column);
    const outcome = resolve({ base, mine, theirs }, column);
    if (outcome === 'AGREED') return;
    if (outcome === 'CONFLICT') this.conflicts.push({ row, column: key, base, mine, theirs });
    this.cells.push({ row, column: key, value: toSheetValue(mine, column) });
  }

  /** What cannot be read is taken over as it stands, to be corrected there. */
  private takeRaw(row: string, key: string, at: number): void {
    const isThere = this.rows.has(row) && this.view.columns.some((c) => c.key === key && c.editable);
    if (isThere) this.cells.push({ row, column: key, value: this.raw(at, key) });
    else this.leave(row, key, String(this.raw(at, key)));
  }

  /** A row of the analyst's own: without a key yet, below the others. */
  private takeRow(at: number): void {
    const keys = new Set(allColumns(this.view).map(({ key }) => key));
    this.added.push(['', ...allColumns(this.view).map(({ key }) => this.raw(at, key))]);
    for (const { key } of allColumns(this.old.view)) {
      const value = this.raw(at, key);
      if (!keys.has(key) && value !== '') this.leave(null, key, String(value));
    }
  }

  private raw(at: number, key: string): SheetValue {
    const value = this.old.sheet.rows[at]?.values?.[this.old.sheet.columns.indexOf(key)];
    return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string' ? value : '';
  }

  private leave(row: string | null, key: string | null, value: string | null): void {
    const column = allColumns(this.old.view).find((c) => c.key === key)?.title ?? key;
    this.homeless.push({ row, column, value });
  }
}
