import { KEPT } from '../database/planning.ts';
import type { Statements } from '../database/transaction.ts';

/** Asked before anybody knows who is calling: nobody shall hold others up, and gets no row. */
const LOCK = 'SELECT number FROM revision WHERE mg.user_id() IS NOT NULL FOR UPDATE';

/** Takes the one row that orders all writes; until COMMIT no other write can begin its checks. */
export async function lockRevision(tx: Statements): Promise<number> {
  const [row] = await tx.query<{ number: number }>(LOCK, [], KEPT);
  if (!row) throw new Error('the table "revision" has lost its row');
  return row.number;
}
