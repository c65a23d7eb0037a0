/**
 * Rows as a workbook remembers them: column by column, each a list in which `[n]` stands for n more cells like the one
 * before it. The labels of a matrix mostly repeat from row to row, so that less than half is left to be written, sent and
 * read; and a hand that edits it meets the same readers as anything else in the workbook.
 */
import type { SheetValue } from '../../schema/matrix/sheet-value.ts';
import type { MatrixRow } from '../client/contract.ts';
import { anyList, fail, isScalar, list, text } from './untrusted.ts';

type Packed = SheetValue | null | readonly [more: number];

/** @param length of each row */
export const packRows = (rows: readonly MatrixRow[], length: number): Packed[][] =>
  Array.from({ length }, (_, at) => packColumn(rows, at));

function packColumn(rows: readonly MatrixRow[], at: number): Packed[] {
  const packed: Packed[] = [];
  let last: SheetValue | null | undefined;
  let more = 0;
  for (const row of rows) {
    const value = row[at] ?? null;
    if (value === last) {
      more += 1;
      continue;
    }
    if (more > 0) packed.push([more]);
    packed.push(value);
    last = value;
    more = 0;
  }
  if (more > 0) packed.push([more]);
  return packed;
}

export interface Limits {
  /** Cells in a row, the key's included. */
  readonly length: number;
  readonly keyLength: number;
  readonly rows: number;
  /** Of all rows together: a short text must not stand for more than a page can hold. */
  readonly cells: number;
}

const ROWS_A_STEP = 200;

/** Reads packed rows as hostile input, each key once; it may pause between rows. @throws UntrustedFault */
export function* unpackSteps(value: unknown, path: string, limits: Limits): Generator<void, MatrixRow[]> {
  const columns = list(anyList(limits.rows), limits.length)(value, path);
  const keys = columns[0] ?? fail(path);
  if (columns.length !== limits.length || keys.length * limits.length > limits.cells) fail(path);
  if (new Set(keys).size !== keys.length) fail(path);
  const key = text(limits.keyLength);
  const cells = columns.slice(1).map((column, i) => new PackedColumn(column, `${path}[${i + 1}]`));
  const rows: MatrixRow[] = [];
  for (const [at, given] of keys.entries()) {
    const row: [string, ...(SheetValue | null)[]] = [key(given, `${path}[0]`)];
    for (const column of cells) row.push(column.next());
    rows.push(row);
    if (at % ROWS_A_STEP === 0) yield;
  }
  for (const column of cells) column.end();
  return rows;
}

class PackedColumn {
  private at = 0;
  private more = 0;
  private last: SheetValue | null = null;

  constructor(
    private readonly packed: readonly unknown[],
    private readonly path: string,
  ) {}

  next(): SheetValue | null {
    if (this.more > 0) {
      this.more -= 1;
      return this.last;
    }
    const entry = this.at < this.packed.length ? this.packed[this.at] : fail(this.path);
    this.at += 1;
    if (isScalar(entry)) return (this.last = entry);
    this.more = this.count(entry) - 1;
    return this.last;
  }

  private count(entry: unknown): number {
    const [more, ...rest] = Array.isArray(entry) ? (entry as unknown[]) : fail(this.path);
    const isCount = typeof more === 'number' && Number.isSafeInteger(more) && more > 0;
    return isCount && rest.length === 0 && this.at > 1 ? more : fail(this.path);
  }

  /** @throws UntrustedFault when it holds more cells than there are rows */
  end(): void {
    if (this.more > 0 || this.at < this.packed.length) fail(this.path);
  }
}
