/** The store of entities that keep one live row for each natural key. */
import type { Transaction } from '../database/transaction.ts';
import type { EntityDefinition } from '../model/registry.ts';
import { byAddress } from './addresses.ts';
import type { ReadWrite } from './planned-write.ts';
import { insertRecords, type NewRecord } from './record-insert.ts';
import { ARCHIVED, readRecords } from './record-read.ts';
import { type ChangedRecord, updateRecords } from './record-update.ts';
import { writable } from './reference.ts';
import type { Store } from './store.ts';

export const recordStore: Store = {
  read: (tx, definition, writes, pending = new Map()) => readRecords(tx, { definition, writes, pending }),
  write: (tx, definition, { revision, writes }) => writeRecords(tx, definition, { revision, writes }),
};

/** One INSERT for the new records, one UPDATE for the others. */
async function writeRecords(
  tx: Transaction,
  definition: EntityDefinition,
  { revision, writes }: { revision: number; writes: readonly ReadWrite[] },
): Promise<void> {
  const created: NewRecord[] = [];
  const changed: ChangedRecord[] = [];
  for (const { key, writes: own } of byAddress(writes)) {
    const values = new Map(
      own.filter((w) => w.field !== ARCHIVED).map((w) => [writable(definition, w.field).name, w.after]),
    );
    const archiving = own.find((w) => w.field === ARCHIVED);
    const row = own.find((w) => w.row !== null)?.row;
    if (!row) created.push({ key, values });
    else changed.push({ id: row.id, key, values, ...(archiving ? { archived: archiving.after !== null } : {}) });
  }
  await updateRecords(tx, definition, { revision, records: changed });
  await insertRecords(tx, definition, { revision, records: created });
}
