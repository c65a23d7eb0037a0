/**
 * How a person can sign in here, for whoever asks: the add-in must know it before it has a token. Nothing of it is a secret;
 * a public client's id stands in the address of every sign-in page.
 */
import type { RequestHandler } from 'express';
import type { Config } from '../settings/config-values.ts';

/** What `GET /auth/ways` answers; addin/client/sign-in/sign-in-ways.ts reads it. */
export interface SignInWays {
  /** Demo users sign in by name. */
  readonly demo: boolean;
  /** Where people sign in themselves; null where they bring a token. */
  readonly person: PersonWay | null;
}

interface PersonWay {
  readonly issuer: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
}

/** Which origins our pages have to ask while somebody signs in; none where people bring a token. */
export function issuerOrigins({ addinClientId, oidcIssuer, oidcOrigins = [] }: Config): readonly string[] {
  if (addinClientId === undefined || oidcIssuer === undefined) return [];
  return [...new Set([new URL(oidcIssuer).origin, ...oidcOrigins])];
}

export function signInWays({ oidcIssuer, addinClientId, addinScopes }: Config, o: { demo: boolean }): RequestHandler {
  const isOffered = oidcIssuer !== undefined && addinClientId !== undefined;
  const person = isOffered ? { issuer: oidcIssuer, clientId: addinClientId, scopes: addinScopes } : null;
  const ways: SignInWays = { demo: o.demo, person };
  return (_request, response) => void response.json(ways);
}
