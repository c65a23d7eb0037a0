/** Writes what has been settled, and records it: rows, one Change for each write, the change set, the next revision. */
import type { Transaction } from '../database/transaction.ts';
import { referenceOrder } from '../model/reference-order.ts';
import { allEntities, entityNamed } from '../model/registry.ts';
import { insertChanges, insertChangeSet, type NewChangeSet } from './changes.queries.ts';
import type { ReadWrite } from './planned-write.ts';
import { ARCHIVED } from './record-read.ts';
import { storeOf } from './stores.ts';

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
  const changes = [...writes, ...initialValues(writes), ...written].map((w) => ({ ...w, market: marketOf(w) }));
  // A revert must know whether the caller sees all that the set changed.
  const id = await insertChangeSet(tx, { ...set, changeCount: changes.length });
  await insertChanges(tx, { id, revision: set.revision }, changes);
  return id;
}

/** The values that new records take without being told, so that the audit holds every stored value. */
function initialValues(writes: readonly ReadWrite<unknown>[]): ReadWrite<unknown>[] {
  const created = new Map<string, ReadWrite<unknown>[]>();
  for (const write of writes) {
    if (write.row !== null || entityNamed(write.entity).link) continue;
    const record = [write.entity, ...write.key].join('/');
    created.set(record, [...(created.get(record) ?? []), write]);
  }
  return [...created.values()].flatMap((ofRecord) => {
    const given = new Set(ofRecord.map((w) => w.field));
    const [first] = ofRecord;
    const { fields, key, kept } = entityNamed(first?.entity ?? '');
    if (!first || kept !== 'record') return [];
    const missing = fields.filter((f) => f.initial !== undefined && !given.has(f.name) && !key.includes(f.name));
    const initial = missing.map((f) => ({ ...first, field: f.name, before: null, after: f.initial ?? null }));
    // Whoever replays the changes has the archived record under this key: now one is live again.
    return first.replaces ? [...initial, { ...first, field: ARCHIVED, before: 'true', after: null }] : initial;
  });
}

/** The code of the market that a record belongs to; null for what belongs to none. */
export function marketOf({ entity, key }: { readonly entity: string; readonly key: readonly string[] }): string | null {
  if (entity === 'Market') return key[0] ?? null;
  const position = entityNamed(entity).key.indexOf('market');
  return position < 0 ? null : (key[position] ?? null);
}
