/**
 * Nested app authentication: Office signs in for the add-in, mostly without asking (learn.microsoft.com, "Enable SSO in an
 * Office Add-in with nested app authentication"). With Microsoft's own library, since what it speaks with Office is not ours
 * to know; it is loaded only where it is used.
 */
import type { AuthenticationResult, IPublicClientApplication } from '@azure/msal-browser';
import { type Grant, type PersonSignIn, SignInCancelled, SignInRefused } from './grant.ts';
import type { IssuerSettings } from './sign-in-ways.ts';

/** Null where Office does not offer it after all; then a window does. */
export async function nestedApp({ issuer, clientId, scopes }: IssuerSettings): Promise<PersonSignIn | null> {
  const { createNestablePublicClientApplication } = await import('@azure/msal-browser');
  const app = await createNestablePublicClientApplication({
    auth: { clientId, authority: issuer.replace(/\/v2\.0\/?$/, '') },
    cache: { cacheLocation: 'memoryStorage' },
  });
  // Without Office's bridge the library would open a window of its own, from within a pane that may not.
  if (!('nestedAppAuthBridge' in window)) return null;
  return { signIn: () => new NestedApp(app, [...scopes]).signIn() };
}

class NestedApp {
  constructor(
    private readonly app: IPublicClientApplication,
    private readonly scopes: string[],
  ) {}

  /** Who is signed in to Office is, as a rule, signed in here without a question. */
  async signIn(): Promise<Grant> {
    const { scopes } = this;
    const result = await this.app
      .acquireTokenSilent({ scopes })
      .catch(() => this.app.acquireTokenPopup({ scopes }))
      .catch(explain);
    return this.grantOf(result);
  }

  private grantOf({ accessToken, expiresOn, account }: AuthenticationResult): Grant {
    const request = { scopes: this.scopes, account, forceRefresh: true };
    return {
      token: accessToken,
      expiresAt: expiresOn?.getTime() ?? Infinity,
      renew: async () => this.grantOf(await this.app.acquireTokenSilent(request)),
    };
  }
}

function explain(fault: unknown): never {
  const { errorCode, errorMessage } = fault as { errorCode?: string; errorMessage?: string };
  if (errorCode === 'user_cancelled') throw new SignInCancelled();
  throw new SignInRefused(`Office did not sign you in: ${errorMessage || errorCode || 'it did not say why'}.`);
}
