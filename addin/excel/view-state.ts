import { NO_STATE, type CellPlace, type Conflict, type ViewState } from '../flows/sheet.port.ts';
import type { CellEdit, PushInput, PushPart } from '../client/contract.ts';
import { BaselineFault, readingAsHostile } from './baseline-fault.ts';
import { readRequest } from './baseline-reader.ts';
import { readTextBlock, removeTextBlocks, saveTextBlock } from './text-blocks.ts';
import { fail, field, flag, list, nullable, oneOf, text, whole, type Reader } from './untrusted.ts';

/** What the workbook remembers of a view beside its baseline; read as hostile input, as that is. */
const PREFIX = 'state:';
const MANY = 1_000_000;

export const saveViewState = (context: Excel.RequestContext, id: string, state: ViewState): Promise<void> =>
  saveTextBlock(context, PREFIX + id, JSON.stringify(state));

export const removeViewState = (context: Excel.RequestContext, id: string): Promise<void> =>
  removeTextBlocks(context, [PREFIX + id]);

/** @throws BaselineFault */
export async function readViewState(context: Excel.RequestContext, id: string): Promise<ViewState> {
  const block = await readTextBlock(context, PREFIX + id);
  if (!block.ok && block.fault === 'MISSING') return NO_STATE;
  if (!block.ok) throw new BaselineFault('BASELINE_DAMAGED', 'state');
  return readingAsHostile('state', () => readState(JSON.parse(block.text)));
}

function readState(value: unknown): ViewState {
  const at = <T>(name: string, reader: Reader<T>): T => field(value, name, { reader, path: '' });
  return {
    pending: at('pending', nullable(readInput)),
    conflicts: at('conflicts', list(readConflict, MANY)),
    marks: at('marks', list(readPlace, MANY)),
  };
}

const key = text(1_000);
const cell = nullable(text(32_767));

function readPlace(value: unknown, path: string): CellPlace {
  return { row: field(value, 'row', { reader: key, path }), column: field(value, 'column', { reader: key, path }) };
}

function readConflict(value: unknown, path: string): Conflict {
  return {
    ...readPlace(value, path),
    base: field(value, 'base', { reader: cell, path }),
    mine: field(value, 'mine', { reader: cell, path }),
    theirs: field(value, 'theirs', { reader: cell, path }),
  };
}

function readInput(value: unknown, path: string): PushInput {
  const at = <T>(name: string, reader: Reader<T>): T => field(value, name, { reader, path });
  return {
    parts: at('parts', list(readPart, 100)),
    errorPolicy: at('errorPolicy', oneOf(['REJECT_EVERYTHING', 'REJECT_FAILED_ROWS'])),
    dryRun: at('dryRun', flag),
    reason: at('reason', nullable(text(10_000))),
    idempotencyKey: at('idempotencyKey', text(255)),
  };
}

function readPart(value: unknown, path: string): PushPart {
  const at = <T>(name: string, reader: Reader<T>): T => field(value, name, { reader, path });
  const effectiveFrom = at('effectiveFrom', nullable(text(10)));
  return {
    request: at('request', readRequest),
    baseRevision: at('baseRevision', whole),
    edits: at('edits', list(readEdit, MANY)),
    inserts: at('inserts', list(readEdit, MANY)),
    archives: at('archives', list(key, MANY)),
    ...(effectiveFrom !== null && { effectiveFrom }),
  };
}

const readEdit: Reader<CellEdit> = (value, path) => {
  if (!Array.isArray(value) || value.length !== 3) return fail(path);
  const [row, column, after] = value as unknown[];
  return [key(row, path), key(column, path), cell(after, path)];
};
