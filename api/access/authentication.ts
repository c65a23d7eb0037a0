/** Who may speak to `/graphql` at all: a caller with a valid token who is a user. Judged before the body is read. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller, Database } from '../database/transaction.ts';
import { expectedCode } from '../graphql-errors.ts';
import { traceOf } from '../log/request-log.ts';
import type { RateLimit } from '../limits/rate-limit.ts';
import { RequestError } from '../request-error.ts';
import { type Authenticator, bearerToken, expiryOf } from './authenticator.ts';
import { hashOfToken } from './service-token.ts';

/**
 * For how long a caller who was a user counts as one without asking again, and his token as verified, unless it ends before.
 * It lets nobody see anything: each operation's transaction asks again. A user who is archived can look at the schema for
 * so long.
 */
const KNOWN_FOR_MS = 30_000;
/** A service token's use is recorded again after so long. */
const RECORDED_FOR_MS = 60 * 60 * 1000;
const MOST_KNOWN = 10_000;

export interface SignedIn {
  readonly caller: Caller;
  /** For logs: the subject of the user. */
  readonly subject: string;
}

export interface AuthenticationOptions {
  readonly authenticator: Authenticator;
  readonly database: Database;
  /** Of each user; and of each address from where sign-in fails. */
  readonly rates: RateLimit;
}

interface Verified {
  /** The token's hash. */
  readonly key: string;
  readonly caller: Caller;
  /** When the token ends, in milliseconds since 1970. */
  readonly expires: number;
}

interface Known {
  readonly who: Promise<SignedIn>;
  readonly until: number;
  readonly recordedAt: number;
}

export type Authenticate = (request: IncomingMessage, response: ServerResponse) => Promise<SignedIn>;

/** Throws RequestError UNAUTHENTICATED (401), RATE_LIMITED (429), or UNAVAILABLE (503) when nobody can tell just now. */
export function authentication({ authenticator, database, rates }: AuthenticationOptions): Authenticate {
  const sessions = new Sessions(database);
  const slowDown = (response: ServerResponse, caller: string): void => {
    const seconds = rates.take(caller);
    if (seconds === 0) return;
    response.setHeader('Retry-After', String(seconds));
    throw new RequestError('RATE_LIMITED', undefined, 429);
  };

  async function signIn(request: IncomingMessage): Promise<SignedIn> {
    const token = bearerToken(request.headers.authorization);
    if (token === null) throw new RequestError('UNAUTHENTICATED', undefined, 401);
    const key = hashOfToken(token);
    const known = sessions.known(key);
    if (known) return known.catch(explain);
    const caller = await authenticator.callerOf(token, traceOf(request));
    if (caller === null) throw new RequestError('UNAUTHENTICATED', undefined, 401);
    return sessions.open({ key, caller, expires: expiryOf(token) }).catch(explain);
  }

  return async (request, response) => {
    const who = await signIn(request).catch((error: unknown) => {
      // Who guesses; whoever has a valid token is not held up by him.
      slowDown(response, `address ${request.socket.remoteAddress}`);
      throw error;
    });
    slowDown(response, `user ${who.subject}`);
    Object.assign(traceOf(request), { user: who.subject, ...(typeof who.caller !== 'string' && { byToken: true }) });
    return who;
  };
}

/**
 * The tokens that this process has seen of late, by their hash. The first sight of one is recorded as a sign-in: each
 * process does so for itself, since nothing is shared between them but the database.
 */
class Sessions {
  readonly #database: Database;
  readonly #known = new Map<string, Known>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** Who came with the token a moment ago; its signature is not verified again. */
  known(key: string): Promise<SignedIn> | undefined {
    const known = this.#known.get(key);
    return known && known.until > Date.now() ? known.who : undefined;
  }

  /** For a token that has just been verified. @throws NotSignedIn */
  open({ key, caller, expires }: Verified): Promise<SignedIn> {
    // Another request with the same token may have been quicker.
    const open = this.known(key);
    if (open) return open;
    const now = Date.now();
    const known = this.#known.get(key);
    const isRecorded = known && (typeof caller === 'string' || now - known.recordedAt < RECORDED_FOR_MS);
    const who = isRecorded ? this.#ask(caller) : this.#record(caller);
    const until = Math.min(now + KNOWN_FOR_MS, expires);
    this.#remember(key, { who, until, recordedAt: isRecorded ? known.recordedAt : now });
    who.catch(() => this.#known.delete(key));
    return who;
  }

  #ask(caller: Caller): Promise<SignedIn> {
    return this.#database.read(caller, ({ identity }) => Promise.resolve({ caller, subject: identity.subject }));
  }

  #record(caller: Caller): Promise<SignedIn> {
    return this.#database.write(caller, async (tx) => {
      const how = typeof caller === 'string' ? 'in person' : 'with a service token';
      await tx.query(`SELECT mg.record_access('SIGN_IN', $1)`, [how]);
      return { caller, subject: tx.identity.subject };
    });
  }

  #remember(key: string, known: Known): void {
    this.#known.delete(key);
    this.#known.set(key, known);
    // A Map keeps the order of insertion: the first is the one that is known longest.
    const [oldest] = this.#known.keys();
    if (this.#known.size > MOST_KNOWN && oldest !== undefined) this.#known.delete(oldest);
  }
}

function explain(error: unknown): never {
  const code = expectedCode(error);
  if (code === null) throw error;
  throw new RequestError(code, undefined, code === 'UNAUTHENTICATED' ? 401 : 503);
}
