import type { Caller } from '../database/transaction.ts';

/** Who is behind a bearer token. */
export interface Authenticator {
  /**
   * Whom the token speaks for; null when the token is not valid (any more).
   * @throws RequestError UNAVAILABLE when that cannot be told just now.
   */
  callerOf(token: string): Promise<Caller | null>;
}

/** The first of them that knows the token answers. None at all is a server that answers nobody. */
export const anyOf = (authenticators: readonly Authenticator[]): Authenticator => ({
  async callerOf(token) {
    for (const each of authenticators) {
      const caller = await each.callerOf(token);
      if (caller !== null) return caller;
    }
    return null;
  },
});

/** The token of `Authorization: Bearer …`, or null. */
export function bearerToken(header: string | undefined): string | null {
  return /^Bearer ([\w.~+/-]+=*)$/i.exec(header ?? '')?.[1] ?? null;
}
