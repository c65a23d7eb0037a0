import type { CellMark, CellPlace } from '../flows/sheet.port.ts';
import type { View } from '../flows/view.ts';
import { allColumns } from '../flows/view.ts';
import { INPUT_FILL, MARK_FILL } from './layout.ts';
import { writeExcel } from './run.ts';
import { readKeys } from './sheet-reader.ts';
import { findTable, type TablePlace } from './table-place.ts';

/** Comments of ours begin so; others are never touched. */
const SIGN = 'Marketgrid: ';
/** More comments than anyone reads would slow Excel down; the fill stands on every marked cell. */
const MAX_COMMENTS = 200;

/** Clears the old marks and sets the new ones: a pale red fill, and the reason as a comment. */
export function replaceMarks(view: View, old: readonly CellPlace[], marks: readonly CellMark[]): Promise<void> {
  return writeExcel(async (context) => {
    const place = await findTable(context, view);
    const keys = await readKeys(context, place);
    const cellOf = cellFinder(place, keys);
    const editable = new Set(allColumns(view).flatMap((c) => (c.editable ? [c.key] : [])));
    for (const { row, column } of old) {
      // A marked row that had no key yet is one of those that still have none, or it has got its key.
      const places = keys.includes(row) ? [{ row, column }] : blankRows(keys).map((at) => ({ row, column, at }));
      for (const cell of places.map(cellOf)) {
        if (editable.has(column)) cell?.format.fill.set({ color: INPUT_FILL });
        else cell?.format.fill.clear();
      }
    }
    if (old.length > 0) await removeComments(context, place.sheet);
    const commented = marks.length === 0 ? new Set<string>() : await commentedCells(context, place.sheet);
    for (const [index, mark] of marks.entries()) {
      const cell = cellOf(mark);
      if (!cell) continue;
      cell.format.fill.color = MARK_FILL;
      const address = addressOf(place, keys, mark);
      if (index >= MAX_COMMENTS || commented.has(address)) continue;
      commented.add(address);
      context.workbook.comments.add(cell, SIGN + mark.text);
    }
    await context.sync();
  });
}

const blankRows = (keys: readonly string[]): number[] => keys.flatMap((key, at) => (key === '' ? [at] : []));

function indexesOf(place: TablePlace, keys: readonly string[], mark: CellPlace & { at?: number }): [number, number] {
  const row = mark.at ?? keys.indexOf(mark.row);
  return [row < keys.length ? row : -1, place.keys.indexOf(mark.column)];
}

function cellFinder(place: TablePlace, keys: readonly string[]) {
  return (mark: CellPlace & { at?: number }): Excel.Range | null => {
    const [row, column] = indexesOf(place, keys, mark);
    if (row < 0 || column < 0) return null;
    return place.sheet.getRangeByIndexes(place.row + row, place.column + column, 1, 1);
  };
}

function addressOf(place: TablePlace, keys: readonly string[], mark: CellPlace & { at?: number }): string {
  const [row, column] = indexesOf(place, keys, mark);
  return `${place.row + row},${place.column + column}`;
}

async function removeComments(context: Excel.RequestContext, sheet: Excel.Worksheet): Promise<void> {
  const comments = sheet.comments.load('items/content');
  await context.sync();
  for (const comment of comments.items) if (comment.content.startsWith(SIGN)) comment.delete();
  await context.sync();
}

/** Excel takes one comment a cell; the analysts' own stay. */
async function commentedCells(context: Excel.RequestContext, sheet: Excel.Worksheet): Promise<Set<string>> {
  const comments = sheet.comments.load('items/id');
  await context.sync();
  const places = comments.items.map((comment) => comment.getLocation().load('rowIndex,columnIndex'));
  await context.sync();
  return new Set(places.map(({ rowIndex, columnIndex }) => `${rowIndex},${columnIndex}`));
}
