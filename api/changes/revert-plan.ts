/** What undoing a change set asks for, and where somebody has been since. */
import { problem } from '../../schema/errors/catalogue.ts';
import type { Transaction } from '../database/transaction.ts';
import { allEntities, entityNamed } from '../model/registry.ts';
import { type LaterChange, laterChanges } from './changes.queries.ts';
import type { Verdict } from '../records/entity-check.ts';
import type { PlannedWrite, ReadWrite } from '../records/planned-write.ts';
import type { Conflict } from './push-rejection.ts';
import type { PushOrigin } from './push-plan.ts';
import { ARCHIVED, findRows } from '../records/record-read.ts';
import { matrixCell } from './matrix-cell.ts';
import { isReferredTo, type RecordedCell, type RevertedSet } from './revert.queries.ts';
import type { Misplaced } from '../records/store.ts';
import { storeOf } from '../records/stores.ts';
import type { RecordedChange } from '../records/timeline-restore.ts';

export type RevertWrite = PlannedWrite<PushOrigin>;

export interface RevertPlan {
  /** Prices among them are only judged as writes; `timelines` says how they are undone. */
  readonly writes: readonly RevertWrite[];
  readonly timelines: readonly RecordedChange[];
  /** What the audit must tell, beside the writes, of records that come back after others bore their key. */
  readonly successors: readonly ReadWrite<PushOrigin>[];
  readonly refused: readonly Verdict<PushOrigin>[];
}

/** A recorded cell, as it stands now. */
interface Undoing {
  readonly cell: RecordedCell;
  readonly now: ReadWrite<PushOrigin>;
}

interface ReadNow {
  readonly undoings: readonly Undoing[];
  /** Cells of records that somebody has archived since. */
  readonly gone: readonly Undoing[];
  readonly misplaced: readonly Misplaced<PushOrigin>[];
}

export async function planRevert(tx: Transaction, set: RevertedSet): Promise<RevertPlan> {
  const { undoings, gone, misplaced } = await readNow(tx, set);
  const created = undoings.filter(({ now }) => isRecord(now) && now.row?.createdRevision === set.revision);
  const records = recordsOf(created);
  const kept = undoings.filter((u) => !created.includes(u));
  // Where the set archived a record and somebody has since made another with its key, that one is theirs.
  const replaced = kept.filter(({ cell, now }) => hasArchived(cell) && (now.row?.createdRevision ?? 0) > set.revision);
  return {
    writes: [...kept.map(({ now }) => now), ...records.map(archiving)],
    successors: await successorsOf(
      tx,
      kept.filter(({ cell, now }) => hasArchived(cell) && !now.exists),
    ),
    timelines: set.changes.flatMap((cell) => timelineChange(cell, set.revision)),
    refused: [
      ...(await conflictsOf(tx, kept.filter(hasMoved), set.revision)),
      ...(await conflictsOfRecords(tx, [...records, ...replaced], set.revision)),
      ...(await inUse(tx, created, set.revision)),
      ...(await conflictsOfGone(tx, gone, set.revision)),
      ...misplaced.map(unknownCode),
    ],
  };
}

const isRecord = ({ entity }: { readonly entity: string }): boolean => {
  const { kept, link } = entityNamed(entity);
  return kept === 'record' && link === undefined;
};

const originOf = (cell: RecordedCell): PushOrigin => ({ part: 0, ...matrixCell(cell), action: 'edit' });

const hasArchived = (cell: RecordedCell): boolean => cell.field === ARCHIVED && cell.after !== null;

/** Asks the stores for the present value of every cell; `after` is what it was before. */
async function readNow(tx: Transaction, { changes: cells, revision }: RevertedSet): Promise<ReadNow> {
  const undoings: Undoing[] = [];
  const gone: Undoing[] = [];
  const misplaced: Misplaced<PushOrigin>[] = [];
  for (const entity of new Set(cells.map((c) => c.entity))) {
    const ofEntity = cells.filter((c) => c.entity === entity);
    const writes = ofEntity.map((cell) => ({
      entity,
      key: cell.row.split('/'),
      field: cell.field,
      after: cell.before,
      origin: originOf(cell),
      takesArchived: true,
      ...(cell.validFrom === null ? {} : { from: cell.validFrom }),
      ...(hasArchived(cell) ? { archivedBy: revision } : {}),
    }));
    const definition = entityNamed(entity);
    const read = await storeOf(definition).read(tx, definition, writes);
    const cellOf = new Map(writes.map((write, i) => [write.origin, ofEntity[i]]));
    for (const now of read.writes) {
      const cell = cellOf.get(now.origin);
      if (cell) (isRecord(now) && !now.exists && now.row === null ? gone : undoings).push({ cell, now });
    }
    for (const m of read.misplaced) {
      const cell = cellOf.get(m.write.origin);
      if (cell && m.code === 'UNKNOWN_ROW')
        gone.push({ cell, now: { ...m.write, before: null, exists: false, row: null } });
      else misplaced.push(m);
    }
  }
  return { undoings, gone, misplaced };
}

/** The cell no longer holds what the change set wrote, nor what it had been before. */
const hasMoved = ({ cell, now }: Undoing): boolean => now.before !== cell.after && now.before !== cell.before;

const recordsOf = (created: readonly Undoing[]): Undoing[] => [
  ...new Map(created.map((u) => [`${u.cell.entity}/${u.cell.row}`, u])).values(),
];

const archiving = ({ cell, now }: Undoing): RevertWrite => ({
  entity: now.entity,
  key: now.key,
  field: ARCHIVED,
  after: 'true',
  origin: { ...originOf(cell), column: null },
});

function timelineChange(cell: RecordedCell, revision: number): RecordedChange[] {
  const { entity, row, field, validFrom, validTo, beforeFrom, before, after } = cell;
  if (validFrom === null) return [];
  return [{ entity, key: row.split('/'), field, validFrom, validTo, beforeFrom, before, after, revision }];
}

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

/**
 * The values in which a record that comes back differs from the one that last bore its key: whoever replays the changes has
 * those of the other, since both have one address.
 */
async function successorsOf(tx: Transaction, restored: readonly Undoing[]): Promise<ReadWrite<PushOrigin>[]> {
  const changes: ReadWrite<PushOrigin>[] = [];
  for (const entity of new Set(restored.map(({ now }) => now.entity))) {
    const ofEntity = restored.filter(({ now }) => now.entity === entity);
    const definition = entityNamed(entity);
    const fields = definition.fields.filter((f) => f.generated === undefined && !definition.key.includes(f.name));
    const find = { definition, fields, keys: ofEntity.map(({ now }) => now.key), withArchived: true };
    const newest = await findRows(tx, find);
    const own = await findRows(tx, { ...find, archivedBy: ofEntity.map(({ now }) => now.archivedBy) });
    for (const [i, { now }] of ofEntity.entries()) {
      if (newest[i]?.id === own[i]?.id) continue;
      for (const [f, { name }] of fields.entries()) {
        const [before, after] = [newest[i]?.[`f${f}`] ?? null, own[i]?.[`f${f}`] ?? null];
        if (before !== after) changes.push({ ...now, field: name, before, after });
      }
    }
  }
  return changes;
}
