/** The record of who was let in and what was granted; row-level security shows it to administrators only. */
import type { Context } from '../context.ts';
import type { Transaction } from '../database/transaction.ts';
import type { NumberedPage, PageOf } from '../numbered-page.ts';
import { RequestError } from '../request-error.ts';
import type { AccessEventFilterInput, AccessEventType } from './access-event.types.ts';

const FOUND = `
  FROM access_event e
    LEFT JOIN app_user a ON a.id = e.actor_id
    LEFT JOIN app_user u ON u.id = e.user_id
    LEFT JOIN access_token t ON t.id = e.token_id
    LEFT JOIN market m ON m.id = e.market_id
  WHERE ($1::text[] IS NULL OR e.kind = ANY ($1)) AND ($2::text IS NULL OR $2 IN (a.subject, u.subject))
    AND ($3::timestamptz IS NULL OR e.at >= $3)`;

/** The newest first. @throws RequestError FORBIDDEN, BAD_USER_INPUT */
export async function accessEvents(
  ctx: Context,
  filter: AccessEventFilterInput,
  page: NumberedPage,
): Promise<PageOf<AccessEventType>> {
  const tx = await ctx.transaction();
  if (!tx.identity.roles.includes('ADMIN')) throw new RequestError('FORBIDDEN');
  const given = [filter.kinds ?? null, filter.user ?? null, filter.since ?? null];
  const rows = await tx.query<AccessEventType>(
    `SELECT e.id::text, e.at, e.kind, a.subject AS actor, t.name AS token, u.subject AS user, m.code AS market, e.detail
     ${FOUND} AND ($4::bigint IS NULL OR e.id < $4) ORDER BY e.id DESC LIMIT $5`,
    [...given, page.after, page.first + 1],
  );
  const [counted] = await tx.query<{ total: number }>(`SELECT count(*)::int AS total ${FOUND}`, given);
  return { rows, total: counted?.total ?? 0 };
}

/** What the caller was denied; `detail` holds no values of cells. */
export async function recordDeniedPush(tx: Transaction, detail: string): Promise<void> {
  await tx.query(`SELECT mg.record_access('PUSH_DENIED', $1)`, [detail]);
}
