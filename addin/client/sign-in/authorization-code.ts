/**
 * Sign-in in a window of its own: the authorization code flow with PKCE (RFC 7636, RFC 9700). Only the code comes back from
 * the window, and it is worth nothing to who does not know the verifier, which never leaves the pane's memory. Tokens are
 * fetched and renewed by the pane itself.
 */
import * as oauth from 'oauth4webapi';
import { discover, noAnswer, overHttp } from './authorization-server.ts';
import { type Grant, type PersonSignIn, SignInRefused } from './grant.ts';
import type { IssuerSettings } from './sign-in-ways.ts';
import { SIGN_IN_PAGE, type SignInWindow } from './sign-in-window.ts';

export interface CodeFlowOptions {
  readonly window: SignInWindow;
  /** `https://…`, of our own pages. */
  readonly origin: string;
}

export function authorizationCode(settings: IssuerSettings, o: CodeFlowOptions): PersonSignIn {
  const client: oauth.Client = { client_id: settings.clientId };
  const redirectUri = `${o.origin}${SIGN_IN_PAGE}`;

  const grantOf = (server: oauth.AuthorizationServer, answer: oauth.TokenEndpointResponse, before?: string): Grant => {
    // An issuer that does not rotate refresh tokens leaves it out of later answers (RFC 6749, 6).
    const refreshToken = answer.refresh_token ?? before;
    return {
      token: answer.access_token,
      expiresAt: answer.expires_in === undefined ? Infinity : Date.now() + answer.expires_in * 1000,
      renew: refreshToken === undefined ? null : () => renew(server, refreshToken),
    };
  };

  async function renew(server: oauth.AuthorizationServer, token: string): Promise<Grant> {
    const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), token, overHttp(settings));
    return grantOf(server, await oauth.processRefreshTokenResponse(server, client, response), token);
  }

  async function redeem(server: oauth.AuthorizationServer, answered: URLSearchParams, o: Asked): Promise<Grant> {
    const code = oauth.validateAuthResponse(server, client, answered, o.state);
    const [auth, options] = [oauth.None(), overHttp(settings)];
    const redeeming = oauth.authorizationCodeGrantRequest(server, client, auth, code, redirectUri, o.verifier, options);
    return grantOf(server, await oauth.processAuthorizationCodeResponse(server, client, await redeeming));
  }

  return {
    async signIn(signal) {
      const state = `${o.window.kind}.${oauth.generateRandomState()}`;
      const verifier = oauth.generateRandomCodeVerifier();
      const challenge = await oauth.calculatePKCECodeChallenge(verifier);
      // First of all: a browser opens a window only shortly after a click.
      const query = new URLSearchParams({ state, challenge });
      const closing = new AbortController();
      const url = `${redirectUri}?${query}`;
      const answered = o.window.open({ url, state, signal: AbortSignal.any([signal, closing.signal]) });
      try {
        const [fragment, server] = await Promise.all([answered, discover(settings)]);
        return await redeem(server, new URLSearchParams(fragment), { state, verifier }).catch(explain);
      } finally {
        // Nobody waits for it any more.
        closing.abort();
      }
    },
  };
}

interface Asked {
  readonly state: string;
  readonly verifier: string;
}

/** The issuer's own words are for who set it up; they hold no secret (RFC 6749, 4.1.2.1 and 5.2). */
function explain(fault: unknown): never {
  if (fault instanceof oauth.AuthorizationResponseError || fault instanceof oauth.ResponseBodyError) {
    throw new SignInRefused(`Your identity provider did not sign you in: ${fault.error_description ?? fault.error}.`);
  }
  if (fault instanceof TypeError) throw noAnswer(fault);
  throw new SignInRefused('The answer of your identity provider does not belong to this sign-in.');
}
