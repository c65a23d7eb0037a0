/**
 * What an analyst changed on a sheet: the sheet as read, compared with the baseline as pulled.
 *
 * The format. A *baseline* is what a pull answered: header columns, columns, and rows `[rowKey, header…, cell…]`. A *sheet*
 * is a list of column keys (null for a column of the analyst's own) and rows of raw values in that order, each with what
 * its key cell holds. Rows are matched by key and cells by column key, never by position: sorting, hiding, inserting or
 * moving rows and columns is no difference. `row` in the result is the index in the sheet's rows, for marks and jumps only.
 *
 * - A value that means the same as the baseline's is no difference (`2.50` and `2.5`; `R-2; R-1` and `R-1;R-2`).
 * - Changed, editable, readable: an **edit** `[rowKey, columnKey, newValue]`, the value in canonical text, null to clear.
 * - Changed, not editable (computed cells and labels): a **problem** READ_ONLY or HEADER that says what to restore; not sent.
 * - Changed to something that its column does not take, or to a formula's error: a problem UNREADABLE; not sent.
 * - A row with a blank key and some value: an **insert**, cells `[temporary, columnKey, value]`, labels included; its
 *   temporary name contains a colon, which no key does. A wholly blank row is nothing.
 * - A key on two rows: DUPLICATE_KEY on each; a key that was never pulled: UNKNOWN_KEY; a blank key beside the labels of a
 *   pulled row: LOST_KEY. None of these rows is read any further.
 * - A key beside the labels of another pulled row: MOVED_KEY, as where the sheet was sorted without its key column. Whose
 *   values stand there nobody can tell; they are compared all the same, so that they can be put back.
 * - A baseline key that is on no row is **missing**: an archive only where that is asked for.
 * - A baseline column that is not on the sheet, or there twice, is left alone and named in `unreadColumns`.
 *
 * Time and space are linear in the number of cells.
 */
import { problem } from '../errors/catalogue.ts';
import type { ProblemFigures } from '../errors/problem-figures.ts';
import type { Problem } from '../errors/rejection.ts';
import type { CellColumn } from './cell.ts';
import { parseCell } from './cell.ts';
import { isSheetError, readSheetValue } from './sheet-value.ts';
import { finish, type Steps } from './steps.ts';

export type CellEdit = readonly [rowKey: string, columnKey: string, newValue: string | null];

export interface Baseline {
  readonly header: readonly CellColumn[];
  readonly columns: readonly (CellColumn & { readonly editable: boolean })[];
  /** `[rowKey, header…, cell…]`, values as the pull's JSON has them. */
  readonly rows: readonly (readonly unknown[])[];
  /** Header keys that make up the row key: `MatrixDefinition.rowKey`. */
  readonly rowKey: readonly string[];
  /** The matrix as a whole is not the analyst's to edit: whose it is. */
  readonly othersOnly?: ProblemFigures['NOT_ALLOWED'];
}

export interface Sheet {
  /** By position; null: not a column of the matrix. */
  readonly columns: readonly (string | null)[];
  readonly rows: readonly SheetRow[];
}
export interface SheetRow {
  readonly key: unknown;
  /** null: not read, where only some rows matter; such a row has its key and no differences. */
  readonly values: readonly unknown[] | null;
}

export type DiffProblemKind =
  'DUPLICATE_KEY' | 'UNKNOWN_KEY' | 'LOST_KEY' | 'MOVED_KEY' | 'READ_ONLY' | 'HEADER' | 'UNREADABLE';

export interface DiffProblem {
  readonly kind: DiffProblemKind;
  readonly row: number;
  /** null: a row without a key on the sheet. */
  readonly key: string | null;
  /** null: the row as a whole. */
  readonly column: string | null;
  readonly problem: Problem;
  /** READ_ONLY, HEADER: the value to put back, as pulled. LOST_KEY: the key. */
  readonly restore?: unknown;
}

export interface SheetDiff {
  readonly edits: readonly CellEdit[];
  readonly inserts: readonly CellEdit[];
  /** Where each new row stands on the sheet, by temporary name. */
  readonly insertedRows: ReadonlyMap<string, number>;
  readonly missing: readonly string[];
  readonly problems: readonly DiffProblem[];
  readonly unreadColumns: readonly string[];
}

interface Slot {
  readonly column: CellColumn;
  readonly kind: 'HEADER' | 'READ_ONLY' | 'EDITABLE';
  /** Positions of the column in a sheet's row and in a baseline's row. */
  readonly onSheet: number;
  readonly inBaseline: number;
}

/** Compares; see the head of the file. Never throws on what a sheet can hold. */
export const diffSheet = (baseline: Baseline, sheet: Sheet): SheetDiff => finish(diffSteps(baseline, sheet));

const ROWS_A_STEP = 200;

/** The same, with pauses. */
export function* diffSteps(baseline: Baseline, sheet: Sheet): Steps<SheetDiff> {
  const { slots, unread } = matchColumns(baseline, sheet);
  const pulled = new Map(baseline.rows.map((row) => [String(row[0]), row]));
  const keys = sheet.rows.map((row) => keyText(row.key));
  const places = countPlaces(keys);
  const found = new Collector(baseline.othersOnly);
  const labels = baseline.rowKey.flatMap((part) => slots.find(({ column }) => column.key === part) ?? []);

  for (const [at, { values }] of sheet.rows.entries()) {
    if (at % ROWS_A_STEP === 0) yield;
    const key = keys[at] ?? '';
    const base = pulled.get(key);
    if (key === '') diffNewRow({ baseline, slots, pulled, found }, at, values ?? []);
    else if (places.get(key) !== 1) found.wholeRow('DUPLICATE_KEY', at, key, duplicate(key));
    else if (base === undefined) found.wholeRow('UNKNOWN_KEY', at, key, problem('UNKNOWN_ROW', { row: key }));
    else if (values !== null) {
      const labelled = labels.map((slot) => textOf(slot, values) ?? '').join('/');
      if (labelled !== key && pulled.has(labelled)) found.wholeRow('MOVED_KEY', at, key, moved(key, labelled));
      for (const slot of slots)
        diffCell(slot, { at, key, was: base[slot.inBaseline], raw: values[slot.onSheet] }, found);
    }
  }
  const missing = [...pulled.keys()].filter((key) => !places.has(key) && !found.lost.has(key));
  return { ...found.result(), missing, unreadColumns: unread };
}

/** The problems for which nothing should be pushed, or only the other rows; labels and computed cells are just restored. */
export const isBlocking = (found: DiffProblem): boolean => found.kind !== 'READ_ONLY' && found.kind !== 'HEADER';

/** The problems that leave open which record a row is: nothing of such a sheet is pushed or refreshed under any policy. */
export const isIdentity = ({ kind }: DiffProblem): boolean => IDENTITY.includes(kind);

const IDENTITY: readonly DiffProblemKind[] = ['DUPLICATE_KEY', 'UNKNOWN_KEY', 'LOST_KEY', 'MOVED_KEY'];

/** What may be pushed when the analyst chose "valid rows only": edits and inserts of rows without a blocking problem. */
export function withoutFaultyRows(diff: SheetDiff): Pick<SheetDiff, 'edits' | 'inserts'> {
  const faulty = diff.problems.filter(isBlocking);
  const keys = new Set(faulty.map((found) => found.key));
  const rows = new Set(faulty.map((found) => found.row));
  return {
    edits: diff.edits.filter(([key]) => !keys.has(key)),
    inserts: diff.inserts.filter(([temporary]) => !rows.has(diff.insertedRows.get(temporary) ?? -1)),
  };
}

class Collector {
  readonly edits: CellEdit[] = [];
  readonly inserts: CellEdit[] = [];
  readonly insertedRows = new Map<string, number>();
  readonly problems: DiffProblem[] = [];
  /** Keys of rows whose key cell was cleared: they are still there. */
  readonly lost = new Set<string>();

  constructor(readonly othersOnly: Baseline['othersOnly']) {}

  wholeRow(kind: DiffProblemKind, row: number, key: string, why: Problem): void {
    this.problems.push({ kind, row, key, column: null, problem: why });
  }

  result(): Pick<SheetDiff, 'edits' | 'inserts' | 'insertedRows' | 'problems'> {
    const { edits, inserts, insertedRows, problems } = this;
    return { edits, inserts, insertedRows, problems };
  }
}

const duplicate = (row: string): Problem => problem('DUPLICATE_ROW', { row, where: 'PUSH' });

const moved = (key: string, row: string): Problem => problem('DUPLICATE_ROW', { row, key, where: 'LABELS' });

function keyText(raw: unknown): string {
  if (typeof raw === 'string') return raw.trim();
  return typeof raw === 'number' || typeof raw === 'boolean' ? String(raw) : '';
}

function countPlaces(keys: readonly string[]): Map<string, number> {
  const places = new Map<string, number>();
  for (const key of keys) if (key !== '') places.set(key, (places.get(key) ?? 0) + 1);
  return places;
}

function matchColumns(baseline: Baseline, sheet: Sheet): { slots: Slot[]; unread: string[] } {
  const positions = new Map<string, number[]>();
  for (const [at, key] of sheet.columns.entries()) {
    if (key !== null) positions.set(key, [...(positions.get(key) ?? []), at]);
  }
  const known = [
    ...baseline.header.map((column) => ({ column, kind: 'HEADER' as const })),
    ...baseline.columns.map((column) => ({
      column,
      kind: column.editable ? ('EDITABLE' as const) : ('READ_ONLY' as const),
    })),
  ];
  const slots: Slot[] = [];
  const unread: string[] = [];
  for (const [index, { column, kind }] of known.entries()) {
    const [onSheet, second] = positions.get(column.key) ?? [];
    if (onSheet === undefined || second !== undefined) unread.push(column.key);
    else slots.push({ column, kind, onSheet, inBaseline: index + 1 });
  }
  return { slots, unread };
}

interface Cell {
  readonly at: number;
  readonly key: string;
  readonly was: unknown;
  readonly raw: unknown;
}

function diffCell({ column, kind }: Slot, { at, key, was, raw }: Cell, found: Collector): void {
  if (raw === was || isBlank(raw, was)) return;
  const [before, now] = [readSheetValue(was, column), readSheetValue(raw, column)];
  if (isSameText(before, now)) return;
  const parsed = parseSheetText(now, column);
  if (parsed.ok && before !== null && isSameParsed(before, parsed.value, column)) return;
  if (kind !== 'EDITABLE') {
    const why =
      kind === 'READ_ONLY' && found.othersOnly
        ? problem('NOT_ALLOWED', found.othersOnly)
        : problem('READ_ONLY', { column: column.title });
    found.problems.push({ kind, row: at, key, column: column.key, problem: why, restore: was });
  } else if (parsed.ok) found.edits.push([key, column.key, parsed.value]);
  else found.problems.push({ kind: 'UNREADABLE', row: at, key, column: column.key, problem: parsed.problem });
}

const isBlank = (raw: unknown, was: unknown): boolean => (raw ?? '') === '' && (was ?? '') === '';

/** Excel keeps a line break within a cell as LF, whatever it was given. */
const isSameText = (a: string | null, b: string | null): boolean =>
  a === b ||
  (a !== null && b !== null && a.includes('\r') && a.replaceAll('\r\n', '\n') === b.replaceAll('\r\n', '\n'));

function isSameParsed(before: string, now: string | null, column: CellColumn): boolean {
  const parsed = parseCell(before, column);
  return parsed.ok && parsed.value === now;
}

function parseSheetText(text: string | null, column: CellColumn): ReturnType<typeof parseCell> {
  if (column.type !== 'TEXT' || !isSheetError(text)) return parseCell(text, column);
  return { ok: false, problem: problem('BAD_TEXT', { field: column.title, fault: 'SHEET_ERROR' }) };
}

const textOf = (slot: Slot, values: readonly unknown[]): string | null =>
  readSheetValue(values[slot.onSheet], slot.column);

interface NewRowContext {
  readonly baseline: Baseline;
  readonly slots: readonly Slot[];
  readonly pulled: ReadonlyMap<string, unknown>;
  readonly found: Collector;
}

function diffNewRow({ baseline, slots, pulled, found }: NewRowContext, at: number, values: readonly unknown[]): void {
  const texts = slots.map((slot) => ({ slot, text: textOf(slot, values) }));
  const given = texts.filter(({ slot, text }) => text !== null && slot.kind !== 'READ_ONLY');
  if (given.length === 0) return;
  const key = baseline.rowKey.map((part) => given.find(({ slot }) => slot.column.key === part)?.text ?? '').join('/');
  if (pulled.has(key)) {
    const why = problem('DUPLICATE_ROW', { row: key, where: 'STORED' });
    found.lost.add(key);
    found.problems.push({ kind: 'LOST_KEY', row: at, key: null, column: null, problem: why, restore: key });
    return;
  }
  const temporary = `new:${found.insertedRows.size + 1}`;
  found.insertedRows.set(temporary, at);
  for (const { slot, text } of given) {
    const parsed = parseSheetText(text, slot.column);
    if (parsed.ok) found.inserts.push([temporary, slot.column.key, parsed.value]);
    else
      found.problems.push({ kind: 'UNREADABLE', row: at, key: null, column: slot.column.key, problem: parsed.problem });
  }
}
