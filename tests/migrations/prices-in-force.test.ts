/** A price row has one amount in each currency on a day, or a quote: one constraint, whatever the currencies are called. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { ISO_4217 } from '../../migrations/iso-4217.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { fill, type Ids, insertion, type Values } from './world.ts';

const OVERLAP = '23P01';
/** What an administrator may add beside ISO 4217. */
const UNUSUAL = ['usd', 'Usd', 'US', 'USDT', 'USDC', 'U.S', '0', '00', 'x'.repeat(63), 'x'.repeat(64)];
const CODES = [...ISO_4217.map(([code]) => code), ...UNUSUAL];

let db: TestDatabase;
let client: pg.Client;
let ids: Ids;

beforeAll(async () => {
  db = await freshDatabase();
  await db.owner(
    `INSERT INTO currency (code, name, minor_unit, revision, created_revision) SELECT code, code, 2, 1, 1 FROM unnest($1::text[]) code`,
    [UNUSUAL],
  );
  ids = await fill(db.owner);
  client = new pg.Client(db.ownerUrl);
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await db.drop();
});

const ROW = { market_id: '@A', offering_id: '@offering', price_list_id: '@list', billing_period: 'DAY' };
const QUOTE = { ...ROW, kind: 'QUOTE', text: 'Contact sales', currency_id: null };
const amount = (code: string, days: Values): Values => ({
  ...{ ...ROW, kind: 'LIST', amount: 1, currency_id: `@${code}` },
  ...days,
});
const in2027 = { valid_from: '2027-01-01', valid_to: '2028-01-01' };

/** Whether the prices may stand together: SQLSTATE of what refuses them, judged as at COMMIT. */
async function together(...prices: readonly Values[]): Promise<string> {
  await client.query('BEGIN');
  try {
    for (const price of prices) await client.query(insertion('price', price, ids));
    await client.query('SET CONSTRAINTS ALL IMMEDIATE');
    return 'accepted';
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code !== undefined) return error.code;
    throw error;
  } finally {
    await client.query('ROLLBACK');
  }
}

test('amounts in all currencies may be in force on one day', async () => {
  expect(CODES.length).toBeGreaterThan(150);
  expect(await together(...CODES.map((code) => amount(code, in2027)))).toBe('accepted');
});

test('in no currency two amounts', async () => {
  const found = new Map<string, string>();
  for (const code of CODES) found.set(code, await together(amount(code, in2027), amount(code, in2027)));
  expect([...found].filter(([, answer]) => answer !== OVERLAP)).toEqual([]);
});

test('beside an amount in no currency a quote, whichever was first', async () => {
  const found = new Map<string, string>();
  for (const code of CODES) {
    const pair = [amount(code, in2027), { ...QUOTE, ...in2027 }];
    found.set(code, await together(...pair));
    found.set(`${code} after the quote`, await together(...pair.toReversed()));
  }
  expect([...found].filter(([, answer]) => answer !== OVERLAP)).toEqual([]);
});

test('two quotes neither', async () => {
  expect(await together({ ...QUOTE, ...in2027 }, { ...QUOTE, ...in2027 })).toBe(OVERLAP);
});

describe('what follows on the day on which the other ends is accepted, and refused a day earlier', () => {
  const USD = amount('USD', in2027);
  const cases: readonly (readonly [sentence: string, first: Values, next: Values])[] = [
    ['an amount after an amount', USD, amount('USD', {})],
    ['a quote after an amount', USD, QUOTE],
    ['an amount after a quote', { ...QUOTE, ...in2027 }, amount('EUR', {})],
    ['a quote after a quote', { ...QUOTE, ...in2027 }, QUOTE],
  ];
  test.each(cases)('%s', async (_sentence, first, next) => {
    expect([
      await together(first, { ...next, valid_from: '2028-01-01' }),
      await together(first, { ...next, valid_from: '2027-12-31' }),
    ]).toEqual(['accepted', OVERLAP]);
  });
});

describe('a quote leaves alone', () => {
  const others: readonly (readonly [string, Values])[] = [
    ['another offering', { market_id: '@B', offering_id: '@offeringB' }],
    ['another list', { price_list_id: '@listA' }],
    ['another billing period', { billing_period: 'YEAR' }],
    ['another quantity', { min_quantity: 10 }],
    ['what is archived', { archived_at: '2026-11-21' }],
  ];
  test.each(others)('%s', async (_sentence, other) => {
    expect(await together({ ...QUOTE, ...in2027 }, { ...amount('USD', in2027), ...other })).toBe('accepted');
  });
});
