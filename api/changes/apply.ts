/** Writes what has been settled, and records it: rows, one Change for each write, the change set, the next revision. */
import type { Transaction } from '../database/transaction.ts';
import { referenceOrder } from '../model/reference-order.ts';
import { allEntities, entityNamed } from '../model/registry.ts';
import { insertChanges, insertChangeSet, type NewChangeSet } from './changes.queries.ts';
import { initialWrites } from '../records/initial-writes.ts';
import type { ReadWrite } from '../records/planned-write.ts';
import { storeOf } from '../records/stores.ts';

/**
 * Applies `writes` as change set `set.revision`; the caller holds the lock on `revision`. Parents are written before
 * their children. `written` has been written already and is only recorded.
 */
export async function applyWrites(
  tx: Transaction,
  set: NewChangeSet,
  { writes, written = [] }: { writes: readonly ReadWrite<unknown>[]; written?: readonly ReadWrite<unknown>[] },
): Promise<string> {
  for (const definition of referenceOrder(allEntities())) {
    const ofEntity = writes.filter((w) => w.entity === definition.name);
    if (ofEntity.length === 0) continue;
    await storeOf(definition).write(tx, definition, { revision: set.revision, writes: ofEntity });
  }
  const changes = [...writes, ...initialOf(writes), ...written].map((w) => ({
    ...w,
    market: marketOf(w),
  }));
  // A revert must know whether the caller sees all that the set changed.
  const id = await insertChangeSet(tx, { ...set, changeCount: changes.length });
  await insertChanges(tx, { id, revision: set.revision }, changes);
  return id;
}

/** Values that new records take without being told: the audit holds every stored value. */
const initialOf = (writes: readonly ReadWrite<unknown>[]): ReadWrite<unknown>[] =>
  allEntities()
    .filter((definition) => definition.kept === 'record' && !definition.link)
    .flatMap((definition) =>
      initialWrites(
        definition,
        writes.filter((w) => w.entity === definition.name),
      ),
    );

/** The code of the market that a record belongs to; null for what belongs to none. */
export function marketOf({ entity, key }: { readonly entity: string; readonly key: readonly string[] }): string | null {
  if (entity === 'Market') return key[0] ?? null;
  const position = entityNamed(entity).key.indexOf('market');
  return position < 0 ? null : (key[position] ?? null);
}
