import { authorizationCode } from './authorization-code.ts';
import { isEntra } from './authorization-server.ts';
import type { PersonSignIn } from './grant.ts';
import { nestedApp } from './nested-app.ts';
import type { IssuerSettings } from './sign-in-ways.ts';
import type { SignInWindow } from './sign-in-window.ts';

/** What the host of the pane offers for signing in. */
export interface SignInHost {
  readonly origin: string;
  /** Office signs in for add-ins (requirement set NestedAppAuth 1.1). */
  hasNestedApps(): boolean;
  window(): SignInWindow;
}

/** Through Office where it can, which knows Microsoft's identities only; else in a window. */
export const personSignIn =
  ({ origin, ...host }: SignInHost) =>
  (settings: IssuerSettings): PersonSignIn => ({
    async signIn(signal) {
      const isNested = isEntra(settings.issuer) && host.hasNestedApps();
      const way =
        (isNested && (await nestedApp(settings))) || authorizationCode(settings, { window: host.window(), origin });
      return way.signIn(signal);
    },
  });
