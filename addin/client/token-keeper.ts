import { signInDemoUser } from './sign-in/demo-user.ts';
import { type Grant, type PersonSignIn, SignInRefused } from './sign-in/grant.ts';
import { askSignInWays, type IssuerSettings } from './sign-in/sign-in-ways.ts';

/** As whom one signs in here: a demo user by name, oneself, or with a token from elsewhere. */
export type SignInWay = 'DEMO' | 'PERSON' | 'TOKEN';

export interface TokenKeeper {
  /**
   * The bearer token for the next request, renewed in silence shortly before it ends; null when nobody is signed in.
   * `refused` is one that the server has just turned down: then the answer is another one, or null.
   */
  token(refused?: string): Promise<string | null>;
  /** What the server offers, asked each time. @throws ServerUnreachable */
  way(): Promise<SignInWay>;
  /** @throws SignInRefused, ServerUnreachable */
  signInAsDemoUser(user: string): Promise<void>;
  /** At the identity provider that `way` has found. @throws SignInRefused, SignInCancelled */
  signInMyself(signal: AbortSignal): Promise<void>;
  /** @throws SignInRefused */
  useToken(token: string): void;
  forget(): void;
}

export interface KeeperOptions {
  readonly baseUrl: string;
  readonly fetch?: typeof fetch;
  readonly now?: () => number;
  /** How a person signs in on this host; absent where it has no windows. */
  readonly person?: (settings: IssuerSettings) => PersonSignIn;
}

/** Renewed so long before its end that a request on its way still arrives in time. */
const RENEWAL_MARGIN = 60_000;

/** Keeps the token in memory only: no storage, no workbook and no URL ever holds it. */
export function createTokenKeeper({ baseUrl, person, ...o }: KeeperOptions): TokenKeeper {
  const ask = o.fetch ?? ((input, init) => fetch(input, init));
  const now = o.now ?? Date.now;
  const held = new HeldGrant();
  let issuer: IssuerSettings | null = null;
  return {
    async way() {
      const ways = await askSignInWays(baseUrl, ask);
      issuer = ways.person;
      if (ways.demo) return 'DEMO';
      return issuer && person ? 'PERSON' : 'TOKEN';
    },
    async signInAsDemoUser(user) {
      held.grant = await signInDemoUser(user, { baseUrl, ask });
    },
    async signInMyself(signal) {
      if (!issuer || !person) throw new SignInRefused('This server takes access tokens only.');
      held.grant = await person(issuer).signIn(signal);
    },
    useToken(token) {
      // Else fetch itself would refuse to send it, and not say why.
      if (!/^[\x21-\x7e]+$/.test(token))
        throw new SignInRefused('This is no access token: it holds blanks or other signs.');
      held.grant = { token, expiresAt: Infinity, renew: null };
    },
    forget: () => void (held.grant = null),
    async token(refused) {
      const { grant } = held;
      if (!grant) return null;
      if (grant.token === refused) return (await held.renewed()) ? (held.grant?.token ?? null) : null;
      // Where it fails the old one may still do; when it does not, the server's answer says so.
      if (grant.expiresAt - now() < RENEWAL_MARGIN) await held.renewed();
      return held.grant?.token ?? null;
    },
  };
}

class HeldGrant {
  #grant: Grant | null = null;
  /** One at a time: an identity provider takes a refresh token once, and the second use for a theft. */
  #renewal: Promise<boolean> | null = null;

  get grant(): Grant | null {
    return this.#grant;
  }

  set grant(grant: Grant | null) {
    this.#grant = grant;
    this.#renewal = null;
  }

  /** Whether there is a new one. */
  renewed(): Promise<boolean> {
    const before = this.#grant;
    if (!before?.renew) return Promise.resolve(false);
    this.#renewal ??= before
      .renew()
      .then((next) => this.#replace(before, next))
      .catch(() => {
        if (this.#grant === before) this.#renewal = null;
        return false;
      });
    return this.#renewal;
  }

  /** Unless somebody has signed out meanwhile, or in as somebody else. */
  #replace(before: Grant, next: Grant): boolean {
    if (this.#grant !== before) return false;
    this.grant = next;
    return true;
  }
}
