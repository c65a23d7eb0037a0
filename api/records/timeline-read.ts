/** Reads what is in force at the day of each write, and until when the new value would hold. */
import { planningOf } from '../database/planning.ts';
import type { Transaction } from '../database/transaction.ts';
import { type EntityDefinition, type FieldDefinition, fieldNamed } from '../model/registry.ts';
import { QUOTE_CELL, valueField } from './price-cell.ts';
import type { Day } from '../../schema/domain/day.ts';
import { joinKeyTargets, keyBits, keyColumns, type KeyPart, keyParts, matchKey } from './address-sql.ts';
import { type Addressed, byAddress, joinedKey, misplacedAt, unknownPart, unreadablePart } from './addresses.ts';
import type { PlannedWrite, ReadWrite } from './planned-write.ts';
import { codeColumn, targetOf, writable } from './reference.ts';
import { Bindings, canonical, columnOf, quoted, unnest } from './sql-text.ts';
import type { Misplaced, Pending, StoreRead } from './store.ts';

/** The natural key of a timeline: where its row is, and which cell of the row. */
export interface TimelineKey {
  readonly parts: readonly KeyPart[];
  readonly row: readonly KeyPart[];
  readonly cell: KeyPart;
  readonly currency: FieldDefinition;
}

/** @throws Error for an entity whose key does not end in the cell of a price row: a programmer's mistake. */
export function timelineKey(definition: EntityDefinition): TimelineKey {
  const parts = keyParts(definition);
  const cell = parts.at(-1);
  if (definition.kept !== 'timeline' || cell?.field.name !== 'cell') throw new Error(`${definition.name} has no cells`);
  return { parts, row: parts.slice(0, -1), cell, currency: fieldNamed(definition, 'currency') };
}

/** The day from which a write holds. @throws Error when it has none: a programmer's mistake. */
export function dayOf(write: PlannedWrite): Day {
  if (!write.from) throw new Error(`a write to ${write.entity} needs the day from which it holds`);
  return write.from;
}

/** What one statement answers for one address and day. Without a version in force, `next` is where a new one would end. */
interface InForce {
  readonly n: number;
  readonly id: string | null;
  readonly created: number | null;
  readonly validFrom: Day | null;
  readonly validTo: Day | null;
  readonly next: Day | null;
  readonly unknown: number;
  readonly gone: number;
  readonly [value: `f${number}`]: string | null;
}

interface Request<Origin> {
  readonly definition: EntityDefinition;
  readonly writes: readonly PlannedWrite<Origin>[];
  readonly pending: Pending;
}

/** Reads any number of writes with one statement. */
export async function readTimelines<Origin>(tx: Transaction, request: Request<Origin>): Promise<StoreRead<Origin>> {
  const { definition, writes, pending } = request;
  const key = timelineKey(definition);
  const misplaced: Misplaced<Origin>[] = [];
  const addresses = byAddress(writes, dayOf).filter((address) => {
    const bad = unreadablePart(key.parts, address.key);
    if (bad) misplaced.push(...misplacedAt(address, bad));
    return !bad;
  });
  const names = [...new Set(writes.map((w) => w.field))];
  const columns = new Map(names.map((name, i) => [name, `f${i}` as const]));
  const fields = names.map((name) => writable(definition, name));
  const found = await findInForce(tx, { definition, key, fields, addresses });
  const starts = new Starts(addresses);
  const read = new Map<PlannedWrite<Origin>, ReadWrite<Origin>>();
  for (const [i, address] of addresses.entries()) {
    const row = found[i];
    const problems = row ? whyMisplaced({ key, pending }, address, row) : [];
    misplaced.push(...problems);
    if (!row || problems.length > 0) continue;
    const validTo = starts.firstAfter(address, row);
    const { exists, row: storedRow, beforeFrom } = stored(row);
    for (const write of address.writes) {
      const before = row[columns.get(write.field) ?? 'f0'] ?? null;
      read.set(write, { ...write, before, validTo, exists, row: storedRow, beforeFrom });
    }
  }
  return { writes: writes.flatMap((write) => read.get(write) ?? []), misplaced };
}

const stored = (row: InForce): Required<Pick<ReadWrite, 'exists' | 'row' | 'beforeFrom'>> => ({
  exists: row.id !== null,
  row: row.id === null ? null : { id: row.id, createdRevision: row.created ?? 0, validTo: row.validTo },
  beforeFrom: row.validFrom,
});

interface Find {
  readonly definition: EntityDefinition;
  readonly key: TimelineKey;
  readonly fields: readonly FieldDefinition[];
  readonly addresses: readonly Addressed<PlannedWrite>[];
}

/**
 * One probe of the key's index for each address: OFFSET 0 keeps the planner from reading the whole table for many addresses,
 * and from the index of the EXCLUDE, which holds live rows only and is slow to search.
 */
async function findInForce(tx: Transaction, { definition, key, fields, addresses }: Find): Promise<InForce[]> {
  if (addresses.length === 0) return [];
  const bind = new Bindings();
  const table = quoted(definition.table);
  const cell = `a.k${key.cell.index}`;
  const currency = targetOf(key.currency);
  const rows = await tx.query<InForce>(
    `SELECT a.n::integer AS n, r.id, r.created_revision AS created,
            to_char(r.valid_from, 'YYYY-MM-DD') AS "validFrom", to_char(r.valid_to, 'YYYY-MM-DD') AS "validTo",
            -- The next of the same cell; or of the other kind, as a row has amounts or a quote. Asked by index, and only
            -- where nothing is in force.
            CASE WHEN r.id IS NULL THEN (
              SELECT to_char(min(w.valid_from), 'YYYY-MM-DD') FROM ${table} w
               WHERE ${matchKey(key.row, 'w')} AND w.archived_at IS NULL AND w.valid_from > a.day
                 AND (w.cell = ${cell} OR (w.cell = '${QUOTE_CELL}') <> (${cell} = '${QUOTE_CELL}'))) END AS next,
            ${keyBits(key.row, (alias) => `${alias}.id IS NULL`)}
              + (c.id IS NULL AND ${cell} <> '${QUOTE_CELL}')::int * ${2 ** key.cell.index} AS unknown,
            ${keyBits(key.row, (alias) => `${alias}.archived_at IS NOT NULL`)} AS gone
            ${fields.map((field, i) => `, ${canonical(field, columnOf('r', field))} AS f${i}`).join('')}
       FROM ${unnest(bind, [
         ...keyColumns(
           key.parts,
           addresses.map((a) => a.key),
         ),
         { name: 'day', type: 'date', values: addresses.map((a) => a.writes[0]?.from) },
       ])}
       ${joinKeyTargets(key.parts)}
       LEFT JOIN ${quoted(currency.table)} c ON ${codeColumn(currency, 'c')} = ${cell}
       LEFT JOIN LATERAL (
         SELECT r.* FROM ${table} r WHERE ${matchKey(key.parts)}
            AND r.valid_from <= a.day AND (r.valid_to > a.day OR r.valid_to IS NULL) OFFSET 0
       ) r ON r.archived_at IS NULL`,
    bind.values,
    planningOf(addresses.length),
  );
  const sorted: InForce[] = [];
  for (const row of rows) sorted[row.n - 1] = row;
  return sorted;
}

function whyMisplaced<Origin>(
  { key, pending }: { key: TimelineKey; pending: Pending },
  address: Addressed<PlannedWrite<Origin>>,
  row: InForce,
): Misplaced<Origin>[] {
  if (row.id !== null) return [];
  const cell = address.key[key.cell.index] ?? '';
  const parts = key.parts.map((p) =>
    p === key.cell ? { ...p, target: { definition: targetOf(key.currency), alias: 'c' } } : p,
  );
  const unknown = unknownPart(parts, address.key, { bits: row.unknown | row.gone, pending });
  if (unknown) return misplacedAt(address, unknown);
  // A metric alone makes no price.
  const isPriced = address.writes.some((w) => w.field === valueField(cell) && w.after !== null);
  return isPriced || address.writes.every((w) => w.after === null) ? [] : misplacedAt(address, key.cell, 'UNKNOWN_ROW');
}

/** The days on which the writes of one list begin: one ends where the next begins, as it would at a planned price. */
class Starts {
  readonly #ofCell = new Map<string, Day[]>();
  /** By row: where amounts begin, and where quotes do. */
  readonly #ofKind = new Map<string, Day[]>();

  constructor(addresses: readonly Addressed<PlannedWrite>[]) {
    // Of writes that begin on one day, as those of one sheet do, none ends where another begins.
    if (addresses.every(({ writes }) => writes[0]?.from === addresses[0]?.writes[0]?.from)) return;
    for (const { key, writes } of addresses) {
      const first = writes[0];
      if (!first) continue;
      push(this.#ofCell, joinedKey(key), dayOf(first));
      const value = valueField(key.at(-1) ?? '');
      if (writes.some((w) => w.field === value && w.after !== null))
        push(this.#ofKind, kindKey(key, value), dayOf(first));
    }
    for (const days of [...this.#ofCell.values(), ...this.#ofKind.values()]) days.sort();
  }

  /** Where a value that begins on the address's day ends. */
  firstAfter({ key, writes }: Addressed<PlannedWrite>, row: InForce): Day | null {
    const day = writes[0]?.from ?? '';
    const stored = row.id === null ? row.next : row.validTo;
    if (this.#ofCell.size === 0) return stored;
    const ends = [stored, next(this.#ofCell.get(joinedKey(key)), day)];
    if (row.id === null) {
      const other = valueField(key.at(-1) ?? '') === 'text' ? 'amount' : 'text';
      ends.push(next(this.#ofKind.get(kindKey(key, other)), day));
    }
    return ends.reduce((a, b) => (a === null || (b !== null && b < a) ? b : a));
  }
}

const kindKey = (key: readonly string[], value: string): string => joinedKey([...key.slice(0, -1), value]);

function push(map: Map<string, Day[]>, key: string, day: Day): void {
  const days = map.get(key);
  if (days) days.push(day);
  else map.set(key, [day]);
}

const next = (days: readonly Day[] | undefined, day: Day): Day | null => days?.find((d) => d > day) ?? null;
