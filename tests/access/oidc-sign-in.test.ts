/** Sign-in with tokens of an OpenID Connect issuer, and with forged ones. The issuer's head says what it does not prove. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { oidcSignIn } from '../../api/access/oidc-sign-in.ts';
import { FORGERIES } from '../support/forged-tokens.ts';
import { newKey, TestIssuer } from '../support/issuer.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let issuer: TestIssuer;
let server: TestServer;

beforeAll(async () => {
  issuer = await TestIssuer.start();
  server = await startTestServer({ env: { OIDC_ISSUER: issuer.url, OIDC_AUDIENCE: 'marketgrid' } });
});
afterAll(async () => {
  await server.stop();
  await issuer.stop();
});

interface Answer {
  readonly status: number;
  readonly body: { data?: { me: { name: string } } | null; errors?: { extensions: { code: string } }[] };
}

async function me(token: string): Promise<Answer> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: '{ me { name } }' }),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

const now = (): number => Math.floor(Date.now() / 1000);

describe('a token of the issuer', () => {
  test('signs its subject in', async () => {
    const { status, body } = await me(await issuer.token());
    expect({ status, body }).toEqual({ status: 200, body: { data: { me: { name: 'Demo pricing analyst' } } } });
  });

  test.each(['RS256', 'PS256', 'ES256', 'EdDSA'])('may be signed with %s', async (alg) => {
    const other = await TestIssuer.start(alg);
    const signIn = oidcSignIn({ ...options, issuer: other.url });
    expect(await signIn.callerOf(await other.token())).toBe('pricing');
    await other.stop();
  });

  test('may name several audiences, ours among them', async () => {
    expect((await me(await issuer.token({ claims: { aud: ['other', 'marketgrid'] } }))).status).toBe(200);
  });

  test('may be a moment past its end, for clocks differ', async () => {
    expect((await me(await issuer.token({ claims: { exp: now() - 1 } }))).status).toBe(200);
  });

  test('for somebody whom no administrator has made a user is nobody', async () => {
    const { status, body } = await me(await issuer.token({ claims: { sub: 'stranger' } }));
    expect([status, body.data ?? null, body.errors?.[0]?.extensions.code]).toEqual([401, null, 'UNAUTHENTICATED']);
  });
});

describe('a forged token is refused', () => {
  test.each(FORGERIES)('%s', async (_name, forge) => {
    const { status, body } = await me(await forge(issuer));
    // To the letter as for who sends none: nobody learns how near he came.
    expect({ status, body }).toEqual(await me(''));
    expect(status).toBe(401);
  });
});

const options = {
  audience: 'marketgrid',
  subjectClaim: 'sub',
  log: pino({ level: 'silent' }),
  cooldownMs: 0,
};

test('a refused token has the same id in its own line as in that of its request', async () => {
  const lines: { requestId?: string; msg: string }[] = [];
  const log = pino({ base: null }, { write: (line) => void lines.push(JSON.parse(line) as (typeof lines)[number]) });
  const logging = await startTestServer({ log, env: { OIDC_ISSUER: issuer.url, OIDC_AUDIENCE: 'marketgrid' } });
  const response = await fetch(`${logging.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await issuer.token({ claims: { exp: now() - 3600 } })}`,
    },
    body: '{"query":"{ me { name } }"}',
  });
  expect(lines.find(({ msg }) => msg === 'a token was refused')?.requestId).toBe(response.headers.get('x-request-id'));
  await logging.stop();
});

describe('keys of the issuer', () => {
  test('rotate: a new one is found by itself, a withdrawn one lets nobody in', async () => {
    const other = await TestIssuer.start();
    const { callerOf } = oidcSignIn({ ...options, issuer: other.url });
    const old = await other.token();
    expect(await callerOf(old)).toBe('pricing');
    other.keys = [await newKey('RS256')];
    expect(await callerOf(await other.token())).toBe('pricing');
    expect(await callerOf(old)).toBeNull();
    expect(other.asked.filter((path) => path.includes('openid-configuration'))).toHaveLength(1);
    await other.stop();
  });

  test('are fetched once for many tokens, and a flood of unknown keys does not reach the issuer', async () => {
    const other = await TestIssuer.start();
    const { callerOf } = oidcSignIn({ ...options, issuer: other.url, cooldownMs: 60_000 });
    await callerOf(await other.token());
    for (let i = 0; i < 10; i++) await callerOf(await other.token({ header: { kid: `unknown-${i}` } }));
    expect(other.asked.filter((path) => path === '/keys')).toHaveLength(1);
    await other.stop();
  });

  test('of a configured URL need no discovery document', async () => {
    const other = await TestIssuer.start();
    const { callerOf } = oidcSignIn({ ...options, issuer: other.url, jwksUrl: other.jwksUrl });
    expect(await callerOf(await other.token())).toBe('pricing');
    expect(other.asked).toEqual(['/keys']);
    await other.stop();
  });

  test('that cannot be read make sign-in unavailable, not refused, until they can', async () => {
    const other = await TestIssuer.start();
    other.isBroken = true;
    const { callerOf } = oidcSignIn({ ...options, issuer: other.url });
    const token = await other.token();
    await expect(callerOf(token)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    other.isBroken = false;
    expect(await callerOf(token)).toBe('pricing');
    await other.stop();
  });

  test('a token of somebody else does not make us ask the issuer', async () => {
    const other = await TestIssuer.start();
    const { callerOf } = oidcSignIn({ ...options, issuer: other.url });
    expect(await callerOf(await issuer.token())).toBeNull();
    expect(other.asked).toEqual([]);
    await other.stop();
  });

  test('what is logged of a token has the id of its request', async () => {
    const lines: string[] = [];
    const log = pino({ base: null }, { write: (line) => void lines.push(line) });
    const other = await TestIssuer.start();
    const { callerOf } = oidcSignIn({ ...options, issuer: other.url, log });
    const trace = { requestId: crypto.randomUUID() };
    await callerOf(await other.token({ claims: { exp: now() - 3600 } }), trace);
    other.isBroken = true;
    const unknown = oidcSignIn({ ...options, issuer: other.url, log });
    await expect(unknown.callerOf(await other.token(), trace)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { ...trace, msg: 'a token was refused' },
      { ...trace, msg: 'the keys of OIDC_ISSUER cannot be read' },
    ]);
    await other.stop();
  });

  test('another claim than `sub` may name the user', async () => {
    const { callerOf } = oidcSignIn({ ...options, issuer: issuer.url, subjectClaim: 'oid' });
    expect(await callerOf(await issuer.token({ claims: { oid: 'finance' } }))).toBe('finance');
    expect(await callerOf(await issuer.token())).toBeNull();
  });
});

describe('the demo sign-in', () => {
  test('answers no name but those of the loopback address, for another site may lead its own name there', async () => {
    const { port } = new URL(server.url);
    const ask = async (host: string): Promise<number> => {
      const { request } = await import('node:http');
      return new Promise((resolve, reject) => {
        const headers = { host, 'content-type': 'application/json' };
        const sent = request({ port, host: '127.0.0.1', path: '/auth/demo', method: 'POST', headers }, (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        });
        sent.on('error', reject).end('{"user":"admin"}');
      });
    };
    expect(await ask(`localhost:${port}`)).toBe(200);
    expect(await ask('evil.example')).toBe(403);
    expect(await ask('127.0.0.1.evil.example')).toBe(403);
  });
});
