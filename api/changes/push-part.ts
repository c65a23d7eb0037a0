/** One part of a push, planned: its edits, inserts and archives bound to records. */
import { problem } from '../../schema/errors/catalogue.ts';
import type { Transaction } from '../database/transaction.ts';
import type { View } from '../view/matrix-source.ts';
import { mayWrite, type OpenedView } from '../matrix/pull.ts';
import { entityNamed } from '../model/registry.ts';
import { type RowToEnd, writesToEndRows } from '../records/end-rows.ts';
import type { PushPart } from './push.types.ts';
import {
  type PartContext,
  planCells,
  type PushOrigin,
  type PushWrite,
  recordKey,
  type Refusal,
  type RowHeader,
} from './push-plan.ts';
import { type CodeGenerator, planInserts } from './push-insert.ts';
import { type LookedPart, rowsOfView } from './push-look.ts';

export interface PlannedPart {
  readonly writes: readonly PushWrite[];
  readonly refusals: readonly Refusal[];
  readonly warnings: readonly Refusal[];
  /** Temporary name → key of the new row. */
  readonly inserted: ReadonlyMap<string, string>;
  /** The matrix, and the plan where it has one: within it row keys are unique. */
  readonly matrix: string;
  readonly baseRevision: number;
}

export interface PartToPlan {
  readonly part: PushPart;
  readonly index: number;
  readonly current: number;
  readonly looked: LookedPart;
  /** One for the whole push, so that no two of its parts are given the same code. */
  readonly codes: CodeGenerator;
}

/** Plans part `index` against revision `current`. Everything that cannot be bound is a refusal; nothing is thrown for it. */
export async function planPart(
  tx: Transaction,
  { part, index, current, looked, codes }: PartToPlan,
): Promise<PlannedPart> {
  if ('refusals' in looked) return { ...NOTHING, baseRevision: part.baseRevision, refusals: looked.refusals };
  const { view, rows } = looked;
  const general = refusalsOfPart(tx, { part, index, current, view });
  if (general.length > 0) return { ...NOTHING, baseRevision: part.baseRevision, refusals: general };

  const context: PartContext = { part: index, view, from: part.effectiveFrom ?? view.asOf };
  const edits = planCells(context, { edits: part.edits, action: 'edit' }, rows);
  const inserts = await planInserts(context, { inserts: part.inserts ?? [], codes });
  const cells = planCells(context, { edits: inserts.cells, action: 'insert' }, inserts.rows);
  const taken = await takenKeys(tx, looked, { inserts: inserts.rows, index });
  const archives = await planArchives(tx, context, { keys: part.archives ?? [], rows });
  return {
    writes: [...edits.writes, ...cells.writes, ...archives.writes],
    refusals: [...edits.refusals, ...inserts.refusals, ...cells.refusals, ...taken, ...archives.refusals],
    warnings: inserts.unused,
    inserted: new Map([...inserts.rows].map(([temporary, row]) => [temporary, row.key])),
    matrix: `${view.definition.kind}/${view.plan?.code ?? ''}`,
    baseRevision: part.baseRevision,
  };
}

const NOTHING = { writes: [], warnings: [], inserted: new Map<string, string>(), matrix: '' };

interface Part {
  readonly part: PushPart;
  readonly index: number;
  readonly current: number;
  readonly view: View;
}

/** What makes every cell of the part impossible: no right to write, or a base that this server has never had. */
function refusalsOfPart(tx: Transaction, { part, index, current, view }: Part): Refusal[] {
  if (!mayWrite(tx.identity, view.definition)) {
    const denied = problem('NOT_ALLOWED', { what: view.definition.title, roles: [...view.definition.writers] });
    return everyCell(part, index).map((origin) => ({ origin, problem: denied }));
  }
  if (part.baseRevision > current || part.baseRevision < 0) {
    return [{ origin: { part: index, row: null, column: null, action: 'edit' }, problem: problem('VIEW_CHANGED') }];
  }
  if (view.plan?.isLocked) {
    const locked = problem('PLAN_LOCKED', { plan: view.plan.code, state: 'LOCKED' });
    return everyCell(part, index).map((origin) => ({ origin, problem: locked }));
  }
  return [];
}

function everyCell(part: PushPart, index: number): PushOrigin[] {
  return [
    ...part.edits.map(([row, column]) => ({ part: index, row, column, action: 'edit' as const })),
    ...(part.inserts ?? []).map(([row, column]) => ({ part: index, row, column, action: 'insert' as const })),
    ...(part.archives ?? []).map((row) => ({ part: index, row, column: null, action: 'archive' as const })),
  ];
}

/** New rows whose key stands in the matrix already, in this view or outside its filter. */
async function takenKeys(
  tx: Transaction,
  { source, view }: OpenedView,
  { inserts, index }: { inserts: ReadonlyMap<string, RowHeader>; index: number },
): Promise<Refusal[]> {
  const keys = [...inserts.values()].map((row) => row.key);
  const stored = await rowsOfView(tx, { source, view: { ...view, filter: {} } }, keys);
  return [...inserts].flatMap(([temporary, { key }]) => {
    const origin: PushOrigin = { part: index, row: temporary, column: null, action: 'insert' };
    return stored.has(key) ? [{ origin, problem: problem('DUPLICATE_ROW', { row: key, where: 'STORED' }) }] : [];
  });
}

/** The writes that end every record behind a row. */
async function planArchives(
  tx: Transaction,
  { part, view, from }: PartContext,
  { keys, rows }: { keys: readonly string[]; rows: ReadonlyMap<string, RowHeader> },
): Promise<{ writes: PushWrite[]; refusals: Refusal[] }> {
  const binding = view.definition.columns.find((c) => c.binding)?.binding;
  if (!binding) throw new Error(`${view.definition.kind} binds no column`);
  const ends: RowToEnd<PushOrigin>[] = [];
  const refusals: Refusal[] = [];
  for (const row of new Set(keys)) {
    const origin: PushOrigin = { part, row, column: null, action: 'archive' };
    const header = rows.get(row);
    if (header) {
      const prefix = recordKey(binding, header, { column: '', view }).slice(0, lengthOfRow(binding.key));
      ends.push({ prefix, origin });
    } else refusals.push({ origin, problem: problem('UNKNOWN_ROW', { row }) });
  }
  const writes = await writesToEndRows(tx, entityNamed(binding.entity), { rows: ends, from });
  return { writes, refusals };
}

// The row's part of a record's key ends where the column's begins.
function lengthOfRow(key: readonly string[]): number {
  const column = key.indexOf('@column');
  return column < 0 ? key.length : column;
}
