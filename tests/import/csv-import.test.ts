import { afterAll, expect, test } from '@jest/globals';
import { importCsv, removeFolders, timelineOf, valuesOf } from './import-world.ts';

afterAll(removeFolders);

const MARKETS = 'code,name,vision\nSOFT,Software teams,\nOPS,Operations,\n';
const SEGMENTS = 'code,market,name\nSMALL,OPS,Small firms\nMID,OPS,Mid-sized firms\nDEV,SOFT,Developers\n';
const PROBLEMS = 'code,market,name\nTALK,OPS,Talk\nSHIP,SOFT,Ship\n';
const BASE = { 'markets.csv': MARKETS, 'segments.csv': SEGMENTS, 'problems.csv': PROBLEMS };

test('parents are written before what refers to them, whatever the files are called', async () => {
  const { writes, faults } = await importCsv({
    ...BASE,
    'segment_problems.csv': 'segment,problem,importance\nSMALL,TALK,5\n',
  });
  expect(faults).toEqual([]);
  const order = [...new Set(writes.map((w) => w.entity))];
  expect(order.indexOf('Market')).toBeLessThan(order.indexOf('Segment'));
  expect(order.indexOf('Problem')).toBeLessThan(order.indexOf('SegmentProblem'));
});

test.each([
  ['follows from the other references', 'segment,problem,importance\nSMALL,TALK,5\n'],
  ['stands in its column', 'market,segment,problem,importance\nOPS,SMALL,TALK,5\n'],
  ['stands before a code', 'segment,problem,importance\nOPS/SMALL,TALK,5\n'],
])('the market of a row %s', async (_, text) => {
  const { writes } = await importCsv({ ...BASE, 'segment_problems.csv': text });
  expect(valuesOf(writes, 'SegmentProblem', 'OPS/SMALL/TALK')).toEqual({ importance: '5' });
});

test('a code that lives in two markets needs the market, and the fault says how to give it', async () => {
  const twice = `${PROBLEMS}TALK,SOFT,Talk\n`;
  const files = { ...BASE, 'problems.csv': twice, 'segments.csv': `${SEGMENTS}SMALL,SOFT,Small\n` };
  const { faults, writes } = await importCsv({
    ...files,
    'segment_problems.csv': 'segment,problem,importance\nSMALL,TALK,5\n',
  });
  expect(faults).toEqual([
    expect.stringMatching(/^segment_problems\.csv:2: .*"OPS" and "SOFT".*column "market".*"OPS\/SMALL"/),
  ]);
  expect(writes).toEqual([]);
});

test('a market that is only in the database is found too', async () => {
  const { writes, faults } = await importCsv(
    { 'segment_problems.csv': 'segment,problem,importance\nSMALL,TALK,5\n' },
    { codes: { Market: ['OPS'], Segment: ['OPS/SMALL'], Problem: ['OPS/TALK', 'SOFT/TALK'] } },
  );
  expect(faults).toEqual([]);
  expect(valuesOf(writes, 'SegmentProblem', 'OPS/SMALL/TALK')).toEqual({ importance: '5' });
});

test('a reference may be headed by its field or by what it refers to', async () => {
  const suites = { 'product_suites.csv': 'code,name\nS,Suite\n' };
  for (const header of ['suite', 'product_suite']) {
    const { writes } = await importCsv({
      ...suites,
      'product_lines.csv': `code,${header},name,posture\nL,S,Line,BALANCED\n`,
    });
    expect(valuesOf(writes, 'ProductLine', 'L')).toMatchObject({ suite: 'S' });
  }
});

test('a market stands before the markets within it, and none is its own ancestor', async () => {
  const { writes } = await importCsv({ 'markets.csv': 'code,name,parent\nA,A,B\nB,B,C\nC,C,\n' });
  expect([...new Set(writes.map((w) => w.key[0]))]).toEqual(['C', 'B', 'A']);
  const { faults } = await importCsv({ 'markets.csv': 'code,name,parent\nA,A,B\nB,B,A\nC,C,A\n' });
  expect(faults).toEqual([
    'markets.csv:2: parent "B" leads back to "A" itself.',
    'markets.csv:3: parent "A" leads back to "B" itself.',
  ]);
});

test('an import adds links to those that are there', async () => {
  const { writes } = await importCsv(
    { 'item_dependencies.csv': 'market,item,depends_on\nOPS,R-1,R-3\nOPS,R-1,R-2\n' },
    {
      codes: { Market: ['OPS'], RoadmapItem: ['OPS/R-1', 'OPS/R-2', 'OPS/R-3', 'OPS/R-9'] },
      members: { 'OPS/R-1': ['R-9'] },
    },
  );
  expect(writes).toMatchObject([
    { entity: 'ItemDependency', key: ['OPS', 'R-1'], field: 'dependsOn', after: 'R-2;R-3;R-9' },
  ]);
});

test.each([
  [
    'an unknown reference',
    { 'problems.csv': `${PROBLEMS}X,NOWHERE,X\n` },
    ['problems.csv:4: market "NOWHERE" does not exist, or you have no access to it.'],
  ],
  [
    'a code of another market',
    { 'segment_problems.csv': 'market,segment,problem,importance\nOPS,DEV,TALK,5\n' },
    [/^segment_problems\.csv:2: segment "DEV" is of market "SOFT"/],
  ],
  [
    'a duplicate code',
    { 'problems.csv': `${PROBLEMS}TALK,OPS,Again\n` },
    ['problems.csv:4: "OPS/TALK" stands already in line 2; keep one of the two.'],
  ],
  [
    'a text where a number belongs',
    { 'segment_problems.csv': 'segment,problem,importance\nSMALL,TALK,much\n' },
    [/^segment_problems\.csv:2: importance takes a number/],
  ],
  [
    'a number out of range',
    { 'segment_problems.csv': 'segment,problem,importance\nSMALL,TALK,6\n' },
    [/^segment_problems\.csv:2: importance must be/],
  ],
  ['a blank name', { 'problems.csv': `${PROBLEMS}X,OPS,\n` }, ['problems.csv:4: name must not be blank.']],
  ['a code with a blank in it', { 'problems.csv': `${PROBLEMS}A B,OPS,x\n` }, [/^problems\.csv:4: code takes a code/]],
  [
    'an unknown column',
    { 'problems.csv': 'code,market,name,colour\nTALK,OPS,Talk,red\n' },
    [/^problems\.csv:1: There is no column "colour"/],
  ],
  [
    'a column given twice',
    { 'problems.csv': 'code,market,name,name\nTALK,OPS,Talk,red\n' },
    ['problems.csv:1: The column "name" is given twice.'],
  ],
  [
    'a missing key column',
    { 'problems.csv': 'market,name\nOPS,Talk\n' },
    ['problems.csv:1: The column "code" is missing.'],
  ],
  [
    'semicolons',
    { 'problems.csv': 'code;market;name\nTALK;OPS;Talk\n' },
    [/^problems\.csv:1: The cells seem to be separated by semicolons/],
  ],
  ['an empty file', { 'problems.csv': '' }, ['problems.csv:1: The file has no header.']],
  [
    'an unknown file',
    { 'colours.csv': 'code\n' },
    [/^colours\.csv:1: Nothing is kept in "colours\.csv"; the known files are .*segment_problems\.csv/],
  ],
  [
    'a file that is not UTF-8',
    { 'problems.csv': Buffer.from('code,market,name\nTALK,OPS,Z\xfcrich\n', 'latin1') },
    [/^problems\.csv:2: The file is not UTF-8/],
  ],
  [
    'no market',
    { 'problems.csv': 'code,name\nTALK,Talk\n' },
    ['problems.csv:2: The row needs a market: fill the column "market".'],
  ],
  ['a NUL', { 'problems.csv': `${PROBLEMS}X,OPS,a\0b\n` }, [/^problems\.csv:4: name contains a NUL/]],
])('%s is a fault with its file and line, and nothing is written', async (_, files, expected) => {
  const { faults, writes } = await importCsv({ ...BASE, ...files });
  expect(faults).toEqual(expected.map((e) => (typeof e === 'string' ? e : expect.stringMatching(e))));
  expect(writes).toEqual([]);
});

test('all faults are told at once, by file and line, and none is told twice because of another', async () => {
  const { faults } = await importCsv({
    'markets.csv': MARKETS,
    'segments.csv': 'code,market,name\nSMALL,NOWHERE,Small firms\nMID,OPS,\n',
    'problems.csv': 'code,name\nTALK,Talk\n',
    'segment_problems.csv': 'segment,problem,importance\nMID,TALK,9\n',
  });
  expect(faults.map((f) => f.split(': ')[0])).toEqual([
    'problems.csv:2',
    'segment_problems.csv:2',
    'segments.csv:2',
    'segments.csv:3',
  ]);
});

const OFFERED = {
  codes: { Market: ['OPS'], Offering: ['OPS/PRO'], PriceList: ['US'] },
};
const PRICE_HEADER = 'offering,price_list,billing_period,currency,amount,text,metric,valid_from,valid_to\n';
const prices = (...rows: string[]) => ({ 'prices.csv': `${PRICE_HEADER}${rows.join('\n')}\n` });

test('each row of prices is a version, and the last one ends on its day', async () => {
  const { writes, faults } = await importCsv(
    prices(
      'PRO,US,MONTH,USD,12.50,,user,2025-01-01,2026-01-01',
      'PRO,US,MONTH,USD,10,,user,2024-01-01,2025-01-01',
      'PRO,US,YEAR,,,Ask us,,2024-01-01,',
    ),
    OFFERED,
  );
  expect(faults).toEqual([]);
  expect(timelineOf(writes, 'OPS/PRO/US/MONTH/1/USD')).toEqual([
    '2024-01-01: amount 10, metric user',
    '2025-01-01: amount 12.5, metric user',
    '2026-01-01: amount ends',
  ]);
  expect(timelineOf(writes, 'OPS/PRO/US/YEAR/1/quote')).toEqual(['2024-01-01: text Ask us, metric ends']);
});

test('a price that the database continues on the day of its end is not ended', async () => {
  const { writes } = await importCsv(prices('PRO,US,MONTH,USD,10,,user,2024-01-01,2025-01-01'), {
    ...OFFERED,
    starts: ['OPS/PRO/US/MONTH/1/USD@2025-01-01'],
  });
  expect(timelineOf(writes, 'OPS/PRO/US/MONTH/1/USD')).toEqual(['2024-01-01: amount 10, metric user']);
});

test.each([
  [
    'overlapping prices',
    ['PRO,US,MONTH,USD,10,,,2024-01-01,', 'PRO,US,MONTH,USD,11,,,2025-01-01,'],
    /prices\.csv:3: The price begins on 2025-01-01 while that of line 2/,
  ],
  [
    'two prices from one day',
    ['PRO,US,MONTH,USD,10,,,2024-01-01,2025-01-01', 'PRO,US,MONTH,USD,11,,,2024-01-01,2025-01-01'],
    /prices\.csv:3: The price begins on 2024-01-01 while that of line 2/,
  ],
  [
    'an end before the beginning',
    ['PRO,US,MONTH,USD,10,,,2024-01-01,2023-01-01'],
    /prices\.csv:2: valid_to 2023-01-01 must be after/,
  ],
  ['amount and text', ['PRO,US,MONTH,USD,10,Ask,,2024-01-01,'], /prices\.csv:2: .*this row has both/],
  ['neither amount nor text', ['PRO,US,MONTH,USD,,,,2024-01-01,'], /prices\.csv:2: .*this row has neither/],
  ['an amount without a currency', ['PRO,US,MONTH,,10,,,2024-01-01,'], /prices\.csv:2: currency must not be blank/],
  ['an unknown currency', ['PRO,US,MONTH,XXY,10,,,2024-01-01,'], /prices\.csv:2: currency "XXY" does not exist/],
  [
    'more decimals than the currency has',
    ['PRO,US,MONTH,JPY,10.5,,,2024-01-01,'],
    /prices\.csv:2: amount takes whole numbers/,
  ],
  ['a negative amount', ['PRO,US,MONTH,USD,-1,,,2024-01-01,'], /prices\.csv:2: amount must be at least 0/],
  ['1_00 as an amount', ['PRO,US,MONTH,USD,1_00,,,2024-01-01,'], /prices\.csv:2: amount takes a number/],
  ['a day that is none', ['PRO,US,MONTH,USD,1,,,2024-02-30,'], /prices\.csv:2: valid_from takes a date/],
  ['no first day', ['PRO,US,MONTH,USD,1,,,,'], /prices\.csv:2: valid_from must not be blank/],
])('%s: a fault on its line', async (_, rows, expected) => {
  const { faults, writes } = await importCsv(prices(...rows), OFFERED);
  expect(faults).toEqual([expect.stringMatching(expected)]);
  expect(writes).toEqual([]);
});

test('files of other kinds are left aside and counted', async () => {
  const { report } = await importCsv({ ...BASE, 'README.md': '# hello', 'notes.txt': '' });
  expect(report.join('\n')).toMatch(/not taken:\n {2}2 other files/);
});
