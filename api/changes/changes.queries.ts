/** SQL of the write pipeline's own tables: `change_set`, `change`. */
import { KEPT, planningOf } from '../database/planning.ts';
import type { Statements, Transaction } from '../database/transaction.ts';
import { type EntityDefinition, entityNamed } from '../model/registry.ts';
import type { ReadWrite, RecordAddress } from '../records/planned-write.ts';
import { Bindings, unnest } from '../records/sql-text.ts';
import { SET } from './change-set.queries.ts';
import type { ChangeSetType } from './changes.types.ts';

export interface StoredChangeSet {
  readonly id: string;
  readonly revision: number;
  readonly inputHash: string;
  readonly result: unknown;
}

/** The change set that the caller has pushed under this key, if any. */
export async function changeSetByKey(tx: Statements, key: string): Promise<StoredChangeSet | undefined> {
  const [row] = await tx.query<Omit<StoredChangeSet, 'result'> & { answer: string }>(
    `SELECT id, revision, input_hash AS "inputHash", coalesce(result ->> 'answer', '{}') AS answer FROM change_set
     WHERE author_id = mg.user_id() AND idempotency_key = $1 AND revision IS NOT NULL`,
    [key],
    KEPT,
  );
  return row && { ...row, result: JSON.parse(row.answer) as unknown };
}

export interface NewChangeSet {
  readonly revision: number;
  readonly kind: 'PUSH' | 'IMPORT' | 'REVERT';
  readonly matrix: string | null;
  readonly reason: string | null;
  readonly idempotencyKey: string;
  readonly inputHash: string;
  readonly result: object;
  readonly reverts?: number;
}

/**
 * Numbers the change set and makes its revision the current one. The answer is kept as text within the JSON: its rejections
 * repeat what was sent, and jsonb holds neither NUL nor lone surrogates.
 */
export async function insertChangeSet(
  tx: Transaction,
  set: NewChangeSet & { readonly id: string; readonly changeCount: number },
): Promise<ChangeSetType> {
  const [row] = await tx.query<ChangeSetType>(
    `WITH numbered AS (UPDATE revision SET number = $2)
     INSERT INTO change_set AS s (id, revision, author_id, author_name, reason, matrix, kind, state, idempotency_key, input_hash,
       result, reverts, applied_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'APPLIED', $8, $9, $10::jsonb, $11, clock_timestamp(), clock_timestamp())
     RETURNING ${SET}`,
    [
      set.id,
      set.revision,
      tx.identity.userId,
      tx.identity.name,
      set.reason,
      set.matrix,
      set.kind,
      set.idempotencyKey,
      set.inputHash,
      JSON.stringify({ changes: set.changeCount, answer: JSON.stringify(set.result) }),
      set.reverts ?? null,
    ],
    KEPT,
  );
  if (!row) throw new Error(`change set ${set.revision} was not written`);
  return row;
}

/** One Change for each write; the market is the one whose code begins the record's key. */
export async function insertChanges(
  tx: Transaction,
  set: { readonly id: string; readonly revision: number },
  changes: readonly ReadWrite[],
): Promise<void> {
  const bind = new Bindings();
  const id = bind.add(set.id, 'uuid');
  const revision = bind.add(set.revision, 'integer');
  const isValid = (c: ReadWrite): boolean => c.from !== undefined;
  const rows = unnest(bind, [
    { name: 'market', type: 'text', values: changes.map(marketOf) },
    { name: 'entity', type: 'text', values: changes.map((c) => c.entity) },
    { name: 'key', type: 'text', values: changes.map((c) => c.key.join('/')) },
    { name: 'field', type: 'text', values: changes.map((c) => c.field) },
    { name: 'valid_from', type: 'date', values: changes.map((c) => c.from ?? null) },
    { name: 'valid_to', type: 'date', values: changes.map((c) => (isValid(c) ? (c.validTo ?? null) : null)) },
    { name: 'before_from', type: 'date', values: changes.map((c) => c.beforeFrom ?? null) },
    { name: 'before', type: 'text', values: changes.map((c) => c.before) },
    { name: 'after', type: 'text', values: changes.map((c) => c.after) },
  ]);
  await tx.query(
    `INSERT INTO change (change_set_id, revision, market_id, entity, "row", field, valid_from, valid_to, before_from, before, after)
     SELECT ${id}, ${revision}, m.id, a.entity, a.key, a.field, a.valid_from, a.valid_to, a.before_from, a.before, a.after
     FROM ${rows} LEFT JOIN market m ON m.code = a.market
     ORDER BY a.n`,
    bind.values,
    planningOf(changes.length),
  );
}

/** The code of the market that a record belongs to; null for what belongs to none. */
function marketOf({ entity, key }: RecordAddress): string | null {
  if (entity === 'Market') return key[0] ?? null;
  const position = entityNamed(entity).key.indexOf('market');
  return position < 0 ? null : (key[position] ?? null);
}

export interface LaterChange {
  /** Position in the list that was asked, from 1. */
  readonly position: number;
  /** What the cell held at the base revision. */
  readonly base: string | null;
  /** What the last of the changes left there. */
  readonly theirs: string | null;
  /** Who changed it last, and when. */
  readonly by: string;
  readonly at: Date;
}

export interface CellSince {
  readonly entity: string;
  readonly row: string;
  /** Null: any field of the record that is not as it was. */
  readonly field: string | null;
  readonly from: string | null;
  readonly baseRevision: number;
}

/**
 * For each cell that was changed after its base revision, with a validity that contains its day: the value at the base,
 * which is `before` of the earliest such Change. Served by the index (entity, row, field, revision).
 */
export async function laterChanges(tx: Transaction, cells: readonly CellSince[]): Promise<LaterChange[]> {
  return tx.query<LaterChange>(
    `SELECT DISTINCT ON (position) position, base, theirs, by, at FROM (
     SELECT w.position::int AS position, w.field IS NOT NULL AS is_named,
       (array_agg(c.before ORDER BY c.id))[1] AS base,
       (array_agg(c.after ORDER BY c.id DESC))[1] AS theirs,
       (array_agg(s.author_name ORDER BY c.id DESC))[1] AS by,
       (array_agg(s.applied_at ORDER BY c.id DESC))[1] AS at
     FROM unnest($1::text[], $2::text[], $3::text[], $4::date[], $5::int[])
       WITH ORDINALITY AS w(entity, "row", field, day, base_revision, position)
     JOIN change c ON c.entity = w.entity AND c."row" = w."row" AND (w.field IS NULL OR c.field = w.field)
       AND c.revision > w.base_revision
       AND (w.day IS NULL OR (c.valid_from <= w.day AND (c.valid_to IS NULL OR c.valid_to > w.day)))
     JOIN change_set s ON s.id = c.change_set_id
     GROUP BY w.position, w.field, c.field
     ) moved
     WHERE is_named OR base IS DISTINCT FROM theirs
     ORDER BY position, at DESC`,
    [
      cells.map((c) => c.entity),
      cells.map((c) => c.row),
      cells.map((c) => c.field),
      cells.map((c) => c.from),
      cells.map((c) => c.baseRevision),
    ],
    planningOf(cells.length),
  );
}

/** The first number that no code `<prefix><number>` of the market bears, archived ones included. */
export async function nextFreeCode(
  tx: Transaction,
  definition: EntityDefinition,
  { market, prefix }: { readonly market: string; readonly prefix: string },
): Promise<number> {
  const [row] = await tx.query<{ next: number }>(
    `SELECT coalesce(max(substr(t.code, length($2) + 1)::int), 0) + 1 AS next
     FROM ${definition.table} t JOIN market m ON m.id = t.market_id
     WHERE m.code = $1 AND starts_with(t.code, $2) AND substr(t.code, length($2) + 1) ~ '^[0-9]{1,9}$'`,
    [market, prefix],
  );
  return row?.next ?? 1;
}
