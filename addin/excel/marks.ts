import type { CellMark, CellPlace } from '../flows/sheet.port.ts';
import type { View } from '../flows/view.ts';
import { allColumns } from '../flows/view.ts';
import { INPUT_FILL, MARK_FILL } from './layout.ts';
import { Batch } from './run.ts';
import { readKeys } from './sheet-reader.ts';
import { findTable, type TablePlace } from './table-place.ts';

/** Comments of ours begin so; others are never touched. */
const SIGN = 'Marketgrid: ';
/** More comments than anyone reads would slow Excel down; the fill stands on every marked cell. */
const MAX_COMMENTS = 200;

/** Clears the old marks and sets the new ones: a pale red fill, and the reason as a comment. */
export async function replaceMarks(
  context: Excel.RequestContext,
  view: View,
  { old, fresh }: { old: readonly CellPlace[]; fresh: readonly CellMark[] },
): Promise<void> {
  const marking = await markingOf(context, view);
  await marking.clear(old, () => true);
  await marking.set(fresh);
}

export async function removeMarks(
  context: Excel.RequestContext,
  view: View,
  places: readonly CellPlace[],
): Promise<void> {
  const marking = await markingOf(context, view);
  const addresses = marking.addressesOf(places);
  await marking.clear(places, (address) => addresses.has(address));
}

async function markingOf(context: Excel.RequestContext, view: View): Promise<Marking> {
  const place = await findTable(context, view);
  return new Marking(context, { view, place, keys: await readKeys(context, place) });
}

/** Row and column within the table. */
type Position = readonly [row: number, column: number];

class Marking {
  private readonly batch: Batch;
  private readonly rows: ReadonlyMap<string, number>;
  private readonly columns: ReadonlyMap<string | null, number>;
  private readonly editable: ReadonlySet<string>;
  private readonly place: TablePlace;
  private readonly keys: readonly string[];

  constructor(
    private readonly context: Excel.RequestContext,
    { view, place, keys }: { view: View; place: TablePlace; keys: readonly string[] },
  ) {
    this.batch = new Batch(context);
    this.place = place;
    this.keys = keys;
    this.rows = new Map(keys.map((key, at) => [key, at]));
    this.columns = new Map(place.keys.map((key, at) => [key, at]));
    this.editable = new Set(allColumns(view).flatMap((c) => (c.editable ? [c.key] : [])));
  }

  /** @param isCommentGone of a comment of ours, by its address: those of rows that have moved stand elsewhere */
  async clear(marks: readonly CellPlace[], isCommentGone: (address: string) => boolean): Promise<void> {
    if (marks.length === 0) return;
    for (const mark of marks) {
      for (const position of this.positions(mark)) {
        await this.batch.add([], () => this.clearFill(position, mark.column));
      }
    }
    for (const { comment, address } of await commentsOn(this.context, this.place.sheet)) {
      if (comment.content.startsWith(SIGN) && isCommentGone(address)) comment.delete();
    }
    await this.context.sync();
  }

  addressesOf(marks: readonly CellPlace[]): ReadonlySet<string> {
    return new Set(marks.flatMap((mark) => this.positions(mark)).map((position) => this.address(position)));
  }

  async set(marks: readonly CellMark[]): Promise<void> {
    if (marks.length === 0) return;
    // Excel takes one comment a cell; the analysts' own stay.
    const commented = new Set((await commentsOn(this.context, this.place.sheet)).map(({ address }) => address));
    for (const [index, mark] of marks.entries()) {
      const position = this.position(mark);
      if (!position) continue;
      await this.batch.add([], () => void (this.cell(position).format.fill.color = MARK_FILL));
      if (index < MAX_COMMENTS && !commented.has(this.address(position))) {
        commented.add(this.address(position));
        const text = SIGN + mark.text;
        await this.batch.add([[text]], () => void this.context.workbook.comments.add(this.cell(position), text));
      }
    }
    await this.context.sync();
  }

  private clearFill(position: Position, column: string): void {
    const { fill } = this.cell(position).format;
    if (this.editable.has(column)) fill.color = INPUT_FILL;
    else fill.clear();
  }

  private position(mark: CellPlace & { at?: number }): Position | null {
    const row = mark.at ?? this.rows.get(mark.row) ?? -1;
    const column = this.columns.get(mark.column) ?? -1;
    return row < 0 || row >= this.keys.length || column < 0 ? null : [row, column];
  }

  /** A marked row that had no key yet is one of those that still have none, or it has got its key. */
  private positions(mark: CellPlace): readonly Position[] {
    const blank = this.rows.has(mark.row) ? [] : this.keys.flatMap((key, at) => (key === '' ? [at] : []));
    const marks = this.rows.has(mark.row) ? [mark] : blank.map((at) => ({ ...mark, at }));
    return marks.map((one) => this.position(one)).filter((position) => position !== null);
  }

  private cell([row, column]: Position): Excel.Range {
    return this.place.sheet.getRangeByIndexes(this.place.row + row, this.place.column + column, 1, 1);
  }

  private address([row, column]: Position): string {
    return `${this.place.row + row},${this.place.column + column}`;
  }
}

interface PlacedComment {
  readonly comment: Excel.Comment;
  /** Row and column on the sheet. */
  readonly address: string;
}

async function commentsOn(context: Excel.RequestContext, sheet: Excel.Worksheet): Promise<PlacedComment[]> {
  const loaded = sheet.comments.load('items/id,items/content');
  await context.sync();
  const comments = loaded.items;
  const places = comments.map((comment) => comment.getLocation().load('rowIndex,columnIndex'));
  await context.sync();
  return comments.map((comment, at) => ({ comment, address: `${places[at]?.rowIndex},${places[at]?.columnIndex}` }));
}
