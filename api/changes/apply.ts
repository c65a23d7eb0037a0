/** Writes what has been settled, and records it: rows, one Change for each write, the change set, the next revision. */
import { sendAhead } from '../database/send-ahead.ts';
import type { Transaction } from '../database/transaction.ts';
import { referenceOrder } from '../model/reference-order.ts';
import { entityNamed } from '../model/registry.ts';
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
  const stored = store(tx, ofEntity, set.revision);
  // Heard of below.
  stored.catch(() => undefined);
  // A change is recorded with its market, which may be new.
  if (ofEntity.has('Market')) await stored;
  await sendAhead(writes.length);
  const changes = [...writes, ...initialOf(ofEntity), ...written];
  // A revert must know whether the caller sees all that the set changed.
  const id = crypto.randomUUID();
  const [, changeSet] = await Promise.all([
    stored,
    insertChangeSet(tx, { ...set, id, changeCount: changes.length }),
    insertChanges(tx, { id, revision: set.revision }, changes),
  ]);
  return changeSet;
}

async function store(tx: Transaction, ofEntity: ReadonlyMap<string, ReadWrite[]>, revision: number): Promise<void> {
  for (const definition of referenceOrder([...ofEntity.keys()].map(entityNamed))) {
    const writes = ofEntity.get(definition.name) ?? [];
    await storeOf(definition).write(tx, definition, { revision, writes });
  }
}

/** Values that new records take without being told: the audit holds every stored value. */
const initialOf = (ofEntity: ReadonlyMap<string, readonly ReadWrite[]>): ReadWrite[] =>
  [...ofEntity].flatMap(([name, writes]) => {
    const definition = entityNamed(name);
    return definition.kept === 'record' && !definition.link ? initialWrites(definition, writes) : [];
  });
