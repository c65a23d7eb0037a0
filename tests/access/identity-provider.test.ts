/**
 * People sign in at a real OpenID Connect provider, with the add-in's own code, and the server takes what they bring; and the
 * provider's keys rotate. See the head of tests/support/identity-provider.ts for what this does not prove.
 */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { pino } from 'pino';
import { authorizationCode } from '../../addin/client/sign-in/authorization-code.ts';
import { discover, signInAddress } from '../../addin/client/sign-in/authorization-server.ts';
import { type Grant, SignInCancelled } from '../../addin/client/sign-in/grant.ts';
import type { SignInWindow } from '../../addin/client/sign-in/sign-in-window.ts';
import { askSignInWays, type IssuerSettings } from '../../addin/client/sign-in/sign-in-ways.ts';
import { oidcSignIn } from '../../api/access/oidc-sign-in.ts';
import { type Answering, headlessWindow, signInAt } from '../support/headless-person.ts';
import { AUDIENCE, CLIENT, IdentityProvider } from '../support/identity-provider.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const ORIGIN = 'http://127.0.0.1:41700';
const REDIRECT = `${ORIGIN}/sign-in`;

let provider: IdentityProvider;
let server: TestServer;
let settings: IssuerSettings;

beforeAll(async () => {
  provider = await IdentityProvider.start({ redirectUris: [REDIRECT], lifetime: 3600 });
  const env = { OIDC_ISSUER: provider.url, OIDC_AUDIENCE: AUDIENCE, ADDIN_CLIENT_ID: CLIENT };
  server = await startTestServer({ signIn: 'OIDC', env });
  const { person } = await askSignInWays(server.url, fetch);
  if (!person) throw new Error('the server does not say how to sign in');
  settings = person;
});
afterAll(async () => {
  await server.stop();
  await provider.stop();
});

function signIn({ login = 'pricing', ...o }: Partial<Answering> = {}): Promise<Grant> {
  const window = headlessWindow(settings, { login, ...o });
  return authorizationCode(settings, { window, origin: ORIGIN }).signIn(new AbortController().signal);
}

async function meWith(token: string): Promise<{ status: number; text: string }> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: '{"query":"{ me { name } }"}',
  });
  return { status: response.status, text: await response.text() };
}

describe('a person at a real provider', () => {
  test('signs in with a code and PKCE, and the server knows him', async () => {
    const { token } = await signIn();
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'RS256', typ: 'at+jwt' });
    expect(decodeJwt(token)).toMatchObject({ iss: provider.url, aud: AUDIENCE, sub: 'pricing', client_id: CLIENT });
    expect(await meWith(token)).toEqual({ status: 200, text: '{"data":{"me":{"name":"Demo pricing analyst"}}}' });
  });

  test('is renewed in silence, as often as needed, without the provider’s pages', async () => {
    const first = await signIn();
    const asked = provider.asked.length;
    const second = await first.renew?.();
    const third = await second?.renew?.();
    expect(new Set([first.token, second?.token, third?.token]).size).toBe(3);
    expect((await meWith(third?.token ?? '')).status).toBe(200);
    expect(provider.asked.slice(asked).filter((path) => path !== '/token' && path !== '/jwks')).toEqual([]);
  });

  test('who is no user here is nobody, though the provider knows him', async () => {
    expect((await meWith((await signIn({ login: 'stranger' })).token)).status).toBe(401);
  });
});

describe('an answer that is not of this sign-in is not redeemed', () => {
  test.each<[string, (fragment: URLSearchParams) => void]>([
    ['with another state', (f) => f.set('state', 'browser.other')],
    ['without a state', (f) => f.delete('state')],
    ['of another issuer (RFC 9207)', (f) => f.set('iss', 'https://evil.example')],
    ['that tells no issuer', (f) => f.delete('iss')],
  ])('%s', async (_what, change) => {
    const asked = provider.asked.length;
    await expect(signIn({ change })).rejects.toThrow('does not belong to this sign-in');
    expect(provider.asked.slice(asked)).not.toContain('/token');
  });

  test('a code of somebody else’s sign-in is worth nothing here: the verifier is another', async () => {
    let stolen = '';
    await expect(signIn({ change: (f) => ((stolen = f.get('code') ?? ''), f.set('state', 'x')) })).rejects.toThrow();
    await expect(signIn({ change: (f) => f.set('code', stolen) })).rejects.toThrow('did not sign you in');
  });

  test('what the provider refuses is told in its words', async () => {
    const refuse = (f: URLSearchParams): void => {
      f.delete('code');
      f.set('error', 'access_denied');
      f.set('error_description', 'Your account may not use this app');
    };
    await expect(signIn({ change: refuse })).rejects.toThrow('Your account may not use this app');
  });
});

test('where the provider does not answer the window closes, and the analyst is told who does not', async () => {
  const signals: AbortSignal[] = [];
  const window: SignInWindow = {
    kind: 'browser',
    open: ({ signal }) =>
      new Promise((_, reject) => {
        signals.push(signal);
        signal.addEventListener('abort', () => reject(new SignInCancelled()));
      }),
  };
  // Nobody listens there.
  const gone = { ...settings, issuer: 'http://127.0.0.1:9' };
  const signingIn = authorizationCode(gone, { window, origin: ORIGIN }).signIn(new AbortController().signal);
  await expect(signingIn).rejects.toThrow('Your identity provider does not answer');
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
});

describe('tokens of the provider that are not for us', () => {
  test('its ID token, which every page of a sign-in can see', async () => {
    const verifier = 'v'.repeat(43);
    const { calculatePKCECodeChallenge } = await import('oauth4webapi');
    const challenge = await calculatePKCECodeChallenge(verifier);
    const start = signInAddress(await discover(settings), settings, { state: 'x', challenge, redirectUri: REDIRECT });
    const answered = await signInAt(start, { login: 'admin', redirectUri: REDIRECT });
    const code = new URLSearchParams(answered.hash.slice(1)).get('code') ?? '';
    const form = {
      grant_type: 'authorization_code',
      client_id: CLIENT,
      redirect_uri: REDIRECT,
      code_verifier: verifier,
    };
    const body = new URLSearchParams({ ...form, code });
    const tokens = (await (await fetch(`${provider.url}/token`, { method: 'POST', body })).json()) as {
      id_token: string;
      access_token: string;
    };
    expect((await meWith(tokens.access_token)).status).toBe(200);
    expect((await meWith(tokens.id_token)).status).toBe(401);
  });
});

describe('keys of the provider rotate', () => {
  const later = (seconds: number): void => jest.setSystemTime(Date.now() + seconds * 1000);

  test('a new key is taken half a minute later at most; one that is withdrawn lets nobody in ten minutes later', async () => {
    const options = { issuer: provider.url, audience: AUDIENCE, subjectClaim: 'sub', log: pino({ level: 'silent' }) };
    const { callerOf } = oidcSignIn(options);
    const { token: old } = await signIn();
    expect(await callerOf(old)).toBe('pricing');

    await provider.rotateKeys({ keepOld: true });
    const { token: fresh } = await signIn();
    expect(decodeProtectedHeader(fresh).kid).not.toBe(decodeProtectedHeader(old).kid);
    later(30);
    expect(await callerOf(fresh)).toBe('pricing');
    expect(await callerOf(old)).toBe('pricing');

    await provider.rotateKeys({ keepOld: false });
    later(10 * 60);
    // Nothing but time makes us ask again: no token with a key that we do not know has come by.
    expect(await callerOf(old)).toBeNull();
    expect(await callerOf(fresh)).toBeNull();
    expect(await callerOf((await signIn()).token)).toBe('pricing');
  });
});
