/**
 * Stale cells (contract, semantics 3): a cell whose value in force at E was another at the sheet's base revision than it is
 * now, and is not already what the push wants. Another cell, or the same cell for a later day, is no conflict.
 */
import { problem } from '../../schema/errors/catalogue.ts';
import type { Transaction } from '../database/transaction.ts';
import { type CellSince, laterChanges } from './changes.queries.ts';
import type { Verdict } from '../records/entity-check.ts';
import type { ReadWrite } from '../records/planned-write.ts';
import { ARCHIVED } from '../records/record-read.ts';
import type { Conflict } from './push-rejection.ts';
import type { PushOrigin } from './push-plan.ts';

interface Judged {
  readonly writes: readonly ReadWrite<PushOrigin>[];
  /** Base revision by part. */
  readonly bases: readonly number[];
  readonly current: number;
  /** The key of an inserted row. */
  readonly rowOf: (origin: PushOrigin) => string;
}

/** Conflicts of edits and archives, and inserts of records that exist. */
export async function judgePush(
  tx: Transaction,
  { writes, bases, current, rowOf }: Judged,
): Promise<(Verdict<PushOrigin> & Partial<Conflict>)[]> {
  const candidates = writes.filter(
    ({ origin, isAlong }) => origin.action !== 'insert' && !isAlong && (bases[origin.part] ?? 0) < current,
  );
  const later =
    candidates.length === 0
      ? []
      : await laterChanges(
          tx,
          candidates.map((w) => cellSince(w, bases)),
        );
  const stale = later.flatMap(({ position, base, theirs, by, at }) => {
    const write = candidates[position - 1];
    if (!write) return [];
    // Whoever archives a record has seen none of its later values: any of them is a conflict.
    if (isRecordEnd(write)) return [conflictOf(write, { base, mine: null, theirs, by, at })];
    if (write.before === base || write.before === write.after) return [];
    return [conflictOf(write, { base, mine: write.after, theirs: write.before, by, at })];
  });
  return [...stale, ...duplicateInserts(writes, rowOf)];
}

const isRecordEnd = (write: ReadWrite<PushOrigin>): boolean =>
  write.origin.action === 'archive' && write.field === ARCHIVED;

const cellSince = (write: ReadWrite<PushOrigin>, bases: readonly number[]): CellSince => ({
  entity: write.entity,
  row: write.key.join('/'),
  field: isRecordEnd(write) ? null : write.field,
  from: write.from ?? null,
  baseRevision: bases[write.origin.part] ?? 0,
});

function conflictOf(write: ReadWrite<PushOrigin>, conflict: Conflict): Verdict<PushOrigin> & Conflict {
  const { origin, field } = write;
  const { by, theirs, at } = conflict;
  const figures = { column: origin.column ?? field, by, at: at.toISOString(), theirs };
  return { origin, problem: problem('STALE_CELL', figures), severity: 'REFUSE', ...conflict };
}

/** A new row may not take over a record that is there, live or archived. */
function duplicateInserts(writes: readonly ReadWrite<PushOrigin>[], rowOf: Judged['rowOf']): Verdict<PushOrigin>[] {
  return writes
    .filter((w) => w.origin.action === 'insert' && w.exists)
    .map(({ origin }) => ({
      origin: { ...origin, column: null },
      problem: problem('DUPLICATE_ROW', { row: rowOf(origin), where: 'STORED' }),
      severity: 'REFUSE',
    }));
}
