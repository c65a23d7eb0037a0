/** What undoing a change set asks for. */
import type { Transaction } from '../database/transaction.ts';
import { entityNamed } from '../model/registry.ts';
import type { Verdict } from '../records/entity-check.ts';
import type { PlannedWrite, ReadWrite } from '../records/planned-write.ts';
import { ARCHIVED, findRows } from '../records/record-read.ts';
import type { RecordedChange } from '../records/timeline-restore.ts';
import type { PushOrigin } from './push-plan.ts';
import { refusalsToUndo } from './revert-conflicts.ts';
import { hasArchived, isRecord, originOf, readNow, recordsOf, type Undoing } from './revert-read.ts';
import type { RecordedCell, RevertedSet } from './revert.queries.ts';

export type RevertWrite = PlannedWrite<PushOrigin>;

export interface RevertPlan {
  /** Prices among them are only judged as writes; `timelines` says how they are undone. */
  readonly writes: readonly RevertWrite[];
  readonly timelines: readonly RecordedChange[];
  /** What the audit must tell, beside the writes, of records that come back after others bore their key. */
  readonly successors: readonly ReadWrite<PushOrigin>[];
  readonly refused: readonly Verdict<PushOrigin>[];
}

export async function planRevert(tx: Transaction, set: RevertedSet): Promise<RevertPlan> {
  const { undoings, gone, misplaced } = await readNow(tx, set);
  const { revision } = set;
  const isCreated = ({ now }: Undoing): boolean => isRecord(now) && now.row?.createdRevision === revision;
  const created = undoings.filter(isCreated);
  const kept = undoings.filter((undoing) => !isCreated(undoing));
  const archived = kept.filter(({ cell }) => hasArchived(cell));
  // Where the set archived a record and somebody has since made another with its key, that one is theirs.
  const replaced = archived.filter(({ now }) => (now.row?.createdRevision ?? 0) > revision);
  return {
    writes: [...kept.map(({ now }) => now), ...recordsOf(created).map(archiving)],
    successors: await successorsOf(
      tx,
      archived.filter(({ now }) => !now.exists),
    ),
    timelines: set.changes.flatMap((cell) => timelineChange(cell, revision)),
    refused: await refusalsToUndo(tx, { revision, kept, created, replaced, gone, misplaced }),
  };
}

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
