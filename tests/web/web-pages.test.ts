/** The routes of the pages, over a small folder that looks like what the build writes. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type ClientRequest, get, type IncomingMessage, type Server } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import express from 'express';
import { PAGES } from '../../api/web/pages.ts';
import { webPages } from '../../api/web/web-pages.ts';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8';
const PAGE = '<!doctype html><title>a page</title>';
const OFFICE = '<script src="https://appsforoffice.microsoft.com/lib/1/hosted/office.js"></script>';
const SECRET = 'not for the web';

let parent: string;
let built: Server;
let unbuilt: Server;

beforeAll(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'marketgrid-web-'));
  const folder = path.join(parent, 'web');
  await mkdir(path.join(folder, 'assets'), { recursive: true });
  for (const { source, isInWorkbench } of PAGES) {
    await mkdir(path.join(folder, path.dirname(source)), { recursive: true });
    await writeFile(path.join(folder, source), isInWorkbench ? PAGE + OFFICE : PAGE);
  }
  for (const name of ['a-12.js', 'b-34.css', 'c-56.ttf', 'd-78.svg', '.hidden']) {
    await writeFile(path.join(folder, 'assets', name), 'content');
  }
  await writeFile(path.join(folder, 'sources.sha256'), SECRET);
  await writeFile(path.join(parent, 'outside.js'), SECRET);
  built = await serve(folder);
  unbuilt = await serve(path.join(parent, 'nothing-here'));
});

afterAll(async () => {
  for (const server of [built, unbuilt]) server.close();
  await rm(parent, { recursive: true, force: true });
});

/** What comes after the pages answers as `/graphql` does: JSON. */
async function serve(folder: string): Promise<Server> {
  const app = express();
  app.use(webPages({ folder }));
  app.use('/graphql', (_request, response) => void response.json({ from: 'Apollo' }));
  app.use((_request, response) => void response.status(404).json({ from: 'nobody' }));
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** By node:http, since fetch would resolve `..` before it asks. */
async function ask(server: Server, url: string, o: { accept?: string; method?: string } = {}): Promise<Answer> {
  const { port } = server.address() as { port: number };
  const headers = o.accept === undefined ? {} : { accept: o.accept };
  const request: ClientRequest = get({ host: '127.0.0.1', port, path: url, method: o.method ?? 'GET', headers });
  request.end();
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  let body = '';
  for await (const chunk of response) body += String(chunk);
  return { status: response.statusCode, headers: response.headers, body };
}

describe('GET /graphql is a page for those who ask for a page, and GraphQL for all others', () => {
  test.each<[asks: string, accept: string | undefined, type: string]>([
    ['a browser', BROWSER, 'text/html'],
    ['HTML only', 'text/html', 'text/html'],
    ['HTML before JSON', 'application/json;q=0.5, text/html', 'text/html'],
    ['JSON', 'application/json', 'application/json'],
    ['the media type of GraphQL', 'application/graphql-response+json, application/json;q=0.9', 'application/json'],
    ['JSON before HTML', 'text/html;q=0.5, application/json', 'application/json'],
    ['anything, as curl does', '*/*', 'application/json'],
    ['nothing in particular', undefined, 'application/json'],
    ['an image', 'image/png', 'application/json'],
  ])('%s', async (_asks, accept, type) => {
    const answer = await ask(built, '/graphql', accept === undefined ? {} : { accept });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain(type);
    expect(answer.body).toBe(type === 'text/html' ? PAGE : '{"from":"Apollo"}');
    // A cache between must not give the one for the other.
    expect(answer.headers.vary).toContain('Accept');
  });

  test('a POST is GraphQL, whatever it accepts', async () => {
    expect((await ask(built, '/graphql', { accept: BROWSER, method: 'POST' })).body).toBe('{"from":"Apollo"}');
  });

  test('HEAD answers as GET does, without a body', async () => {
    const answer = await ask(built, '/graphql', { accept: BROWSER, method: 'HEAD' });
    expect(answer).toMatchObject({ status: 200, body: '' });
    expect(answer.headers['content-type']).toContain('text/html');
  });
});

describe('a page', () => {
  test.each(PAGES.map((page) => [page.route, page] as const))('%s is checked again each time', async (route, page) => {
    const { headers } = await ask(built, route, { accept: BROWSER });
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      etag: expect.any(String),
      'x-content-type-options': 'nosniff',
      'content-security-policy': page.contentSecurityPolicy,
    });
  });

  test('that is not built says how to build it', async () => {
    const answer = await ask(unbuilt, '/graphql', { accept: BROWSER });
    expect(answer.status).toBe(503);
    expect(answer.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    expect(answer.body).toContain('npm run build:web');
  });

  test('that is not built leaves GraphQL as it is', async () => {
    expect((await ask(unbuilt, '/graphql', { accept: 'application/json' })).body).toBe('{"from":"Apollo"}');
  });
});

describe('an asset', () => {
  test.each([
    ['a-12.js', 'text/javascript; charset=utf-8'],
    ['b-34.css', 'text/css; charset=utf-8'],
    ['c-56.ttf', 'font/ttf'],
    ['d-78.svg', 'image/svg+xml'],
  ])('%s is kept for a year under its type', async (name, type) => {
    const answer = await ask(built, `/assets/${name}`);
    expect(answer).toMatchObject({ status: 200, body: 'content' });
    expect(answer.headers).toMatchObject({
      'content-type': type,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
  });
});

describe('nothing else of the disk is served', () => {
  test.each([
    '/assets/',
    '/assets',
    '/assets/no-such.js',
    '/assets/.hidden',
    '/sources.sha256',
    '/assets/../sources.sha256',
    '/assets/%2e%2e/sources.sha256',
    '/assets/..%2fsources.sha256',
    '/assets/..%5csources.sha256',
    '/assets/%2e%2e/%2e%2e/outside.js',
    '/assets/....//....//outside.js',
    '/assets//../../outside.js',
    '/assets/a-12.js%00.css',
    '/assets/%c0%ae%c0%ae/outside.js',
    `/${PAGES[0]?.source}`,
  ])('%s', async (url) => {
    const answer = await ask(built, url);
    expect(answer.status).toBe(404);
    expect(answer.body).toBe('{"from":"nobody"}');
  });
});
