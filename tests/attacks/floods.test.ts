/** Many requests and connections at once, over HTTP: whoever sends them is slowed down or refused, and others are answered. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startTestServer, type TestServer } from '../support/server.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

describe('limits of a server of its own', () => {
  let strict: TestServer;
  beforeAll(async () => {
    const env = {
      LIMIT_REQUESTS_PER_MINUTE: '30',
      LIMIT_HEADERS_MS: '400',
      LIMIT_REQUEST_MS: '800',
      LIMIT_IDLE_MS: '1500',
      LIMIT_OPERATION_MS: '1',
    };
    strict = await startTestServer({ env });
  });
  afterAll(() => strict.stop());

  test('who sends too many requests is told when to come back; others are not', async () => {
    const ask = async (user: string): Promise<Response> =>
      fetch(`${strict.url}/graphql`, {
        method: 'POST',
        headers: { ...JSON_TYPE, authorization: `Bearer ${await strict.token(user)}` },
        body: '{"query":"{ __typename }"}',
      });
    const answers = [];
    for (let i = 0; i < 40; i++) answers.push(await ask('viewer'));
    const refused = answers.filter((a) => a.status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused[0]?.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
    expect((await ask('finance')).status).toBe(200);
  });

  test('who guesses tokens is slowed down; who has one is not', async () => {
    const guess = (): Promise<Response> =>
      fetch(`${strict.url}/graphql`, {
        method: 'POST',
        headers: { ...JSON_TYPE, authorization: 'Bearer x' },
        body: '{}',
      });
    const statuses = [];
    for (let i = 0; i < 40; i++) statuses.push((await guess()).status);
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    expect((await strict.ask('pricing', '{ __typename }')).status).toBe(200);
  });

  test('an operation that goes on too long is ended', async () => {
    const fields = Array.from({ length: 10 }, (_, i) => `m${i}: matrix(request: { kind: BUDGET }) { rowCount }`);
    const { errors } = await strict.ask('product', `{ ${fields.join(' ')} }`);
    expect(errors?.[0]?.extensions?.['code']).toBe('TIMEOUT');
  });

  test('a connection that rests is kept as long as is allowed, and no longer', async () => {
    const socket = connect(Number(new URL(strict.url).port), '127.0.0.1').resume();
    socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(socket, 'data');
    // Between two requests no headers are late.
    await sleep(900);
    socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1.1 200 /);
    await once(socket, 'close');
  });

  async function closes(write: (socket: Socket) => void): Promise<void> {
    const socket = connect(Number(new URL(strict.url).port), '127.0.0.1');
    socket.on('error', () => undefined).resume();
    write(socket);
    await once(socket, 'close');
  }

  test('connections that say nothing, or say it slowly, are closed; meanwhile others are answered', async () => {
    const idle = Array.from({ length: 300 }, () => closes(() => undefined));
    const slow = closes((socket) => {
      socket.write('POST /graphql HTTP/1.1\r\n');
      const drip = setInterval(() => socket.write('X-A: b\r\n'), 50);
      socket.on('close', () => clearInterval(drip));
    });
    const half = closes((socket) => socket.write('POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{'));
    await sleep(50);
    expect((await fetch(`${strict.url}/healthz`)).status).toBe(200);
    await Promise.all([...idle, slow, half]);
    expect((await fetch(`${strict.url}/healthz`)).status).toBe(200);
  });
});

describe('many requests of one user at once', () => {
  const PUSH = 'mutation ($input: PushInput!) { pushChanges(input: $input) { applied } }';
  let small: TestServer;
  let writers: pg.Client;
  beforeAll(async () => {
    small = await startTestServer({ env: { LIMIT_CONCURRENT: '3' } });
    await small.gql('viewer', '{ me { name } }');
    writers = new pg.Client(small.db.ownerUrl);
    await writers.connect();
  });
  afterAll(async () => {
    await writers.end();
    await small.stop();
  });

  const push = (padding = ''): { sent: Promise<Response>; abort: () => void } => {
    const controller = new AbortController();
    const parts = [{ request: { kind: 'ROADMAP' }, baseRevision: 1, edits: [] }];
    const sent = small.token('product').then((of) =>
      fetch(`${small.url}/graphql`, {
        method: 'POST',
        headers: { ...JSON_TYPE, authorization: `Bearer ${of}` },
        body: JSON.stringify({
          query: PUSH,
          variables: { input: { idempotencyKey: crypto.randomUUID(), parts }, padding },
        }),
        signal: controller.signal,
      }),
    );
    sent.catch(() => undefined);
    return { sent, abort: () => controller.abort() };
  };
  const waiting = async (): Promise<number> =>
    (
      await small.db.owner<{ n: number }>(
        `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      )
    )[0]?.n ?? 0;

  test('take three connections, and wait for their turn; others are answered meanwhile', async () => {
    await writers.query('BEGIN; SELECT FROM revision FOR UPDATE');
    const pushes = Array.from({ length: 30 }, () => push());
    while ((await waiting()) < 3) await sleep(10);
    for (const each of pushes.slice(10, 20)) each.abort();
    // More of them than connections: without turns nobody else would get one.
    for (let i = 0; i < 10; i++) await small.gql('viewer', '{ markets { totalCount } }');
    expect(await waiting()).toBe(3);
    await writers.query('ROLLBACK');
    const answered = await Promise.all([...pushes.slice(0, 10), ...pushes.slice(20)].map(({ sent }) => sent));
    expect(answered.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
  });

  test('of more than a megabyte go one after the other', async () => {
    await writers.query('BEGIN; SELECT FROM revision FOR UPDATE');
    const large = Array.from({ length: 3 }, () => push('x'.repeat(1_100_000)));
    while ((await waiting()) < 1) await sleep(10);
    // The others would get on as far as the first, and have arrived by now.
    await sleep(1_000);
    expect(await waiting()).toBe(1);
    await writers.query('ROLLBACK');
    const answered = await Promise.all(large.map(({ sent }) => sent));
    expect(answered.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  test('are refused beyond five hundred that wait', async () => {
    await writers.query('BEGIN; SELECT FROM revision FOR UPDATE');
    const pushes = Array.from({ length: 510 }, () => push());
    const refused: Response[] = [];
    for (const { sent } of pushes) {
      sent.then(
        (answer) => refused.push(answer),
        () => undefined,
      );
    }
    while (refused.length < 7) await sleep(10);
    expect(refused.map(({ status }) => status)).toEqual(Array.from({ length: 7 }, () => 429));
    expect(refused[0]?.headers.get('retry-after')).toBe('1');
    for (const each of pushes.slice(20)) each.abort();
    await writers.query('ROLLBACK');
    const answered = await Promise.all(pushes.slice(0, 20).map(({ sent }) => sent));
    expect(answered.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    // Nobody's turn is lost by it.
    expect((await push().sent).status).toBe(200);
  });
});

describe('more connections than allowed', () => {
  test('are closed, and there is room again when others end', async () => {
    const small = await startTestServer({ env: { LIMIT_CONNECTIONS: '5' } });
    const port = Number(new URL(small.url).port);
    const sockets = Array.from({ length: 20 }, () =>
      connect(port, '127.0.0.1')
        .on('error', () => undefined)
        .resume(),
    );
    const closed = sockets.map((socket) => once(socket, 'close').then(() => 'closed'));
    await expect(Promise.race(closed)).resolves.toBe('closed');
    for (const socket of sockets) socket.destroy();
    await Promise.all(closed);
    expect((await fetch(`${small.url}/healthz`)).status).toBe(200);
    await small.stop();
  });
});
