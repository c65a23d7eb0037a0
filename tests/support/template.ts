/** The migrated database that every test's own is a copy of. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { provision } from '../../api/database/provision.ts';

/** What the workers need to know; travels as JSON in an environment variable, which is all that jest hands on. */
export interface Template {
  /** Connects to the cluster as the owner. */
  readonly ownerUrl: string;
  readonly template: string;
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
    role: `mg_test_${run}`,
    password: randomBytes(12).toString('hex'),
  };
  await asOwner(
    ownerUrl,
    `CREATE DATABASE ${made.template}`,
    `CREATE ROLE ${made.role} LOGIN PASSWORD '${made.password}'`,
  );
  await provision({ ownerUrl: databaseUrl(ownerUrl, { database: made.template }), servingRole: made.role });
  return made;
}

export async function dropTemplate({ ownerUrl, template, role }: Template): Promise<void> {
  await asOwner(ownerUrl, `DROP DATABASE ${template} WITH (FORCE)`, `DROP ROLE ${role}`);
}
