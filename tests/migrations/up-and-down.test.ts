/** Migrations go up, down and up again, and work for an owner who is no superuser, as managed servers have them. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { MIGRATIONS } from '../../migrations/all.ts';
import { databaseUrl, type Template, TEMPLATE_VARIABLE } from '../support/template.ts';
import { fill, type Ids, resolved } from './world.ts';

const { ownerUrl: cluster } = JSON.parse(process.env[TEMPLATE_VARIABLE] ?? '{}') as Template;
const name = `mg_up_${randomBytes(4).toString('hex')}`;
const password = randomBytes(12).toString('hex');
const url = databaseUrl(cluster, { database: name, user: name, password });
let source: DataSource;

async function onCluster(...statements: string[]): Promise<void> {
  const client = new pg.Client(cluster);
  await client.connect();
  try {
    for (const sql of statements) await client.query(sql);
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  await onCluster(
    `CREATE ROLE ${name} LOGIN PASSWORD '${password}'`,
    `CREATE DATABASE ${name} OWNER ${name}`,
    `GRANT marketgrid_rules TO ${name}`,
  );
  const migrations = [...MIGRATIONS];
  source = await new DataSource({
    ...({ type: 'postgres', url, migrations, migrationsTableName: 'migration' } as const),
    ...({ migrationsTransactionMode: 'each', installExtensions: false } as const),
  }).initialize();
});
afterAll(async () => {
  await source.destroy();
  await onCluster(`DROP DATABASE ${name} WITH (FORCE)`, `DROP ROLE ${name}`);
});

/** Everything that a migration can make, as PostgreSQL describes it. */
async function catalogue(): Promise<string[]> {
  const rows = await source.query<{ line: string }[]>(`
    SELECT format('column %s.%s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod)) || a.attnotnull AS line
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND c.relname <> 'migration' AND NOT a.attisdropped
    UNION ALL SELECT format('constraint %s %s', conname, pg_get_constraintdef(oid)) FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace AND conrelid <> 'migration'::regclass
    UNION ALL SELECT format('policy %s %s %s', polname, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) FROM pg_policy
    UNION ALL SELECT format('function %s %s %s', oid::regprocedure, proacl, md5(pg_get_functiondef(oid))) FROM pg_proc
      WHERE pronamespace = to_regnamespace('mg')
    UNION ALL SELECT format('trigger %s', pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT format('table %s %s %s %s', relname, relacl, relrowsecurity, relforcerowsecurity) FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'migration'
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'migration'
    UNION ALL SELECT format('schema %s', nspname) FROM pg_namespace WHERE nspname = 'mg'
    ORDER BY 1`);
  return rows.map((row) => row.line);
}

test('all up, all down leaves nothing, all up again is the same as before', async () => {
  await source.runMigrations();
  const first = await catalogue();
  for (let i = 0; i < MIGRATIONS.length; i++) await source.undoLastMigration();
  expect(await catalogue()).toEqual([]);
  await source.runMigrations();
  expect(await catalogue()).toEqual(first);
  expect(first.filter((line) => line.startsWith('table')).length).toBeGreaterThan(30);
});

describe('under an owner who is no superuser', () => {
  let superuser: pg.Client;
  let ids: Ids;

  beforeAll(async () => {
    superuser = new pg.Client(databaseUrl(cluster, { database: name }));
    await superuser.connect();
    ids = await fill(async (text, values) => (await superuser.query(text, [...(values ?? [])])).rows);
    await source.query(`SELECT mg.admit('admin', 'Admin', '{ADMIN}')`);
  });
  afterAll(() => superuser.end());

  /** One statement of the administrator, under the role that serves; `@name` stands for the id of a row. */
  async function asAdmin<Row extends object>(statement: string): Promise<Row[]> {
    const text = statement.replace(/@(\w+)/g, (at) => `'${String(resolved(at, ids))}'`);
    await superuser.query(`BEGIN; SET LOCAL ROLE marketgrid_api; SELECT * FROM mg.identify('admin')`);
    try {
      const { rows } = await superuser.query<Row>(text);
      await superuser.query('COMMIT');
      return rows;
    } catch (error) {
      await superuser.query('ROLLBACK');
      throw error;
    }
  }

  test.each(['currency', 'app_user', 'market', 'price', 'change_set'])('the owner sees no row of %s', async (table) => {
    expect(await source.query(`SELECT * FROM ${table}`)).toEqual([]);
  });

  test('the functions of the rules see all of them', async () => {
    expect(await asAdmin('SELECT used::int FROM mg.envelope_use(@plan) WHERE envelope_id = @all')).toEqual([
      { used: 115 },
    ]);
    expect(await asAdmin('SELECT code FROM market ORDER BY code')).toEqual([{ code: 'A' }, { code: 'B' }]);
  });

  test('foreign keys are checked and followed past the policies', async () => {
    await asAdmin(
      `INSERT INTO segment (market_id, code, name, revision, created_revision) VALUES (@A, 'NEW', 'New', 1, 1)`,
    );
    await asAdmin('UPDATE price_list SET decimals = 3 WHERE id = @list');
    expect(await asAdmin('SELECT DISTINCT list_decimals FROM price')).toEqual([{ list_decimals: 3 }]);
    await asAdmin('UPDATE price SET amount = 25.005 WHERE id = @price');
    await expect(asAdmin('UPDATE price_list SET decimals = NULL WHERE id = @list')).rejects.toMatchObject({
      code: '23514',
    });
  });
});
