/** The migrated database that every test's own is a copy of. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import 'reflect-metadata';
import '../../api/entities.ts';
import { PgDatabase } from '../../api/database/pg-database.ts';
import { provision } from '../../api/database/provision.ts';
import { loadDemo } from '../../api/demo/load-demo.ts';

/** How a test's own database is reached: as in production, but for fewer connections. */
export const POOL = {
  poolSize: 10,
  connectionTimeoutMs: 10_000,
  preparedStatements: 100,
  statementTimeoutMs: 60_000,
  lockTimeoutMs: 10_000,
  idleInTransactionTimeoutMs: 60_000,
} as const;

/** What the workers need to know; travels as JSON in an environment variable, which is all that jest hands on. */
export interface Template {
  /** Connects to the cluster as the owner. */
  readonly ownerUrl: string;
  readonly template: string;
  /** The same with the demo portfolio and its users. */
  readonly demo: string;
  /** The login role that serves, as DATABASE_URL's would. */
  readonly role: string;
  readonly password: string;
}

export const TEMPLATE_VARIABLE = 'MARKETGRID_TEST_TEMPLATE';

export function databaseUrl(ownerUrl: string, o: { database: string; user?: string; password?: string }): string {
  const url = new URL(ownerUrl);
  url.pathname = `/${o.database}`;
  if (o.user !== undefined) url.username = o.user;
  if (o.password !== undefined) url.password = o.password;
  return url.href;
}

async function asOwner(ownerUrl: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client(ownerUrl);
  await client.connect();
  try {
    for (const sql of statements) await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Names carry the run's own suffix: several runs may share the server of TEST_DATABASE_URL. */
export async function makeTemplate(ownerUrl: string): Promise<Template> {
  const run = randomBytes(4).toString('hex');
  const made = {
    ownerUrl,
    template: `mg_template_${run}`,
    demo: `mg_demo_${run}`,
    role: `mg_test_${run}`,
    password: randomBytes(12).toString('hex'),
  };
  await asOwner(
    ownerUrl,
    `CREATE DATABASE ${made.template}`,
    `CREATE ROLE ${made.role} LOGIN PASSWORD '${made.password}'`,
  );
  await provision({ ownerUrl: databaseUrl(ownerUrl, { database: made.template }), servingRole: made.role });
  await fillDemo(made);
  return made;
}

async function fillDemo({ ownerUrl, template, demo, role, password }: Template): Promise<void> {
  await asOwner(ownerUrl, `CREATE DATABASE ${demo} TEMPLATE ${template} STRATEGY FILE_COPY`);
  const owner = new pg.Client(databaseUrl(ownerUrl, { database: demo }));
  const database = new PgDatabase({ ...POOL, url: databaseUrl(ownerUrl, { database: demo, user: role, password }) });
  await owner.connect();
  try {
    await loadDemo({ database, owner });
  } finally {
    await database.close();
    await owner.end();
  }
}

export async function dropTemplate({ ownerUrl, template, demo, role }: Template): Promise<void> {
  await asOwner(
    ownerUrl,
    `DROP DATABASE ${template} WITH (FORCE)`,
    `DROP DATABASE ${demo} WITH (FORCE)`,
    `DROP ROLE ${role}`,
  );
}
