import { decodeJwt } from 'jose';
import type { Caller } from '../database/transaction.ts';
import type { Trace } from '../trace.ts';

/** Who is behind a bearer token. */
export interface Authenticator {
  /**
   * Whom the token speaks for; null when the token is not valid (any more).
   * @param trace of the request that came with it, for the log
   * @throws RequestError UNAVAILABLE when that cannot be told just now.
   */
  callerOf(token: string, trace?: Trace): Promise<Caller | null>;
}

/** The first of them that knows the token answers. None at all is a server that answers nobody. */
export const anyOf = (authenticators: readonly Authenticator[]): Authenticator => ({
  async callerOf(token, trace) {
    for (const each of authenticators) {
      const caller = await each.callerOf(token, trace);
      if (caller !== null) return caller;
    }
    return null;
  },
});

/** The token of `Authorization: Bearer …`, or null. */
export function bearerToken(header: string | undefined): string | null {
  return /^Bearer ([\w.~+/-]+=*)$/i.exec(header ?? '')?.[1] ?? null;
}

/** When a valid token ends, in milliseconds since 1970: what its claims say, if it has any. Nothing is verified here. */
export function expiryOf(token: string): number {
  try {
    return (decodeJwt(token).exp ?? Infinity) * 1000;
  } catch {
    // A service token: the database knows its end.
    return Infinity;
  }
}
