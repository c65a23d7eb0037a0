/** Attacks by the request itself, over HTTP: each is refused quickly, in a few words, and costs nobody else anything. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { serverAudits } from 'graphql-http';
import { HURTING } from './hurting-queries.ts';
import { REQUEST_ERRORS } from '../../schema/errors/request-error.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let token: string;
beforeAll(async () => {
  server = await startTestServer();
  token = await server.token('viewer');
  await server.gql('viewer', '{ me { name } }');
});
afterAll(() => server.stop());

interface Sent {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  readonly code: unknown;
}

const JSON_TYPE = { 'content-type': 'application/json' };

async function send(
  body: string | undefined,
  o: { headers?: Record<string, string>; path?: string; method?: string } = {},
): Promise<Sent> {
  const { headers = JSON_TYPE, path = '/graphql', method = 'POST' } = o;
  const authorization = `Bearer ${token}`;
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: { authorization, ...headers },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  const answer = (text.startsWith('{') ? JSON.parse(text) : {}) as { errors?: { extensions?: { code?: unknown } }[] };
  return { status: response.status, text, headers: response.headers, code: answer.errors?.[0]?.extensions?.code };
}

const query = (text: string, variables: object = {}): Promise<Sent> => send(JSON.stringify({ query: text, variables }));

/** What every refusal has in common. */
function expectRefused(answer: Sent, status: number, code?: string): void {
  expect({ status: answer.status, text: answer.text }).toEqual({ status, text: answer.text });
  expect(Object.keys(REQUEST_ERRORS)).toContain(answer.code);
  if (code !== undefined) expect(answer.code).toBe(code);
  expect(answer.text.length).toBeLessThan(2048);
  expect(answer.text).not.toMatch(/node_modules|\.ts:\d|\.js:\d|\bat [\w.]+ \(|Did you mean/);
}

let statements = 0;
beforeEach(() => {
  statements = server.db.queries.length;
});
const ran = (): string[] => server.db.queries.slice(statements);

describe('a query that is made to hurt', () => {
  afterEach(async () => {
    expect((await server.gql<{ me: object }>('viewer', '{ me { name } }')).me).toEqual({ name: 'Demo viewer' });
  });

  test.each(HURTING)('%s', async (_what, text, code) => {
    const began = performance.now();
    const answer = await query(text);
    const took = performance.now() - began;
    expectRefused(answer, 400, code || undefined);
    // In the good case a few milliseconds; an explosion takes minutes. A busy machine is allowed for.
    expect(took).toBeLessThan(2_000);
    expect(ran().filter((sql) => /SELECT/.test(sql) && !sql.startsWith('BEGIN'))).toEqual([]);
  });

  test('filters that nest 10,000 deep, as a variable', async () => {
    const filter = `${'{"AND":['.repeat(10_000)}{}${']}'.repeat(10_000)}`;
    const text = 'query ($f: MarketFilter) { markets(filter: $f) { totalCount } }';
    expectRefused(await send(`{"query":${JSON.stringify(text)},"variables":{"f":${filter}}}`), 400, 'LIMIT_EXCEEDED');
  });

  test('60,000 fields that are none, in a variable, are refused for the first of them', async () => {
    const wrong = Object.fromEntries(Array.from({ length: 60_000 }, (_, i) => [`k${i}`, 1]));
    const list = 'query ($f: MarketFilter) { markets(filter: $f) { totalCount } }';
    const push = 'mutation ($f: PushInput!) { pushChanges(input: $f) { applied } }';
    for (const [text, f] of [
      [list, wrong],
      [list, { AND: [{ OR: [wrong] }] }],
      [push, wrong],
      [push, { idempotencyKey: 'x', parts: [{ request: wrong, baseRevision: 1, edits: [] }] }],
    ] as const) {
      // graphql-js alone would take longer than a test may.
      expectRefused(await query(text, { f }), 400, 'BAD_USER_INPUT');
    }
  });

  test('several operations in one request', async () => {
    expectRefused(
      await send(JSON.stringify([{ query: '{ me { name } }' }, { query: '{ me { name } }' }])),
      400,
      'BAD_REQUEST',
    );
  });

  test('a query that is known by its hash alone', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };
    expectRefused(await send(JSON.stringify({ extensions })), 400, 'BAD_REQUEST');
  });
});

describe('what a schema gives away', () => {
  test.each([
    '{ mee { name } }',
    '{ me { nam } }',
    '{ segments(orderBy: COD_ASC) { totalCount } }',
    '{ segments(filte: {}) { totalCount } }',
  ])('no name is proposed for a wrong one: %s', async (text) =>
    expectRefused(await query(text), 400, 'GRAPHQL_VALIDATION_FAILED'),
  );

  test('nor in a variable', async () => {
    const answer = await query(
      'query ($o: SegmentOrder, $f: SegmentFilter) { segments(orderBy: $o, filter: $f) { totalCount } }',
      {
        o: 'COD_ASC',
        f: { cod: { eq: 'x' } },
      },
    );
    expect(answer.text).not.toContain('Did you mean');
    expect(answer.text).toContain('"code":"BAD_USER_INPUT"');
  });

  test('the anonymous learn nothing, whatever they send', async () => {
    for (const body of [
      '{"query":"{ __schema { types { name } } }"}',
      '{"query":"{ mee }"}',
      '{',
      '[]',
      `{"query":"${'a'.repeat(3_000_000)}"}`,
    ]) {
      const answer = await send(body, { headers: { ...JSON_TYPE, authorization: '' } });
      expectRefused(answer, 401, 'UNAUTHENTICATED');
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
  });
});

describe('requests that a page of another site can make', () => {
  const body = '{"query":"{ me { name } }"}';
  test.each([
    'text/plain',
    'text/plain; x=application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
  ])('a POST as %s', async (type) =>
    expectRefused(await send(body, { headers: { 'content-type': type } }), 400, 'BAD_REQUEST'),
  );

  test('a POST without a type', async () => {
    const sent = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: new Blob([body]),
    });
    expect(sent.status).toBe(400);
  });

  const get = (text: string, headers: Record<string, string>): Promise<Sent> =>
    send(undefined, { method: 'GET', path: `/graphql?query=${encodeURIComponent(text)}`, headers });

  test('a GET without a header of its own', async () => {
    expectRefused(await get('{ me { name } }', { accept: 'application/json' }), 400, 'BAD_REQUEST');
  });

  test('a GET of a program reads, and writes nothing', async () => {
    const headers = { accept: 'application/json', 'apollo-require-preflight': '1' };
    expect((await get('{ me { name } }', headers)).status).toBe(200);
    const mutation = await get('mutation { revokeAccessToken(id: "x") { id } }', headers);
    expectRefused(mutation, 405, 'BAD_REQUEST');
    expect(mutation.headers.get('allow')).toBe('POST');
    expect(ran().filter((sql) => sql.includes('READ WRITE'))).toEqual([]);
  });

  test.each(['PUT', 'DELETE', 'PATCH'])('%s', async (method) => {
    const answer = await send(body, { method });
    expectRefused(answer, 405, 'BAD_REQUEST');
    expect(answer.headers.get('allow')).toBe('GET, POST');
  });

  test.each([
    '{',
    '"text"',
    'null',
    '5',
    '{"query":5}',
    '{"query":{"kind":"Document"}}',
    '{"query":"{ me { name } }","variables":[]}',
    '\u0000',
  ])('a body that is no request: %j', async (text) => {
    const answer = await send(text);
    expectRefused(answer, 400);
  });
});

describe('large bodies', () => {
  const padded = (text: string, bytes: number): string =>
    JSON.stringify({ query: text, variables: { x: 'x'.repeat(bytes) } });
  const push = 'mutation ($x: String!) { pushChanges(input: { parts: [], idempotencyKey: $x }) { applied } }';
  const MB = 1024 * 1024;

  test('a query of more than 1 MB, a push of more than 10 MB', async () => {
    expectRefused(await send(padded('{ me { name } }', MB)), 413, 'LIMIT_EXCEEDED');
    expectRefused(await send(padded(push, 10 * MB)), 413, 'LIMIT_EXCEEDED');
    expect((await send(padded(push, 2 * MB))).status).not.toBe(413);
  });

  test('what only looks like a push may be no larger than a query', async () => {
    const mutation = 'mutation B { revertChangeSet(revision: 1, reason: "", idempotencyKey: "") { applied } }';
    for (const text of [
      '{ pushChanges: me { name } }',
      `mutation { pushChanges: revokeAccessToken(id: "x") { id } }`,
      `query A { me { name } } ${push.replace('mutation', 'mutation P')}`,
      `{ me { name } } fragment F on Mutation { pushChanges(input: { parts: [], idempotencyKey: "x" }) { applied } }`,
      `${mutation} fragment pushChanges on Query { me { name } }`,
      `#${'\n#'.repeat(MB)}\n${push}`,
    ]) {
      expectRefused(await send(padded(text, MB)), 413, 'LIMIT_EXCEEDED');
    }
    // One that keeps its mutation in a fragment is one.
    const spread =
      'mutation ($x: String!) { ...F } fragment F on Mutation { pushChanges(input: { parts: [], idempotencyKey: $x }) { applied } }';
    expect((await send(padded(spread, 2 * MB))).status).not.toBe(413);
  });

  test('one that does not tell its size', async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { ...JSON_TYPE, authorization: `Bearer ${token}` },
      body: new Blob([padded(push, 10 * MB)]).stream(),
      duplex: 'half',
    } as RequestInit);
    expect([response.status, response.headers.get('content-type')]).toEqual([413, 'application/json; charset=utf-8']);
  });

  test('one that grows when it is unpacked', async () => {
    // Not synchronously: the server is in this process, and would stand still.
    const body = await promisify(gzip)(padded(push, 50 * MB));
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { ...JSON_TYPE, authorization: `Bearer ${token}`, 'content-encoding': 'gzip' },
      body,
    });
    expect(response.status).toBe(413);
  });
});

describe('GraphQL over HTTP', () => {
  test('a connection may rest for longer than proxies keep theirs', async () => {
    const { headers } = await fetch(`${server.url}/healthz`);
    expect(headers.get('keep-alive')).toBe('timeout=65');
  });

  /** Warnings and notices of the audit suite that remain, and why. */
  const whole =
    'a status of its own tells proxies and logs that nothing ran; the body is the same either way (Apollo does so, too)';
  const EXPLAINED: Readonly<Record<string, string>> = {
    '572B SHOULD use 200 status code on document parsing failure when accepting application/json': whole,
    '7B9B SHOULD use a status code of 200 on variable coercion failure when accepting application/json': whole,
    'FDE2 SHOULD use 200 status code on document validation failure when accepting application/json': whole,
  };

  test('graphql-http audits without error, and every warning is explained', async () => {
    const audits = serverAudits({
      url: `${server.url}/graphql`,
      fetchFn: (url: string, init: RequestInit = {}) =>
        fetch(url, {
          ...init,
          headers: {
            ...(init.headers as Record<string, string>),
            authorization: `Bearer ${token}`,
            'apollo-require-preflight': '1',
          },
        }),
    });
    const results = await Promise.all(audits.map((audit) => audit.fn()));
    const unlike = results.filter((r) => r.status !== 'ok');
    expect(unlike.filter((r) => r.status === 'error').map((r) => [r.name, r.reason])).toEqual([]);
    expect(unlike.map((r) => `${r.id} ${r.name}`).sort()).toEqual(Object.keys(EXPLAINED).sort());
    expect(results.length).toBeGreaterThan(50);
  });
});
