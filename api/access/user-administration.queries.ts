import type { Transaction } from '../database/transaction.ts';
import type { UserAccessType } from './user-administration.types.ts';
import type { UserRole } from './user.entity.ts';

/** Undefined when nobody is called that. */
export async function userBySubject(tx: Transaction, subject: string): Promise<UserAccessType | undefined> {
  const [row] = await tx.query<UserAccessType>(
    `SELECT u.id, u.subject, u.name, u.roles, u.archived_at IS NOT NULL AS archived,
       ARRAY(SELECT m.code FROM market_grant g JOIN market m ON m.id = g.market_id
             WHERE g.user_id = u.id AND g.archived_at IS NULL ORDER BY m.code) AS markets
     FROM app_user u WHERE u.subject = $1`,
    [subject],
  );
  return row;
}

export interface NewUser {
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly UserRole[];
  readonly revision: number;
}

export async function insertUser(tx: Transaction, user: NewUser): Promise<void> {
  await tx.query(
    `INSERT INTO app_user (id, subject, name, roles, revision, created_revision) VALUES ($1, $2, $3, $4, $5, $5)`,
    [crypto.randomUUID(), user.subject, user.name, user.roles, user.revision],
  );
}

export interface UserChange {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly UserRole[];
  readonly archived: boolean;
  readonly revision: number;
}

export async function updateUserRow(tx: Transaction, user: UserChange): Promise<void> {
  await tx.query(
    `UPDATE app_user SET name = $2, roles = $3, revision = $5, updated_at = now(),
       archived_at = CASE WHEN $4 THEN coalesce(archived_at, now()) END
     WHERE id = $1`,
    [user.id, user.name, user.roles, user.archived, user.revision],
  );
}

interface Grants {
  readonly userId: string;
  readonly marketIds: readonly string[];
  readonly revision: number;
}

/** A market that he has already stays as it is. */
export async function insertGrants(tx: Transaction, o: Grants): Promise<void> {
  await tx.query(
    `INSERT INTO market_grant (user_id, market_id, revision, created_revision)
     SELECT $1, m, $3, $3 FROM unnest($2::uuid[]) m ON CONFLICT DO NOTHING`,
    [o.userId, o.marketIds, o.revision],
  );
}

export async function archiveGrants(tx: Transaction, o: Grants): Promise<void> {
  await tx.query(
    `UPDATE market_grant SET archived_at = now(), updated_at = now(), revision = $3
     WHERE user_id = $1 AND market_id = ANY ($2) AND archived_at IS NULL`,
    [o.userId, o.marketIds, o.revision],
  );
}
