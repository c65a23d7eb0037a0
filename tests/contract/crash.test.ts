/**
 * The server killed in the worst moments (semantics 4): a process of its own on an embedded database of its own. A lock that
 * the owner holds makes it stand still at the moment wanted, so nothing depends on timing.
 */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { fastFolder } from '../support/cluster.ts';
import {
  embeddedServer,
  endServerProcesses,
  type ServerProcess,
  startServerProcess,
} from '../support/server-process.ts';
import { DAY, PUSH, type Result } from './sheets.ts';

let folder: string;
let running: ServerProcess;
const owners: pg.Client[] = [];

const start = (): Promise<ServerProcess> => startServerProcess({ env: { MARKETGRID_DATA: path.join(folder, 'data') } });

beforeAll(async () => {
  folder = await mkdtemp(path.join(fastFolder(), 'marketgrid-crash-'));
  // As root the database runs as another account, which must get in.
  await chmod(folder, 0o755);
  running = await start();
}, 120_000);
afterEach(async () => {
  await Promise.all(owners.splice(0).map((client) => client.end()));
});
afterAll(async () => {
  await running.end('SIGTERM');
  await endServerProcesses();
  await rm(folder, { recursive: true, force: true });
});

async function owner(): Promise<pg.Client> {
  const client = new pg.Client((await embeddedServer(path.join(folder, 'data'))).ownerUrl);
  await client.connect();
  owners.push(client);
  return client;
}

const post = (at: string, body: object, token?: string): Promise<Response> =>
  fetch(`${running.url}${at}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  });

async function gql<Data>(query: string, variables: object = {}): Promise<Data> {
  const { token } = (await (await post('/auth/demo', { user: 'pricing' })).json()) as { token: string };
  const { data, errors } = (await (await post('/graphql', { query, variables }, token)).json()) as {
    data: Data;
    errors?: unknown;
  };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

const ROW = 'SMB/HOUSEHOLD-GOOD/US/YEAR/1';
const request = { kind: 'TIER_PRICE', asOf: DAY, filter: { offerings: ['HOUSEHOLD-GOOD'] } };

async function look(): Promise<{ revision: number; price: unknown; changes: number }> {
  const query = `query ($request: MatrixRequest!) { matrix(request: $request) { revision columns { key } rowHeader { key } rows } }`;
  const { matrix } = await gql<{
    matrix: { revision: number; columns: { key: string }[]; rowHeader: object[]; rows: unknown[][] };
  }>(query, { request });
  const at = 1 + matrix.rowHeader.length + matrix.columns.findIndex((c) => c.key === 'USD');
  const client = await owner();
  const { rows } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM change WHERE revision > 1');
  return {
    revision: matrix.revision,
    price: matrix.rows.find((row) => row[0] === ROW)?.[at],
    changes: rows[0]?.n ?? 0,
  };
}

const pushOf = (revision: number, value: string, idempotencyKey: string): object => ({
  idempotencyKey,
  parts: [{ request, baseRevision: revision, edits: [[ROW, 'USD', value]] }],
});

type Waiting = 'RowExclusiveLock' | 'AccessExclusiveLock' | 'AccessShareLock';

/** Until somebody waits for this lock on the audit: a push that writes into it, we ourselves, or a push that reads it. */
async function untilBlocked(client: pg.Client, mode: Waiting): Promise<void> {
  const waiting = `SELECT FROM pg_locks WHERE NOT granted AND relation = 'change'::regclass AND mode = $1`;
  while ((await client.query(waiting, [mode])).rowCount === 0) await sleep(10);
}

async function killed(): Promise<void> {
  await running.end('SIGKILL');
  running = await start();
}

test('killed in the middle of a push, nothing of it is there; the same push is then written once', async () => {
  const before = await look();
  const holder = await owner();
  await holder.query('BEGIN');
  await holder.query('LOCK TABLE change IN EXCLUSIVE MODE');
  const sent = gql(PUSH, { input: pushOf(before.revision, '37', 'middle') }).then(
    () => 'answered',
    () => 'no answer',
  );
  // The price is written and the change set is numbered; its changes wait for us.
  await untilBlocked(await owner(), 'RowExclusiveLock');
  await killed();
  expect(await sent).toBe('no answer');
  await holder.query('ROLLBACK');
  expect(await look()).toEqual(before);
  const { pushChanges } = await gql<{ pushChanges: Result }>(PUSH, { input: pushOf(before.revision, '37', 'middle') });
  expect(pushChanges.applied).toBe(1);
  expect(await look()).toEqual({ revision: before.revision + 1, price: 37, changes: before.changes + 1 });
}, 120_000);

test('killed after COMMIT and before the answer, the push is there; sent again, it answers and writes nothing', async () => {
  const before = await look();
  const [holder, reader, watcher] = [await owner(), await owner(), await owner()];
  await holder.query('BEGIN');
  await holder.query('LOCK TABLE change IN EXCLUSIVE MODE');
  const sent = gql(PUSH, { input: pushOf(before.revision, '38', 'after') }).then(
    () => 'answered',
    () => 'no answer',
  );
  await untilBlocked(watcher, 'RowExclusiveLock');
  // In the queue behind the push: when we have this lock, it has committed, and cannot read its changes for the answer.
  await reader.query('BEGIN');
  const locked = reader.query('LOCK TABLE change IN ACCESS EXCLUSIVE MODE');
  await untilBlocked(watcher, 'AccessExclusiveLock');
  await holder.query('ROLLBACK');
  await locked;
  const { rows } = await reader.query<{ number: number }>('SELECT number FROM revision');
  expect(rows[0]?.number).toBe(before.revision + 1);
  await untilBlocked(watcher, 'AccessShareLock');
  await killed();
  expect(await sent).toBe('no answer');
  await reader.query('ROLLBACK');
  const after = { revision: before.revision + 1, price: 38, changes: before.changes + 1 };
  expect(await look()).toEqual(after);
  const { pushChanges } = await gql<{ pushChanges: Result }>(PUSH, { input: pushOf(before.revision, '38', 'after') });
  expect([pushChanges.applied, pushChanges.revision, pushChanges.changeSet?.revision]).toEqual([
    1,
    after.revision,
    after.revision,
  ]);
  expect(pushChanges.deltas[0]?.rows.map((row) => row[0])).toEqual([ROW]);
  expect(await look()).toEqual(after);
}, 120_000);
