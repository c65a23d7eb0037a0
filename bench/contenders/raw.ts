/**
 * The raw line: the product's own SQL over bare node:http, in the same transaction under the same identity. The statements
 * are not copied: a server of the product in this process answers each operation once while its statements are recorded as
 * they reach the driver; from then on they are sent as they were, and what PostgreSQL answers is passed on.
 */
import pg from 'pg';
import 'reflect-metadata';
import '../../api/entities.ts';
import { pino } from 'pino';
import { readConfig } from '../../api/config.ts';
import { PgDatabase } from '../../api/database/pg-database.ts';
import { exactTypes } from '../../api/database/pg-types.ts';
import { startServer } from '../../api/server.ts';
import { rawPush, type RawPush } from './raw-push.ts';
import { recordStatements, type Statement } from './recorder.ts';
import { serveJson } from './serve-json.ts';

const config = readConfig();
const log = pino({ level: 'silent' });
const database = new PgDatabase({ ...config, url: config.databaseUrl ?? '' });
const product = await startServer({ database, config, demo: false, log });
const pool = new pg.Pool({ connectionString: config.databaseUrl, max: config.poolSize, types: exactTypes });
const learned: (readonly Statement[])[] = [];

async function learn(token: string, body: string): Promise<number> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const ask = (): Promise<string> =>
    fetch(`${product.url}/graphql`, { method: 'POST', headers, body }).then((answer) => answer.text());
  // At the first sight of a token the product records that it signs in.
  await ask();
  const { statements, result } = await recordStatements(ask);
  if (result.includes('"errors"')) throw new Error(result.slice(0, 500));
  return learned.push(statements) - 1;
}

async function replay(id: number): Promise<string> {
  const client = await pool.connect();
  try {
    let rows: readonly Record<string, unknown>[] = [];
    for (const statement of learned[id] ?? []) {
      const result = (await client.query({ ...statement })) as pg.QueryResult | pg.QueryResult[];
      if (!Array.isArray(result) && result.rows.length > 0) rows = result.rows as Record<string, unknown>[];
    }
    return answerOf(rows);
  } finally {
    client.release();
  }
}

const isJson = (value: unknown): value is string => typeof value === 'string' && /^[[{]/.test(value);

/**
 * What the last statement answered, as an object of its columns; JSON text stays as it is. A long text comes in rows of
 * slices, with the other columns beside each (api/database/sliced.queries.ts).
 */
function answerOf([first, ...more]: readonly Record<string, unknown>[]): string {
  const { slice, ...facts } = first ?? {};
  const pairs = Object.entries(facts).map(([key, v]) => `${JSON.stringify(key)}:${isJson(v) ? v : JSON.stringify(v)}`);
  if (typeof slice === 'string') pairs.push(`"rows":${slice}${more.map((row) => row['slice']).join('')}`);
  return `{${pairs.join(',')}}`;
}

serveJson({
  '/learn': async ({ token, body }) => JSON.stringify({ id: await learn(String(token), String(body)) }),
  // Keeps a connection of the pool open, as the product's are kept between requests that follow each other.
  '/touch': async () => JSON.stringify((await pool.query('SELECT 1')).rows),
  '/replay': ({ id }) => replay(Number(id)),
  '/push': (body) => rawPush(pool, body as unknown as RawPush),
});
