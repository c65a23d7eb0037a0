/** Brings a database to the newest migration, as its owner. */
import { DataSource } from 'typeorm';
import type pg from 'pg';
import { MIGRATIONS } from '../../migrations/all.ts';

/** In schema `public`; one row for each migration that has run. */
export const MIGRATION_TABLE = 'migration';
/** Any number that nobody else takes; one for everything that prepares a database. */
const LOCK = 7_262_016;

/**
 * Runs `work` while no other process does so on this database. The lock is a transaction's, held open on `client`: a
 * session's would be shared by two clients behind a pooler.
 */
export async function whilePreparing<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN; SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL statement_timeout = 0');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    return await work();
  } finally {
    await client.query('COMMIT').catch(() => undefined);
  }
}

/** Names of the migrations that the database has not seen. Needs to read the table `migration`, no more. */
export async function pendingMigrations(client: pg.ClientBase): Promise<string[]> {
  const names = MIGRATIONS.map((migration) => migration.name);
  const { rows } = await client.query<{ found: boolean }>(
    `SELECT to_regclass('public.${MIGRATION_TABLE}') IS NOT NULL AS found`,
  );
  if (rows[0]?.found !== true) return names;
  const done = await client.query<{ name: string }>(`SELECT name FROM public.${MIGRATION_TABLE}`);
  const seen = new Set(done.rows.map((row) => row.name));
  return names.filter((name) => !seen.has(name));
}

/** Runs what is pending, each migration in a transaction of its own. Answers the names. Call it `whilePreparing`. */
export async function migrate(url: string): Promise<string[]> {
  const source = new DataSource({
    type: 'postgres',
    url,
    migrations: [...MIGRATIONS],
    migrationsTableName: MIGRATION_TABLE,
    migrationsTransactionMode: 'each',
    synchronize: false,
    logging: false,
    // `uuid-ossp` is not among the embedded server's extensions; gen_random_uuid() needs none.
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    applicationName: 'marketgrid migrations',
    poolSize: 2,
  });
  await source.initialize();
  try {
    return (await source.runMigrations()).map((migration) => migration.name);
  } finally {
    await source.destroy();
  }
}
