/** Writes what has been settled, and records it: rows, one Change for each write, the change set, the next revision. */
import type { Transaction } from '../database/transaction.ts';
import { referenceOrder } from '../model/reference-order.ts';
import { allEntities, entityNamed } from '../model/registry.ts';
import { insertChanges, insertChangeSet, type NewChangeSet } from './changes.queries.ts';
import type { ChangeSetType } from './changes.types.ts';
import { initialWrites } from '../records/initial-writes.ts';
import { byEntity, type ReadWrite } from '../records/planned-write.ts';
import { storeOf } from '../records/stores.ts';

/**
 * Applies `writes` as change set `set.revision`; the caller holds the lock on `revision`. Parents are written before
 * their children. `written` has been written already and is only recorded.
 */
export async function applyWrites(
  tx: Transaction,
  set: NewChangeSet,
  { writes, written = [] }: { writes: readonly ReadWrite<unknown>[]; written?: readonly ReadWrite<unknown>[] },
): Promise<ChangeSetType> {
  const ofEntity = byEntity(writes);
  for (const definition of referenceOrder(allEntities())) {
    const own = ofEntity.get(definition.name);
    if (own) await storeOf(definition).write(tx, definition, { revision: set.revision, writes: own });
  }
  const changes = [...writes, ...initialOf(ofEntity), ...written];
  // A revert must know whether the caller sees all that the set changed.
  const id = crypto.randomUUID();
  const [changeSet] = await Promise.all([
    insertChangeSet(tx, { ...set, id, changeCount: changes.length }),
    insertChanges(tx, { id, revision: set.revision }, changes),
  ]);
  return changeSet;
}

/** Values that new records take without being told: the audit holds every stored value. */
const initialOf = (ofEntity: ReadonlyMap<string, readonly ReadWrite[]>): ReadWrite[] =>
  [...ofEntity].flatMap(([name, writes]) => {
    const definition = entityNamed(name);
    return definition.kept === 'record' && !definition.link ? initialWrites(definition, writes) : [];
  });
