import { afterAll, expect, test } from '@jest/globals';
import { importPriceBooks, removeFolders, timelineOf, valuesOf } from './import-world.ts';

afterAll(removeFolders);

const SUITES = 'vendor,suite,acquired_on,line,posture,problem,segments\n';
const FRAME = {
  'markets.csv': 'code,name,vision\nOPS,Operations,\n',
  'segments.csv': 'code,market,name\nSMALL,OPS,Small\nMID,OPS,Mid\n',
  'problems.csv': 'code,market,name\nTALK,OPS,Talk\n',
  'segment_problems.csv': 'segment,problem,importance\nSMALL,TALK,5\n',
  'suites.csv': `${SUITES}chat,Chatter,2021-01-15,Channels,BALANCED,TALK,SMALL;MID\n`,
};

interface Page {
  readonly day: string;
  readonly name?: string;
  readonly currency?: string;
  /** Key, price and unit as YAML has them. */
  readonly plans: readonly (readonly [key: string, price: string, unit?: string])[];
}

function page({ day, name = 'Chat', currency = 'USD', plans }: Page): string {
  const lines = plans.flatMap(([key, price, unit]) => [
    `  ${key}:`,
    `    price: ${price}`,
    ...(unit ? [`    unit: ${unit}`] : []),
  ]);
  return [`saasName: ${name}`, `createdAt: '${day}'`, `currency: ${currency}`, 'plans:', ...lines, ''].join('\n');
}

const pages = (...all: Page[]) => Object.fromEntries(all.map((p, i) => [`chat/${i}.yml`, page(p)]));
const importPages = (...all: Page[]) => importPriceBooks(pages(...all), FRAME);
const price = (plan: string, cell = 'USD', period = 'MONTH') => `OPS/CHAT-${plan}/CHAT/${period}/1/${cell}`;

test('suite and line come from the frame, the product from the newest page, the line-up from line and problem', async () => {
  const { writes, faults } = await importPages(
    { day: '2023-01-01', name: 'Chat', plans: [] },
    { day: '2022-01-01', name: 'Old chat', plans: [] },
  );
  expect(faults).toEqual([]);
  expect(valuesOf(writes, 'ProductSuite', 'CHAT')).toEqual({ name: 'Chatter', acquiredOn: '2021-01-15' });
  expect(valuesOf(writes, 'ProductLine', 'CHAT')).toEqual({ suite: 'CHAT', name: 'Channels', posture: 'BALANCED' });
  expect(valuesOf(writes, 'Product', 'CHAT')).toEqual({ line: 'CHAT', name: 'Chat', lifecycle: 'ACTIVE' });
  expect(valuesOf(writes, 'LineUp', 'OPS/CHAT')).toEqual({ problem: 'TALK', line: 'CHAT', name: 'Channels' });
});

test('rank is the position in the newest page that holds the plan, never the price; plans that are gone are retired', async () => {
  const { writes } = await importPages(
    {
      day: '2022-01-01',
      plans: [
        ['FREE', '0'],
        ['GONE', '5'],
        ['PRO', '9'],
      ],
    },
    {
      day: '2023-01-01',
      plans: [
        ['PRO', '9'],
        ['FREE', '0'],
      ],
    },
  );
  const tier = (plan: string) => valuesOf(writes, 'Offering', `OPS/CHAT-${plan}`);
  expect(tier('PRO')).toMatchObject({
    tierRank: '1',
    lifecycle: 'ACTIVE',
    name: 'PRO',
    kind: 'TIER',
    lineUp: 'CHAT',
    product: 'CHAT',
  });
  expect(tier('FREE')).toMatchObject({ tierRank: '2', lifecycle: 'ACTIVE' });
  expect(tier('GONE')).toMatchObject({ tierRank: '2', lifecycle: 'RETIRED' });
});

test('every tier is meant for the segments of its suite', async () => {
  const { writes } = await importPages({
    day: '2022-01-01',
    plans: [
      ['FREE', '0'],
      ['PRO', '9'],
    ],
  });
  const meant = writes.filter((w) => w.entity === 'OfferingSegment').map((w) => w.key.slice(1).join(' '));
  expect(meant).toEqual(['CHAT-FREE SMALL', 'CHAT-FREE MID', 'CHAT-PRO SMALL', 'CHAT-PRO MID']);
});

test('equal neighbours are one version; a page without the plan ends its price, and its return begins another', async () => {
  const pro = ['PRO', '9.50', 'user/month'] as const;
  const { writes } = await importPages(
    { day: '2020-01-01', plans: [pro] },
    { day: '2021-01-01', plans: [['PRO', '9.5', 'user/month']] },
    { day: '2022-01-01', plans: [] },
    { day: '2023-01-01', plans: [pro] },
    { day: '2024-01-01', plans: [['PRO', '12', 'user/month']] },
  );
  expect(timelineOf(writes, price('PRO'))).toEqual([
    '2020-01-01: amount 9.5, metric user',
    '2022-01-01: amount ends',
    '2023-01-01: amount 9.5, metric user',
    '2024-01-01: amount 12, metric user',
  ]);
});

test('a change of currency, unit or period makes a version, a quote its own cell', async () => {
  const { writes } = await importPages(
    { day: '2020-01-01', plans: [['PRO', '9', 'user/month']] },
    { day: '2021-01-01', currency: 'EUR', plans: [['PRO', '9', 'user/month']] },
    { day: '2022-01-01', currency: 'EUR', plans: [['PRO', '9', 'seat/month']] },
    { day: '2023-01-01', currency: 'EUR', plans: [['PRO', '9', 'seat/year']] },
    { day: '2024-01-01', currency: 'EUR', plans: [['PRO', 'Contact Sales', 'seat/year']] },
    { day: '2025-01-01', currency: 'USD', plans: [['PRO', 'Contact Sales', 'seat/year']] },
  );
  expect(timelineOf(writes, price('PRO'))).toEqual(['2020-01-01: amount 9, metric user', '2021-01-01: amount ends']);
  expect(timelineOf(writes, price('PRO', 'EUR'))).toEqual([
    '2021-01-01: amount 9, metric user',
    '2022-01-01: amount 9, metric seat',
    '2023-01-01: amount ends',
  ]);
  expect(timelineOf(writes, price('PRO', 'EUR', 'YEAR'))).toEqual([
    '2023-01-01: amount 9, metric seat',
    '2024-01-01: amount ends',
  ]);
  const quotes = timelineOf(writes, price('PRO', 'quote', 'YEAR'));
  expect(quotes).toEqual([
    '2024-01-01: text Contact Sales, metric seat',
    '2025-01-01: text Contact Sales, metric seat',
  ]);
  const opening = writes.filter((w) => w.field === 'text');
  expect(opening.map((w) => w.opensVersion)).toEqual([true, true]);
});

test.each([
  ['/month', 'MONTH', 'ends'],
  ['user/year', 'YEAR', 'user'],
  ['user/project/week', 'WEEK', 'user/project'],
  ['forever', 'MONTH', 'forever'],
  ['user/fortnight', 'MONTH', 'user/fortnight'],
])('the unit %s is billed by %s and counts %s', async (unit, period, metric) => {
  const { writes, warnings } = await importPages({ day: '2020-01-01', plans: [['PRO', '9', unit]] });
  expect(timelineOf(writes, price('PRO', 'USD', period))).toEqual([`2020-01-01: amount 9, metric ${metric}`]);
  expect(warnings).toEqual([]);
});

test('a missing unit is a warning and no metric; 0 is free, not missing', async () => {
  const { writes, warnings, faults } = await importPages({ day: '2020-01-01', plans: [['FREE', '0']] });
  expect(faults).toEqual([]);
  expect(warnings).toEqual([expect.stringMatching(/^chat\/0\.yml:5: warning: The plan "FREE" has no unit/)]);
  expect(timelineOf(writes, price('FREE'))).toEqual(['2020-01-01: amount 0, metric ends']);
});

test.each([
  '1_00',
  '015',
  '+5',
  '1e3',
  '0x1F',
  '.inf',
  '-.5',
  '"15"',
  "'1,000'",
  '1:30',
  '2024-01-01',
  '1 000',
  'true',
  'yes',
  '',
  '~',
  '[1]',
  '{a: 1}',
  '-3',
  '1.005',
  '1234567890123456',
])('the price %s is a fault on its line', async (text) => {
  const { faults, writes } = await importPages({ day: '2020-01-01', plans: [['PRO', text, 'user/month']] });
  expect(faults).toEqual([expect.stringMatching(/^chat\/0\.yml:6: /)]);
  expect(writes).toEqual([]);
});

test.each(['Contact Sales', '"From 15 USD"', '15 USD a seat', "Let's Talk"])(
  'the price %s is a quote',
  async (text) => {
    const { writes, faults } = await importPages({ day: '2020-01-01', plans: [['PRO', text, 'user/month']] });
    expect(faults).toEqual([]);
    expect(timelineOf(writes, price('PRO', 'quote'))).toEqual([
      `2020-01-01: text ${text.replaceAll('"', '')}, metric user`,
    ]);
  },
);

test('in parts that are not taken nothing is validated, and all of them are counted by name', async () => {
  const extra =
    'billing:\n  annual: 0.8\naddOns:\n  a: {price: see rates}\n  b: {price: 1_00}\nfeatures:\n  x: 1_000_000_000\n  x: .inf\n';
  const { faults, report } = await importPriceBooks(
    { 'chat/1.yml': page({ day: '2020-01-01', plans: [] }) + extra },
    FRAME,
  );
  expect(faults).toEqual([]);
  expect(report.join('\n')).toMatch(/1 billing factor\n {2}2 add-ons\n {2}2 features\n/);
});

const OK = page({ day: '2020-01-01', plans: [['PRO', '9', 'user/month']] });
test.each([
  ['bad YAML', { 'chat/1.yml': 'saasName: [Chat\ncurrency: USD\n' }, {}, [/^chat\/1\.yml:2: This is not YAML/]],
  [
    'two documents',
    { 'chat/1.yml': `${OK}---\n${OK}` },
    {},
    [/^chat\/1\.yml:8: The file holds several YAML documents/],
  ],
  ['a list', { 'chat/1.yml': '- 1\n' }, {}, [/^chat\/1\.yml:1: The file holds no mapping/]],
  [
    'deep nesting',
    { 'chat/1.yml': '['.repeat(50_000) },
    {},
    [/^chat\/1\.yml:1: This is not YAML/, /^chat\/1\.yml:1: This is not YAML/],
  ],
  ['an alias bomb', { 'chat/1.yml': bomb() }, {}, [/^chat\/1\.yml:\d+: The aliases of this file expand/]],
  [
    'a plan twice',
    { 'chat/1.yml': `${OK}  PRO:\n    price: 3\n    unit: user/month\n` },
    {},
    [/^chat\/1\.yml:8: The key "PRO" stands already in line 5/],
  ],
  [
    'no price',
    { 'chat/1.yml': OK.replace('    price: 9\n', '') },
    {},
    [/^chat\/1\.yml:5: Plan "PRO": The price is missing/],
  ],
  [
    'a bad date',
    { 'chat/1.yml': OK.replace('2020-01-01', '2020-02-30') },
    {},
    [/^chat\/1\.yml:2: createdAt takes a date/],
  ],
  ['no currency', { 'chat/1.yml': OK.replace('currency: USD\n', '') }, {}, [/^chat\/1\.yml:1: currency is missing/]],
  [
    'an unknown currency',
    { 'chat/1.yml': OK.replace('USD', 'USX') },
    {},
    [/^chat\/1\.yml:3: currency "USX" does not exist/],
  ],
  [
    'the same day twice',
    { 'chat/1.yml': OK, 'chat/2.yml': OK },
    {},
    [/^chat\/2\.yml:2: createdAt 2020-01-01 is also that of .*chat\/1\.yml:2/],
  ],
  [
    'a page beside the vendors',
    { 'chat/1.yml': OK, 'more.yml': OK },
    {},
    [/^more\.yml:1: A price page belongs in the folder/],
  ],
  [
    'a vendor without a frame row',
    { 'chat/1.yml': OK, 'other/1.yml': OK },
    {},
    [/^other:1: suites\.csv has no row for the vendor "other"/],
  ],
  ['a vendor without a page', { 'chat/1.txt': '' }, {}, [/^chat:1: The vendor has no price page/]],
  [
    '3 MB of YAML',
    { 'chat/1.yml': `# ${'x'.repeat(3_000_000)}` },
    {},
    [/^chat\/1\.yml:1: The file has 3 MiB, and an import takes at most 2 MiB/],
  ],
  [
    'a duplicate vendor',
    { 'chat/1.yml': OK },
    { 'suites.csv': `${FRAME['suites.csv']}chat,Again,,Line,BALANCED,TALK,\n` },
    [/^suites\.csv:3: The vendor "chat" stands already in line 2/],
  ],
  [
    'an unknown problem',
    { 'chat/1.yml': OK },
    { 'suites.csv': `${SUITES}chat,C,,L,BALANCED,NONE,SMALL\n` },
    [/^suites\.csv:2: problem "NONE" does not exist/],
  ],
  [
    'an unknown segment',
    { 'chat/1.yml': OK },
    { 'suites.csv': `${SUITES}chat,C,,L,BALANCED,TALK,NONE\n` },
    [/^suites\.csv:2: segment "NONE" does not exist/],
  ],
  [
    'an unknown posture',
    { 'chat/1.yml': OK },
    { 'suites.csv': `${SUITES}chat,C,,L,WILD,TALK,SMALL\n` },
    [/^suites\.csv:2: "WILD" is not one of the choices/],
  ],
  [
    'a bad day of acquisition',
    { 'chat/1.yml': OK },
    { 'suites.csv': `${SUITES}chat,C,soon,L,BALANCED,TALK,SMALL\n` },
    [/^suites\.csv:2: acquired_on takes a date/],
  ],
])('%s is a fault with its file and line, and nothing is written', async (_, vendors, frame, expected) => {
  const { faults, writes } = await importPriceBooks(vendors, { ...FRAME, ...frame });
  expect(faults).toEqual(expected.map((e) => expect.stringMatching(e)));
  expect(writes).toEqual([]);
});

test('a frame without suites.csv is one fault, not one for each vendor', async () => {
  const { faults } = await importPriceBooks({ 'a/1.yml': OK, 'b/1.yml': OK }, { 'markets.csv': FRAME['markets.csv'] });
  expect(faults).toEqual(['suites.csv:1: The frame needs this file, and it is not there.']);
});

test('frame vendors without a folder are fine', async () => {
  const more = `${FRAME['suites.csv']}ghost,G,,L,BALANCED,NONE,\n`;
  const { faults, report } = await importPriceBooks({ 'chat/1.yml': OK }, { ...FRAME, 'suites.csv': more });
  expect(faults).toEqual([]);
  expect(report.join('\n')).toContain('1 frame vendor without a folder');
});

test('different plan keys never share a code, and keys are kept as names', async () => {
  const keys = [
    'Pro',
    'PRO',
    '"Pro +"',
    '"Pro !"',
    '"基本"',
    '"高级"',
    `"${'x'.repeat(64)}"`,
    `"${'x'.repeat(63)}y"`,
    'Team',
  ];
  const { writes, faults } = await importPages({
    day: '2020-01-01',
    plans: keys.map((k) => [k, '1', 'user/month'] as const),
  });
  expect(faults).toEqual([]);
  const offerings = writes.filter((w) => w.entity === 'Offering' && w.field === 'name');
  expect(offerings.map((w) => w.after)).toEqual(keys.map((k) => k.replaceAll('"', '')));
  const codes = new Set(offerings.map((w) => w.key[1] ?? ''));
  expect(codes.size).toBe(keys.length);
  expect(codes).toContain('CHAT-TEAM');
  for (const code of codes) expect(code).toMatch(/^CHAT-[A-Za-z0-9._-]{1,59}$/);
});

function bomb(): string {
  const levels = Array.from({ length: 12 }, (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(', ')}]`);
  return ['l0: &l0 x', ...levels, ''].join('\n');
}
