/** Short forms of what these tests do all the time: plan, read, write. */
import type { PlannedWrite, ReadWrite } from '../../api/records/planned-write.ts';
import { recordStore } from '../../api/records/record-store.ts';
import type { Pending, Store, StoreRead } from '../../api/records/store.ts';
import type { Transaction } from '../../api/database/transaction.ts';
import { entityNamed } from '../../api/model/registry.ts';

/** Fields of one record, in canonical text. */
export type Fields = Readonly<Record<string, string | null>>;

/** `plan('Market', 'SMB', { name: 'Small' })`: a planned write for each field; the key is written as text. */
export function plan(entity: string, key: string, fields: Fields): PlannedWrite<string>[] {
  const codes = key.split('/');
  return Object.entries(fields).map(([field, after]) => ({
    entity,
    key: codes,
    field,
    after,
    origin: `${key} ${field}`,
  }));
}

export function read(
  tx: Transaction,
  writes: readonly PlannedWrite<string>[],
  { store = recordStore, pending = new Map() as Pending } = {},
): Promise<StoreRead<string>> {
  return store.read(tx, entityNamed(writes[0]?.entity ?? ''), writes, pending);
}

/** Reads and writes; every write must have its place. */
export async function put(
  tx: Transaction,
  writes: readonly PlannedWrite<string>[],
  { store = recordStore, revision = 1 }: { store?: Store; revision?: number } = {},
): Promise<ReadWrite<string>[]> {
  const { writes: found, misplaced } = await read(tx, writes, { store });
  if (misplaced.length > 0) throw new Error(misplaced.map((m) => `${m.code} ${m.field} ${m.value}`).join('; '));
  await store.write(tx, entityNamed(writes[0]?.entity ?? ''), { revision, writes: found });
  return found;
}

/** What is stored, as `before` says it: `{ name: 'Small' }`. */
export async function stored(
  tx: Transaction,
  at: { entity: string; key: string; fields: string[]; store?: Store },
): Promise<Fields> {
  const wanted = plan(at.entity, at.key, Object.fromEntries(at.fields.map((f) => [f, null])));
  const { writes } = await read(tx, wanted, at.store ? { store: at.store } : {});
  return Object.fromEntries(writes.map((w) => [w.field, w.before]));
}
