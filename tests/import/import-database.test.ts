import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestDatabase } from '../support/database.ts';
import { type Files, folderOf, removeFolders } from './import-world.ts';
import { importAs, importingDatabase } from './importing-database.ts';

let db: TestDatabase;

beforeAll(async () => {
  db = await importingDatabase();
});
afterAll(async () => {
  await removeFolders();
  await db.drop();
});

const importCsv = async (files: Files, isDryRun = false) =>
  importAs(db, { kind: 'csv', folder: await folderOf(files), isDryRun, subject: 'admin' });

const price = (...rows: string[]) =>
  ['offering,price_list,billing_period,currency,amount,text,metric,valid_from,valid_to', ...rows, ''].join('\n');
const BOOK: Files = {
  'markets.csv': 'code,name,parent\nOPS,Operations,ALL\nALL,Everything,\n',
  'segments.csv': 'code,market,name\nSMALL,OPS,"Small, and ""new"""\n',
  'problems.csv': 'code,market,name\nTALK,OPS,=HYPERLINK(1)\n',
  'product_suites.csv': 'code,name\nS,Suite\n',
  'product_lines.csv': 'code,suite,name,posture\nL,S,Line,BALANCED\n',
  'products.csv': 'code,line,name,lifecycle\nP,L,Product,ACTIVE\n',
  'line_ups.csv': 'code,problem,line,name\nU,TALK,L,Line-up\n',
  'offerings.csv': 'code,line_up,product,name,kind,tier_rank,lifecycle\nGOOD,U,P,Good,TIER,1,ACTIVE\n',
  'offering_segments.csv': 'offering,segment\nGOOD,SMALL\n',
  'price_lists.csv': 'code,name,state\nUS,United States,PUBLISHED\n',
  'prices.csv': price(
    'GOOD,US,MONTH,USD,10,,user,2024-01-01,2025-01-01',
    'GOOD,US,MONTH,USD,10,,user,2025-01-01,2026-01-01',
    'GOOD,US,YEAR,,,Ask us,,2024-01-01,',
  ),
};

const versions = () =>
  db.owner(
    `SELECT cell, trim_scale(amount)::text AS amount, text, to_char(valid_from, 'YYYY') AS since, to_char(valid_to, 'YYYY') AS until
       FROM price WHERE archived_at IS NULL ORDER BY cell, valid_from`,
  );

test('a dry run writes nothing, the import writes all, and the same import again writes nothing and says so', async () => {
  const dry = await importCsv(BOOK, true);
  expect(dry.faults).toEqual([]);
  expect(await db.owner('SELECT FROM market')).toHaveLength(0);

  const first = await importCsv(BOOK);
  expect(first.faults).toEqual([]);
  expect(await versions()).toEqual([
    { cell: 'USD', amount: '10', text: null, since: '2024', until: '2025' },
    { cell: 'USD', amount: '10', text: null, since: '2025', until: '2026' },
    { cell: 'quote', amount: null, text: 'Ask us', since: '2024', until: null },
  ]);

  const again = await importCsv(BOOK);
  expect(again.faults).toEqual([]);
  expect(again.report.at(-1)).toMatch(/^Nothing has changed/);
  expect(await db.owner('SELECT FROM change_set')).toHaveLength(1);
});

test('later files build on what the database has: markets are found, prices that go on are not ended', async () => {
  const { faults } = await importCsv({ 'prices.csv': price('GOOD,US,MONTH,USD,9,,user,2023-01-01,2024-01-01') });
  expect(faults).toEqual([]);
  expect((await versions()).slice(0, 2)).toMatchObject([
    { amount: '9', until: '2024' },
    { amount: '10', until: '2025' },
  ]);
});
