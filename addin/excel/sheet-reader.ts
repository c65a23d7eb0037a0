import type { Sheet, SheetRow } from '../../schema/matrix/diff.ts';
import type { ReadOptions, Watched } from '../flows/sheet.port.ts';
import type { View } from '../flows/view.ts';
import { spansTogether, type Span } from './row-spans.ts';
import { witnessOf } from './row-witness.ts';
import { findTable, type TablePlace } from './table-place.ts';

/** Cells in one answer: some 20 bytes each keep it below 1 MB, and the pane is free again soon. */
const CELLS_AT_ONCE = 30_000;
/** Where only some rows are wanted, reading so many others between two of them costs less than another range. */
const GAP = 10;
/** Ranges in one request. */
const RANGES_AT_ONCE = 300;

/**
 * What stands in a view's table, by the key column and the names of the columns: sorted, filtered, hidden or moved rows
 * and columns of the analyst's own make no difference. Formulas are read as their values.
 * @throws ExcelFault TABLE_GONE, KEY_COLUMN_GONE
 */
export async function readSheet(context: Excel.RequestContext, view: View, options: ReadOptions = {}): Promise<Sheet> {
  const place = await findTable(context, view);
  const rows = options.rows
    ? await readSome(context, place, { view, wanted: options.rows, watched: options })
    : await readAll(context, place, options);
  return { columns: place.keys, rows };
}

/** The key cells alone, from top to bottom. */
export async function readKeys(context: Excel.RequestContext, place: TablePlace): Promise<string[]> {
  const keys = queueColumn(place, place.keyPosition);
  await context.sync();
  return textsOf(keys);
}

async function readAll(
  context: Excel.RequestContext,
  place: TablePlace,
  { signal, onProgress }: ReadOptions,
): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for (const span of spansOf({ start: 0, count: place.rowCount }, place)) {
    const range = queueRead(place, span);
    // A sync for each block: answers are limited as requests are.
    await context.sync();
    signal?.throwIfAborted();
    for (const values of rowsOf(range)) rows.push({ key: values[place.keyPosition], values });
    onProgress?.(rows.length * place.keys.length, place.rowCount * place.keys.length);
  }
  return rows;
}

/**
 * Where the wanted rows stand only their keys tell, so all of those are read; with one label, by which rows show that
 * stand beside another's key. Those are read too, and named then.
 */
async function readSome(
  context: Excel.RequestContext,
  place: TablePlace,
  { view, wanted, watched }: { view: View; wanted: ReadonlySet<string>; watched: Watched },
): Promise<SheetRow[]> {
  const witness = witnessOf(view);
  const position = place.keys.indexOf(witness.column);
  const columns = [queueColumn(place, place.keyPosition), queueColumn(place, Math.max(position, 0))] as const;
  await context.sync();
  const [keys, labels] = [textsOf(columns[0]), textsOf(columns[1])];
  const isMoved = (key: string, at: number): boolean => position >= 0 && witness.expected(key) !== labels[at];
  const places = keys.flatMap((key, at) => (key === '' || wanted.has(key) || isMoved(key, at) ? [at] : []));
  const rows = keys.map((key): SheetRow => ({ key, values: null }));
  const isAsked = new Set(places);
  let done = 0;
  for await (const batch of readSpans(context, place, spansTogether(places, GAP))) {
    watched.signal?.throwIfAborted();
    for (const { at, values } of batch.filter((row) => isAsked.has(row.at))) {
      rows[at] = { key: values[place.keyPosition], values };
      done += 1;
    }
    watched.onProgress?.(done * place.keys.length, places.length * place.keys.length);
  }
  return rows;
}

interface PlacedRow {
  readonly at: number;
  readonly values: unknown[];
}

async function* readSpans(
  context: Excel.RequestContext,
  place: TablePlace,
  wanted: readonly Span[],
): AsyncGenerator<readonly PlacedRow[]> {
  const spans = wanted.flatMap((span) => [...spansOf(span, place)]);
  for (let from = 0; from < spans.length;) {
    const batch = batchOf(spans, from, place);
    const read = batch.map((span) => ({ span, range: queueRead(place, span) }));
    // A sync for so much of it: answers are limited.
    await context.sync();
    yield read.flatMap(({ span, range }) => rowsOf(range).map((values, i) => ({ at: span.start + i, values })));
    from += batch.length;
  }
}

/** Cuts a span of rows into spans that one answer can hold. */
function* spansOf({ start, count }: Span, { keys }: TablePlace): Generator<Span> {
  const atOnce = Math.max(1, Math.floor(CELLS_AT_ONCE / keys.length));
  for (let done = 0; done < count; done += atOnce) yield { start: start + done, count: Math.min(atOnce, count - done) };
}

/** As many of the spans as go into one request and its answer. */
function batchOf(spans: readonly Span[], from: number, { keys }: TablePlace): readonly Span[] {
  let to = from;
  let cells = 0;
  do cells += (spans[to++]?.count ?? 0) * keys.length;
  while (to < spans.length && to - from < RANGES_AT_ONCE && cells < CELLS_AT_ONCE);
  return spans.slice(from, to);
}

function queueColumn({ sheet, row, column, rowCount }: TablePlace, position: number): Excel.Range {
  const range = sheet.getRangeByIndexes(row, column + position, rowCount, 1).load('values');
  range.untrack();
  return range;
}

const textsOf = (column: Excel.Range): string[] => (column.values as unknown[][]).map(([cell]) => String(cell).trim());

function queueRead({ sheet, row, column, keys }: TablePlace, { start, count }: Span): Excel.Range {
  const range = sheet.getRangeByIndexes(row + start, column, count, keys.length).load('values');
  range.untrack();
  return range;
}

/** The values of a range that was read: the very arrays of the answer, with numbers of too many digits as text. */
function rowsOf(range: Excel.Range): unknown[][] {
  const rows = range.values as unknown[][];
  for (const row of rows) {
    for (let at = 0; at < row.length; at++) if (typeof row[at] === 'number') row[at] = exactly(row[at] as number);
  }
  return rows;
}

/**
 * A number of more than 15 digits is handed on as the text of all of them, to be refused by name: rounding it would
 * store what nobody entered. The last bits of a calculation (0.1 + 0.2) are no digits of a number.
 */
function exactly(value: number): number | string {
  // Few digits are told quickly, by the shortest text that is read as this number.
  if (!Number.isFinite(value) || (Number.isInteger(value) && Math.abs(value) < 1e15) || String(value).length <= 15)
    return value;
  const rounded = Number(value.toPrecision(15));
  const isNoise = Math.abs(value - rounded) <= Math.abs(value) * 4 * Number.EPSILON;
  return isNoise || Math.abs(value) >= 1e21 ? value : String(value);
}
