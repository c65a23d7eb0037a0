/** The product from outside: start, stop, kill, start again. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { EmbeddedPostgres } from '../../api/database/embedded-postgres.ts';
import { mayBePostgres } from '../../api/database/process-state.ts';
import { fastFolder } from '../support/cluster.ts';
import {
  embeddedServer,
  endServerProcesses,
  type ServerProcess,
  startServerProcess,
} from '../support/server-process.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(fastFolder(), `marketgrid-test-${process.pid}-life-`));
  await chmod(folder, 0o755);
});

afterAll(async () => {
  await endServerProcesses();
  const left = await EmbeddedPostgres.start({ folder });
  await left.stop();
  await rm(folder, { recursive: true, force: true });
});

const start = (env: Record<string, string> = {}): Promise<ServerProcess> =>
  startServerProcess({ env: { MARKETGRID_DATA: folder, ...env } });

async function asOwner<Row extends object>(sql: string): Promise<Row[]> {
  const client = new pg.Client((await embeddedServer(folder)).ownerUrl);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function health(server: ServerProcess, route = '/healthz'): Promise<number> {
  return (await fetch(`${server.url}${route}`)).status;
}

/** A killed server's children notice on their own; on a machine without an init process a zombie stays. */
async function gone(pid: number): Promise<void> {
  while (mayBePostgres(pid)) await sleep(10);
}

/** What was committed before each end; every start must find all of it. */
const kept: string[] = [];

async function keep(note: string): Promise<void> {
  await asOwner('CREATE TABLE IF NOT EXISTS kept (note text)');
  await asOwner(`INSERT INTO kept VALUES ('${note}')`);
  kept.push(note);
}

async function expectAllKept(): Promise<void> {
  expect((await asOwner<{ note: string }>('SELECT note FROM kept')).map(({ note }) => note)).toEqual(kept);
}

// Its body never comes.
const HALF_A_REQUEST =
  'POST /auth/demo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{';

// One story: each test goes on where the one before it ended.
describe('a server on the embedded database', () => {
  test('starts on an empty folder, says where to click, and Ctrl-C leaves nothing running', async () => {
    const server = await start();
    expect(server.output()).toEqual({ stdout: expect.stringContaining(`${server.url}/graphql`), stderr: '' });
    expect(server.output().stdout).toContain(`${server.url}/workbench`);
    expect(await health(server)).toBe(200);
    expect(await health(server, '/readyz')).toBe(200);
    await keep('first start');
    const postgres = await embeddedServer(folder);
    expect(await server.end('SIGINT', { group: true })).toEqual({ code: 0, signal: null });
    expect(postgres.isAlive()).toBe(false);
  });

  test('SIGTERM to npm alone, which ends only the shell between, leaves nothing running', async () => {
    const env = { MARKETGRID_DATA: folder, npm_lifecycle_event: 'start' };
    const server = await startServerProcess({ env, shell: true });
    const postgres = await embeddedServer(folder);
    // Resolves when the server, too, has closed its output.
    await server.end('SIGTERM');
    await gone(postgres.pid);
    expect(server.output().stdout).toContain('stopping');
    await expect(health(server)).rejects.toThrow();
  });

  test('keeps the data over a restart, and SIGTERM to npm and its children at once is one wish to end', async () => {
    const server = await start();
    await expectAllKept();
    const postgres = await embeddedServer(folder);
    process.kill(server.pid, 'SIGTERM');
    expect(await server.end('SIGTERM', { group: true })).toEqual({ code: 0, signal: null });
    expect(postgres.isAlive()).toBe(false);
  });

  test('a second one on the same port says so in one sentence and leaves the first alone', async () => {
    const first = await start();
    const port = new URL(first.url ?? '').port;
    const second = await start({ PORT: port });
    expect(await second.exited).toEqual({ code: 1, signal: null });
    expect(second.output().stderr).toBe(
      `Marketgrid cannot start. Port ${port} of 127.0.0.1 is in use: stop the program that has it, or set PORT to another.\n`,
    );
    expect(await health(first, '/readyz')).toBe(200);

    const beside = await start();
    const postgres = await embeddedServer(folder);
    await first.end('SIGTERM');
    expect(postgres.isAlive()).toBe(true);
    expect(await health(beside, '/readyz')).toBe(200);
    await beside.end('SIGTERM');
    expect(postgres.isAlive()).toBe(false);
  });

  test('a second Ctrl-C does not wait for a request that does not end, and still leaves nothing running', async () => {
    const server = await start();
    const postgres = await embeddedServer(folder);
    const half = connect(Number(new URL(server.url ?? '').port), '127.0.0.1').on('error', () => undefined);
    await new Promise<void>((resolve) => half.write(HALF_A_REQUEST, () => resolve()));
    // Answered after the half one has come in.
    expect(await health(server)).toBe(200);
    process.kill(server.pid, 'SIGINT');
    // Later than what counts as the same keystroke (api/termination.ts).
    await sleep(700);
    expect(await server.end('SIGINT')).toEqual({ code: 130, signal: null });
    expect(postgres.isAlive()).toBe(false);
    half.destroy();
  });

  test('killed without warning, it loses nothing, and the next start takes over its PostgreSQL', async () => {
    const server = await start();
    await keep('before the kill');
    const postgres = await embeddedServer(folder);
    expect(await server.end('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
    expect(postgres.isAlive()).toBe(true);

    const next = await start();
    expect((await embeddedServer(folder)).pid).toBe(postgres.pid);
    await expectAllKept();
    await next.end('SIGTERM');
    expect(postgres.isAlive()).toBe(false);
  });

  test('killed together with PostgreSQL, it loses nothing', async () => {
    const server = await start();
    await keep('before both kills');
    const postgres = await embeddedServer(folder);
    process.kill(postgres.pid, 'SIGKILL');
    await server.end('SIGKILL');
    await gone(postgres.pid);

    const next = await start();
    await expectAllKept();
    await next.end('SIGTERM');
  });

  test('when PostgreSQL alone is killed, it is started again and the server becomes ready again', async () => {
    const server = await start();
    const postgres = await embeddedServer(folder);
    process.kill(postgres.pid, 'SIGKILL');
    await gone(postgres.pid);
    while ((await health(server, '/readyz')) !== 200) await sleep(20);
    await expectAllKept();
    const second = await embeddedServer(folder);
    expect(second.pid).not.toBe(postgres.pid);
    expect(await server.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(second.isAlive()).toBe(false);
  });
});

describe('what the operator can put right is one sentence and status 1', () => {
  const SECRET = 'canary-4711';
  const fault = async (env: Record<string, string>, node: string[] = []): Promise<string> => {
    const server = await startServerProcess({ env, node });
    expect(await server.exited).toEqual({ code: 1, signal: null });
    const { stdout, stderr } = server.output();
    expect(stderr).toMatch(/^Marketgrid cannot start\. [^\n]+\n$/);
    expect(stdout + stderr).not.toContain(SECRET);
    return stderr;
  };

  test('a data folder that cannot be written', async () => {
    const file = path.join(folder, 'a-file');
    await writeFile(file, '');
    for (const refused of [file, path.join(file, 'below'), path.join(file, 'far/below'), '/proc/none/of/it']) {
      expect(await fault({ MARKETGRID_DATA: refused })).toContain('cannot be written');
    }
  });

  test('a platform without binaries', async () => {
    const otherPlatform = `data:text/javascript,Object.defineProperty(process,'arch',{value:'mips'})`;
    const sentence = await fault({ MARKETGRID_DATA: folder }, ['--import', otherPlatform]);
    expect(sentence).toContain('no embedded PostgreSQL for this platform');
  });

  test('a port out of range', async () => {
    expect(await fault({ PORT: '70000' })).toContain('PORT must be a whole number from 0 to 65535');
  });

  test('an unreachable database, without its password', async () => {
    const port = await freedPort();
    const sentence = await fault({ DATABASE_URL: `postgres://app:${SECRET}@127.0.0.1:${port}/portfolio` });
    expect(sentence).toContain(`DATABASE_URL at 127.0.0.1:${port}/portfolio cannot be reached`);
  });

  test('a wrong password, without it', async () => {
    const postgres = await EmbeddedPostgres.start({ folder });
    try {
      const url = `postgres://marketgrid:${SECRET}@127.0.0.1:${postgres.port}/marketgrid`;
      expect(await fault({ DATABASE_URL: url })).toContain('marketgrid was not let in');
    } finally {
      await postgres.stop();
    }
  });
});

async function freedPort(): Promise<number> {
  const server: Server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
