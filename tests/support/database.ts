/** A database of its own for each test file: a copy of the migrated template, 20 to 50 ms. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { PgDatabase } from '../../api/database/pg-database.ts';
import { exactTypes } from '../../api/database/pg-types.ts';
import type { Database } from '../../api/database/transaction.ts';
import { databaseUrl, POOL, type Template, TEMPLATE_VARIABLE } from './template.ts';

export interface TestDatabase {
  readonly name: string;
  /** Owns the tables: for seeding, and for looking past row-level security. */
  readonly ownerUrl: string;
  /** The role that serves: owns nothing. */
  readonly url: string;
  /** As the server has it. */
  readonly database: Database;
  /** Every statement sent through `database`, BEGIN and COMMIT included; empty it before counting. */
  readonly queries: string[];
  /** One statement as the owner, past every policy. */
  owner<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

function template(): Template {
  const json = process.env[TEMPLATE_VARIABLE];
  if (json === undefined) throw new Error('tests/support/global-setup.ts has not run');
  return JSON.parse(json) as Template;
}

async function onCluster(ownerUrl: string, sql: string): Promise<void> {
  const client = new pg.Client(ownerUrl);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Empty, or with the demo portfolio and its users. Drop it in `afterAll`. */
export async function freshDatabase(o: { poolSize?: number; demo?: boolean } = {}): Promise<TestDatabase> {
  const { ownerUrl: cluster, template: empty, demo, role, password } = template();
  const source = o.demo === true ? demo : empty;
  const name = `mg_test_${randomBytes(6).toString('hex')}`;
  await onCluster(cluster, `CREATE DATABASE ${name} TEMPLATE ${source} STRATEGY FILE_COPY`);

  const ownerUrl = databaseUrl(cluster, { database: name });
  const url = databaseUrl(cluster, { database: name, user: role, password });
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2, types: exactTypes });
  owner.on('error', () => undefined);
  const queries: string[] = [];
  const database = new PgDatabase({
    url,
    ...POOL,
    poolSize: o.poolSize ?? POOL.poolSize,
    onQuery: (sql) => queries.push(sql),
  });
  return {
    name,
    ownerUrl,
    url,
    database,
    queries,
    owner: async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
      (await owner.query<Row>(sql, [...values])).rows,
    async drop() {
      await database.close();
      await owner.end();
      await onCluster(cluster, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}
