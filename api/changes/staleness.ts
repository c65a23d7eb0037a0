/**
 * Stale cells (contract, semantics 3): a cell whose value in force at E was another at the sheet's base revision than it is
 * now, and is not already what the push wants. Another cell, or the same cell for a later day, is no conflict.
 */
import { problem } from '../../schema/errors/catalogue.ts';
import type { Transaction } from '../database/transaction.ts';
import { laterChanges } from './changes.queries.ts';
import type { Verdict } from './entity-check.ts';
import type { ReadWrite } from './planned-write.ts';
import type { Conflict } from './push-rejection.ts';
import type { PushOrigin } from './push-plan.ts';

interface Judged {
  readonly writes: readonly ReadWrite<PushOrigin>[];
  /** Base revision by part. */
  readonly bases: readonly number[];
  readonly current: number;
}

/** Conflicts of edits and archives, and inserts of records that exist. */
export async function judgePush(
  tx: Transaction,
  { writes, bases, current }: Judged,
): Promise<(Verdict<PushOrigin> & Partial<Conflict>)[]> {
  const candidates = writes.filter(
    ({ origin }) => origin.action !== 'insert' && !origin.isCompanion && (bases[origin.part] ?? 0) < current,
  );
  const later = candidates.length === 0 ? [] : await laterChanges(tx, candidates.map((w) => cellSince(w, bases)));
  const stale = later.flatMap(({ position, base, by, at }) => {
    const write = candidates[position - 1];
    if (!write || write.before === base || write.before === write.after) return [];
    return [conflictOf(write, { base, mine: write.after, theirs: write.before, by, at })];
  });
  return [...stale, ...duplicateInserts(writes)];
}

const cellSince = ({ entity, key, field, from, origin }: ReadWrite<PushOrigin>, bases: readonly number[]) => ({
  entity,
  row: key.join('/'),
  field,
  from: from ?? null,
  baseRevision: bases[origin.part] ?? 0,
});

function conflictOf(write: ReadWrite<PushOrigin>, conflict: Conflict): Verdict<PushOrigin> & Conflict {
  const { origin, field } = write;
  const { by, theirs, at } = conflict;
  const figures = { column: origin.column ?? field, by, at: at.toISOString(), theirs };
  return { origin, problem: problem('STALE_CELL', figures), severity: 'REFUSE', ...conflict };
}

/** A new row may not take over a record that is there, live or archived. */
function duplicateInserts(writes: readonly ReadWrite<PushOrigin>[]): Verdict<PushOrigin>[] {
  return writes.flatMap((w) =>
    w.origin.action === 'insert' && w.exists && !w.origin.isCompanion
      ? [{ origin: { ...w.origin, column: null }, problem: problem('DUPLICATE_ROW', { row: w.key.join('/'), where: 'STORED' as const }), severity: 'REFUSE' as const }]
      : [],
  );
}
