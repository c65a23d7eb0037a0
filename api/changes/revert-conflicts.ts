/** Where somebody has been since: what keeps a change set from being undone. */
import { problem } from '../../schema/errors/catalogue.ts';
import type { Transaction } from '../database/transaction.ts';
import { allEntities, entityNamed } from '../model/registry.ts';
import type { Verdict } from '../records/entity-check.ts';
import { ARCHIVED } from '../records/record-read.ts';
import type { Misplaced } from '../records/store.ts';
import { type LaterChange, laterChanges } from './changes.queries.ts';
import type { PushOrigin } from './push-plan.ts';
import type { Conflict } from './push-rejection.ts';
import { originOf, recordsOf, type Undoing } from './revert-read.ts';
import { isReferredTo } from './revert.queries.ts';

export interface ToUndo {
  readonly revision: number;
  /** Cells of records that stay. */
  readonly kept: readonly Undoing[];
  /** Cells of records that the change set made. */
  readonly created: readonly Undoing[];
  /** Cells of archived records whose key others bear now. */
  readonly replaced: readonly Undoing[];
  /** Cells of records that somebody has archived since. */
  readonly gone: readonly Undoing[];
  readonly misplaced: readonly Misplaced<PushOrigin>[];
}

export async function refusalsToUndo(
  tx: Transaction,
  { revision, kept, created, replaced, gone, misplaced }: ToUndo,
): Promise<Verdict<PushOrigin>[]> {
  return [
    ...(await conflictsOf(tx, kept.filter(hasMoved), revision)),
    ...(await conflictsOfRecords(tx, [...recordsOf(created), ...replaced], revision)),
    ...(await inUse(tx, created, revision)),
    ...(await conflictsOfGone(tx, gone, revision)),
    ...misplaced.map(unknownCode),
  ];
}

/** The cell no longer holds what the change set wrote, nor what it had been before. */
const hasMoved = ({ cell, now }: Undoing): boolean => now.before !== cell.after && now.before !== cell.before;

async function conflictsOf(
  tx: Transaction,
  moved: readonly Undoing[],
  revision: number,
): Promise<(Verdict<PushOrigin> & Conflict)[]> {
  const cells = moved.map(({ cell }) => ({ ...cell, from: cell.validFrom, baseRevision: revision }));
  const later = cells.length === 0 ? [] : await laterChanges(tx, cells);
  return later.flatMap((change) => {
    const at = moved[change.position - 1];
    return at ? [conflict(at, change)] : [];
  });
}

/** A record that the change set made and others have changed since is not archived over their heads. */
async function conflictsOfRecords(
  tx: Transaction,
  records: readonly Undoing[],
  revision: number,
): Promise<(Verdict<PushOrigin> & Conflict)[]> {
  const cells = records.map(({ cell }) => ({ ...cell, field: null, from: null, baseRevision: revision }));
  const later = cells.length === 0 ? [] : await laterChanges(tx, cells);
  return later.flatMap((change) => {
    const at = records[change.position - 1];
    if (!at?.now.exists) return [];
    const ofCell = conflict(at, change);
    return [{ ...ofCell, origin: { ...ofCell.origin, column: null } }];
  });
}

/** Whoever archived the record has changed all its cells; those of a link belong to its owner. */
async function conflictsOfGone(
  tx: Transaction,
  gone: readonly Undoing[],
  revision: number,
): Promise<(Verdict<PushOrigin> & Partial<Conflict>)[]> {
  const cells = gone.map(({ cell }) => {
    const { link, fields } = entityNamed(cell.entity);
    const owner = link && fields.find((f) => f.name === link.owner)?.target?.();
    const entity = allEntities().find((d) => d.entity === owner)?.name ?? cell.entity;
    return { ...cell, entity, field: ARCHIVED, from: null, baseRevision: revision };
  });
  const later = cells.length === 0 ? [] : await laterChanges(tx, cells);
  const byCell = new Map(later.map((change) => [change.position - 1, change]));
  return gone.map((at, i) => {
    const change = byCell.get(i);
    const origin = originOf(at.cell);
    if (change) return conflict(at, change);
    return { origin, problem: problem('UNKNOWN_ROW', { row: origin.row ?? '' }), severity: 'REFUSE' as const };
  });
}

const unknownCode = ({ write, field, value }: Misplaced<PushOrigin>): Verdict<PushOrigin> => ({
  origin: write.origin,
  problem: problem('UNKNOWN_CODE', { field, value }),
  severity: 'REFUSE',
});

function conflict({ cell, now }: Undoing, { by, at }: LaterChange): Verdict<PushOrigin> & Conflict {
  const origin = originOf(cell);
  return {
    origin,
    problem: problem('STALE_CELL', { column: origin.column ?? cell.row, by, at: at.toISOString(), theirs: now.before }),
    severity: 'REFUSE',
    base: cell.after,
    mine: cell.before,
    theirs: now.before,
    by,
    at,
  };
}

/** Rows that the change set made, on which others have built. */
async function inUse(tx: Transaction, created: readonly Undoing[], revision: number): Promise<Verdict<PushOrigin>[]> {
  const verdicts: Verdict<PushOrigin>[] = [];
  for (const entity of new Set(created.map(({ now }) => now.entity))) {
    const ids = recordsOf(created).flatMap(({ now }) => (now.entity === entity && now.row ? [now.row.id] : []));
    if (!(await isReferredTo(tx, entityNamed(entity), { ids, revision }))) continue;
    const origin: PushOrigin = { part: 0, row: null, column: null, action: 'edit' };
    verdicts.push({ origin, problem: problem('NOT_REVERTIBLE', { revision, why: 'IN_USE' }), severity: 'REFUSE' });
  }
  return verdicts;
}
