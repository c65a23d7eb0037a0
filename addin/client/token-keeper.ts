import { NotSignedIn, ServerUnreachable } from './client-error.ts';

/** The server does not take this token, or does not know this user; the message is for the analyst. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused';
}

export interface TokenKeeper {
  /** The bearer token for the next request, renewed in silence shortly before it ends; null when nobody is signed in. */
  token(): Promise<string | null>;
  /**
   * Whether demo users sign in by name here. The route says so to OPTIONS, without signing anybody in.
   * @throws ServerUnreachable
   */
  hasDemoUsers(): Promise<boolean>;
  /** @throws SignInRefused, ServerUnreachable */
  signInAsDemoUser(user: string): Promise<void>;
  /** @throws SignInRefused */
  useToken(token: string): void;
  forget(): void;
}

interface Held {
  readonly token: string;
  /** Milliseconds since 1970; Infinity where only the server knows. */
  readonly expiresAt: number;
  /** Who can be signed in again without asking him. */
  readonly demoUser: string | null;
}

/** Renewed so long before its end that a request on its way still arrives in time. */
const RENEWAL_MARGIN = 60_000;

/** Keeps the token in memory only: no storage, no workbook and no URL ever holds it. */
export function createTokenKeeper(o: { baseUrl: string; fetch?: typeof fetch; now?: () => number }): TokenKeeper {
  const ask = o.fetch ?? ((input, init) => fetch(input, init));
  const now = o.now ?? Date.now;
  const url = `${o.baseUrl}/auth/demo`;
  let held: Held | null = null;
  const signIn = async (user: string): Promise<void> => {
    held = await demoToken(user, () =>
      ask(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ user }) }),
    );
  };
  return {
    signInAsDemoUser: signIn,
    forget: () => void (held = null),
    async hasDemoUsers() {
      const answer = await ask(url, { method: 'OPTIONS' }).catch((fault: unknown) => {
        throw new ServerUnreachable(fault);
      });
      // A proxy whose server is gone answers in its place.
      if (answer.status >= 500) throw new ServerUnreachable(new Error(`HTTP ${answer.status}`));
      return answer.ok;
    },
    useToken(token) {
      // Else fetch itself would refuse to send it, and not say why.
      if (!/^[\x21-\x7e]+$/.test(token))
        throw new SignInRefused('This is no access token: it holds blanks or other signs.');
      held = { token, expiresAt: Infinity, demoUser: null };
    },
    async token() {
      if (held?.demoUser != null && held.expiresAt - now() < RENEWAL_MARGIN) {
        // The old one may still do; when it does not, the server's answer says so.
        await signIn(held.demoUser).catch(() => undefined);
      }
      return held?.token ?? null;
    },
  };
}

async function demoToken(user: string, post: () => Promise<Response>): Promise<Held> {
  const response = await post().catch((fault: unknown) => {
    throw new ServerUnreachable(fault);
  });
  const answer = (await response.json().catch(() => ({}))) as { token?: unknown; expiresAt?: unknown };
  if (typeof answer.token !== 'string') throw response.status === 401 ? new NotSignedIn() : refusal(user, response);
  const expiresAt = Date.parse(String(answer.expiresAt));
  return { token: answer.token, expiresAt: Number.isNaN(expiresAt) ? Infinity : expiresAt, demoUser: user };
}

const refusal = (user: string, { status }: Response): SignInRefused =>
  new SignInRefused(`The server did not sign you in as ${user} (HTTP ${status}).`);
