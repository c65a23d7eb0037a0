/** One operation is one snapshot, whatever it asks and in which order. */
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type Context, operationContext } from '../api/context.ts';
import { NotSignedIn } from '../api/database/database-errors.ts';
import type { Statements } from '../api/database/transaction.ts';
import { RequestError } from '../api/request-error.ts';
import { freshDatabase, type TestDatabase } from './support/database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase({ demo: true });
});
afterAll(() => db.drop());
beforeEach(() => {
  db.queries.length = 0;
});

const operation = (caller = 'pricing'): Context => operationContext(db.database, caller, { timeoutMs: 60_000 });
const SNAPSHOT = 'SELECT pg_current_snapshot()::text AS at';
const snapshot = async (s: Statements): Promise<string | undefined> => (await s.query<{ at: string }>(SNAPSHOT))[0]?.at;
const begun = (): string[] => db.queries.filter((sql) => sql.startsWith('BEGIN'));

test('what it asks first opens its transaction, and the rest is asked in the same', async () => {
  const ctx = operation();
  const asked = [ctx.ask(snapshot), ctx.ask(snapshot), ctx.transaction().then(snapshot)];
  expect(new Set(await Promise.all(asked)).size).toBe(1);
  expect((await ctx.transaction()).identity.subject).toBe('pricing');
  await ctx.close();
  expect(begun()).toHaveLength(1);
});

test('a question that is refused leaves the transaction to the others', async () => {
  const ctx = operation();
  const refused = ctx.ask(async (s) => {
    await s.query('SELECT 1');
    throw new RequestError('PLAN_REQUIRED');
  });
  await expect(refused).rejects.toMatchObject({ code: 'PLAN_REQUIRED' });
  expect(await ctx.ask(snapshot)).toBeDefined();
  await ctx.close();
  expect(begun()).toHaveLength(1);
});

test('nobody is answered', async () => {
  const ctx = operation('nobody');
  await expect(ctx.ask(snapshot)).rejects.toBeInstanceOf(NotSignedIn);
  await ctx.close();
});
