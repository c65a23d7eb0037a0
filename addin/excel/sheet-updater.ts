import type { SheetValue } from '../../schema/matrix/sheet-value.ts';
import type { SheetUpdate } from '../flows/sheet.port.ts';
import { allColumns, type View } from '../flows/view.ts';
import { queueRows } from './block-writer.ts';
import { headLines, isTextColumn, TABLE_ROW } from './layout.ts';
import { writeExcel } from './run.ts';
import { readKeys } from './sheet-reader.ts';
import { findTable, type TablePlace } from './table-place.ts';

/** Ranges in one request: each is some 500 bytes of it. */
const RANGES_AT_ONCE = 1_500;

/** Brings a sheet to a newer state of its view; only the cells and rows that are named are touched. */
export function updateSheet(view: View, update: SheetUpdate): Promise<void> {
  return writeExcel(async (context) => {
    await writeCells(context, view, update);
    await appendRows(context, view, update.added);
    await removeRows(context, view, update.removed);
    await writeHead(context, view);
  });
}

async function writeCells(context: Excel.RequestContext, view: View, update: SheetUpdate): Promise<void> {
  const place = await findTable(context, view);
  const keys = await readKeys(context, place);
  // A row is named only where its key cell is still blank.
  const named = update.named.filter(({ row }) => keys[row] === '');
  for (const { row, key } of named) keys[row] = key;
  const positions = new Map(keys.map((key, position) => [key, position]));
  const isText = textColumns(view, place);
  const writes: PlacedWrite[] = named.map(({ row, key }) => ({ row, column: place.keyPosition, value: key }));
  for (const cell of update.cells) {
    const row = positions.get(cell.row);
    const column = place.keys.indexOf(cell.column);
    if (row !== undefined && column >= 0) writes.push({ row, column, value: cell.value });
  }
  await writePlaced(context, place, { runs: runsOf(writes), isText });
}

interface PlacedWrite {
  readonly row: number;
  readonly column: number;
  readonly value: SheetValue;
}

interface Run {
  readonly row: number;
  readonly column: number;
  readonly values: SheetValue[];
}

/** Cells below each other are written as one range. */
export function runsOf(writes: readonly PlacedWrite[]): Run[] {
  const sorted = [...writes].sort((a, b) => a.column - b.column || a.row - b.row);
  const runs: Run[] = [];
  for (const { row, column, value } of sorted) {
    const last = runs.at(-1);
    if (last && last.column === column && last.row + last.values.length === row) last.values.push(value);
    else runs.push({ row, column, values: [value] });
  }
  return runs;
}

async function writePlaced(
  context: Excel.RequestContext,
  { sheet, row, column }: TablePlace,
  { runs, isText }: { runs: readonly Run[]; isText: readonly boolean[] },
): Promise<void> {
  for (const [index, run] of runs.entries()) {
    const rows = run.values.map((value) => [value]);
    const place = { sheet, row: row + run.row, column: column + run.column };
    queueRows({ ...place, rows, isText: [isText[run.column] ?? false] });
    // A sync for so many ranges: Excel limits the size of a request.
    if ((index + 1) % RANGES_AT_ONCE === 0) await context.sync();
  }
  await context.sync();
}

function textColumns(view: View, { keys, keyPosition }: TablePlace): boolean[] {
  const types = new Map(allColumns(view).map(({ key, type }) => [key, type]));
  return keys.map((key, position) => {
    const type = key === null ? undefined : types.get(key);
    return position === keyPosition || (type !== undefined && isTextColumn(type));
  });
}

/** New rows below the others: blank ones first, which take over the columns' formats, then their values. */
async function appendRows(context: Excel.RequestContext, view: View, added: SheetUpdate['added']): Promise<void> {
  if (added.length === 0) return;
  const place = await findTable(context, view);
  const blank = place.keys.map(() => '');
  place.table.rows.add(
    undefined,
    added.map(() => blank),
  );
  await context.sync();
  const columns = ['', ...allColumns(view).map(({ key }) => key)];
  const writes = added.flatMap((values, index) =>
    values.map((value, at) => ({
      row: place.rowCount + index,
      column: at === 0 ? place.keyPosition : place.keys.indexOf(columns[at] ?? ''),
      value,
    })),
  );
  const present = writes.filter(({ column, value }) => column >= 0 && value !== '');
  await writePlaced(context, place, { runs: runsOf(present), isText: textColumns(view, place) });
}

async function removeRows(context: Excel.RequestContext, view: View, removed: readonly string[]): Promise<void> {
  if (removed.length === 0) return;
  const place = await findTable(context, view);
  const gone = new Set(removed);
  const keys = await readKeys(context, place);
  // From below, so that the positions above stay.
  for (let row = keys.length - 1; row >= 0; row--) {
    if (gone.has(keys[row] ?? '')) place.table.rows.getItemAt(row).delete();
  }
  await context.sync();
}

/** The lines above the table, unless the analyst has moved the table up to them. */
async function writeHead(context: Excel.RequestContext, view: View): Promise<void> {
  const place = await findTable(context, view);
  if (place.row <= TABLE_ROW) return;
  const rows = headLines(view).map((line) => [line]);
  queueRows({ sheet: place.sheet, row: 0, column: 0, rows, isText: [true] });
  await context.sync();
}
