/**
 * The raw line of a push: prices that begin on the day get new amounts, by one statement with `unnest` that also writes the
 * audit; the commercial rules by one statement over the touched line-ups; transaction, identity, revision, idempotency and
 * the delta as the product has them. It knows this one case and is written for nothing else.
 */
import type pg from 'pg';
import { hashOfToken } from '../../api/access/service-token.ts';
import { readConfig } from '../../api/config.ts';
import { beginStatement, settings, WRITE } from '../../api/database/begin.ts';
import * as sql from './raw-push.queries.ts';

export interface RawPush {
  readonly token: string;
  /** Key, column, amount. */
  readonly edits: readonly (readonly [string, string, string])[];
  readonly day: string;
  readonly baseRevision: number;
  readonly idempotencyKey: string;
}

const opening = settings(readConfig());

export async function rawPush(pool: pg.Pool, push: RawPush): Promise<string> {
  const client = await pool.connect();
  try {
    const answer = await inTransaction(client, push);
    await client.query('COMMIT');
    return answer;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

async function inTransaction(client: pg.PoolClient, push: RawPush): Promise<string> {
  const caller = { tokenHash: hashOfToken(push.token) };
  const begun = (await client.query(
    beginStatement(WRITE, { settings: opening, caller }),
  )) as unknown as pg.QueryResult[];
  const { user_id: user, name } = begun.at(-1)?.rows[0] as { user_id: string; name: string };
  const { rows: locked } = await client.query<{ number: number }>('SELECT number FROM revision FOR UPDATE');
  const revision = (locked[0]?.number ?? 0) + 1;
  const known = await client.query(sql.KNOWN, [user, push.idempotencyKey]);
  if (known.rowCount) throw new Error('this push was sent before');
  const set = crypto.randomUUID();
  await client.query(sql.CHANGE_SET, [set, revision, user, name, push.idempotencyKey]);
  const keys = push.edits.map(([key]) => key.split('/'));
  const part = (index: number): (string | undefined)[] => keys.map((key) => key[index]);
  const cells = push.edits.map(([, column]) => column);
  const amounts = push.edits.map(([, , amount]) => amount);
  const addresses = [part(0), part(1), part(2), part(3), part(4), cells];
  const written = await client.query<{ applied: number }>(sql.WRITE_PRICES, [
    ...addresses,
    amounts,
    push.day,
    push.baseRevision,
    revision,
    set,
  ]);
  if (written.rows[0]?.applied !== push.edits.length)
    throw new Error('not every edit met a price that begins on the day');
  const warnings = await client.query<object>(sql.RULES, [part(0), part(1), part(2), push.day, revision]);
  await client.query('UPDATE revision SET number = $1', [revision]);
  const delta = await client.query<{ rows: string }>(sql.DELTA, [...addresses.slice(0, -1), push.day]);
  const answer = { revision, applied: push.edits.length, warnings: warnings.rows[0] };
  return `{"result":${JSON.stringify(answer)},"rows":${delta.rows[0]?.rows ?? '[]'}}`;
}
