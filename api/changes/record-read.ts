/** Reads records as they are now, field by field, in canonical text: the `before` of every planned write. */
import type { Transaction } from '../database/transaction.ts';
import { type EntityDefinition, type FieldDefinition, fieldNamed } from '../model/registry.ts';
import { joinKeyTargets, keyBits, keyColumns, type KeyPart, keyParts, matchKey } from './address-sql.ts';
import { type Addressed, byAddress, misplacedAt, unknownPart, unreadablePart } from './addresses.ts';
import type { PlannedWrite, ReadWrite, StoredRow } from './planned-write.ts';
import { codeColumn, isCoded, isMarketOwned, targetOf } from './reference.ts';
import { unknownCodes, type Wanted, wantedKey } from './reference-check.ts';
import { Bindings, canonical, columnOf, quoted, unnest } from './sql-text.ts';
import type { Misplaced, Pending, StoreRead } from './store.ts';

/** The pseudo-field of every record: `true` when archived, null when live. */
export const ARCHIVED = 'archived';

/** What one statement answers for one address. */
interface FoundRow {
  readonly n: number;
  readonly id: string | null;
  readonly created: number | null;
  readonly revision: number | null;
  readonly archived: boolean;
  /** Bits of the key parts whose code names nothing, and of those whose target is archived. */
  readonly unknown: number;
  readonly gone: number;
  /** f0, f1, …: the values of the fields asked for. */
  readonly [value: `f${number}`]: string | null;
}

/** Reads any number of writes to one entity with two statements: the records, and the codes that references are to hold. */
export async function readRecords<Origin>(
  tx: Transaction,
  { definition, writes, pending }: { definition: EntityDefinition; writes: readonly PlannedWrite<Origin>[]; pending: Pending },
): Promise<StoreRead<Origin>> {
  const parts = keyParts(definition);
  const misplaced: Misplaced<Origin>[] = [];
  const addresses: Addressed<PlannedWrite<Origin>>[] = [];
  for (const address of byAddress(writes)) {
    const bad = unreadablePart(parts, address.key);
    if (bad) misplaced.push(...misplacedAt(address, bad));
    else addresses.push(address);
  }
  const fields = fieldsIn(definition, writes);
  const rows = await findRows(tx, { definition, fields, keys: addresses.map((a) => a.key), withArchived: writes.some(isArchiving) });
  const read = new Map<PlannedWrite<Origin>, ReadWrite<Origin>>();
  for (const [index, address] of addresses.entries()) {
    const outcome = readOne({ definition, parts, fields, pending }, address, rows[index]);
    if (Array.isArray(outcome)) misplaced.push(...outcome);
    else for (const one of outcome.read) read.set(one.write, one.result);
  }
  misplaced.push(...(await refuseUnknownValues(tx, { definition, read, pending })));
  return { writes: writes.flatMap((write) => read.get(write) ?? []), misplaced };
}

const isArchiving = (write: PlannedWrite): boolean => write.field === ARCHIVED;

/** The distinct real fields of the writes. @throws Error for a field of the key, which says where, not what. */
function fieldsIn(definition: EntityDefinition, writes: readonly PlannedWrite[]): FieldDefinition[] {
  const names = new Set(writes.map((w) => w.field));
  names.delete(ARCHIVED);
  return [...names].map((name) => {
    if (definition.key.includes(name)) throw new Error(`${definition.name}.${name} is part of the key and cannot be written`);
    return fieldNamed(definition, name);
  });
}

interface Find {
  readonly definition: EntityDefinition;
  readonly fields: readonly FieldDefinition[];
  readonly keys: readonly (readonly string[])[];
  readonly withArchived: boolean;
}

/** For each key its row, and what of its codes is unknown. Where a key has several rows, the live one, else the newest. */
async function findRows(tx: Transaction, { definition, fields, keys, withArchived }: Find): Promise<FoundRow[]> {
  if (keys.length === 0) return [];
  const parts = keyParts(definition);
  const bind = new Bindings();
  const isLive = isCoded(definition) || withArchived ? '' : ' AND r.archived_at IS NULL';
  const found = await tx.query<FoundRow>(
    `SELECT a.n::integer AS n, r.id, r.created_revision AS created, r.revision, r.archived_at IS NOT NULL AS archived,
            ${keyBits(parts, (alias) => `${alias}.id IS NULL`)} AS unknown,
            ${keyBits(parts, (alias) => `${alias}.archived_at IS NOT NULL`)} AS gone
            ${fields.map((field, i) => `, ${valueOf(field, i)} AS f${i}`).join('')}
       FROM ${unnest(bind, keyColumns(parts, keys))}
       ${joinKeyTargets(parts)}
       LEFT JOIN ${quoted(definition.table)} r ON ${matchKey(parts)}${isLive}
       ${fields.map(joinValue).join('\n')}`,
    bind.values,
  );
  const rows: FoundRow[] = [];
  for (const row of found) {
    const other = rows[row.n - 1];
    if (!other || isPreferred(row, other)) rows[row.n - 1] = row;
  }
  return rows;
}

const isPreferred = (row: FoundRow, other: FoundRow): boolean =>
  row.archived === other.archived ? (row.revision ?? 0) > (other.revision ?? 0) : !row.archived;

const valueOf = (field: FieldDefinition, i: number): string =>
  field.type === 'REFERENCE' ? codeColumn(targetOf(field), `v${i}`) : canonical(field.type, columnOf('r', field));

const joinValue = (field: FieldDefinition, i: number): string =>
  field.type === 'REFERENCE'
    ? `LEFT JOIN ${quoted(targetOf(field).table)} v${i} ON v${i}.id = ${columnOf('r', field)}`
    : '';

interface Context {
  readonly definition: EntityDefinition;
  readonly parts: readonly KeyPart[];
  readonly fields: readonly FieldDefinition[];
  readonly pending: Pending;
}

interface Outcome<Origin> {
  readonly read: { readonly write: PlannedWrite<Origin>; readonly result: ReadWrite<Origin> }[];
}

/** The writes to one record with what is stored, or why it cannot be found. */
function readOne<Origin>(
  { definition, parts, fields, pending }: Context,
  address: Addressed<PlannedWrite<Origin>>,
  found: FoundRow | undefined,
): Outcome<Origin> | Misplaced<Origin>[] {
  const bits = found?.id ? 0 : (found?.unknown ?? 0) | (found?.gone ?? 0);
  const unknown = unknownPart(parts, address.key, { bits, pending });
  if (unknown) return misplacedAt(address, unknown);
  const isRestored = address.writes.some((w) => isArchiving(w) && w.after === null);
  const isArchived = found?.archived ?? false;
  const last = parts.at(-1) as KeyPart; // every key has a part
  if (!found?.id && address.writes.some((w) => isArchiving(w) && w.after !== null)) return misplacedAt(address, last, 'UNKNOWN_ROW');
  if (isArchived && isCoded(definition) && !isRestored && !address.writes.every(isArchiving)) {
    return misplacedAt(address, last, 'UNKNOWN_ROW');
  }
  const stored: StoredRow | null = found?.id ? { id: found.id, createdRevision: found.created ?? 0 } : null;
  const exists = stored !== null && !isArchived;
  return {
    read: address.writes.map((write) => {
      // Fields of an archived record that is not coming back are those of a new record with the same key.
      const row = isArchived && !isRestored && !isArchiving(write) ? null : stored;
      const value = isArchiving(write) ? (isArchived ? 'true' : null) : found?.[`f${fields.findIndex((f) => f.name === write.field)}`];
      return { write, result: { ...write, before: row ? (value ?? null) : null, exists, row } };
    }),
  };
}

/** Takes out of `read` the writes whose reference is to hold an unknown code. */
async function refuseUnknownValues<Origin>(
  tx: Transaction,
  { definition, read, pending }: { definition: EntityDefinition; read: Map<PlannedWrite<Origin>, ReadWrite<Origin>>; pending: Pending },
): Promise<Misplaced<Origin>[]> {
  const wanted = new Map<PlannedWrite<Origin>, Wanted>();
  for (const [write, { before, after }] of read) {
    if (after === null || after === before || isArchiving(write)) continue;
    const field = fieldNamed(definition, write.field);
    if (field.type !== 'REFERENCE') continue;
    const market = isMarketOwned(targetOf(field)) ? (write.key[0] ?? '') : '';
    wanted.set(write, { field, market, code: after });
  }
  const unknown = await unknownCodes(tx, [...wanted.values()], pending);
  const misplaced: Misplaced<Origin>[] = [];
  for (const [write, w] of wanted) {
    if (!unknown.has(wantedKey(w))) continue;
    read.delete(write);
    misplaced.push({ write, code: 'UNKNOWN_CODE', value: w.code, field: w.field.name });
  }
  return misplaced;
}
