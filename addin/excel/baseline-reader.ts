/** What a workbook remembers of a pull, read as the hostile input that it may be. */
import { isDay } from '../../schema/domain/day.ts';
import { FILTERS, type ColumnType, type MatrixColumn, type MatrixFilter } from '../../schema/matrix/definition.ts';
import { MATRICES } from '../../schema/matrix/matrices.ts';
import type { MatrixRequest, MatrixRow } from '../client/contract.ts';
import type { View } from '../flows/view.ts';
import { unpackSteps } from './packed-rows.ts';
import { fail, field, flag, isScalar, list, nullable, oneOf, text, whole, type Reader } from './untrusted.ts';

const CODE_LENGTH = 64;
export const KEY_LENGTH = 10 * CODE_LENGTH;
const MAX_COLUMNS = 2_000;
export const MAX_ROWS = 1_000_000;
const MAX_CELLS = 20_000_000;
const COLUMN_TYPES: readonly ColumnType[] = ['TEXT', 'DECIMAL', 'INTEGER', 'DATE', 'BOOLEAN', 'CHOICE', 'CODES'];

const day: Reader<string> = (value, path) => (typeof value === 'string' && isDay(value) ? value : fail(path));

/** Reads what is remembered of a pull; it may pause between rows. @throws UntrustedFault */
export function* viewSteps(value: unknown): Generator<void, View> {
  const at = <T>(name: string, reader: Reader<T>): T => field(value, name, { reader, path: '' });
  const rowHeader = at('rowHeader', list(readColumn, MAX_COLUMNS));
  const columns = at('columns', list(readColumn, MAX_COLUMNS));
  unique(
    [...rowHeader, ...columns].map(({ key }) => key),
    'columns',
  );
  const length = 1 + rowHeader.length + columns.length;
  const limits = { length, keyLength: KEY_LENGTH, rows: MAX_ROWS, cells: MAX_CELLS };
  const rows = yield* unpackSteps(
    at('rows', (packed) => packed),
    'rows',
    limits,
  );
  return {
    id: at('id', text(CODE_LENGTH)),
    request: at('request', readRequest),
    title: at('title', text(1_000)),
    revision: at('revision', whole),
    rowHeader,
    columns,
    rows,
    pulledBy: at('pulledBy', text(1_000)),
    pulledAt: at('pulledAt', text(40)),
  };
}

function readColumn(value: unknown, path: string): MatrixColumn {
  const at = <T>(name: string, reader: Reader<T>): T => field(value, name, { reader, path });
  return {
    key: at('key', text(CODE_LENGTH)),
    title: at('title', text(1_000)),
    group: at('group', nullable(text(1_000))),
    type: at('type', oneOf(COLUMN_TYPES)),
    unit: at('unit', nullable(text(CODE_LENGTH))),
    scale: at('scale', nullable(scale)),
    editable: at('editable', flag),
    options: at('options', nullable(list(text(255), 10_000))),
  };
}

const scale: Reader<number> = (value, path) => {
  const digits = whole(value, path);
  return digits <= 6 ? digits : fail(path);
};

export function readRequest(value: unknown, path: string): MatrixRequest {
  const kinds = MATRICES.map(({ kind }) => kind);
  return {
    kind: field(value, 'kind', { reader: oneOf(kinds), path }),
    filter: field(value, 'filter', { reader: nullable(readFilter), path }),
    asOf: field(value, 'asOf', { reader: day, path }),
  };
}

function readFilter(value: unknown, path: string): MatrixFilter {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail(path);
  const codes = list(text(CODE_LENGTH), 10_000);
  const entries = Object.entries(value).map(([name, given]) => {
    const at = `${path}.${name.slice(0, 40)}`;
    const filter = FILTERS.find((known) => known === name) ?? fail(at);
    return [filter, filter === 'plan' ? nullable(text(CODE_LENGTH))(given, at) : nullable(codes)(given, at)] as const;
  });
  return Object.fromEntries(entries);
}

/** Whole rows of a view, each key once. */
export function* rowsSteps(values: readonly unknown[], length: number): Generator<void, readonly MatrixRow[]> {
  const read = rowReader(length);
  const rows: MatrixRow[] = [];
  for (const [at, value] of values.entries()) {
    rows.push(read(value, `rows[${at}]`));
    if (at % ROWS_A_STEP === 0) yield;
  }
  unique(
    rows.map(([key]) => key),
    'rows',
  );
  return rows;
}

const ROWS_A_STEP = 200;

const rowReader =
  (length: number): Reader<MatrixRow> =>
  (value, path) => {
    if (!Array.isArray(value) || value.length !== length || !value.every(isScalar)) return fail(path);
    const [key, ...cells] = value;
    return [text(KEY_LENGTH)(key, path), ...cells];
  };

function unique(keys: readonly string[], path: string): void {
  if (new Set(keys).size !== keys.length) fail(path);
}
