import type { Transaction } from '../database/transaction.ts';
import type { AccessTokenType } from './access-token.types.ts';
import type { UserRole } from './user.entity.ts';

const TOKENS = `
  SELECT t.id, t.name, u.subject AS user, t.roles, t.created_at AS "createdAt", by.subject AS "createdBy",
    t.expires_at AS "expiresAt", t.revoked_at AS "revokedAt", t.last_used_at AS "lastUsedAt",
    ARRAY(SELECT m.code FROM access_token_market k JOIN market m ON m.id = k.market_id
          WHERE k.token_id = t.id ORDER BY m.code) AS markets
  FROM access_token t JOIN app_user u ON u.id = t.user_id JOIN app_user by ON by.id = t.created_by_id`;

/** Those that work first, and of these the newest. */
export const tokens = (tx: Transaction, most: number): Promise<AccessTokenType[]> =>
  tx.query(`${TOKENS} ORDER BY t.revoked_at IS NOT NULL OR t.expires_at <= now(), t.created_at DESC, t.id LIMIT $1`, [
    most,
  ]);

export async function tokenById(tx: Transaction, id: string): Promise<AccessTokenType | undefined> {
  const [token] = await tx.query<AccessTokenType>(`${TOKENS} WHERE t.id = $1`, [id]);
  return token;
}

export interface NewToken {
  readonly id: string;
  /** SHA-256, in hex. */
  readonly hash: string;
  readonly userId: string;
  readonly name: string;
  readonly roles: readonly UserRole[];
  readonly marketIds: readonly string[];
  readonly expiresAt: string;
}

/** False, and nothing written, where its end is past or too far. By PostgreSQL's clock, which ends it, too. */
export async function insertToken(tx: Transaction, token: NewToken, longestDays: number): Promise<boolean> {
  const inserted = await tx.query(
    `INSERT INTO access_token (id, hash, user_id, name, roles, created_by_id, expires_at)
     SELECT $1, decode($2, 'hex'), $3, $4, $5, $6, $7::timestamptz
     WHERE $7::timestamptz > clock_timestamp() AND $7::timestamptz <= clock_timestamp() + make_interval(days => $8)
     RETURNING id`,
    [token.id, token.hash, token.userId, token.name, token.roles, tx.identity.userId, token.expiresAt, longestDays],
  );
  if (inserted.length === 0) return false;
  await tx.query('INSERT INTO access_token_market (token_id, market_id) SELECT $1, m FROM unnest($2::uuid[]) m', [
    token.id,
    token.marketIds,
  ]);
  return true;
}

export async function markRevoked(tx: Transaction, id: string): Promise<void> {
  await tx.query('UPDATE access_token SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL', [id]);
}
