import { isDay } from '../../schema/domain/day.ts';
import { FILTERS, type ColumnType, type MatrixColumn, type MatrixFilter } from '../../schema/matrix/definition.ts';
import { MATRICES } from '../../schema/matrix/matrices.ts';
import type { MatrixRequest, MatrixRow } from '../client/contract.ts';
import type { View } from '../flows/view.ts';
import { readTextBlock, removeTextBlocks, saveTextBlock, textBlockNames } from './text-blocks.ts';
import { fail, field, flag, list, nullable, oneOf, text, UntrustedFault, whole, type Reader } from './untrusted.ts';

/** The version of the text that a workbook keeps; another one is refused, never guessed at. */
const VERSION = 1;
const PREFIX = 'view:';

export type BaselineFaultCode = 'BASELINE_MISSING' | 'BASELINE_DAMAGED' | 'BASELINE_VERSION' | 'BASELINE_INVALID';

const SENTENCES: Record<BaselineFaultCode, string> = {
  BASELINE_MISSING: 'The workbook no longer holds what was pulled into this sheet. Pull again.',
  BASELINE_DAMAGED: 'What the workbook remembers of this pull was changed by hand or is incomplete. Pull again.',
  BASELINE_VERSION: 'This sheet was pulled by another version of Marketgrid. Pull again.',
  BASELINE_INVALID: 'What the workbook remembers of this pull makes no sense. Pull again.',
};

/** The remembered pull cannot be trusted; nothing is sent. */
export class BaselineFault extends Error {
  override readonly name = 'BaselineFault';
  constructor(
    readonly code: BaselineFaultCode,
    /** Where in the remembered text, for a report. */
    readonly path: string = '',
  ) {
    super(SENTENCES[code]);
  }
}

export async function viewIds(): Promise<readonly string[]> {
  const names = await textBlockNames();
  return names.filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length));
}

export const saveBaseline = (view: View): Promise<void> =>
  saveTextBlock(PREFIX + view.id, JSON.stringify({ version: VERSION, ...view }));

export const removeBaseline = (id: string): Promise<void> => removeTextBlocks([PREFIX + id]);

/** @throws BaselineFault */
export async function readBaseline(id: string): Promise<View> {
  const block = await readTextBlock(PREFIX + id);
  if (!block.ok) throw new BaselineFault(block.fault === 'MISSING' ? 'BASELINE_MISSING' : 'BASELINE_DAMAGED');
  const view = parseBaseline(block.text);
  if (view.id !== id) throw new BaselineFault('BASELINE_INVALID', 'id');
  return view;
}

/** Reads a baseline's text as hostile input. @throws BaselineFault */
export function parseBaseline(json: string): View {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new BaselineFault('BASELINE_DAMAGED');
  }
  try {
    const version = field(value, 'version', { reader: whole, path: '' });
    if (version !== VERSION) throw new BaselineFault('BASELINE_VERSION', String(version));
    return readView(value);
  } catch (fault) {
    throw fault instanceof UntrustedFault ? new BaselineFault('BASELINE_INVALID', fault.path) : fault;
  }
}

const CODE_LENGTH = 64;
const KEY_LENGTH = 10 * CODE_LENGTH;
const MAX_COLUMNS = 2_000;
const MAX_ROWS = 1_000_000;
const COLUMN_TYPES: readonly ColumnType[] = ['TEXT', 'DECIMAL', 'INTEGER', 'DATE', 'BOOLEAN', 'CHOICE', 'CODES'];

const day: Reader<string> = (value, path) => (typeof value === 'string' && isDay(value) ? value : fail(path));

function readView(value: unknown): View {
  const at = <T>(name: string, reader: Reader<T>): T => field(value, name, { reader, path: '' });
  const rowHeader = at('rowHeader', list(readColumn, MAX_COLUMNS));
  const columns = at('columns', list(readColumn, MAX_COLUMNS));
  unique(
    [...rowHeader, ...columns].map(({ key }) => key),
    'columns',
  );
  const rows = at('rows', list(rowReader(1 + rowHeader.length + columns.length), MAX_ROWS));
  unique(
    rows.map(([key]) => key),
    'rows',
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

const rowReader =
  (length: number): Reader<MatrixRow> =>
  (value, path) => {
    if (!Array.isArray(value) || value.length !== length || !value.every(isScalar)) return fail(path);
    const [key, ...cells] = value;
    return [text(KEY_LENGTH)(key, path), ...cells];
  };

const isScalar = (value: unknown): value is string | number | boolean | null =>
  value === null || typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string';

function unique(keys: readonly string[], path: string): void {
  if (new Set(keys).size !== keys.length) fail(path);
}
