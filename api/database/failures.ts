/** Which failures of PostgreSQL leave a transaction undone for sure, so that it may be tried again. */
import { codeOf } from '../startup-fault.ts';

// https://www.postgresql.org/docs/18/errcodes-appendix.html
const SERIALIZATION_FAILURES = new Set(['40001', '40P01']);
const SHUTDOWNS = new Set(['57P01', '57P02', '57P03', '57P05', '25P03']);
const SYSTEM_ERRORS = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH']);
/** `pg` gives these no code. */
const DRIVER_MESSAGES =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|Query read timeout)/;

/** Another transaction was in the way; this one was rolled back by the server. */
export function isSerializationFailure(error: unknown): boolean {
  return SERIALIZATION_FAILURES.has(codeOf(error) ?? '');
}

/** The statement was not even tried, since one before it in its transaction failed. */
export const isRefusedBehindAnother = (error: unknown): boolean => codeOf(error) === '25P02';

/** The connection is gone, or was never made. */
export function isConnectionLoss(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== undefined) return code.startsWith('08') || SHUTDOWNS.has(code) || SYSTEM_ERRORS.has(code);
  return error instanceof Error && DRIVER_MESSAGES.test(error.message);
}

/** The pool's own complaint, which has no code: every connection was busy for too long. Not tried again, for that was a wait. */
export const isPoolExhausted = (error: unknown): boolean =>
  error instanceof Error && error.message === 'timeout exceeded when trying to connect';
