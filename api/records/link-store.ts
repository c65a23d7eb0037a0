/**
 * The store of pure link tables. An analyst sees no links but one cell of their owner that holds a set of codes, so a write
 * is addressed by the owner's key, and its value is the members' codes in code order, joined by `;`, null when there are none.
 */
import { planningOf } from '../database/planning.ts';
import type { Transaction } from '../database/transaction.ts';
import { type EntityDefinition, type FieldDefinition, fieldNamed } from '../model/registry.ts';
import { type KeyPart, keyParts } from './address-sql.ts';
import { byAddress, isPending, misplacedAt, unreadablePart } from './addresses.ts';
import type { PlannedWrite, ReadWrite } from './planned-write.ts';
import { insertRecords } from './record-insert.ts';
import { type FoundRow, findRows, storedRow } from './record-read.ts';
import { updateRecords } from './record-update.ts';
import { codeColumn, isMarketOwned, marketInKey, targetOf } from './reference.ts';
import { unknownCodes, type Wanted, wantedKey } from './reference-check.ts';
import { Bindings, columnOf, quoted, unnest } from './sql-text.ts';
import type { Misplaced, Pending, Store, StoreRead } from './store.ts';

export const linkStore: Store = {
  read: (tx, definition, writes, pending = new Map()) => readLinks(tx, linkOf(definition), { writes, pending }),
  write: (tx, definition, stamp) => writeLinks(tx, linkOf(definition), stamp),
};

interface Link {
  readonly definition: EntityDefinition;
  readonly owner: FieldDefinition;
  readonly ownerDefinition: EntityDefinition;
  readonly member: FieldDefinition;
}

function linkOf(definition: EntityDefinition): Link {
  if (!definition.link) throw new Error(`${definition.name} is not a link`);
  const owner = fieldNamed(definition, definition.link.owner);
  const member = fieldNamed(definition, definition.link.member);
  return { definition, owner, ownerDefinition: targetOf(owner), member };
}

/** The codes of a set-valued cell, each once, in code order; any order comes in. */
export function codesOf(cell: string | null): string[] {
  const codes = (cell ?? '').split(';').map((code) => code.trim());
  return [...new Set(codes.filter((code) => code !== ''))].sort(byCode);
}

// By code point, as `COLLATE "C"` sorts: codes are ASCII.
const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const cellOf = (codes: readonly string[]): string | null => (codes.length === 0 ? null : codes.join(';'));

/** Three statements: the owners, their members, and the codes that are to be added. */
async function readLinks<Origin>(
  tx: Transaction,
  link: Link,
  { writes, pending }: { writes: readonly PlannedWrite<Origin>[]; pending: Pending },
): Promise<StoreRead<Origin>> {
  const parts = keyParts(link.ownerDefinition);
  const misplaced: Misplaced<Origin>[] = [];
  const addresses = byAddress(writes).filter((address) => {
    const bad = unreadablePart(parts, address.key);
    if (bad) misplaced.push(...misplacedAt(address, bad));
    return !bad;
  });
  const keys = addresses.map((a) => a.key);
  const owners = await findRows(tx, { definition: link.ownerDefinition, fields: [], keys, withArchived: true });
  const cells = await readCells(tx, link, owners);
  const read = new Map<PlannedWrite<Origin>, ReadWrite<Origin>>();
  for (const [i, address] of addresses.entries()) {
    const row = storedRow(owners[i]);
    const exists = row !== null && !owners[i]?.archived;
    const market = marketInKey(link.ownerDefinition, address.key) ?? '';
    const isComing = isPending(pending, link.ownerDefinition, { market, code: address.key.at(-1) ?? '' });
    if (!exists && !isComing) {
      misplaced.push(...misplacedAt(address, parts.at(-1) as KeyPart, 'UNKNOWN_ROW')); // every key has a part
      continue;
    }
    const before = (row && cells.get(row.id)) ?? null;
    for (const write of address.writes)
      read.set(write, { ...write, after: cellOf(codesOf(write.after)), before, exists, row });
  }
  for (const refused of await unknownMembers(tx, link, { read: [...read], pending })) {
    read.delete(refused.write);
    misplaced.push(refused);
  }
  return { writes: writes.flatMap((write) => read.get(write) ?? []), misplaced };
}

/** The set of each owner that has one. */
async function readCells(tx: Transaction, link: Link, owners: readonly FoundRow[]): Promise<Map<string, string>> {
  const ids = owners.flatMap((owner) => owner.id ?? []);
  if (ids.length === 0) return new Map();
  const bind = new Bindings();
  const code = codeColumn(targetOf(link.member), 'm');
  const rows = await tx.query<{ id: string; codes: string }>(
    `SELECT a.id, string_agg(${code}, ';' ORDER BY ${code} COLLATE "C") AS codes
       FROM ${unnest(bind, [{ name: 'id', type: 'uuid', values: ids }])}
       JOIN ${quoted(link.definition.table)} r ON ${columnOf('r', link.owner)} = a.id AND r.archived_at IS NULL
       JOIN ${quoted(targetOf(link.member).table)} m ON m.id = ${columnOf('r', link.member)}
      GROUP BY a.id`,
    bind.values,
    planningOf(ids.length),
  );
  return new Map(rows.map((row) => [row.id, row.codes]));
}

/** The writes that add a code which names nothing; what is in the set already may stay. */
async function unknownMembers<Origin>(
  tx: Transaction,
  { member, ownerDefinition }: Link,
  { read, pending }: { read: readonly [PlannedWrite<Origin>, ReadWrite<Origin>][]; pending: Pending },
): Promise<Misplaced<Origin>[]> {
  const wanted: { readonly write: PlannedWrite<Origin>; readonly w: Wanted }[] = [];
  for (const [write, { before, after }] of read) {
    const market = isMarketOwned(targetOf(member)) ? (marketInKey(ownerDefinition, write.key) ?? '') : '';
    for (const code of difference(after, before))
      wanted.push({ write, w: { field: member, market, code, takesArchived: write.takesArchived } });
  }
  const unknown = await unknownCodes(
    tx,
    wanted.map(({ w }) => w),
    pending,
  );
  return wanted
    .filter(({ w }) => unknown.has(wantedKey(w)))
    .map(({ write, w }) => ({ write, code: 'UNKNOWN_CODE', value: w.code, field: write.field }));
}

function difference(from: string | null, without: string | null): string[] {
  const gone = new Set(codesOf(without));
  return codesOf(from).filter((code) => !gone.has(code));
}

/** Archives the links that are no longer in their owner's set, then inserts the new ones: three statements. */
async function writeLinks(
  tx: Transaction,
  link: Link,
  { revision, writes }: { revision: number; writes: readonly ReadWrite[] },
): Promise<void> {
  const added = writes.flatMap((w) => difference(w.after, w.before).map((code) => linkKey(link, w.key, code)));
  const removed = writes.flatMap((w) => difference(w.before, w.after).map((code) => linkKey(link, w.key, code)));
  const rows = await findRows(tx, { definition: link.definition, fields: [], keys: removed, withArchived: false });
  const records = removed.map((key, i) => {
    const id = rows[i]?.id;
    if (!id) throw new Error(`${link.definition.name} ${key.join('/')} is no longer there`);
    return { id, key, values: new Map<string, string | null>(), archived: true };
  });
  await updateRecords(tx, link.definition, { revision, records });
  await insertRecords(tx, link.definition, { revision, records: added.map((key) => ({ key, values: new Map() })) });
}

/** The link's own key: its owner's parts by name, the owner's code, the member's code. */
function linkKey(
  { definition, owner, ownerDefinition, member }: Link,
  ownerKey: readonly string[],
  code: string,
): string[] {
  return definition.key.map((name) => {
    if (name === member.name) return code;
    if (name === owner.name) return ownerKey.at(-1) ?? '';
    const index = ownerDefinition.key.indexOf(name);
    if (index < 0) throw new Error(`${definition.name}.${name} follows from neither its owner nor its member`);
    return ownerKey[index] ?? '';
  });
}
