/** What the database refuses whoever writes, and beside each refusal the nearest thing that it accepts. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { fill, type Ids, insertion, resolved, type Values } from './world.ts';

const CHECK = '23514';
const UNIQUE = '23505';
const FOREIGN = '23503';
const OVERLAP = '23P01';
const NOT_NULL = '23502';
const OK = 'accepted';

let db: TestDatabase;
let client: pg.Client;
let ids: Ids;

beforeAll(async () => {
  db = await freshDatabase();
  ids = await fill(db.owner);
  client = new pg.Client(db.ownerUrl);
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await db.drop();
});

interface Statement {
  readonly text: string;
  readonly values?: unknown[];
}

/** The SQLSTATE with which the statements end as one transaction, deferred constraints included; nothing stays. */
async function outcome(...statements: readonly Statement[]): Promise<string> {
  await client.query('BEGIN');
  try {
    for (const { text, values } of statements) await client.query(text, values);
    await client.query('SET CONSTRAINTS ALL IMMEDIATE');
    return OK;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code !== undefined) return error.code;
    throw error;
  } finally {
    await client.query('ROLLBACK');
  }
}

const insert = (table: string, values: Values): Statement => insertion(table, values, ids);

/** `text` with `@name` in place of ids. */
const sql = (text: string): Statement => ({
  text: text.replace(/@(\w+)/g, (name) => `'${String(resolved(name, ids))}'`),
});

/** `columns` in SQL; the others as the price in force has them. */
const copyOfPrice = (columns: Readonly<Record<string, string>>): string => {
  const kept = [
    ...['market_id', 'offering_id', 'price_list_id', 'billing_period', 'min_quantity', 'kind', 'amount', 'text'],
    ...['currency_id', 'currency_code', 'minor_unit', 'list_decimals', 'list_market_id'],
    ...['valid_from', 'valid_to', 'revision', 'created_revision'],
  ].filter((column) => !(column in columns));
  return `INSERT INTO price (${[...Object.keys(columns), ...kept].join(', ')})
    SELECT ${[...Object.values(columns), ...kept].join(', ')} FROM price WHERE id = @price`;
};

const X65 = 'x'.repeat(65);
const TITLE_TOO_LONG = 'x'.repeat(256);
const TEXT_TOO_LONG = 'x'.repeat(4001);

/** A new row for each table, accepted as it stands. */
const NEW: Readonly<Record<string, Values>> = {
  market: { code: 'C', name: 'Gamma' },
  segment: { market_id: '@A', code: 'NEW', name: 'New' },
  segment_criterion: { market_id: '@A', segment_id: '@segment', attribute: 'age', operator: 'GE', value: '3' },
  problem: { market_id: '@A', code: 'NEW', name: 'New' },
  segment_problem: { market_id: '@A', segment_id: '@segment', problem_id: '@problem2', importance: 0 },
  product_suite: { code: 'NEW', name: 'New' },
  product_line: { code: 'NEW', suite_id: '@suite', name: 'New', posture: 'HIGH_GROWTH' },
  product: { code: 'NEW', line_id: '@line', name: 'New', lifecycle: 'DRAFT' },
  line_up: { market_id: '@A', code: 'NEW', problem_id: '@problem', line_id: '@line', name: 'New' },
  offering: {
    ...{ market_id: '@A', code: 'NEW', line_up_id: '@lineUp', product_id: '@product', line_id: '@line' },
    ...{ name: 'New', kind: 'TIER', tier_rank: 2, lifecycle: 'DRAFT' },
  },
  solution: { market_id: '@A', code: 'NEW', name: 'New', state: 'IDEA' },
  business_requirement: { market_id: '@A', code: 'NEW', layer: 'USER', statement: 'New', strategic_value: 1 },
  product_requirement: { code: 'NEW', product_id: '@product', kind: 'SERVICE', statement: 'New', priority: 5 },
  currency: { code: 'XTS', name: 'For tests', minor_unit: 2 },
  price_list: { code: 'NEW', name: 'New', state: 'DRAFT' },
  price: {
    ...{ market_id: '@A', offering_id: '@offering', price_list_id: '@list', billing_period: 'MONTH' },
    ...{ kind: 'LIST', currency_id: '@USD', amount: '27.50', valid_from: '2027-01-01' },
  },
  fiscal_period: { code: 'NEW', name: 'Q2', valid_from: '2027-04-01', valid_to: '2027-07-01', parent_id: '@year' },
  budget_plan: { code: 'NEW', name: 'New', kind: 'SCENARIO', currency_id: '@USD', state: 'DRAFT' },
  envelope: { code: 'NEW', plan_id: '@plan', cap: '0' },
  allocation: {
    plan_id: '@plan',
    market_id: '@A',
    line_id: '@line',
    function: 'SERVICE',
    period_id: '@q1',
    amount: '0',
  },
  person: { code: 'NEW', name: 'New' },
  roadmap_item: { market_id: '@A', code: 'NEW', title: 'New', product_id: '@product' },
  item_dependency: { market_id: '@A', item_id: '@item', depends_on_id: '@item2' },
  app_user: { subject: 'new', name: 'New', roles: ['VIEWER'] },
};

test.each(Object.keys(NEW))('a plain new %s is accepted', async (table) => {
  expect(await outcome(insert(table, NEW[table] ?? {}))).toBe(OK);
});

describe('a new row is refused only for what is wrong with it', () => {
  const quote = { kind: 'QUOTE', currency_id: null, amount: null, text: 'Contact sales' };
  const cases: readonly (readonly [sentence: string, table: string, wrong: Values, answer: string])[] = [
    ['an empty code', 'market', { code: '' }, CHECK],
    ['a code with a slash, which joins codes in row keys', 'market', { code: 'A/B' }, CHECK],
    ['a code with a line break at its end', 'market', { code: 'A\n' }, CHECK],
    ['a code of 65 characters', 'segment', { code: X65 }, CHECK],
    ['a code of 64 characters with dot, dash and underscore', 'segment', { code: `${X65.slice(4)}.-_` }, OK],
    ['a code that another market has', 'segment', { market_id: '@B', code: 'NEW' }, OK],
    ['a code that its market has', 'segment', { code: 'SMALL' }, UNIQUE],
    ['a title of 256 characters', 'roadmap_item', { title: TITLE_TOO_LONG }, CHECK],
    ['a title of 255 characters', 'roadmap_item', { title: TITLE_TOO_LONG.slice(1) }, OK],
    ['a text of 4001 characters', 'business_requirement', { statement: TEXT_TOO_LONG }, CHECK],
    [
      'a text of 4000 characters, each outside the basic plane',
      'business_requirement',
      { statement: '😀'.repeat(4000) },
      OK,
    ],
    ['no name', 'person', { name: null }, NOT_NULL],
    ['a choice that is not in the list', 'product', { lifecycle: 'DEAD' }, CHECK],
    ['a role that does not exist', 'app_user', { roles: ['VIEWER', 'KING'] }, CHECK],
    ['a user without a role', 'app_user', { roles: [] }, OK],
    ['a row that is older than its creation', 'person', { revision: 1, created_revision: 2 }, CHECK],

    ['importance 6', 'segment_problem', { importance: 6 }, CHECK],
    ['importance 5', 'segment_problem', { importance: 5 }, OK],
    ["another market's segment", 'segment_problem', { segment_id: '@segmentB' }, FOREIGN],
    ["another market's problem", 'segment_problem', { problem_id: '@problemB' }, FOREIGN],
    ['a pair that is linked already', 'segment_problem', { problem_id: '@problem' }, UNIQUE],
    ["a criterion of another market's segment", 'segment_criterion', { segment_id: '@segmentB' }, FOREIGN],

    ["a line-up for another market's problem", 'line_up', { problem_id: '@problemB' }, FOREIGN],
    ["an offering in another market's line-up", 'offering', { line_up_id: '@lineUpB', line_id: '@lineB' }, FOREIGN],
    ["an offering of another line's product", 'offering', { product_id: '@product2' }, FOREIGN],
    [
      "an offering on another line than its line-up's",
      'offering',
      { product_id: '@product2', line_id: '@line2' },
      FOREIGN,
    ],
    ['a tier without a rank', 'offering', { tier_rank: null }, CHECK],
    ['an add-on with a rank', 'offering', { kind: 'ADD_ON' }, CHECK],
    ['an add-on without a rank', 'offering', { kind: 'ADD_ON', tier_rank: null }, OK],

    ['strategic value 0', 'business_requirement', { strategic_value: 0 }, CHECK],
    ['effort below zero', 'product_requirement', { effort: '-1' }, CHECK],
    ['effort of half a day', 'product_requirement', { effort: '0.5' }, OK],

    ['a minor unit of 5', 'currency', { minor_unit: 5 }, CHECK],
    ['seven decimals', 'price_list', { decimals: 7 }, CHECK],
    ['a segment without its market', 'price_list', { segment_id: '@segment' }, CHECK],
    ["another market's segment on a list", 'price_list', { market_id: '@A', segment_id: '@segmentB' }, FOREIGN],
    ['a list for a segment of its market', 'price_list', { market_id: '@A', segment_id: '@segment' }, OK],

    ['a price that begins a day before the one in force ends', 'price', { valid_from: '2026-12-31' }, OVERLAP],
    ['a price that begins when the one in force ends', 'price', { valid_from: '2027-01-01' }, OK],
    ['an archived price over the one in force', 'price', { valid_from: '2026-12-31', archived_at: '2026-11-21' }, OK],
    ['a price in another currency on the same day', 'price', { valid_from: '2026-12-31', currency_id: '@EUR' }, OK],
    ['a price for another billing period', 'price', { valid_from: '2026-12-31', billing_period: 'YEAR' }, OK],
    ['a price from another quantity', 'price', { valid_from: '2026-12-31', min_quantity: 10 }, OK],
    ['a price on another list', 'price', { valid_from: '2026-12-31', price_list_id: '@listA' }, OK],
    ['a quote beside an amount in force', 'price', { ...quote, valid_from: '2026-12-31' }, OVERLAP],
    ['a quote after the amount', 'price', { ...quote, valid_from: '2027-01-01' }, OK],
    ['a price that ends on the day it begins', 'price', { valid_to: '2027-01-01' }, CHECK],
    ['a price of one day', 'price', { valid_to: '2027-01-02' }, OK],
    ['an amount below zero', 'price', { amount: '-1' }, CHECK],
    ['a free tier', 'price', { amount: '0' }, OK],
    ['a list price without amount', 'price', { amount: null }, CHECK],
    ['a list price without currency', 'price', { currency_id: null }, CHECK],
    ['a list price with a text', 'price', { text: 'about' }, CHECK],
    ['a quote without text', 'price', { ...quote, text: null }, CHECK],
    ['a quote with an amount', 'price', { ...quote, amount: '1' }, CHECK],
    ['a quote with a currency', 'price', { ...quote, currency_id: '@USD' }, CHECK],
    ['quantity 0', 'price', { min_quantity: 0 }, CHECK],
    ['USD 2.005', 'price', { amount: '2.005' }, CHECK],
    ['USD 2.050000', 'price', { amount: '2.050000' }, OK],
    ['JPY 2100.5', 'price', { amount: '2100.5', currency_id: '@JPY' }, CHECK],
    ['JPY 2100', 'price', { amount: '2100', currency_id: '@JPY' }, OK],
    ['KWD 2.005', 'price', { amount: '2.005', currency_id: '@KWD' }, OK],
    ['KWD 2.0005', 'price', { amount: '2.0005', currency_id: '@KWD' }, CHECK],
    ['USD 0.0005 on a list of four decimals', 'price', { amount: '0.0005', price_list_id: '@fine' }, OK],
    ['USD 0.00005 on a list of four decimals', 'price', { amount: '0.00005', price_list_id: '@fine' }, CHECK],
    ["a price on another market's list", 'price', { price_list_id: '@listB' }, CHECK],
    ["a price on its market's list", 'price', { price_list_id: '@listA' }, OK],
    ["another market's offering", 'price', { offering_id: '@offeringB' }, FOREIGN],
    ["a third decimal under a false copy of the currency's", 'price', { amount: '2.005', minor_unit: 3 }, FOREIGN],
    ["a third decimal under a false copy of the list's", 'price', { amount: '2.005', list_decimals: 3 }, FOREIGN],
    ['a price under the code of another currency', 'price', { currency_code: 'JPY' }, FOREIGN],
    ["another market's list under a false copy", 'price', { price_list_id: '@listB', list_market_id: '@A' }, FOREIGN],
    ["a price without its currency's minor unit", 'price', { minor_unit: null }, CHECK],
    ["a price without its list's decimals", 'price', { list_decimals: null }, NOT_NULL],
    ["a price without its list's market", 'price', { list_market_id: null }, NOT_NULL],
    ["a quote with a currency's copies", 'price', { ...quote, currency_code: 'USD', minor_unit: 2 }, CHECK],

    ['a quarter that overlaps its neighbour', 'fiscal_period', { valid_from: '2027-03-31' }, OVERLAP],
    ['a quarter that follows its neighbour', 'fiscal_period', { valid_from: '2027-04-01' }, OK],
    ['a year of another calendar', 'fiscal_period', { valid_from: '2027-03-31', parent_id: null }, OK],
    ['a period without days', 'fiscal_period', { valid_to: '2027-04-01' }, CHECK],
    ['a cap below zero', 'envelope', { cap: '-0.01' }, CHECK],
    ['an allocation below zero', 'allocation', { amount: '-0.01' }, CHECK],
    ['an allocation that exists', 'allocation', { function: 'MARKETING' }, UNIQUE],
    ['an allocation not planned yet', 'allocation', { amount: null }, OK],
    ['an archived twin of an allocation', 'allocation', { function: 'MARKETING', archived_at: '2026-11-21' }, OK],

    ['an item that ends before it starts', 'roadmap_item', { starts_on: '2027-02-02', ends_on: '2027-02-01' }, CHECK],
    ['an item of one day', 'roadmap_item', { starts_on: '2027-02-01', ends_on: '2027-02-01' }, OK],
    [
      'a baseline that ends before it starts',
      'roadmap_item',
      { baseline_starts_on: '2027-02-02', baseline_ends_on: '2027-02-01' },
      CHECK,
    ],
    ['confidence 101', 'roadmap_item', { confidence: 101 }, CHECK],
    ["another market's solution", 'roadmap_item', { solution_id: '@solutionB' }, FOREIGN],
    ["its market's solution", 'roadmap_item', { solution_id: '@solution' }, OK],
    ['an item that depends on itself', 'item_dependency', { depends_on_id: '@item' }, CHECK],
    ["an item that depends on another market's", 'item_dependency', { depends_on_id: '@itemB' }, FOREIGN],
  ];
  test.each(cases)('%s (%s)', async (_sentence, table, wrong, answer) => {
    expect(await outcome(insert(table, { ...NEW[table], ...wrong }))).toBe(answer);
  });
});

describe('what stands can be changed only into what may stand', () => {
  const cases: readonly (readonly [sentence: string, answer: string, ...statements: string[]])[] = [
    ['a code is changed', CHECK, `UPDATE segment SET code = 'OTHER' WHERE id = @segment`],
    ['a code is set to itself', OK, `UPDATE segment SET code = code WHERE id = @segment`],
    ['the subject of a user is changed', CHECK, `SELECT mg.admit('u', 'U', '{}')`, `UPDATE app_user SET subject = 'v'`],
    [
      'an archived code is used again',
      UNIQUE,
      `UPDATE segment SET archived_at = now() WHERE id = @segment`,
      `INSERT INTO segment (market_id, code, name, revision, created_revision) VALUES (@A, 'SMALL', 'New', 1, 1)`,
    ],
    ['a market becomes its own part', CHECK, `UPDATE market SET parent_id = id WHERE id = @A`],
    ['a market becomes a part of another', OK, `UPDATE market SET parent_id = @B WHERE id = @A`],
    [
      'a boundary between two prices moves within one transaction',
      OK,
      copyOfPrice({ id: 'gen_random_uuid()', valid_from: "'2026-07-01'" }),
      `UPDATE price SET valid_to = '2026-07-01' WHERE id = @price`,
    ],
    [
      'a price moves to another currency and keeps its decimals',
      OK,
      `UPDATE price SET currency_id = @JPY, currency_code = 'JPY', minor_unit = 0 WHERE id = @price`,
    ],
    [
      'a price moves to another currency and keeps the copies of the first',
      FOREIGN,
      `UPDATE price SET currency_id = @JPY WHERE id = @price`,
    ],
    [
      'cents are left over when a price moves to yen',
      CHECK,
      `UPDATE price SET amount = 25.5 WHERE id = @price`,
      `UPDATE price SET currency_id = @JPY, currency_code = 'JPY', minor_unit = 0 WHERE id = @price`,
    ],
    [
      'a currency gets a third minor unit, and then a price too',
      OK,
      `UPDATE currency SET minor_unit = 3 WHERE id = @USD`,
      `UPDATE price SET amount = 25.555 WHERE id = @price`,
    ],
    [
      'a currency loses the minor units that its prices have',
      CHECK,
      `UPDATE price SET amount = 25.5 WHERE id = @price`,
      `UPDATE currency SET minor_unit = 0 WHERE id = @USD`,
    ],
    ['the copies of a price are falsified', FOREIGN, `UPDATE price SET minor_unit = 4 WHERE id = @price`],
    ["a price forgets its list's decimals", FOREIGN, `UPDATE price SET list_decimals = 6 WHERE id = @price`],
    [
      'a list gets fewer decimals than its prices have',
      CHECK,
      `UPDATE price SET amount = 25.5 WHERE id = @price`,
      `UPDATE price_list SET decimals = 0 WHERE id = @list`,
    ],
    [
      'a list gets more decimals, and then a price too',
      OK,
      `UPDATE price_list SET decimals = 3 WHERE id = @list`,
      `UPDATE price SET amount = 25.555 WHERE id = @price`,
    ],
    [
      "a list of all markets becomes one market's while others have prices on it",
      CHECK,
      `UPDATE price_list SET market_id = @A WHERE id = @list`,
    ],
    ["a list without prices becomes a market's", OK, `UPDATE price_list SET market_id = @A WHERE id = @fine`],
    [
      'a line-up moves to another line while its products stay',
      FOREIGN,
      `UPDATE line_up SET line_id = @line2 WHERE id = @lineUp`,
    ],
    [
      'a product moves to another line while it is offered',
      FOREIGN,
      `UPDATE product SET line_id = @line2 WHERE id = @product`,
    ],
    ['a product that is not offered moves', OK, `UPDATE product SET line_id = @line WHERE id = @product2`],
    [
      'a segment moves to another market while rows refer to it',
      FOREIGN,
      `INSERT INTO market (code, name, revision, created_revision) VALUES ('C', 'Gamma', 1, 1)`,
      `UPDATE segment SET market_id = (SELECT id FROM market WHERE code = 'C') WHERE id = @segment`,
    ],
    ['a quarter grows over its neighbour', OVERLAP, `UPDATE fiscal_period SET parent_id = @year WHERE id = @jan`],
    ['a second revision row', UNIQUE, `INSERT INTO revision (number) VALUES (7)`],
    ['a revision row of another key', CHECK, `INSERT INTO revision (single, number) VALUES (false, 7)`],
    [
      'an applied change set without a number',
      CHECK,
      `SELECT mg.admit('u', 'U', '{ADMIN}')`,
      `INSERT INTO change_set (author_id, author_name, kind, state) SELECT id, name, 'PUSH', 'APPLIED' FROM app_user`,
    ],
    [
      'two change sets of one number',
      UNIQUE,
      `SELECT mg.admit('u', 'U', '{ADMIN}')`,
      `INSERT INTO change_set (author_id, author_name, kind, state, revision, applied_at)
       SELECT id, name, 'PUSH', 'APPLIED', 7, now() FROM app_user, generate_series(1, 2)`,
    ],
    [
      'two change sets of one author and key',
      UNIQUE,
      `SELECT mg.admit('u', 'U', '{ADMIN}')`,
      `INSERT INTO change_set (author_id, author_name, kind, state, idempotency_key)
       SELECT id, name, 'PUSH', 'DRAFT', 'once' FROM app_user, generate_series(1, 2)`,
    ],
    [
      'two authors with the same key',
      OK,
      `SELECT mg.admit('u', 'U', '{ADMIN}'), mg.admit('v', 'V', '{ADMIN}')`,
      `INSERT INTO change_set (author_id, author_name, kind, state, idempotency_key)
       SELECT id, name, 'PUSH', 'DRAFT', 'once' FROM app_user`,
    ],
    [
      'a change with another number than its set',
      FOREIGN,
      `SELECT mg.admit('u', 'U', '{ADMIN}')`,
      `INSERT INTO change_set (author_id, author_name, kind, state, revision, applied_at)
       SELECT id, name, 'PUSH', 'APPLIED', 7, now() FROM app_user`,
      `INSERT INTO change (change_set_id, revision, entity, row, field) SELECT id, 8, 'Market', 'A', 'name' FROM change_set`,
    ],
  ];
  test.each(cases)('%s: %s', async (_sentence, answer, ...statements) => {
    expect(await outcome(...statements.filter((s) => typeof s === 'string').map(sql))).toBe(answer);
  });
});
