import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { HELD_CHARS } from '../../api/database/long-text.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { ask as askAt, type Asked, bytesOf } from './raw-request.ts';

let server: TestServer;
let token: string;
const STALLED_MS = 2_000;
const ROWS = 5_000;
/** Of 1, 2, 3 and 4 bytes, so that slices are cut in every place of a character. */
const STATEMENT = 'aß€😀'.repeat(1_000);
const LONG = `{ businessRequirements(first: 10000, orderBy: CODE_ASC) { nodes { code statement } } }`;

beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_STALLED_MS: String(STALLED_MS) } });
  token = await server.token('admin');
  await server.db.owner(
    `INSERT INTO business_requirement (revision, created_revision, code, market_id, layer, statement, strategic_value)
     SELECT 1, 1, 'LONG-' || to_char(n, 'FM00000'), m.id, b.layer, $1, 1
     FROM generate_series(1, $2::int) n, market m, (SELECT layer FROM business_requirement LIMIT 1) b WHERE m.code = 'SMB'`,
    [STATEMENT, ROWS],
  );
  expect(ROWS * STATEMENT.length).toBeGreaterThan(2 * HELD_CHARS);
});
afterAll(() => server.stop());
beforeEach(() => expectNothingRuns());

const ask = (query: string): Asked => askAt(query, { url: server.url, token });
const bodyOf = async (response: IncomingMessage): Promise<string> => (await bytesOf(response)).toString();

const running = (): Promise<object[]> =>
  server.db.owner(
    `SELECT state, query FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'marketgrid' AND state <> 'idle'`,
  );

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(20);
}

/** No statement and no transaction of the server's is left, and every connection of its pool answers. */
async function expectNothingRuns(): Promise<void> {
  await until(async () => (await running()).length === 0);
  const answers = await Promise.all(Array.from({ length: 20 }, () => server.gql('admin', '{ me { name } }')));
  expect(answers).toHaveLength(20);
}

interface Requirements {
  readonly nodes: readonly { readonly code: string; readonly statement: string }[];
}

test('a long answer arrives whole, with every character', async () => {
  const response = await ask(LONG).response;
  expect(response.headers['content-length']).toBeUndefined();
  const { data } = JSON.parse(await bodyOf(response)) as { data: { businessRequirements: Requirements } };
  const long = data.businessRequirements.nodes.filter(({ code }) => code.startsWith('LONG-'));
  expect(long).toHaveLength(ROWS);
  expect(long.filter(({ statement }) => statement !== STATEMENT)).toEqual([]);
});

test('two long lists in one operation both arrive whole, and a field after them', async () => {
  const twice = '{ nodes { code statement } }';
  const response = await ask(
    `{ a: businessRequirements(first: 10000) ${twice} b: businessRequirements(first: 10000, orderBy: CODE_DESC) ${twice} }`,
  ).response;
  const { data } = JSON.parse(await bodyOf(response)) as { data: { a: Requirements; b: Requirements } };
  expect(Object.keys(data)).toEqual(['a', 'b']);
  expect(data.a.nodes.length).toBe(data.b.nodes.length);
  expect(data.a.nodes.length).toBeGreaterThanOrEqual(ROWS);
});

test('a reader who goes in the middle leaves nothing running', async () => {
  const { request, response } = ask(LONG);
  await once(await response, 'data');
  request.destroy();
  await expectNothingRuns();
});

test('a reader who goes while PostgreSQL still works on the answer leaves nothing running', async () => {
  const { pid } = await holdTable();
  const { request } = ask(LONG);
  const isWaiting = async (): Promise<boolean> =>
    (await running()).some((r) => 'query' in r && /slice/.test(String(r.query)));
  await until(isWaiting);
  request.destroy();
  // While the table is still held: the statement has ended although it never got it.
  await until(async () => (await running()).length === 0);
  await release(pid);
  await expectNothingRuns();
});

test('a reader who stops reading is broken off, and leaves nothing running', async () => {
  const { response } = ask(LONG);
  const message = await response;
  message.pause();
  await until(async () => (await running()).length > 0);
  await expectNothingRuns();
  await expect(bodyOf(message)).rejects.toThrow('aborted');
});

test('a reader who is slow, but reads, gets the whole answer', async () => {
  const message = await ask(LONG).response;
  let length = 0;
  let pauses = 0;
  for await (const chunk of message) {
    length += (chunk as Buffer).length;
    if (length > (pauses + 1) * 8 * 1024 * 1024) {
      pauses += 1;
      await sleep(STALLED_MS / 4);
    }
  }
  expect(message.complete).toBe(true);
  expect(pauses).toBeGreaterThan(2);
});

test('a failure after the first byte breaks the answer off, so that nobody takes it for whole', async () => {
  const message = await ask(LONG).response;
  message.pause();
  await server.db.owner(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'marketgrid' AND state <> 'idle'`,
  );
  await expect(bodyOf(message)).rejects.toThrow('aborted');
  expect(message.complete).toBe(false);
});

describe('a push', () => {
  test('is written although its sender has gone', async () => {
    const { pid } = await holdTable('LOCK TABLE change IN ACCESS EXCLUSIVE MODE');
    const before = await server.gql<{ revision: number }>('admin', '{ revision }');
    const { request } = ask(`mutation { pushChanges(input: { idempotencyKey: "gone", parts: [{
      request: { kind: TIER_PRICE, asOf: "2026-11-21" }, baseRevision: ${before.revision},
      edits: [["SMB/BUSINESS-GOOD/US/MONTH/1", "USD", "26"]] }] }) { applied } }`);
    await until(async () => (await waitingForLock()) > 0);
    request.destroy();
    await sleep(100);
    await release(pid);
    await expectNothingRuns();
    const after = await server.gql<{ revision: number }>('admin', '{ revision }');
    expect(after.revision).toBe(before.revision + 1);
  });
});

const waitingForLock = async (): Promise<number> => {
  const rows = await server.db.owner(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rows.length;
};

/** Another session that holds a lock until it is released. */
async function holdTable(lock = 'LOCK TABLE business_requirement IN ACCESS EXCLUSIVE MODE'): Promise<{ pid: number }> {
  const { default: pg } = await import('pg');
  const client = new pg.Client(server.db.ownerUrl);
  client.on('error', () => undefined);
  await client.connect();
  await client.query(`BEGIN; ${lock}`);
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return { pid: rows[0]?.pid ?? 0 };
}

const release = (pid: number): Promise<object[]> => server.db.owner('SELECT pg_terminate_backend($1, 5000)', [pid]);
