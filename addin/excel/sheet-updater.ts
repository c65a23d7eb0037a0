import type { SheetValue } from '../../schema/matrix/sheet-value.ts';
import type { SheetUpdate } from '../flows/sheet.port.ts';
import { allColumns, type View } from '../flows/view.ts';
import { queueRows } from './block-writer.ts';
import { headLinesOf } from './column-sizes.ts';
import { HEAD_ROWS, headLines, isTextColumn, TABLE_ROW } from './layout.ts';
import { Batch } from './run.ts';
import { headHeight } from './sheet-looks.ts';
import { readKeys } from './sheet-reader.ts';
import { findTable, type TablePlace } from './table-place.ts';

/** Brings a sheet to a newer state of its view; only the cells and rows that are named are touched. */
export async function updateSheet(context: Excel.RequestContext, view: View, update: SheetUpdate): Promise<void> {
  const place = await findTable(context, view);
  const head = loadHead(place);
  const keys = await readKeys(context, place);
  const batch = new Batch(context);
  await writeCells(batch, place, { view, keys, update });
  await appendRows(batch, place, { view, added: update.added });
  await removeRows(batch, place, { keys, removed: update.removed });
  queueHead(place, view, head);
  await context.sync();
}

async function writeCells(
  batch: Batch,
  place: TablePlace,
  { view, keys, update }: { view: View; keys: string[]; update: SheetUpdate },
): Promise<void> {
  // A row is named only where its key cell is still blank.
  const named = update.named.filter(({ row }) => keys[row] === '');
  for (const { row, key } of named) keys[row] = key;
  const positions = new Map(keys.map((key, position) => [key, position]));
  const columns = columnPositions(place);
  const writes: PlacedWrite[] = named.map(({ row, key }) => ({ row, column: place.keyPosition, value: key }));
  for (const cell of update.cells) {
    const [row, column] = [positions.get(cell.row), columns.get(cell.column)];
    if (row !== undefined && column !== undefined) writes.push({ row, column, value: cell.value });
  }
  await writePlaced(batch, place, { runs: runsOf(writes), isText: textColumns(view, place) });
}

const columnPositions = ({ keys }: TablePlace): ReadonlyMap<string, number> =>
  new Map(keys.flatMap((key, at) => (key === null ? [] : [[key, at] as const])).reverse());

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
function runsOf(writes: readonly PlacedWrite[]): Run[] {
  const sorted = [...writes].sort((a, b) => a.column - b.column || a.row - b.row);
  const runs: Run[] = [];
  for (const { row, column, value } of sorted) {
    const last = runs.at(-1);
    const isNext = last?.column === column && last.row + last.values.length === row;
    if (isNext && last.values.length < RUN_LENGTH) last.values.push(value);
    else runs.push({ row, column, values: [value] });
  }
  return runs;
}

/** Cells of a run; a column of a large view is more than a request takes. */
const RUN_LENGTH = 5_000;

async function writePlaced(
  batch: Batch,
  { sheet, row, column }: TablePlace,
  { runs, isText }: { runs: readonly Run[]; isText: readonly boolean[] },
): Promise<void> {
  for (const run of runs) {
    const rows = run.values.map((value) => [value]);
    await batch.add(rows, () =>
      queueRows({
        sheet,
        row: row + run.row,
        column: column + run.column,
        rows,
        isText: [isText[run.column] ?? false],
      }),
    );
  }
}

function textColumns(view: View, { keys, keyPosition }: TablePlace): boolean[] {
  const types = new Map(allColumns(view).map(({ key, type }) => [key, type]));
  return keys.map((key, position) => {
    const type = key === null ? undefined : types.get(key);
    return position === keyPosition || (type !== undefined && isTextColumn(type));
  });
}

/** New rows below the others: blank ones first, which take over the columns' formats, then their values. */
async function appendRows(
  batch: Batch,
  place: TablePlace,
  { view, added }: { view: View; added: SheetUpdate['added'] },
): Promise<void> {
  if (added.length === 0) return;
  const blank = place.keys.map(() => '');
  place.table.rows.add(
    undefined,
    added.map(() => blank),
  );
  const columns = columnPositions(place);
  const targets = [place.keyPosition, ...allColumns(view).map(({ key }) => columns.get(key))];
  const writes = added.flatMap((values, index) =>
    values.flatMap((value, at): PlacedWrite[] => {
      const column = targets[at];
      return column === undefined || value === '' ? [] : [{ row: place.counted + index, column, value }];
    }),
  );
  await writePlaced(batch, place, { runs: runsOf(writes), isText: textColumns(view, place) });
}

async function removeRows(
  batch: Batch,
  { table }: TablePlace,
  { keys, removed }: { keys: readonly string[]; removed: readonly string[] },
): Promise<void> {
  const gone = new Set(removed);
  if (gone.size === 0) return;
  // From below, so that the positions above stay.
  for (let row = keys.length - 1; row >= 0; row--) {
    if (gone.has(keys[row] ?? '')) await batch.add([], () => table.rows.getItemAt(row).delete());
  }
}

/** The lines above the table as they stand, with what their heights follow from. */
const loadHead = ({ sheet }: TablePlace): Excel.Range[] =>
  Array.from({ length: HEAD_ROWS }, (_, row) =>
    sheet.getRangeByIndexes(row, 0, 1, 1).load('values,format/wrapText,format/columnWidth,format/rowHeight'),
  );

/** The lines above the table, unless the analyst has moved the table up to them. */
function queueHead({ sheet, row }: TablePlace, view: View, head: readonly Excel.Range[]): void {
  if (row <= TABLE_ROW) return;
  const lines = headLines(view);
  queueRows({ sheet, row: 0, column: 0, rows: lines.map((line) => [line]), isText: [true] });
  for (const [at, { values, format }] of head.entries()) {
    const [before, after] = [String(values[0]?.[0]), lines[at] ?? ''].map((t) => headLinesOf(t, format.columnWidth));
    // A height that still suffices is left as it is, it may be the analyst's own.
    if (before === undefined || after === undefined || after <= before || !format.wrapText) continue;
    const height = headHeight(after);
    if (height > format.rowHeight) sheet.getRangeByIndexes(at, 0, 1, 1).format.rowHeight = height;
  }
}
