/**
 * The raw line of a push: prices that begin on the day get new amounts, by one statement with `unnest` that also writes the
 * audit; the commercial rules by one statement over the touched line-ups; transaction, identity, revision, idempotency and
 * the delta as the product has them. It knows this one case and is written for nothing else. A few edits keep their plans, as
 * the product's do.
 */
import type pg from 'pg';
import { hashOfToken } from '../../api/access/service-token.ts';
import { readConfig } from '../../api/config.ts';
import { beginStatement, KEEP_PLANS, settings, WRITE } from '../../api/database/begin.ts';
import { FEW_ROWS } from '../../api/database/planning.ts';
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

const LOCK = 'SELECT number FROM revision WHERE mg.user_id() IS NOT NULL FOR UPDATE';
const NEXT = 'UPDATE revision SET number = $1';
const STATEMENTS = [LOCK, sql.KNOWN, sql.CHANGE_SET, sql.WRITE_PRICES, sql.RULES, NEXT, sql.DELTA];
const NAMES = new Map(STATEMENTS.map((text, i) => [text, `raw_push_${i}`]));

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
  const keepsPlans = push.edits.length <= FEW_ROWS;
  const begun = (await client.query(
    beginStatement(WRITE, { settings: keepsPlans ? `${opening}; ${KEEP_PLANS}` : opening, caller }),
  )) as unknown as pg.QueryResult[];
  const query = <Row extends object>(text: string, values: unknown[] = []): Promise<pg.QueryResult<Row>> =>
    client.query<Row>({ text, values, ...(keepsPlans && { name: NAMES.get(text) }) });
  const { user_id: user, name } = begun.at(-1)?.rows[0] as { user_id: string; name: string };
  const { rows: locked } = await query<{ number: number }>(LOCK);
  const revision = (locked[0]?.number ?? 0) + 1;
  const known = await query(sql.KNOWN, [user, push.idempotencyKey]);
  if (known.rowCount) throw new Error('this push was sent before');
  const set = crypto.randomUUID();
  await query(sql.CHANGE_SET, [set, revision, user, name, push.idempotencyKey]);
  const keys = push.edits.map(([key]) => key.split('/'));
  const part = (index: number): (string | undefined)[] => keys.map((key) => key[index]);
  const cells = push.edits.map(([, column]) => column);
  const amounts = push.edits.map(([, , amount]) => amount);
  const addresses = [part(0), part(1), part(2), part(3), part(4), cells];
  const written = await query<{ applied: number }>(sql.WRITE_PRICES, [
    ...addresses,
    amounts,
    push.day,
    push.baseRevision,
    revision,
    set,
  ]);
  if (written.rows[0]?.applied !== push.edits.length)
    throw new Error('not every edit met a price that begins on the day');
  const warnings = await query<object>(sql.RULES, [part(0), part(1), part(2), push.day, revision]);
  await query(NEXT, [revision]);
  const delta = await query<{ rows: string }>(sql.DELTA, [...addresses.slice(0, -1), push.day]);
  const answer = { revision, applied: push.edits.length, warnings: warnings.rows[0] };
  return `{"result":${JSON.stringify(answer)},"rows":${delta.rows[0]?.rows ?? '[]'}}`;
}
