/** The public keys of an OpenID Connect issuer: found through its discovery document, kept, and fetched anew as they rotate. */
import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { isTrustworthyUrl } from '../settings/setting.ts';

const TIMEOUT_MS = 5_000;
/** A token with a key that is not known makes us ask the issuer, at most this often: a flood of them must not reach it. */
const COOLDOWN_MS = 30_000;
/** How long a key that the issuer has withdrawn is still taken, at most: documented in docs/production.md. */
const MAX_AGE_MS = 10 * 60_000;

export interface IssuerOptions {
  readonly issuer: string;
  /** Default: what the discovery document says. */
  readonly jwksUrl?: string | undefined;
  /** Milliseconds between two fetches for keys that are not known. */
  readonly cooldownMs?: number;
}

/** Answers keys as `jwtVerify` wants them. The issuer is first asked when the first token comes, so that it may be down at our start. */
export function issuerKeys(o: IssuerOptions): JWTVerifyGetKey {
  const options = {
    timeoutDuration: TIMEOUT_MS,
    cooldownDuration: o.cooldownMs ?? COOLDOWN_MS,
    cacheMaxAge: MAX_AGE_MS,
  };
  let keys: Promise<JWTVerifyGetKey> | undefined;
  const found = async (): Promise<JWTVerifyGetKey> =>
    createRemoteJWKSet(new URL(o.jwksUrl ?? (await discover(o.issuer))), options);
  return async (header, token) => {
    keys ??= found().catch((error: unknown) => {
      keys = undefined;
      throw error;
    });
    return (await keys)(header, token);
  };
}

const discovery = z.object({ issuer: z.string(), jwks_uri: z.string().refine(isTrustworthyUrl) });

/** OpenID Connect Discovery 1.0, section 4; the document must be about this very issuer (4.3). */
async function discover(issuer: string): Promise<string> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  const document = discovery.parse(await response.json());
  if (document.issuer !== issuer) throw new Error(`${url} is about another issuer`);
  return document.jwks_uri;
}
