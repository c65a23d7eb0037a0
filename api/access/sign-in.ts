/** Which ways to sign in this server offers. */
import express, { type Router } from 'express';
import type { Logger } from 'pino';
import type { Config } from '../settings/config-values.ts';
import { anyOf, type Authenticator } from './authenticator.ts';
import { demoSignIn } from './demo-sign-in.ts';
import { oidcSignIn } from './oidc-sign-in.ts';
import { serviceTokens } from './service-token.ts';
import { signInWays } from './sign-in-ways.ts';

export interface SignInOptions {
  readonly config: Config;
  /** The embedded demo: its users sign in by name, on the loopback address only. */
  readonly demo: boolean;
  /** Where secrets are kept between starts. */
  readonly dataFolder?: string | undefined;
  readonly log: Logger;
}

export interface SignIn {
  readonly authenticator: Authenticator;
  /** The routes below `/auth`. */
  readonly router: Router;
  /** How people get in; service tokens are taken always. */
  readonly way: 'DEMO' | 'OIDC' | 'NONE';
}

export async function signInOf({ config, demo, dataFolder, log }: SignInOptions): Promise<SignIn> {
  const router = express.Router();
  const authenticators: Authenticator[] = [serviceTokens];
  let way: SignIn['way'] = 'NONE';
  if (demo && dataFolder !== undefined && isLoopback(config.host)) {
    const offered = await demoSignIn(dataFolder);
    router.use('/demo', offered.router);
    authenticators.push(offered.authenticator);
    way = 'DEMO';
  }
  const { oidcIssuer: issuer, oidcAudience: audience, oidcJwksUrl: jwksUrl, oidcSubjectClaim: subjectClaim } = config;
  if (issuer !== undefined && audience !== undefined) {
    authenticators.push(oidcSignIn({ issuer, audience, jwksUrl, subjectClaim, log }));
    if (way === 'NONE') way = 'OIDC';
  }
  router.get('/ways', signInWays(config, { demo: way === 'DEMO' }));
  return { authenticator: anyOf(authenticators), router, way };
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.');
