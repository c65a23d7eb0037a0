/** Inserts any number of records of one entity with one statement. */
import { randomUUID } from 'node:crypto';
import type { Transaction } from '../database/transaction.ts';
import type { EntityDefinition, FieldDefinition } from '../model/registry.ts';
import { joinKeyTargets, keyColumns, type KeyPart, keyParts, keyValue, marketIdOf } from './address-sql.ts';
import {
  copiedColumns,
  type FieldColumn,
  fieldColumns,
  inheritedFields,
  inheritedValue,
  type Values,
} from './record-values.ts';
import { marketInKey, targetKey, targetOf } from './reference.ts';
import { type ArrayColumn, Bindings, columnOf, isAmong, quoted, unnest } from './sql-text.ts';

export interface NewRecord {
  readonly key: readonly string[];
  readonly values: Values;
  /** Id of a row of the same table, from which fields that are not given are copied instead of their initial values. */
  readonly copyOf?: string;
}

export interface Insertion {
  readonly revision: number;
  readonly records: readonly NewRecord[];
}

/** @throws the database's error when a code of a key or a reference names nothing, or a constraint is broken. */
export async function insertRecords(
  tx: Transaction,
  definition: EntityDefinition,
  insertion: Insertion,
): Promise<void> {
  if (insertion.records.length === 0) return;
  const bind = new Bindings();
  await tx.query(insertStatement(bind, definition, insertion), bind.values);
}

/** The INSERT of at least one record. */
export function insertStatement(
  bind: Bindings,
  definition: EntityDefinition,
  { revision, records }: Insertion,
): string {
  const parts = keyParts(definition);
  const isCopying = records.some((record) => record.copyOf !== undefined);
  const fields = insertedFields(definition, records);
  const values = records.map((record) => (record.copyOf ? record.values : withInitials(fields, record.values)));
  const marketField = fields.findIndex((f) => f.name === 'market');
  const marketId = marketIdOf(parts) ?? (marketField < 0 ? 'NULL::uuid' : `v${marketField}.id`);
  const columns = fieldColumns({ fields, records: values, marketId });
  const ids = records.map(() => randomUUID());
  const own = new OwnReferences(definition, records, ids);
  const target: string[] = ['id', 'revision', 'created_revision', 'created_at', 'updated_at'];
  const stamp = bind.add(revision, 'integer');
  const source: string[] = ['a.id', stamp, stamp, 'now()', 'now()'];
  const add = ({ column }: Pick<FieldDefinition, 'column'>, value: string): void => {
    target.push(quoted(column));
    source.push(value);
  };
  for (const part of parts) {
    if (!part.field.generated) add(part.field, keyValue(part));
    if (part.target) for (const copy of copiedColumns(part.field, part.target.alias)) add(copy, copy.value);
  }
  for (const [i, column] of columns.entries()) {
    add(column.field, orKept(column, column.field, own.value(column)));
    for (const copy of copiedColumns(column.field, `v${i}`)) add(copy, orKept(column, copy, copy.value));
  }
  for (const inherited of inheritedFields(definition)) {
    add(inherited.field, inheritedValue(inherited, aliasOf(inherited.from, parts, fields)));
  }
  const copied: ArrayColumn = { name: 'copy_of', type: 'uuid', values: records.map((r) => r.copyOf ?? null) };
  const rows = unnest(bind, [
    { name: 'id', type: 'uuid', values: ids },
    ...keyColumns(
      parts,
      records.map((r) => r.key),
    ),
    ...columns.flatMap((c) => c.columns),
    ...own.columns(columns),
    ...(isCopying ? [copied] : []),
  ]);
  const copiedRows = `LEFT JOIN ${quoted(definition.table)} s ON s.id = a.copy_of AND`;
  return `INSERT INTO ${quoted(definition.table)} (${target.join(', ')})
    SELECT ${source.join(', ')}
      FROM ${rows}
      ${joinKeyTargets(parts)}
      ${columns.map((c) => c.join).join('\n')}
      ${isCopying ? `${copiedRows} ${isAmong('s.id', copied, bind)}` : ''}`;
}

/** The fields that any record gives, copies or begins with; the market first, as others are found within it. */
function insertedFields(definition: EntityDefinition, records: readonly NewRecord[]): FieldDefinition[] {
  const given = new Set(records.flatMap((record) => [...record.values.keys()]));
  const isCopying = records.some((record) => record.copyOf !== undefined);
  return definition.fields
    .filter((f) => !definition.key.includes(f.name) && !f.generated && !f.inherits)
    .filter((f) => isCopying || given.has(f.name) || f.initial !== undefined)
    .sort((a, b) => Number(b.name === 'market') - Number(a.name === 'market'));
}

/** The value of a column that follows from `field`; where a record does not give the field, that of the row it copies. */
const orKept = ({ isGiven }: FieldColumn, column: Pick<FieldDefinition, 'column'>, value: string): string =>
  isGiven ? `CASE WHEN ${isGiven} THEN ${value} ELSE ${columnOf('s', column)} END` : value;

/** Gives every field a value, so that one statement without conditions holds all records. */
const withInitials = (fields: readonly FieldDefinition[], values: Values): Values =>
  new Map(fields.map((f) => [f.name, values.has(f.name) ? (values.get(f.name) ?? null) : (f.initial ?? null)]));

function aliasOf(name: string, parts: readonly KeyPart[], fields: readonly FieldDefinition[]): string {
  const alias = parts.find((p) => p.field.name === name)?.target?.alias;
  const index = fields.findIndex((f) => f.name === name);
  if (!alias && index < 0) throw new Error(`a new record must give ${name}, from which others are copied`);
  return alias ?? `v${index}`;
}

/** References to records of the same list (a period's year): not yet there when codes are joined, but their ids are known. */
class OwnReferences {
  readonly #definition: EntityDefinition;
  readonly #records: readonly NewRecord[];
  readonly #ids: ReadonlyMap<string, string>;

  constructor(definition: EntityDefinition, records: readonly NewRecord[], ids: readonly string[]) {
    this.#definition = definition;
    this.#records = records;
    this.#ids = new Map(records.map((record, i) => [record.key.join('/'), ids[i] as string])); // one id for each record
  }

  #isOwn(field: FieldDefinition): boolean {
    return field.type === 'REFERENCE' && targetOf(field) === this.#definition;
  }

  value({ field, value }: FieldColumn): string {
    return this.#isOwn(field) ? `COALESCE(a.own_${field.column}, ${value})` : value;
  }

  columns(columns: readonly FieldColumn[]): ArrayColumn[] {
    return columns
      .filter(({ field }) => this.#isOwn(field))
      .map(({ field }) => ({
        name: `own_${field.column}`,
        type: 'uuid',
        values: this.#records.map(({ key, values }) => {
          const code = values.get(field.name);
          const market = marketInKey(this.#definition, key) ?? '';
          return code ? (this.#ids.get(targetKey(this.#definition, { market, code })) ?? null) : null;
        }),
      }));
  }
}
