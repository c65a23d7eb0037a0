/** The cells of a change set that is to be undone, as they stand now. */
import type { Transaction } from '../database/transaction.ts';
import { entityNamed } from '../model/registry.ts';
import type { ReadWrite } from '../records/planned-write.ts';
import { ARCHIVED } from '../records/record-read.ts';
import type { Misplaced } from '../records/store.ts';
import { storeOf } from '../records/stores.ts';
import { matrixCell } from './matrix-cell.ts';
import type { PushOrigin } from './push-plan.ts';
import type { RecordedCell, RevertedSet } from './revert.queries.ts';

/** A recorded cell, as it stands now. */
export interface Undoing {
  readonly cell: RecordedCell;
  readonly now: ReadWrite<PushOrigin>;
}

export interface ReadNow {
  readonly undoings: readonly Undoing[];
  /** Cells of records that somebody has archived since. */
  readonly gone: readonly Undoing[];
  readonly misplaced: readonly Misplaced<PushOrigin>[];
}

/** Asks the stores for the present value of every cell; `after` is what it was before. */
export async function readNow(tx: Transaction, { changes: cells, revision }: RevertedSet): Promise<ReadNow> {
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

export const isRecord = ({ entity }: { readonly entity: string }): boolean => {
  const { kept, link } = entityNamed(entity);
  return kept === 'record' && link === undefined;
};

export const originOf = (cell: RecordedCell): PushOrigin => ({ part: 0, ...matrixCell(cell), action: 'edit' });

export const hasArchived = (cell: RecordedCell): boolean => cell.field === ARCHIVED && cell.after !== null;

/** One of the cells of each record. */
export const recordsOf = (created: readonly Undoing[]): Undoing[] => [
  ...new Map(created.map((u) => [`${u.cell.entity}/${u.cell.row}`, u])).values(),
];
