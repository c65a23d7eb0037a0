import type { Transaction } from '../database/transaction.ts';
import { type EntityDefinition, allEntities } from '../model/registry.ts';

/** A Change, as the audit has it. */
export interface RecordedCell {
  readonly entity: string;
  /** Natural key, codes joined by `/`. */
  readonly row: string;
  readonly field: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly beforeFrom: string | null;
  readonly before: string | null;
  readonly after: string | null;
}

export interface RevertedSet {
  readonly id: string;
  readonly revision: number;
  readonly kind: 'PUSH' | 'IMPORT' | 'REVERT';
  readonly state: string;
  readonly matrix: string | null;
  /** How many changes it made; `changes` holds those that the caller may see, in the order of writing. */
  readonly changeCount: number;
  readonly changes: readonly RecordedCell[];
}

/** Null when there is none that the caller may see. */
export async function setToRevert(tx: Transaction, revision: number): Promise<RevertedSet | null> {
  const [set] = await tx.query<Omit<RevertedSet, 'changes'>>(
    `SELECT id, revision, kind, state, matrix, coalesce((result ->> 'changes')::int, 0) AS "changeCount"
     FROM change_set WHERE revision = $1`,
    [revision],
  );
  if (!set) return null;
  const changes = await tx.query<RecordedCell>(
    `SELECT entity, "row", field, valid_from::text AS "validFrom", valid_to::text AS "validTo",
       before_from::text AS "beforeFrom", before, after
     FROM change WHERE change_set_id = $1 ORDER BY id`,
    [set.id],
  );
  return { ...set, changes };
}

export async function markReverted(tx: Transaction, id: string): Promise<void> {
  await tx.query(`UPDATE change_set SET state = 'REVERTED' WHERE id = $1`, [id]);
}

/** Whether live rows that another change set made refer to one of these rows. */
export async function isReferredTo(
  tx: Transaction,
  target: EntityDefinition,
  { ids, revision }: { readonly ids: readonly string[]; readonly revision: number },
): Promise<boolean> {
  const references = allEntities()
    .filter((d) => d.kept !== 'access')
    .flatMap((d) =>
      d.fields.filter((f) => f.target?.() === target.entity).map((f) => ({ table: d.table, column: f.column })),
    );
  if (references.length === 0) return false;
  const parts = references.map(
    ({ table, column }) =>
      `EXISTS (SELECT FROM ${table} WHERE ${column} = ANY($1::uuid[]) AND archived_at IS NULL AND created_revision <> $2)`,
  );
  const [row] = await tx.query<{ used: boolean }>(`SELECT ${parts.join(' OR ')} AS used`, [ids, revision]);
  return row?.used ?? false;
}
