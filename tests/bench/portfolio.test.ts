/** The bench's portfolio: what is measured must be what the report says, and the same on every machine. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { fillPortfolio } from '../../bench/portfolio/fill-portfolio.ts';
import { countsOf, PORTFOLIO_DAY, PORTFOLIO_SIZES } from '../../bench/portfolio/size.ts';
import { pullMatrix } from '../../api/matrix/pull.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

let db: TestDatabase;
let twin: TestDatabase;

beforeAll(async () => {
  [db, twin] = await Promise.all([freshDatabase(), freshDatabase()]);
  for (const { ownerUrl } of [db, twin]) {
    const owner = new pg.Client(ownerUrl);
    await owner.connect();
    await fillPortfolio(owner, 'S');
    await owner.end();
  }
});

afterAll(async () => {
  await db.drop();
  await twin.drop();
});

const one = async (sql: string, of = db): Promise<unknown> =>
  Object.values((await of.owner<Record<string, unknown>>(sql))[0] ?? {})[0];

test('the sizes hold about 10 thousand, 100 thousand and a million cells of prices and of budgets', () => {
  expect(PORTFOLIO_SIZES.map((size) => [countsOf(size).priceCells, countsOf(size).budgetCells])).toEqual([
    [9_700, 9_600],
    [97_000, 96_000],
    [970_000, 960_000],
  ]);
});

test('the tables hold what the counts say', async () => {
  const counts = countsOf('S');
  expect(await one('SELECT count(*)::int FROM line_up')).toBe(counts.lineUps);
  expect(await one('SELECT count(*)::int FROM offering')).toBe(counts.offerings);
  expect(await one('SELECT count(*)::int FROM price')).toBe(counts.prices);
  expect(await one('SELECT count(*)::int FROM allocation')).toBe(counts.budgetCells);
});

test('amounts add up to the same sums in every run, and every id is the same', async () => {
  expect(await one('SELECT sum(amount) FROM price')).toBe('5705138.570000');
  expect(await one('SELECT sum(amount) FROM allocation')).toBe('54324000.000000');
  const tables = await db.owner<{ name: string }>(
    `SELECT c.table_name AS name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE table_schema = 'public' AND column_name = 'created_revision' AND table_type = 'BASE TABLE'
       AND table_name NOT IN ('app_user', 'market_grant', 'currency')`,
  );
  expect(tables.length).toBeGreaterThan(20);
  for (const { name } of tables) {
    const ids = `SELECT md5(coalesce(string_agg(id::text, ',' ORDER BY id), '')) FROM ${name}`;
    expect([name, await one(ids)]).toEqual([name, await one(ids, twin)]);
    expect([name, await one(`SELECT count(*) > 0 FROM ${name}`)]).toEqual([name, true]);
  }
});

test('an analyst signs in and pulls every price row of the day, and every budget row', async () => {
  const counts = countsOf('S');
  await db.database.read('pricing', async (tx) => {
    expect(tx.identity.markets).toHaveLength(10);
    const prices = await pullMatrix(tx, { kind: 'TIER_PRICE', asOf: PORTFOLIO_DAY });
    expect(prices.rowCount).toBe(counts.priceRows);
    expect(prices.columns.map((c) => c.key)).toEqual(['CHF', 'EUR', 'GBP', 'USD', 'quote']);
    const budget = await pullMatrix(tx, { kind: 'BUDGET', asOf: PORTFOLIO_DAY });
    expect(budget.rowCount).toBe(counts.budgetRows);
    expect(budget.columns).toHaveLength(25);
  });
});

test('row-level security stays forced on every table with markets', async () => {
  const open = await db.owner(
    `SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'market_id'
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
  );
  expect(open).toEqual([]);
});
