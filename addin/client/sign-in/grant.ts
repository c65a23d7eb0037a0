/** What a sign-in brings, whichever way it went; and the ways in which one fails. */

/** A bearer token with its end, and the way to the next one. It lives in memory only. */
export interface Grant {
  readonly token: string;
  /** Milliseconds since 1970; Infinity where only the server knows. */
  readonly expiresAt: number;
  /** Gets the next one without asking the person; null where he must be asked. */
  readonly renew: (() => Promise<Grant>) | null;
}

/** A person signs in himself, at his identity provider. */
export interface PersonSignIn {
  /** @throws SignInRefused, SignInCancelled */
  signIn(signal: AbortSignal): Promise<Grant>;
}

/** The server does not take this token, or does not know this user; the message is for the analyst. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused';
}

/** The person closed the window, or pressed Cancel: nothing to tell him. */
export class SignInCancelled extends Error {
  override readonly name = 'SignInCancelled';
}
