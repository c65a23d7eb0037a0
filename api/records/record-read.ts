/** Reads records as they are now, field by field, in canonical text: the `before` of every planned write. */
import { planningOf } from '../database/planning.ts';
import type { Transaction } from '../database/transaction.ts';
import { type EntityDefinition, type FieldDefinition, fieldNamed } from '../model/registry.ts';
import { joinKeyTargets, keyBits, keyColumns, type KeyPart, keyParts, matchKey } from './address-sql.ts';
import { type Addressed, byAddress, misplacedAt, unknownPart, unreadablePart } from './addresses.ts';
import type { PlannedWrite, ReadWrite, StoredRow } from './planned-write.ts';
import { codeColumn, isCoded, isMarketOwned, isOfMarket, marketInKey, targetOf, writable } from './reference.ts';
import { unknownCodes, type Wanted, wantedKey } from './reference-check.ts';
import { Bindings, canonical, columnOf, quoted, unnest } from './sql-text.ts';
import type { Misplaced, Pending, StoreRead } from './store.ts';

/**
 * The pseudo-field of every record: `true` when archived, null when live. A record that was never there reads as archived,
 * so that writing null brings it to life, by itself or with its fields.
 */
export const ARCHIVED = 'archived';

/** What one statement answers for one address. */
export interface FoundRow {
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

/** A write with what is stored, and the market within which its references are codes. */
interface Placed<Origin> {
  readonly write: PlannedWrite<Origin>;
  readonly result: ReadWrite<Origin>;
  readonly market: string;
}

interface Request<Origin> {
  readonly definition: EntityDefinition;
  readonly writes: readonly PlannedWrite<Origin>[];
  readonly pending: Pending;
}

/** Reads any number of writes to one entity with two statements: the records, and the codes that references are to hold. */
export async function readRecords<Origin>(tx: Transaction, request: Request<Origin>): Promise<StoreRead<Origin>> {
  const { definition, writes, pending } = request;
  const parts = keyParts(definition);
  const misplaced: Misplaced<Origin>[] = [];
  const addresses: Addressed<PlannedWrite<Origin>>[] = [];
  for (const address of byAddress(writes)) {
    const bad = unreadablePart(parts, address.key);
    if (bad) misplaced.push(...misplacedAt(address, bad));
    else addresses.push(address);
  }
  const fields = fieldsIn(definition, writes);
  const archivedBy = addresses.map((a) => a.writes.find((w) => w.archivedBy !== undefined)?.archivedBy);
  const keys = addresses.map((a) => a.key);
  const rows = await findRows(tx, { definition, fields, keys, withArchived: true, archivedBy });
  const read = new Map<PlannedWrite<Origin>, Placed<Origin>>();
  for (const [index, address] of addresses.entries()) {
    const outcome = readOne({ definition, parts, fields, pending }, address, rows[index]);
    misplaced.push(...outcome.misplaced);
    for (const placed of outcome.placed) read.set(placed.write, placed);
  }
  for (const refused of await unknownValues(tx, { definition, placed: [...read.values()], pending })) {
    read.delete(refused.write);
    misplaced.push(refused);
  }
  return { writes: writes.flatMap((write) => read.get(write)?.result ?? []), misplaced };
}

const isArchiving = (write: PlannedWrite): boolean => write.field === ARCHIVED;
const isRestoring = (write: PlannedWrite): boolean => isArchiving(write) && write.after === null;

/** The distinct real fields of the writes, and the market where their codes depend on it. */
function fieldsIn(definition: EntityDefinition, writes: readonly PlannedWrite[]): FieldDefinition[] {
  const names = new Set(writes.map((w) => w.field));
  names.delete(ARCHIVED);
  const fields = [...names].map((name) => writable(definition, name));
  if (!names.has('market') && !isMarketOwned(definition) && fields.some(isOfMarket)) {
    fields.push(fieldNamed(definition, 'market'));
  }
  return fields;
}

export interface Find {
  readonly definition: EntityDefinition;
  readonly fields: readonly FieldDefinition[];
  readonly keys: readonly (readonly string[])[];
  readonly withArchived: boolean;
  /** For each key the change set whose archived row is meant; see `PlannedWrite`. */
  readonly archivedBy?: readonly (number | undefined)[];
}

/**
 * For each key its row, and what of its codes is unknown. Where a key has several rows: the live one, else the one that the
 * named change set archived, else the newest.
 */
export async function findRows(tx: Transaction, find: Find): Promise<FoundRow[]> {
  const { definition, fields, keys, withArchived, archivedBy } = find;
  if (keys.length === 0) return [];
  const parts = keyParts(definition);
  const bind = new Bindings();
  const found = await tx.query<FoundRow>(
    `SELECT a.n::integer AS n, r.id, r.created_revision AS created, r.revision, r.archived_at IS NOT NULL AS archived,
            ${keyBits(parts, (alias) => `${alias}.id IS NULL`)} AS unknown,
            ${keyBits(parts, (alias) => `${alias}.archived_at IS NOT NULL`)} AS gone
            ${fields.map((field, i) => `, ${valueOf(field, i)} AS f${i}`).join('')}
       FROM ${unnest(bind, keyColumns(parts, keys))}
       ${joinKeyTargets(parts)}
       LEFT JOIN ${rowsOf(definition, matchKey(parts), withArchived)}
       ${fields.map(joinValue).join('\n')}`,
    bind.values,
    planningOf(keys.length, fields.length),
  );
  const rows: FoundRow[] = [];
  for (const row of found) {
    const other = rows[row.n - 1];
    if (!other || isPreferred(row, other, archivedBy?.[row.n - 1])) rows[row.n - 1] = row;
  }
  return rows;
}

/**
 * The rows `r` of a key. A code is unique, archived or not. Other keys are unique among live rows only, and their index holds
 * no others: archived ones are looked for where there is no live one, and for each key by itself, so that no number of keys
 * reads the whole table.
 */
function rowsOf(definition: EntityDefinition, isOfKey: string, withArchived: boolean): string {
  const table = quoted(definition.table);
  if (isCoded(definition)) return `${table} r ON ${isOfKey}`;
  const live = `SELECT r.* FROM ${table} r WHERE ${isOfKey} AND r.archived_at IS NULL`;
  if (!withArchived) return `LATERAL (${live} OFFSET 0) r ON TRUE`;
  return `LATERAL (${live} UNION ALL SELECT r.* FROM ${table} r WHERE ${isOfKey} AND r.archived_at IS NOT NULL
            AND NOT EXISTS (${live})) r ON TRUE`;
}

function isPreferred(row: FoundRow, other: FoundRow, archivedBy: number | undefined): boolean {
  if (row.archived !== other.archived) return !row.archived;
  if (other.revision === archivedBy) return false;
  return row.revision === archivedBy || (row.revision ?? 0) > (other.revision ?? 0);
}

const valueOf = (field: FieldDefinition, i: number): string =>
  field.type === 'REFERENCE' ? codeColumn(targetOf(field), `v${i}`) : canonical(field, columnOf('r', field));

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

export const storedRow = (found: FoundRow | undefined): StoredRow | null =>
  found?.id ? { id: found.id, createdRevision: found.created ?? 0 } : null;

interface Outcome<Origin> {
  readonly placed: Placed<Origin>[];
  readonly misplaced: Misplaced<Origin>[];
}

/** The writes to one record with what is stored, or why it cannot be found. */
function readOne<Origin>(
  context: Context,
  address: Addressed<PlannedWrite<Origin>>,
  found: FoundRow | undefined,
): Outcome<Origin> {
  const misplaced = whyMisplaced(context, address, found);
  if (misplaced.length > 0) return { placed: [], misplaced };
  const row = storedRow(found);
  const isArchived = found?.archived ?? false;
  const exists = row !== null && !isArchived;
  // Fields of an archived record that does not come back are those of a new record with the same key.
  const isNew = isArchived && !address.writes.some(isRestoring);
  const now = (name: string): string | null =>
    (isNew ? null : found?.[`f${context.fields.findIndex((f) => f.name === name)}`]) ?? null;
  const market =
    marketInKey(context.definition, address.key) ??
    address.writes.find((w) => w.field === 'market')?.after ??
    now('market') ??
    '';
  const result = (write: PlannedWrite<Origin>): ReadWrite<Origin> =>
    isArchiving(write)
      ? { ...write, before: exists ? null : 'true', exists, row }
      : { ...write, before: now(write.field), exists, row: isNew ? null : row, ...(isNew ? { replaces: true } : {}) };
  return { placed: address.writes.map((write) => ({ write, result: result(write), market })), misplaced };
}

function whyMisplaced<Origin>(
  { definition, parts, pending }: Context,
  address: Addressed<PlannedWrite<Origin>>,
  found: FoundRow | undefined,
): Misplaced<Origin>[] {
  const isAnew = found?.archived === true && !isCoded(definition) && !address.writes.some(isArchiving);
  if (!found?.id || isAnew) {
    const bits = (found?.unknown ?? 0) | (found?.gone ?? 0);
    const unknown = unknownPart(parts, address.key, { bits, pending });
    if (unknown) return misplacedAt(address, unknown);
  }
  const last = parts.at(-1) as KeyPart; // every key has a part
  const nothingToArchive = !found?.id && address.writes.some((w) => isArchiving(w) && w.after !== null);
  const isTaken = found?.archived === true && isCoded(definition) && !address.writes.some(isRestoring);
  return nothingToArchive || (isTaken && !address.writes.every(isArchiving))
    ? misplacedAt(address, last, 'UNKNOWN_ROW')
    : [];
}

/** The writes whose reference is to hold a code that names nothing. */
async function unknownValues<Origin>(
  tx: Transaction,
  request: { definition: EntityDefinition; placed: readonly Placed<Origin>[]; pending: Pending },
): Promise<Misplaced<Origin>[]> {
  const wanted = new Map<PlannedWrite<Origin>, Wanted>();
  for (const { write, result, market } of request.placed) {
    if (write.after === null || write.after === result.before || isArchiving(write)) continue;
    const field = fieldNamed(request.definition, write.field);
    if (field.type === 'REFERENCE')
      wanted.set(write, {
        field,
        market: isOfMarket(field) ? market : '',
        code: write.after,
        takesArchived: write.takesArchived,
      });
  }
  const unknown = await unknownCodes(tx, [...wanted.values()], request.pending);
  return [...wanted]
    .filter(([, w]) => unknown.has(wantedKey(w)))
    .map(([write, w]) => ({ write, code: 'UNKNOWN_CODE', value: w.code, field: w.field.name }));
}
