/** Headers, other origins, and https. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { startedText } from '../../api/banner.ts';
import { readConfig } from '../../api/config.ts';
import { startServer } from '../../api/server.ts';
import { type Tls, tlsOf } from '../../api/tls.ts';
import { framedBy } from '../../api/web/web-pages.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let folder: string;
beforeAll(async () => {
  server = await startTestServer({ env: { CORS_ORIGINS: 'https://bi.example, https://excel.example:8443' } });
  folder = await mkdtemp(path.join(tmpdir(), 'marketgrid-test-'));
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('every answer', () => {
  test.each(['/healthz', '/readyz', '/graphql', '/auth/demo', '/nothing', '/assets/nothing.js'])(
    'of %s is guarded',
    async (route) => {
      const { headers } = await fetch(`${server.url}${route}`);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('strict-transport-security')).toBeNull();
      expect(headers.get('x-powered-by')).toBeNull();
      if (!route.startsWith('/assets'))
        expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      if (!route.startsWith('/assets')) expect(headers.get('cache-control')).toBe('no-store');
    },
  );
});

describe('a page of another origin', () => {
  const ask = (origin: string, method = 'OPTIONS'): Promise<Response> =>
    fetch(`${server.url}/graphql`, {
      method,
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
    });
  const ours = (headers: Headers): string[] => [...headers.keys()].filter((name) => name.startsWith('access-control'));

  test.each(['https://bi.example', 'https://excel.example:8443'])('%s is on the list', async (origin) => {
    const { status, headers } = await ask(origin);
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(origin);
    expect(headers.get('access-control-allow-headers')).toContain('authorization');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    expect(headers.get('vary')).toContain('Origin');
  });

  test.each([
    'https://evil.example',
    'https://bi.example.evil.example',
    'http://bi.example',
    'https://excel.example',
    'https://BI.example',
    'null',
    'https://bi.example, https://evil.example',
  ])('%s is not', async (origin) => {
    for (const method of ['OPTIONS', 'POST']) {
      const answer = await ask(origin, method);
      expect(ours(answer.headers)).toEqual([]);
    }
  });
});

describe('settings', () => {
  test.each([
    ['CORS_ORIGINS', '*'],
    ['CORS_ORIGINS', 'https://a.example/'],
    ['CORS_ORIGINS', 'http://a.example'],
    ['FRAME_ANCESTORS', '*'],
    ['FRAME_ANCESTORS', "https://a.example; script-src 'unsafe-inline'"],
    ['OIDC_ISSUER', 'http://login.example'],
  ])('%s=%s is refused', (variable, value) => {
    expect(() => readConfig({ [variable]: value })).toThrow(`${variable} must be`);
  });

  test.each([
    ['TLS_CERT', 'TLS_KEY'],
    ['OIDC_AUDIENCE', 'OIDC_ISSUER'],
  ])('%s alone is refused', (variable, other) => {
    expect(() => readConfig({ [variable]: 'x' })).toThrow(other);
  });

  test('FRAME_ANCESTORS says who may frame what may be framed, and opens nothing else', () => {
    const ancestors = readConfig({ FRAME_ANCESTORS: 'https://*.office.com https://a.example' }).frameAncestors;
    const policy = "default-src 'none'; frame-ancestors 'self' https://x.example; form-action 'none'";
    expect(framedBy(policy, ancestors)).toBe(
      "default-src 'none'; frame-ancestors 'self' https://*.office.com https://a.example; form-action 'none'",
    );
    expect(framedBy("frame-ancestors 'none'", ancestors)).toBe("frame-ancestors 'none'");
    expect(framedBy(policy, undefined)).toBe(policy);
  });
});

/** Over https from here; rejects where the certificate is not trusted. */
function get(url: string, ca?: string): Promise<{ status: number | undefined; headers: IncomingHttpHeaders }> {
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/healthz`, { agent: false, ...(ca !== undefined && { ca }) }, (answer) => {
      answer.resume().on('end', () => resolve({ status: answer.statusCode, headers: answer.headers }));
    });
    sent.on('error', reject).end();
  });
}

async function serve(tls: Tls): Promise<{ url: string; stop(): Promise<void> }> {
  const config = readConfig({ PORT: '0', MARKETGRID_DATA: folder });
  return startServer({ database: server.db.database, config, demo: false, log: pino({ level: 'silent' }), tls });
}

describe('https', () => {
  const config = (): ReturnType<typeof readConfig> => readConfig({ MARKETGRID_DATA: folder });

  test('with a certificate of our own making: for this machine alone, trusted by nobody who was not asked', async () => {
    const own = await tlsOf(config(), { makeOwn: true });
    if (own?.ownCertificate === undefined) throw new Error('no certificate was made');
    const { mode } = await stat(path.join(path.dirname(own.ownCertificate), 'key.pem'));
    expect(mode & 0o077).toBe(0);
    const running = await serve(own);
    expect(running.url).toMatch(/^https:/);
    for (const url of [running.url, running.url.replace('127.0.0.1', 'localhost')]) {
      await expect(get(url)).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
      const { status, headers } = await get(url, own.cert);
      expect(status).toBe(200);
      // It would hold for every other server on localhost, too.
      expect(headers['strict-transport-security']).toBeUndefined();
    }
    await running.stop();
    const text = startedText({ url: running.url, signIn: 'DEMO', seconds: 1, ownCertificate: own.ownCertificate });
    expect(text).toContain('nobody trusts it yet');
    expect(text).toContain(own.ownCertificate);
  });

  test('keeps its certificate between starts, and makes another when it cannot be used', async () => {
    const first = await tlsOf(config(), { makeOwn: true });
    expect(await tlsOf(config(), { makeOwn: true })).toEqual(first);
    await writeFile(first?.ownCertificate ?? '', 'damaged');
    const second = await tlsOf(config(), { makeOwn: true });
    expect(second?.cert).not.toBe(first?.cert);
    expect(await readFile(second?.ownCertificate ?? '', 'utf8')).toBe(second?.cert);
  });

  test('with TLS_CERT and TLS_KEY: browsers are told to stay with it', async () => {
    const own = path.join(folder, 'tls');
    const env = { TLS_CERT: path.join(own, 'certificate.pem'), TLS_KEY: path.join(own, 'key.pem') };
    const tls = await tlsOf(readConfig(env), { makeOwn: true });
    if (!tls) throw new Error('TLS_CERT was not read');
    const running = await serve(tls);
    expect((await get(running.url, tls.cert)).headers['strict-transport-security']).toBe('max-age=63072000');
    await running.stop();
    const swapped = readConfig({ TLS_CERT: env.TLS_KEY, TLS_KEY: env.TLS_CERT });
    await expect(tlsOf(swapped, { makeOwn: false })).rejects.toThrow('TLS_CERT and TLS_KEY do not make a pair');
    const absent = readConfig({ TLS_CERT: '/no/such/file', TLS_KEY: env.TLS_KEY });
    await expect(tlsOf(absent, { makeOwn: false })).rejects.toThrow(
      'The file of TLS_CERT, /no/such/file, cannot be read',
    );
  });

  test('leaves a data folder that it makes as open as any, for PostgreSQL runs as another account there', async () => {
    const [made, plain] = [path.join(folder, 'made'), path.join(folder, 'plain')];
    await mkdir(plain);
    await tlsOf(readConfig({ MARKETGRID_DATA: made }), { makeOwn: true });
    expect((await stat(made)).mode).toBe((await stat(plain)).mode);
    expect((await stat(path.join(made, 'tls'))).mode & 0o077).toBe(0);
  });

  test('is off unless it is asked for', async () => {
    expect(await tlsOf(config(), { makeOwn: false })).toBeUndefined();
  });
});
