/** Who may speak to `/graphql` at all: a caller with a valid token who is a user. Judged before the body is read. */
import { createHash } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Database } from '../database/transaction.ts';
import { expectedCode } from '../graphql-errors.ts';
import { RequestError } from '../request-error.ts';
import { type Authenticator, bearerToken } from './authenticator.ts';

/**
 * For how long a caller who was a user counts as one without asking again. It lets nobody see anything: each operation's
 * transaction asks again. A user who is archived can look at the schema for so long.
 */
const KNOWN_FOR_MS = 30_000;
const MOST_KNOWN = 10_000;

export interface SignedIn {
  readonly subject: string;
}

export interface AuthenticationOptions {
  readonly authenticator: Authenticator;
  readonly database: Database;
}

const signedIn = new WeakMap<Request, SignedIn>();

/** Who is calling. @throws RequestError UNAUTHENTICATED when `authentication` let the request pass without. */
export function callerOf(request: Request): SignedIn {
  const found = signedIn.get(request);
  if (!found) throw new RequestError('UNAUTHENTICATED', undefined, 401);
  return found;
}

export function authentication({ authenticator, database }: AuthenticationOptions): RequestHandler {
  const known = new Map<string, number>();

  async function check(token: string, subject: string): Promise<void> {
    const key = createHash('sha256').update(token).digest('base64');
    const until = known.get(key);
    if (until !== undefined && until > Date.now()) return;
    await database.read(subject, () => Promise.resolve());
    known.delete(key);
    known.set(key, Date.now() + KNOWN_FOR_MS);
    // A Map keeps the order of insertion: the first is the one that is known longest.
    const [oldest] = known.keys();
    if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
  }

  return async (request: Request, _response: Response, next) => {
    const token = bearerToken(request.headers.authorization);
    const subject = token === null ? null : await authenticator.subjectOf(token);
    if (token === null || subject === null) throw new RequestError('UNAUTHENTICATED', undefined, 401);
    await check(token, subject).catch(explain);
    signedIn.set(request, { subject });
    next();
  };
}

function explain(error: unknown): never {
  const code = expectedCode(error);
  if (code === null) throw error;
  throw new RequestError(code, undefined, code === 'UNAUTHENTICATED' ? 401 : 503);
}
