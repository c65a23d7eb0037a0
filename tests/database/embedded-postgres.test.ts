/** What a start finds in a data folder, and who stops the server. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { EmbeddedPostgres } from '../../api/database/embedded-postgres.ts';
import { fastFolder } from '../support/cluster.ts';

let folder: string;
let started: EmbeddedPostgres[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(fastFolder(), `marketgrid-test-${process.pid}-embedded-`));
  await chmod(folder, 0o755);
});
afterEach(async () => {
  for (const postgres of started) await postgres.stop();
  started = [];
  await rm(folder, { recursive: true, force: true });
});

async function start(at = folder): Promise<EmbeddedPostgres> {
  const postgres = await EmbeddedPostgres.start({ folder: at, ephemeral: true });
  started.push(postgres);
  return postgres;
}

async function query<Row extends object>(postgres: EmbeddedPostgres, sql: string): Promise<Row[]> {
  const client = new pg.Client(postgres.ownerUrl('postgres'));
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const isUp = (postgres: EmbeddedPostgres): Promise<boolean> =>
  query(postgres, 'SELECT 1').then(
    () => true,
    () => false,
  );

test('a new cluster is PostgreSQL 18, sorts by code point everywhere, listens on the loopback address only', async () => {
  const postgres = await start();
  const rows = await query(
    postgres,
    `SELECT current_setting('server_version_num')::int / 10000 AS version, datlocprovider AS provider, datlocale AS locale,
            current_setting('listen_addresses') AS addresses, 'Z' < 'a' AS by_code_point, lower('Ä') AS lower
     FROM pg_database WHERE datname = 'postgres'`,
  );
  expect(rows).toEqual([
    { version: 18, provider: 'b', locale: 'C.UTF-8', addresses: '127.0.0.1', by_code_point: true, lower: 'ä' },
  ]);
  expect((await stat(path.join(folder, 'postgres', 'password'))).mode & 0o777).toBe(0o600);
});

test('a data folder is made with the folders above it', async () => {
  const deep = path.join(folder, 'not', 'there', 'yet');
  expect(await isUp(await start(deep))).toBe(true);
  expect((await stat(deep)).mode & 0o777).toBe(0o755);
});

test('two starts at the same moment share one cluster and one server', async () => {
  const [first, second] = await Promise.all([start(), start()]);
  expect(first.port).toBe(second.port);
  expect(await readdir(folder)).toEqual(['postgres']);
});

describe('the last one out stops the server', () => {
  test.each(['first', 'second'])('when the %s leaves first', async (who) => {
    const both = { first: await start(), second: await start() };
    const [leaves, stays] = who === 'first' ? [both.first, both.second] : [both.second, both.first];
    await leaves.stop();
    expect(await isUp(stays)).toBe(true);
    await stays.stop();
    expect(await isUp(stays)).toBe(false);
  });

  test('when both leave at once', async () => {
    const both = [await start(), await start()];
    await Promise.all(both.map((postgres) => postgres.stop()));
    expect(await Promise.all(both.map(isUp))).toEqual([false, false]);
  });

  test('and one that comes while it stops gets a server', async () => {
    const first = await start();
    const [, second] = await Promise.all([first.stop(), start()]);
    expect(await isUp(second)).toBe(true);
  });
});

describe('what an earlier end left in the folder is no obstacle', () => {
  beforeEach(async () => {
    const postgres = await start();
    await query(postgres, 'CREATE TABLE kept AS SELECT 1 AS id');
    await postgres.stop();
  });
  const expectKept = async (postgres: EmbeddedPostgres): Promise<void> =>
    expect(await query(postgres, 'SELECT id FROM kept')).toEqual([{ id: 1 }]);
  const lockFile = (at = folder): string => path.join(at, 'postgres', 'data', 'postmaster.pid');
  const lock = (pid: number, data: string): string => `${pid}\n${data}\n1\n5432\n\n127.0.0.1\n1 1\nready   \n`;

  test('a lock file whose process is another program now', async () => {
    const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
    await writeFile(lockFile(), lock(other.pid ?? 0, path.join(folder, 'postgres', 'data')));
    await expectKept(await start());
    other.kill();
    await once(other, 'exit');
  });

  test('a lock file without a process', async () => {
    await writeFile(lockFile(), lock(2 ** 22 - 1, path.join(folder, 'postgres', 'data')));
    await expectKept(await start());
  });

  test('a copy that was taken while the server ran', async () => {
    const original = await start();
    const copy = `${folder}-copy`;
    await cp(folder, copy, { recursive: true, preserveTimestamps: true });
    await giveToOwnerOf(path.join(folder, 'postgres'), path.join(copy, 'postgres'));
    const second = await start(copy);
    expect(second.port).not.toBe(original.port);
    await expectKept(second);
    await second.stop();
    await rm(copy, { recursive: true, force: true });
  });

  test('a first start that was killed half-way', async () => {
    const half = path.join(folder, `postgres.${2 ** 22 - 1}.abc.tmp`);
    await mkdir(path.join(half, 'data'), { recursive: true });
    await expectKept(await start());
    expect(await readdir(folder)).toEqual(['postgres']);
  });

  test('but data of another version is refused in one sentence', async () => {
    await writeFile(path.join(folder, 'postgres', 'data', 'PG_VERSION'), '17\n');
    await expect(start()).rejects.toThrow(
      /was made by PostgreSQL 17 and this Marketgrid brings 18: .* another folder\.$/,
    );
  });
});

/** As root the data belongs to the account that PostgreSQL runs as, and a copy would be root's. */
async function giveToOwnerOf(original: string, copy: string): Promise<void> {
  const { uid, gid } = await stat(original);
  const child = spawn('chown', ['-R', `${uid}:${gid}`, copy]);
  await once(child, 'exit');
  await chmod(path.join(copy, 'data'), 0o700);
  expect(await readFile(path.join(copy, 'password'), 'utf8')).not.toBe('');
}
