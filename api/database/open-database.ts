/** From the configuration to a database that is migrated and served by a role that owns nothing. */
import pg from 'pg';
import { secretOf } from './data-folder.ts';
import { EmbeddedPostgres } from './embedded-postgres.ts';
import { pendingMigrations } from './migrate.ts';
import { PgDatabase, type PgDatabaseOptions } from './pg-database.ts';
import { connect, provision } from './provision.ts';
import { checkServingRole } from './roles.ts';
import { codeOf, StartupFault } from '../startup-fault.ts';
import type { Database } from './transaction.ts';

const EMBEDDED_DATABASE = 'marketgrid';
const EMBEDDED_ROLE = 'marketgrid_app';

/** Where the database is, and how it is used. */
export interface DatabaseSettings extends Omit<PgDatabaseOptions, 'url' | 'onQuery'> {
  /** Folder of the embedded database. */
  readonly dataFolder: string;
  /** Set: an outside PostgreSQL instead of the embedded one. Holds a password. */
  readonly databaseUrl?: string;
  readonly databaseOwnerUrl?: string;
  /** Made an ADMIN where there is none yet. */
  readonly firstAdminSubject?: string;
}

export interface OpenDatabase {
  readonly database: Database;
  /** The embedded database: the only one with demo data and demo sign-in. */
  readonly isEmbedded: boolean;
  /** Folder of the embedded database, also for secrets. */
  readonly dataFolder?: string;
  /** Waits for the transactions that run; then stops the embedded server, unless another process uses it. */
  close(): Promise<void>;
  /** As `close`, but waits for nothing: PostgreSQL rolls back what runs. */
  abandon(): Promise<void>;
}

export interface Filling {
  readonly database: Database;
  /** Owns the tables: makes the first users. */
  readonly owner: pg.ClientBase;
}

export interface OpenOptions {
  /** Hears in a few words what is being done. */
  readonly progress?: (step: string) => void;
  /** Fills an embedded database that has no market yet; once, while no other process prepares it. */
  readonly fillEmpty?: (filling: Filling) => Promise<void>;
}

/** The server and the import both call this: it works beside another process that has the same database open. */
export async function openDatabase(settings: DatabaseSettings, o: OpenOptions = {}): Promise<OpenDatabase> {
  return settings.databaseUrl === undefined
    ? openEmbedded(settings, o)
    : openOutside(settings, { ...o, url: settings.databaseUrl });
}

async function openEmbedded(settings: DatabaseSettings, { progress, fillEmpty }: OpenOptions): Promise<OpenDatabase> {
  const folder = settings.dataFolder;
  progress?.(`starting PostgreSQL in ${folder}`);
  const postgres = await EmbeddedPostgres.start({ folder });
  let database: PgDatabase | undefined;
  const close = async (): Promise<void> => {
    await database?.close();
    await postgres.stop();
  };
  try {
    const password = await secretOf(folder, 'app-password');
    await makeDatabase(postgres.ownerUrl('postgres'), password);
    const url = new URL(postgres.ownerUrl(EMBEDDED_DATABASE));
    url.username = EMBEDDED_ROLE;
    url.password = password;
    const opened = (database = new PgDatabase({ ...settings, url: url.href }));
    await provision({
      ownerUrl: postgres.ownerUrl(EMBEDDED_DATABASE),
      servingRole: EMBEDDED_ROLE,
      ...(progress && { progress }),
      async afterwards(owner) {
        if (fillEmpty && (await isEmpty(owner))) await fillEmpty({ database: opened, owner });
      },
    });
    return { database, isEmbedded: true, dataFolder: folder, close, abandon: () => postgres.stop() };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The database and the role that serves it; a start that was killed may have left one without the other. */
async function makeDatabase(clusterUrl: string, password: string): Promise<void> {
  const client = await connect(clusterUrl, 'the embedded PostgreSQL');
  try {
    const { rows } = await client.query<{ has_database: boolean; has_role: boolean }>(
      `SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1) AS has_database,
              EXISTS (SELECT FROM pg_roles WHERE rolname = $2) AS has_role`,
      [EMBEDDED_DATABASE, EMBEDDED_ROLE],
    );
    if (rows[0]?.has_role !== true) {
      await makeOnce(client, `CREATE ROLE ${EMBEDDED_ROLE} LOGIN PASSWORD ${pg.escapeLiteral(password)}`);
    }
    if (rows[0]?.has_database !== true) await makeOnce(client, `CREATE DATABASE ${EMBEDDED_DATABASE}`);
  } finally {
    await client.end();
  }
}

/** Two processes may start at the same moment; what the other has made is as good. */
async function makeOnce(client: pg.ClientBase, sql: string): Promise<void> {
  const duplicate = ['42710', '42P04', '23505'];
  await client.query(sql).catch((error: unknown) => {
    if (!duplicate.includes(codeOf(error) ?? '')) throw error;
  });
}

/** Or half filled: the grants of its users are the last that a filling makes. */
async function isEmpty(owner: pg.ClientBase): Promise<boolean> {
  const { rows } = await owner.query<{ empty: boolean }>(
    `SELECT NOT EXISTS (SELECT FROM public.market_grant g JOIN public.app_user u ON u.id = g.user_id
       WHERE NOT 'ADMIN' = ANY (u.roles)) AS empty`,
  );
  return rows[0]?.empty === true;
}

/** @throws StartupFault when the role may not serve, or migrations are pending and nobody was named to run them. */
async function openOutside(
  settings: DatabaseSettings,
  { url, progress }: OpenOptions & { url: string },
): Promise<OpenDatabase> {
  progress?.(`connecting to PostgreSQL at ${new URL(url).host}`);
  const client = await connect(url, 'DATABASE_URL');
  try {
    const servingRole = await checkServingRole(client);
    if (settings.databaseOwnerUrl !== undefined) {
      const ownerUrl = settings.databaseOwnerUrl;
      const admitFirst = (owner: pg.ClientBase): Promise<void> => admitFirstAdmin(owner, settings.firstAdminSubject);
      await provision({ ownerUrl, servingRole, ...(progress && { progress }), afterwards: admitFirst });
      // Before the first migration nobody owned any table.
      await checkServingRole(client);
    }
    await checkPrepared(client, settings);
  } finally {
    await client.end();
  }
  const database = new PgDatabase({ ...settings, url });
  return { database, isEmbedded: false, close: () => database.close(), abandon: () => Promise.resolve() };
}

/** Nobody could let anybody in otherwise. As long as there is an administrator nothing happens. */
async function admitFirstAdmin(owner: pg.ClientBase, subject: string | undefined): Promise<void> {
  if (subject !== undefined) await owner.query('SELECT mg.admit_first($1)', [subject]);
}

async function checkPrepared(client: pg.ClientBase, settings: DatabaseSettings): Promise<void> {
  const pending = await pendingMigrations(client).catch(() => ['all']);
  if (pending.length === 0) return;
  throw new StartupFault(
    settings.databaseOwnerUrl === undefined
      ? 'The database of DATABASE_URL is not at the version of this Marketgrid: set DATABASE_OWNER_URL too, for the role that owns the tables, and start again.'
      : 'DATABASE_URL and DATABASE_OWNER_URL do not lead to the same database.',
  );
}
