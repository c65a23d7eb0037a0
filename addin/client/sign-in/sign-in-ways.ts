/** Which ways of signing in the server offers (api/access/sign-in-ways.ts). */
import { ServerUnreachable } from '../client-error.ts';

/** An OpenID Connect issuer, and what the add-in is there: a public client. */
export interface IssuerSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
}

export interface SignInWays {
  /** Demo users sign in by name. */
  readonly demo: boolean;
  /** Where people sign in themselves; null where they bring a token. */
  readonly person: IssuerSettings | null;
}

const TOKENS_ONLY: SignInWays = { demo: false, person: null };

/** @throws ServerUnreachable: then nobody can sign in, and the pane says so */
export async function askSignInWays(baseUrl: string, ask: typeof fetch): Promise<SignInWays> {
  const answer = await ask(`${baseUrl}/auth/ways`).catch((fault: unknown) => {
    throw new ServerUnreachable(fault);
  });
  // A proxy whose server is gone answers in its place.
  if (answer.status >= 500) throw new ServerUnreachable(new Error(`HTTP ${answer.status}`));
  return answer.ok ? ((await answer.json()) as SignInWays) : TOKENS_ONLY;
}
