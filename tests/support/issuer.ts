/**
 * An OpenID Connect issuer on loopback: discovery document, JWKS, rotating keys, tokens of every make.
 *
 * It does not prove that we understand a real provider: its documents have what the specifications demand and no more. No
 * browser flow is tried here either: the API sees access tokens only, and never how they were got.
 */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTHeaderParameters, SignJWT } from 'jose';

export interface IssuerKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

export interface TokenOptions {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Partial<JWTHeaderParameters>;
  readonly key?: IssuerKey;
}

export class TestIssuer {
  /** What the JWKS shows; the last one signs. */
  keys: IssuerKey[];
  /** Requests so far, by path. */
  readonly asked: string[] = [];
  /** While true every request is answered 500. */
  isBroken = false;
  readonly #http: Server;

  private constructor(http: Server, keys: IssuerKey[]) {
    this.#http = http;
    this.keys = keys;
  }

  static async start(algorithm = 'RS256'): Promise<TestIssuer> {
    const http = createServer();
    const issuer = new TestIssuer(http, [await newKey(algorithm)]);
    http.on('request', (request, response) => {
      issuer.asked.push(request.url ?? '');
      const answer = issuer.#answer(request.url);
      response.writeHead(answer && !issuer.isBroken ? 200 : 500, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer ?? {}));
    });
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    return issuer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  get jwksUrl(): string {
    return `${this.url}/keys`;
  }

  #answer(path: string | undefined): object | undefined {
    if (path === '/.well-known/openid-configuration') return { issuer: this.url, jwks_uri: this.jwksUrl };
    if (path === '/keys') return { keys: this.keys.map((key) => key.publicJwk) };
    return undefined;
  }

  /** Claims that are given as undefined are left out. */
  async token(o: TokenOptions = {}): Promise<string> {
    const key = o.key ?? this.keys.at(-1);
    if (!key) throw new Error('this issuer has no key');
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: this.url, aud: 'marketgrid', sub: 'pricing', iat: now, exp: now + 600, ...o.claims };
    const header = { alg: key.alg, kid: key.kid, ...o.header };
    return new SignJWT(claims).setProtectedHeader(header).sign(key.privateKey, { crit: { 'x-unknown': true } });
  }

  async stop(): Promise<void> {
    this.#http.close();
    this.#http.closeAllConnections();
    await once(this.#http, 'close');
  }
}

export async function newKey(alg: string): Promise<IssuerKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const kid = crypto.randomUUID();
  return { kid, alg, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}
