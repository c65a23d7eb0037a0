/** Who is behind a bearer token. */
export interface Authenticator {
  /** The token's subject; null when the token is not valid (any more). */
  subjectOf(token: string): Promise<string | null>;
}

/** A server without a way to sign in answers nobody. */
export const noSignIn: Authenticator = { subjectOf: () => Promise.resolve(null) };

/** The token of `Authorization: Bearer …`, or null. */
export function bearerToken(header: string | undefined): string | null {
  return /^Bearer ([\w.~+/-]+=*)$/i.exec(header ?? '')?.[1] ?? null;
}
