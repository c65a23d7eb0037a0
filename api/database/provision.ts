/** Makes a database ready to serve: roles, migrations, and the grant to whoever serves. */
import pg from 'pg';
import { migrate, pendingMigrations, whilePreparing } from './migrate.ts';
import { letServe, makeRoles } from './roles.ts';
import { codeOf, reasonOf, StartupFault } from '../startup-fault.ts';

const OLDEST = 15;

export interface Provisioning {
  /** Connects as the role that owns, or shall own, the tables. */
  readonly ownerUrl: string;
  /** The login role that serves. */
  readonly servingRole: string;
  readonly progress?: (step: string) => void;
  /** Runs last, while no other process prepares this database. */
  readonly afterwards?: (owner: pg.ClientBase) => Promise<void>;
}

/** Answers the names of the migrations that ran. @throws StartupFault */
export async function provision(o: Provisioning): Promise<string[]> {
  const owner = await connect(o.ownerUrl, 'DATABASE_OWNER_URL');
  try {
    await checkServerVersion(owner);
    return await whilePreparing(owner, async () => {
      // Not on `owner`: what the lock's transaction makes would be seen by nobody before its end.
      return asAnother(o, async (client) => {
        await makeRoles(client);
        const pending = (await pendingMigrations(client)).length;
        if (pending > 0) o.progress?.(`migrating the database, ${pending} ${pending === 1 ? 'step' : 'steps'}`);
        const ran = pending > 0 ? await migrateOrExplain(o.ownerUrl) : [];
        await letServe(client, o.servingRole);
        await o.afterwards?.(client);
        return ran;
      });
    });
  } finally {
    await owner.end().catch(() => undefined);
  }
}

async function asAnother<T>(o: Provisioning, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const client = await connect(o.ownerUrl, 'DATABASE_OWNER_URL');
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function migrateOrExplain(ownerUrl: string): Promise<string[]> {
  try {
    return await migrate(ownerUrl);
  } catch (error) {
    throw new StartupFault(`The database could not be migrated: ${reasonOf(error)}`);
  }
}

async function checkServerVersion(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ version: number }>(
    `SELECT current_setting('server_version_num')::int / 10000 AS version`,
  );
  const version = rows[0]?.version ?? 0;
  if (version < OLDEST)
    throw new StartupFault(`Marketgrid needs PostgreSQL ${OLDEST} or newer; this one is ${version}.`);
}

/** A connection, or one sentence that names the setting and the place, and no password. @throws StartupFault */
export async function connect(url: string, setting: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'marketgrid',
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    const at = new URL(url);
    const reason = codeOf(error)?.startsWith('28') ? `${at.username || 'the role'} was not let in` : reasonOf(error);
    throw new StartupFault(`The database of ${setting} at ${at.host}${at.pathname} cannot be reached: ${reason}.`);
  }
}
