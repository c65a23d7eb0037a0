/** What every act of administration begins with. */
import type { Transaction } from '../database/transaction.ts';
import { lockRevision } from '../records/revision.queries.ts';
import { RequestError } from '../request-error.ts';
import { textFault } from '../../schema/matrix/cell.ts';

/**
 * Lets acts of administration, and pushes, go one after the other; answers the current revision.
 * @throws RequestError FORBIDDEN before anything is read for anyone else. Row-level security would refuse as well.
 */
export async function asAdministrator(tx: Transaction): Promise<number> {
  if (!tx.identity.roles.includes('ADMIN')) throw new RequestError('FORBIDDEN');
  return lockRevision(tx);
}

const LONGEST = 255;

/** @throws RequestError BAD_USER_INPUT unless it is text of 1 to 255 characters */
export function checkedText(what: string, text: string): string {
  if (text.trim() !== '' && !textFault(text, LONGEST)) return text.trim();
  throw new RequestError('BAD_USER_INPUT', `${what} has 1 to ${LONGEST} characters.`);
}

export interface Market {
  readonly id: string;
  readonly code: string;
}

/**
 * The markets of these codes, of those that the administrator sees; each once.
 * @throws RequestError NOT_FOUND for any other, whether there is such a market or not
 */
export function marketsNamed(tx: Transaction, codes: readonly string[]): Market[] {
  return [...new Set(codes)].map((code) => {
    const market = tx.identity.markets.find((m) => m.code === code);
    if (!market) throw new RequestError('NOT_FOUND', 'One of the markets does not exist, or you have no access to it.');
    return market;
  });
}
