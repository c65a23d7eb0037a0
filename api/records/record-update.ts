/** Updates any number of records of one entity with one statement. */
import { planningOf } from '../database/planning.ts';
import type { Transaction } from '../database/transaction.ts';
import { type EntityDefinition, type FieldDefinition, fieldNamed } from '../model/registry.ts';
import {
  copiedColumns,
  type FieldColumn,
  fieldColumns,
  inheritedFields,
  inheritedValue,
  type Values,
} from './record-values.ts';
import { isMarketOwned, isOfMarket, marketInKey, targetOf } from './reference.ts';
import { type ArrayColumn, Bindings, columnOf, isAmong, quoted, unnest } from './sql-text.ts';

export interface ChangedRecord {
  readonly id: string;
  readonly key: readonly string[];
  readonly values: Values;
  /** Absent: as it is. */
  readonly archived?: boolean;
}

export interface Update {
  readonly revision: number;
  readonly records: readonly ChangedRecord[];
}

/** @throws Error when a row is not there or its policies keep the caller from writing it: nothing is lost in silence. */
export async function updateRecords(tx: Transaction, definition: EntityDefinition, update: Update): Promise<void> {
  if (update.records.length === 0) return;
  const bind = new Bindings();
  const updated = updateStatement(bind, definition, update);
  const [counted] = await tx.query<{ count: number }>(
    `WITH updated AS (${updated}) SELECT count(*)::integer AS count FROM updated`,
    bind.values,
    planningOf(update.records.length, changedFields(definition, update.records).length),
  );
  expectUpdated(definition, update, counted?.count);
}

/** @throws Error when fewer rows were updated than were to be. */
export function expectUpdated(definition: EntityDefinition, { records }: Update, count: number | undefined): void {
  const missed = records.length - (count ?? 0);
  if (missed !== 0) throw new Error(`${missed} of ${records.length} rows of ${definition.table} could not be written`);
}

/** The UPDATE of at least one record; answers a row for each that was there to be updated. */
export function updateStatement(bind: Bindings, definition: EntityDefinition, { revision, records }: Update): string {
  const fields = changedFields(definition, records);
  const market = marketJoin(definition, { fields, records });
  const columns = fieldColumns({ fields, records: records.map((r) => r.values), marketId: market.id });
  const set = [`revision = ${bind.add(revision, 'integer')}`, 'updated_at = now()'];
  for (const [i, c] of columns.entries()) {
    set.push(assignment(c.field, c.value, c.isGiven));
    for (const copy of copiedColumns(c.field, `v${i}`)) set.push(assignment(copy, copy.value, c.isGiven));
  }
  for (const inherited of inheritedFields(definition)) {
    const from = columns.findIndex((c) => c.field.name === inherited.from);
    if (from >= 0) set.push(assignment(inherited.field, inheritedValue(inherited, `v${from}`), columns[from]?.isGiven));
  }
  const isArchiving = records.some((r) => r.archived !== undefined);
  if (isArchiving) {
    set.push('archived_at = CASE WHEN a.archived IS NULL THEN r.archived_at WHEN a.archived THEN now() END');
  }
  const archived: ArrayColumn = { name: 'archived', type: 'boolean', values: records.map((r) => r.archived ?? null) };
  const ids: ArrayColumn = { name: 'id', type: 'uuid', values: records.map((r) => r.id) };
  const rows = unnest(bind, [
    ids,
    ...market.columns,
    ...columns.flatMap((c) => c.columns),
    ...(isArchiving ? [archived] : []),
  ]);
  return `UPDATE ${quoted(definition.table)} r SET ${set.join(', ')}
    FROM ${rows} ${market.join} ${joins(columns)}
   WHERE r.id = a.id AND ${isAmong('r.id', ids, bind)}
  RETURNING 1`;
}

const joins = (columns: readonly FieldColumn[]): string => columns.map((c) => c.join).join('\n');

const assignment = (to: Pick<FieldDefinition, 'column'>, value: string, isGiven: string | undefined): string =>
  `${quoted(to.column)} = ${isGiven ? `CASE WHEN ${isGiven} THEN ${value} ELSE ${columnOf('r', to)} END` : value}`;

/** The market first: others are found within it. */
function changedFields(definition: EntityDefinition, records: readonly ChangedRecord[]): FieldDefinition[] {
  const given = new Set(records.flatMap((record) => [...record.values.keys()]));
  return definition.fields
    .filter((f) => given.has(f.name))
    .sort((a, b) => Number(b.name === 'market') - Number(a.name === 'market'));
}

interface MarketJoin {
  readonly columns: readonly ArrayColumn[];
  readonly join: string;
  readonly id: string | undefined;
}

/** Where references are codes within the row's market: the market of its key, the one it gets, or the one it has. */
function marketJoin(
  definition: EntityDefinition,
  { fields, records }: { fields: readonly FieldDefinition[]; records: readonly ChangedRecord[] },
): MarketJoin {
  if (!fields.some(isOfMarket)) return { columns: [], join: '', id: undefined };
  const market = fieldNamed(definition, 'market');
  if (isMarketOwned(definition)) {
    const codes = records.map((r) => marketInKey(definition, r.key));
    const join = `LEFT JOIN ${quoted(targetOf(market).table)} m ON m.code = a.market`;
    return { columns: [{ name: 'market', type: 'text', values: codes }], join, id: 'm.id' };
  }
  const join = `LEFT JOIN ${quoted(definition.table)} o ON o.id = a.id`;
  const kept = columnOf('o', market);
  if (fields[0]?.name !== 'market') return { columns: [], join, id: kept };
  const isGiven = records.every((r) => r.values.has('market')) ? undefined : 'a.g0';
  // The market's own join, v0, follows; PostgreSQL joins in the order of writing, so markets are known where needed.
  return { columns: [], join, id: isGiven ? `CASE WHEN ${isGiven} THEN v0.id ELSE ${kept} END` : 'v0.id' };
}
