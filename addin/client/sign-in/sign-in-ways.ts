/** Which ways of signing in the server offers (api/access/sign-in-ways.ts). */

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

/** Without an answer the pane still takes a token, and the first request tells what is wrong. */
export async function askSignInWays(baseUrl: string, ask: typeof fetch): Promise<SignInWays> {
  try {
    const answer = await ask(`${baseUrl}/auth/ways`);
    return answer.ok ? ((await answer.json()) as SignInWays) : TOKENS_ONLY;
  } catch {
    return TOKENS_ONLY;
  }
}
