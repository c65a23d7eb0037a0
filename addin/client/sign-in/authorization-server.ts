/** What an OpenID Connect issuer says of itself, and the address of its sign-in page. */
import * as oauth from 'oauth4webapi';
import { SignInRefused } from './grant.ts';
import type { IssuerSettings } from './sign-in-ways.ts';

/** Plain http, which the server's settings allow on a loopback address only. */
export const overHttp = ({ issuer }: IssuerSettings): { [oauth.allowInsecureRequests]: boolean } => ({
  [oauth.allowInsecureRequests]: issuer.startsWith('http:'),
});

/** @throws SignInRefused */
export async function discover(settings: IssuerSettings): Promise<oauth.AuthorizationServer> {
  try {
    const issuer = new URL(settings.issuer);
    const response = await oauth.discoveryRequest(issuer, { algorithm: 'oidc', ...overHttp(settings) });
    return await oauth.processDiscoveryResponse(issuer, response);
  } catch (fault) {
    throw noAnswer(fault);
  }
}

/** The analyst's own server does; this is another one's. */
export const noAnswer = (cause: unknown): SignInRefused =>
  new SignInRefused('Your identity provider does not answer as it should.', { cause });

export interface SignInRequest {
  /** Comes back with the answer; binds it to who asked. */
  readonly state: string;
  /** RFC 7636: the SHA-256 of what only the asker knows. */
  readonly challenge: string;
  /** Our page that the answer comes to; registered at the issuer. */
  readonly redirectUri: string;
}

/** The answer comes in the fragment, which browsers send to no server: so the code gets into nobody's log. */
export function signInAddress(
  server: oauth.AuthorizationServer,
  { clientId, scopes }: IssuerSettings,
  request: SignInRequest,
): URL {
  if (server.authorization_endpoint === undefined) throw noAnswer('no authorization_endpoint');
  const address = new URL(server.authorization_endpoint);
  const parameters = {
    client_id: clientId,
    redirect_uri: request.redirectUri,
    response_type: 'code',
    response_mode: 'fragment',
    scope: scopes.join(' '),
    state: request.state,
    code_challenge: request.challenge,
    code_challenge_method: 'S256',
    // OpenID Connect Core 11: a refresh token is given to who is asked for it.
    ...(scopes.includes('offline_access') && !isEntra(server.issuer) && { prompt: 'consent' }),
  };
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
  return address;
}

/** Microsoft's own; it gives refresh tokens without asking, and knows nested apps. */
export const isEntra = (issuer: string): boolean =>
  /^login\.(microsoftonline\.(com|us)|partner\.microsoftonline\.cn)$/.test(new URL(issuer).hostname);
