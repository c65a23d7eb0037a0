/**
 * The attacks from outside, all at the built product in production: a process of its own, an outside PostgreSQL, people who
 * sign in at an issuer. Meanwhile others pull and push: each of their requests must succeed, and be written once.
 *
 * What each attack may not do within the server (a statement, a resolver) is held by the suites beside this one.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { buildSchema } from '../../api/build-schema.ts';
import { FORGERIES } from '../support/forged-tokens.ts';
import { TestIssuer } from '../support/issuer.ts';
import { type Production, startProduction } from '../support/production.ts';
import { endServerProcesses } from '../support/server-process.ts';
import { type Answered, Callers, isApplied, type Sending } from '../support/signed-in-caller.ts';
import { questions } from './every-field.ts';
import { HURTING } from './hurting-queries.ts';
import { injections, MARK } from './payloads.ts';

const CANARY = 'canary7f3a';
const MB = 1024 * 1024;
const schema = buildSchema();

let issuer: TestIssuer;
let product: Production;
let callers: Callers;
let token: string;
let others: Others;

beforeAll(async () => {
  issuer = await TestIssuer.start();
  product = await startProduction({
    ...{ OIDC_ISSUER: issuer.url, OIDC_AUDIENCE: 'marketgrid', CORS_ORIGINS: 'https://bi.example' },
    ...{ LIMIT_HEADERS_MS: '1500', LIMIT_REQUEST_MS: '10000', LIMIT_TOKENS: '100000' },
  });
  callers = new Callers(product.url, issuer);
  token = await callers.token('viewer');
  others = new Others(callers);
});
afterAll(async () => {
  await others?.stop();
  await product?.stop();
  await endServerProcesses();
  await issuer?.stop();
});

/** Who pull and push all the while. */
class Others {
  readonly failures: unknown[] = [];
  readonly done = { pulls: 0, pushes: 0 };
  #isOver = false;
  readonly #running: Promise<unknown>;

  constructor(private readonly callers: Callers) {
    this.#running = Promise.all([this.#repeat(() => this.#pull()), this.#repeat(() => this.#push())]);
  }

  /** Resolves when each of them has been served once more, begun after this was called. */
  async areServed(): Promise<void> {
    const { pulls, pushes } = { ...this.done };
    while (this.done.pulls < pulls + 2 || this.done.pushes < pushes + 2) {
      if (this.failures.length > 0) throw new Error(JSON.stringify(this.failures[0]));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    await this.#running;
  }

  async #repeat(work: () => Promise<void>): Promise<void> {
    while (!this.#isOver) {
      await work().catch((error: unknown) => this.failures.push(String(error)));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async #pull(): Promise<void> {
    const answer = await this.callers.ask('finance', '{ matrix(request: { kind: BUDGET }) { rowCount } }');
    if (answer.data === null) this.failures.push(answer.text);
    else this.done.pulls += 1;
  }

  async #push(): Promise<void> {
    const answer = await this.callers.insertItem(`Item ${this.done.pushes}`);
    if (!isApplied(answer)) this.failures.push(answer.text);
    else this.done.pushes += 1;
  }
}

const send = (body: string | undefined, o: Sending = {}): Promise<Answered> => callers.send(body, { token, ...o });
const query = (text: string, variables: object = {}): Promise<Answered> =>
  send(JSON.stringify({ query: text, variables }));

/** In few words, without a word of how the server is made. */
function expectRefused({ status, text, codes }: Answered, expected: number, code?: string): void {
  expect({ status, text }).toEqual({ status: expected, text });
  expect(text.length).toBeLessThan(2048);
  expect(text).not.toMatch(/node_modules|\.ts:\d|\.js:\d|\bat [\w.]+ \(|Did you mean/);
  expect(codes).not.toContain('INTERNAL');
  if (code !== undefined && code !== '') expect(codes).toEqual(expect.arrayContaining([code]));
}

test.each(HURTING)('a query made to hurt: %s', async (_what, text, code) => {
  // This server takes more words than the default, for the payloads below.
  expectRefused(await query(text), 400, code);
  await others.areServed();
});

describe('what the anonymous learn', () => {
  test.each(['{"query":"{ __schema { types { name } } }"}', '{"query":"{ mee }"}', '{', '[]'])('%s', async (body) =>
    expectRefused(await send(body, { token: null }), 401, 'UNAUTHENTICATED'),
  );

  test('nobody signs in by name', async () => {
    expect((await callers.send('{"user":"admin"}', { path: '/auth/demo' })).status).toBe(404);
  });
});

describe('a request that a page of another site can make', () => {
  const body = '{"query":"{ me { name } }"}';
  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'a POST as %s',
    async (type) => expectRefused(await send(body, { headers: { 'content-type': type } }), 400, 'BAD_REQUEST'),
  );

  test('a GET without a header of its own, a mutation by GET, several at once', async () => {
    const get = (text: string, headers = {}): Promise<Answered> =>
      send(undefined, { method: 'GET', path: `/graphql?query=${encodeURIComponent(text)}`, headers });
    expectRefused(await get('{ me { name } }', { 'content-type': 'text/plain' }), 400, 'BAD_REQUEST');
    const program = { 'apollo-require-preflight': '1' };
    expectRefused(await get('mutation { revokeAccessToken(id: "x") { id } }', program), 405, 'BAD_REQUEST');
    expectRefused(await send(`[${body},${body}]`), 400, 'BAD_REQUEST');
  });

  test('an origin that is not on the list gets no CORS header', async () => {
    const cors = async (origin: string): Promise<string | null> =>
      (await send(body, { headers: { origin } })).headers.get('access-control-allow-origin');
    expect([await cors('https://evil.example'), await cors('https://bi.example')]).toEqual([
      null,
      'https://bi.example',
    ]);
  });
});

test.each(FORGERIES)('a token %s lets nobody in', async (_what, forge) => {
  const refused = await send('{"query":"{ me { name } }"}', { token: await forge(issuer) });
  expectRefused(refused, 401, 'UNAUTHENTICATED');
  expect(refused.text).toBe((await send('{"query":"{ me { name } }"}', { token: null })).text);
});

describe('values', () => {
  const NUMBERS = [
    '"2147483648e9"',
    '1e400',
    '"1e400"',
    '"NaN"',
    '"Infinity"',
    '"1.005"',
    '"\\u0000"',
    '"\\ud800"',
    '{}',
  ];
  const cell = '"ADV/PRACTICE-GOOD/US/MONTH/1","USD"';
  const push = (edit: string): string =>
    `{"query":"mutation P($i: PushInput!) { pushChanges(input: $i) { applied rejections { row column code } } }","variables":{"i":{"idempotencyKey":"${crypto.randomUUID()}","parts":[{"request":{"kind":"TIER_PRICE"},"baseRevision":1,"edits":[${edit}]}]}}}`;

  test.each(NUMBERS)('%s is refused, by row and column', async (value) => {
    const { status, text, codes } = await send(push(`[${cell},${value}]`), { token: await callers.token('pricing') });
    if (status === 400) expect(codes).toEqual(['BAD_USER_INPUT']);
    else expect(text).toMatch(/"applied":0,"rejections":\[\{"row":"ADV\/PRACTICE-GOOD\/US\/MONTH\/1","column":"USD"/);
  });

  test('text that a sheet would run is kept as the text that it is', async () => {
    const formula = '=HYPERLINK("http://evil.example","x")';
    expect(isApplied(await callers.insertItem(formula))).toBe(true);
    const { text } = await callers.ask('product', '{ matrix(request: { kind: ROADMAP }) { rows } }');
    expect(text).toContain(JSON.stringify(formula));
  });
});

describe('large and slow requests', () => {
  test('a query over 1 MB and a push over 10 MB', async () => {
    const body = (text: string, bytes: number): string =>
      JSON.stringify({ query: text, variables: { x: 'x'.repeat(bytes) } });
    expectRefused(await send(body('{ me { name } }', MB)), 413, 'LIMIT_EXCEEDED');
    const push = 'mutation ($x: String!) { pushChanges(input: { parts: [], idempotencyKey: $x }) { applied } }';
    expectRefused(await send(body(push, 10 * MB)), 413, 'LIMIT_EXCEEDED');
    await others.areServed();
  });

  test('300 idle connections, and headers that never end, are closed; others are served all the while', async () => {
    const closes = async (write: (socket: Socket) => void): Promise<void> => {
      const socket = connect(Number(new URL(product.url).port), '127.0.0.1');
      socket.on('error', () => undefined).resume();
      write(socket);
      await once(socket, 'close');
    };
    const slow = closes((socket) => {
      socket.write('POST /graphql HTTP/1.1\r\n');
      const drip = setInterval(() => socket.write('X-A: b\r\n'), 100);
      socket.on('close', () => clearInterval(drip));
    });
    const idle = Array.from({ length: 300 }, () => closes(() => undefined));
    await others.areServed();
    await Promise.all([...idle, slow]);
    await others.areServed();
  });
});

test('a foreign market is in no answer to any query', async () => {
  const pull = (kind: string): Record<string, unknown> => ({ request: { kind, filter: { markets: ['SMB'] } } });
  const kinds = ['TIER_PRICE', 'BUDGET', 'ROADMAP'];
  const samples = {
    matrix: kinds.map(pull),
    matrixDelta: kinds.map((k) => ({ ...pull(k), since: 0 })),
    changeSet: [{ revision: 1 }],
  };
  const [{ id } = { id: '' }] = await product.db.owner<{ id: string }>(`SELECT id FROM market WHERE code = 'SMB'`);
  let answered = 0;
  for (const { name, text, variables } of questions(schema, 'query', samples)) {
    // Deep ones cost more than one may ask: then nothing is told either.
    const answer = await query(text, variables);
    expect({ name, isForeign: /"SMB[/"]/.test(answer.text) || answer.text.includes(id) }).toEqual({
      name,
      isForeign: false,
    });
    expect(answer.codes).not.toContain('INTERNAL');
    if (answer.data !== null) answered += 1;
  }
  expect(answered).toBeGreaterThan(10);
});

test('12 payloads in every filter, order and cursor drop, make and change nothing', async () => {
  for (const [name, asked] of injections(schema)) {
    for (const { query: text, variables, codes } of asked) {
      const answer = await callers.ask('admin', text, variables);
      expect({
        name,
        status: answer.status,
        codes: answer.codes.filter((code) => !codes.includes(String(code))),
      }).toEqual({
        ...{ name, status: answer.status, codes: [] },
      });
      expect([200, 400]).toContain(answer.status);
    }
  }
  await others.areServed();
  expect(await product.db.owner(`SELECT to_regclass('${MARK}') AS made, count(*)::int AS markets FROM market`)).toEqual(
    [{ made: null, markets: 2 }],
  );
});

test('no token and no value of a cell is in the log', async () => {
  await callers.insertItem(CANARY, CANARY);
  await send('{"query":"{ me { name } }"}', { token: `mgt_${CANARY.padEnd(43, 'A')}` });
  await send(`{"query":"{ ${CANARY} }"}`);
  await send('{}', { path: `/graphql?token=${CANARY}`, headers: { cookie: CANARY, referer: CANARY } });
  await others.areServed();
  const { stdout, stderr } = product.process.output();
  expect(stderr).toContain('"route":"/graphql"');
  expect(stdout + stderr).not.toContain(CANARY);
  expect(stdout + stderr).not.toContain(token.split('.')[2]);
});

test('whoever pulled and pushed meanwhile was served every time, and each push is written once', async () => {
  await others.stop();
  expect(others.failures).toEqual([]);
  expect(others.done.pulls).toBeGreaterThan(50);
  const [counted] = await product.db.owner<{ items: number; sets: number }>(
    `SELECT count(*)::int AS items, count(DISTINCT created_revision)::int AS sets FROM roadmap_item WHERE title LIKE 'Item %'`,
  );
  expect(counted).toEqual({ items: others.done.pushes, sets: others.done.pushes });
});
