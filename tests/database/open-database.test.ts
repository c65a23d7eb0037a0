/** Which roles may serve, and what is refused, on a server of the user's own. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { readConfig } from '../../api/config.ts';
import { type OpenDatabase, openDatabase } from '../../api/database/open-database.ts';
import { StartupFault } from '../../api/startup-fault.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { databaseUrl } from '../support/template.ts';

const SECRET = 'canary-4711';
let db: TestDatabase;
/** Unique in the cluster, which other runs may share. */
let role: (name: string) => string;
const made: string[] = [];

beforeAll(async () => {
  db = await freshDatabase();
  role = (name) => `${db.name}_${name}`;
});
afterAll(async () => {
  await db.owner(`REASSIGN OWNED BY ${made.join(', ')} TO CURRENT_USER`);
  await db.owner(`DROP OWNED BY ${made.join(', ')}`);
  await db.owner(`DROP ROLE ${made.join(', ')}`);
  await db.drop();
});

async function makeRole(name: string, attributes = ''): Promise<string> {
  await db.owner(`CREATE ROLE ${role(name)} LOGIN PASSWORD '${SECRET}' ${attributes}`);
  made.push(role(name));
  return databaseUrl(db.ownerUrl, { database: db.name, user: role(name), password: SECRET });
}

async function migrationsOf(ownerUrl: string): Promise<string[]> {
  const client = new pg.Client(ownerUrl);
  await client.connect();
  const { rows } = await client.query<{ name: string }>('SELECT name FROM migration ORDER BY id');
  await client.end();
  return rows.map(({ name }) => name);
}

async function openAs(o: { url: string; ownerUrl?: string }): Promise<OpenDatabase> {
  const owner = o.ownerUrl === undefined ? {} : { DATABASE_OWNER_URL: o.ownerUrl };
  return openDatabase(readConfig({ DATABASE_URL: o.url, ...owner }));
}

async function refusal(o: { url: string; ownerUrl?: string }): Promise<string> {
  const error: unknown = await openAs(o).then(
    (opened) => opened.close(),
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(StartupFault);
  const { message } = error as StartupFault;
  expect(message).not.toContain(SECRET);
  expect(message).not.toContain('\n');
  return message;
}

describe('DATABASE_URL alone', () => {
  test('serves with a role that was prepared before', async () => {
    const opened = await openAs({ url: db.url });
    expect(await opened.database.isReady()).toBe(true);
    expect(opened.isEmbedded).toBe(false);
    await opened.close();
  });

  test('is refused for a superuser, with the statement that makes a better role', async () => {
    const message = await refusal({ url: await makeRole('super', 'SUPERUSER') });
    expect(message).toContain('is a superuser');
    expect(message).toContain('CREATE ROLE marketgrid_app LOGIN PASSWORD');
  });

  test('is refused for a role with BYPASSRLS', async () => {
    expect(await refusal({ url: await makeRole('bypass', 'BYPASSRLS') })).toContain('has BYPASSRLS');
  });

  test('is refused for a member of a role with BYPASSRLS', async () => {
    const url = await makeRole('rules_member', 'NOINHERIT IN ROLE marketgrid_rules');
    expect(await refusal({ url })).toContain('has BYPASSRLS');
  });

  test('is refused for the owner of a table', async () => {
    const url = await makeRole('owner');
    await db.owner(`CREATE TABLE owned (); ALTER TABLE owned OWNER TO ${role('owner')}`);
    expect(await refusal({ url })).toContain('owns the tables');
  });

  test('is refused for the owner of the database, also while it is empty', async () => {
    const url = await makeRole('database_owner');
    const empty = `${db.name}_owned`;
    await db.owner(`CREATE DATABASE ${empty} OWNER ${role('database_owner')}`);
    expect(await refusal({ url: databaseUrl(url, { database: empty }) })).toContain('owns the database');
    await db.owner(`DROP DATABASE ${empty} WITH (FORCE)`);
  });

  test('is refused while migrations are pending', async () => {
    const other = await freshDatabase();
    await other.owner('DELETE FROM migration');
    expect(await refusal({ url: other.url })).toContain('set DATABASE_OWNER_URL too');
    await other.drop();
  });
});

describe('DATABASE_URL with DATABASE_OWNER_URL', () => {
  test('lets a new role serve', async () => {
    const url = await makeRole('app');
    expect(await refusal({ url })).toContain('set DATABASE_OWNER_URL too');
    const opened = await openAs({ url, ownerUrl: db.ownerUrl });
    expect(await opened.database.isReady()).toBe(true);
    await opened.close();
    await (await openAs({ url })).close();
  });

  test('migrates an empty database once, though two servers start at the same moment', async () => {
    const empty = `${db.name}_empty`;
    await db.owner(`CREATE DATABASE ${empty}`);
    const o = {
      url: databaseUrl(db.url, { database: empty }),
      ownerUrl: databaseUrl(db.ownerUrl, { database: empty }),
    };
    const both = await Promise.all([openAs(o), openAs(o)]);
    expect(await Promise.all(both.map(({ database }) => database.isReady()))).toEqual([true, true]);
    await Promise.all(both.map((opened) => opened.close()));
    expect(await migrationsOf(o.ownerUrl)).toEqual(await migrationsOf(db.ownerUrl));
    await db.owner(`DROP DATABASE ${empty} WITH (FORCE)`);
  });

  test('is refused when they lead to different databases', async () => {
    const empty = `${db.name}_other`;
    await db.owner(`CREATE DATABASE ${empty}`);
    const message = await refusal({ url: databaseUrl(db.url, { database: empty }), ownerUrl: db.ownerUrl });
    expect(message).toContain('do not lead to the same database');
    await db.owner(`DROP DATABASE ${empty} WITH (FORCE)`);
  });
});
