/**
 * A real OpenID Connect provider on loopback: the package oidc-provider, which is certified by the OpenID Foundation, with its
 * own pages for signing in. Access tokens are JWTs as RFC 9068 has them.
 *
 * It does not prove how Microsoft Entra ID behaves: nobody here could ask it.
 */
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

export const AUDIENCE = 'marketgrid';
export const CLIENT = 'marketgrid-addin';

export interface ProviderOptions {
  /** Where the provider may lead back to. */
  readonly redirectUris: readonly string[];
  /** How long access tokens are good for. Seconds. */
  readonly lifetime?: number;
}

export class IdentityProvider {
  readonly #http: Server;
  #options: ProviderOptions;
  #keys: JWK[] = [];
  #answer: RequestListener = () => undefined;
  /** Requests so far, by path. */
  readonly asked: string[] = [];

  private constructor(http: Server, options: ProviderOptions) {
    this.#http = http;
    this.#options = options;
  }

  static async start(options: ProviderOptions): Promise<IdentityProvider> {
    const http = createServer();
    const provider = new IdentityProvider(http, options);
    http.on('request', (request, response) => {
      provider.asked.push(new URL(request.url ?? '', provider.url).pathname);
      provider.#answer(request, response);
    });
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    await provider.rotateKeys({ keepOld: false });
    return provider;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  /** A new key signs from now on; the old ones are published as long as they are kept. */
  async rotateKeys({ keepOld }: { keepOld: boolean }): Promise<void> {
    const { privateKey } = await generateKeyPair('RS256', { extractable: true });
    const key = { ...(await exportJWK(privateKey)), kid: crypto.randomUUID(), alg: 'RS256', use: 'sig' };
    this.#keys = [key, ...(keepOld ? this.#keys : [])];
    await this.#configure();
  }

  /** For a product whose port is known only after it has started. */
  async leadBackTo(redirectUris: readonly string[]): Promise<void> {
    this.#options = { ...this.#options, redirectUris };
    await this.#configure();
  }

  async #configure(): Promise<void> {
    // It says at each start that its memory and its pages are for development, which is what they are for here.
    const silent = (['warn', 'info'] as const).map((level) => jest.spyOn(console, level).mockReturnValue());
    const { default: Provider } = await import('oidc-provider');
    this.#answer = new Provider(this.url, configuration(this.#options, this.#keys)).callback();
    for (const spy of silent) spy.mockRestore();
  }

  async stop(): Promise<void> {
    this.#http.close();
    this.#http.closeAllConnections();
    await once(this.#http, 'close');
  }
}

const configuration = ({ redirectUris, lifetime = 600 }: ProviderOptions, keys: readonly JWK[]): object => ({
  jwks: { keys },
  cookies: { keys: ['only for tests'] },
  clients: [
    {
      client_id: CLIENT,
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      redirect_uris: redirectUris,
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
    },
  ],
  // Whatever name is typed into its sign-in page is the subject.
  findAccount: (_context: unknown, sub: string) => ({ accountId: sub, claims: () => ({ sub }) }),
  scopes: ['openid', 'offline_access', 'access'],
  clientBasedCORS: () => true,
  ttl: {
    AccessToken: lifetime,
    AuthorizationCode: 60,
    Grant: 3600,
    IdToken: 600,
    Interaction: 600,
    RefreshToken: 3600,
    Session: 3600,
  },
  features: {
    devInteractions: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => 'https://marketgrid.example',
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: 'access',
        audience: AUDIENCE,
        accessTokenTTL: lifetime,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  },
});
