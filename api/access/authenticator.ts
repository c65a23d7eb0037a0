/** Who is behind a bearer token. */
export interface Authenticator {
  /**
   * The token's subject; null when the token is not valid (any more).
   * @throws RequestError UNAVAILABLE when that cannot be told just now.
   */
  subjectOf(token: string): Promise<string | null>;
}

/** The first of them that knows the token answers. None at all is a server that answers nobody. */
export const anyOf = (authenticators: readonly Authenticator[]): Authenticator => ({
  async subjectOf(token) {
    for (const each of authenticators) {
      const subject = await each.subjectOf(token);
      if (subject !== null) return subject;
    }
    return null;
  },
});

/** The token of `Authorization: Bearer …`, or null. */
export function bearerToken(header: string | undefined): string | null {
  return /^Bearer ([\w.~+/-]+=*)$/i.exec(header ?? '')?.[1] ?? null;
}
