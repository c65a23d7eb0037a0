/** What a pull shows: semantics 1 and 8, the table of the three matrices, filters, days. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestServer, type TestServer } from '../support/server.ts';
import { DAY, type Kind, pull, type Sheet } from './sheets.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const KINDS: readonly Kind[] = ['TIER_PRICE', 'BUDGET', 'ROADMAP'];
const text = ['TEXT', 'CHOICE', 'CODES'];

const SHAPE: Readonly<Record<Kind, { key: string[]; header: string[]; columns: string[] }>> = {
  TIER_PRICE: {
    key: ['market', 'offering', 'price_list', 'period', 'min_quantity'],
    header: [
      'market',
      'problem',
      'suite',
      'line',
      'line_up',
      'tier_rank',
      'offering',
      'metric',
      'price_list',
      'period',
      'min_quantity',
    ],
    columns: ['EUR', 'USD', 'quote'],
  },
  BUDGET: {
    key: ['market', 'line', 'function'],
    header: ['market', 'line', 'function', 'posture'],
    columns: ['2027-Q1', '2027-Q2', '2027-Q3', '2027-Q4', 'total'],
  },
  ROADMAP: {
    key: ['market', 'item'],
    header: ['market', 'item'],
    columns: [
      'title',
      'product',
      'solution',
      'investment',
      'origin',
      'state',
      'owner',
      'starts_on',
      'ends_on',
      'confidence',
      'slip_reason',
      'requirements',
      'depends_on',
    ],
  },
};

/** Every row has its key from its header, a value of its column's type in each cell, and stands there once. */
function expectWhole(sheet: Sheet): void {
  const columns = [...sheet.rowHeader, ...sheet.columns];
  for (const row of sheet.rows) {
    expect(row).toHaveLength(1 + columns.length);
    expect(row[0]).toBe(SHAPE[sheet.kind].key.map((key) => String(sheet.cell(String(row[0]), key))).join('/'));
    for (const [i, column] of columns.entries()) {
      const value = row[i + 1] ?? null;
      if (value === null) continue;
      expect([column.key, typeof value]).toEqual([
        column.key,
        text.includes(column.type) || column.type === 'DATE' ? 'string' : 'number',
      ]);
      if (column.type === 'DATE') expect(value).toMatch(/^\d{4}-\d\d-\d\d$/);
      if (column.options) expect(column.options).toContain(value);
    }
  }
  expect(new Set(sheet.keys).size).toBe(sheet.rows.length);
}

describe.each(KINDS)('a pull of %s', (kind) => {
  test('has the header and the columns of the contract', async () => {
    const sheet = await pull(server, 'admin', kind);
    expect(sheet.rowHeader.map((c) => c.key)).toEqual(SHAPE[kind].header);
    expect(sheet.columns.map((c) => c.key)).toEqual(SHAPE[kind].columns);
    for (const column of sheet.columns)
      expect([column.key, column.editable]).toEqual([column.key, column.key !== 'total']);
    for (const header of sheet.rowHeader) expect(header.editable).toBe(false);
    expect(sheet.rows.length).toBeGreaterThan(5);
    expectWhole(sheet);
  });

  test('is the same twice, and shows the viewer his market only', async () => {
    const sheet = await pull(server, 'admin', kind);
    expect((await pull(server, 'admin', kind)).rows).toEqual(sheet.rows);
    const seen = await pull(server, 'viewer', kind);
    expectWhole(seen);
    expect(seen.keys).toEqual(sheet.keys.filter((key) => key.startsWith('ADV/')));
    expect(seen.columns.some((c) => c.editable)).toBe(false);
  });
});

test.each<[Kind, object, (sheet: Sheet, key: string) => boolean]>([
  ['TIER_PRICE', { markets: ['ADV'] }, (s, k) => s.cell(k, 'market') === 'ADV'],
  ['TIER_PRICE', { problems: ['CLIENT-WORK'] }, (s, k) => s.cell(k, 'problem') === 'CLIENT-WORK'],
  ['TIER_PRICE', { suites: ['BOOKSNOW'] }, (s, k) => s.cell(k, 'suite') === 'BOOKSNOW'],
  ['TIER_PRICE', { lines: ['TAX', 'HOUSEHOLD'] }, (s, k) => ['TAX', 'HOUSEHOLD'].includes(String(s.cell(k, 'line')))],
  ['TIER_PRICE', { lineUps: ['TAX'] }, (s, k) => s.cell(k, 'line_up') === 'TAX'],
  ['TIER_PRICE', { offerings: ['TAX-BEST'] }, (s, k) => s.cell(k, 'offering') === 'TAX-BEST'],
  ['TIER_PRICE', { priceLists: ['EU'] }, (s, k) => s.cell(k, 'price_list') === 'EU'],
  ['TIER_PRICE', { markets: ['SMB'], lines: ['TAX'], priceLists: ['EU'] }, () => false],
  ['TIER_PRICE', { markets: [] }, () => false],
  ['TIER_PRICE', { markets: null, lines: null }, () => true],
  ['BUDGET', { lines: ['TAX'] }, (s, k) => s.cell(k, 'line') === 'TAX'],
  [
    'BUDGET',
    { functions: ['SALES'], markets: ['SMB'] },
    (s, k) => s.cell(k, 'function') === 'SALES' && s.cell(k, 'market') === 'SMB',
  ],
  ['BUDGET', { suites: ['BOOKSNOW'] }, (s, k) => s.cell(k, 'line') === 'BOOKSNOW'],
  ['ROADMAP', { states: ['IDEA', 'DROPPED'] }, (s, k) => ['IDEA', 'DROPPED'].includes(String(s.cell(k, 'state')))],
  ['ROADMAP', { owners: ['PM-TAX'] }, (s, k) => s.cell(k, 'owner') === 'PM-TAX'],
  ['ROADMAP', { lines: ['TAX'] }, (s, k) => s.cell(k, 'product') === 'TAX-ONLINE'],
  ['ROADMAP', { states: ["' OR 1=1 --"] }, () => false],
])('%s filtered by %j shows those rows and no others, in their order', async (kind, filter, is) => {
  const all = await pull(server, 'admin', kind);
  const some = await pull(server, 'admin', kind, { filter });
  expect(some.keys).toEqual(all.keys.filter((key) => is(all, key)));
  expectWhole(some);
});

test('the filter of segments shows what is meant for them', async () => {
  const sheet = await pull(server, 'admin', 'TIER_PRICE', { filter: { segments: ['MICRO'] } });
  const meant = await server.db.owner<{ code: string }>(
    `SELECT o.code FROM offering_segment os JOIN offering o ON o.id = os.offering_id JOIN segment s ON s.id = os.segment_id WHERE s.code = 'MICRO'`,
  );
  expect(new Set(sheet.keys.map((key) => sheet.cell(key, 'offering')))).toEqual(new Set(meant.map((o) => o.code)));
});

test('the filter of currencies chooses the columns, known or new; unknown codes have none', async () => {
  const sheet = await pull(server, 'admin', 'TIER_PRICE', { filter: { currencies: ['USD', 'JPY', 'ZZZ'] } });
  expect(sheet.columns.map((c) => c.key)).toEqual(['JPY', 'USD', 'quote']);
  expect(sheet.keys).toEqual((await pull(server, 'admin', 'TIER_PRICE')).keys);
});

test('the filter of periods chooses the columns, and total sums what is shown', async () => {
  const all = await pull(server, 'admin', 'BUDGET');
  const half = await pull(server, 'admin', 'BUDGET', { filter: { periods: ['2027-Q1', '2027-Q2'] } });
  expect(half.columns.map((c) => c.key)).toEqual(['2027-Q1', '2027-Q2', 'total']);
  for (const sheet of [all, half]) {
    for (const key of sheet.keys) {
      const quarters = sheet.columns.slice(0, -1).map((c) => Math.round(Number(sheet.cell(key, c.key)) * 100));
      expect(Math.round(Number(sheet.cell(key, 'total')) * 100)).toBe(quarters.reduce((a, b) => a + b, 0));
    }
  }
  const year = await pull(server, 'admin', 'BUDGET', { filter: { periods: ['FY2027'] } });
  expect(year.columns).toEqual(all.columns);
});

test('asOf shows what is in force on that day, rows from their first price on', async () => {
  const row = 'SMB/TAX-BEST/US/RETURN/1';
  const days: [string, unknown][] = [
    ['2023-09-30', undefined],
    ['2023-10-01', 129],
    ['2025-03-01', 149],
    ['2025-04-15', 149],
    ['2025-04-16', 129],
    [DAY, 129],
    ['2027-03-01', 149],
  ];
  for (const [asOf, price] of days)
    expect([asOf, (await pull(server, 'admin', 'TIER_PRICE', { asOf })).cell(row, 'USD')]).toEqual([asOf, price]);
  const gone = await pull(server, 'admin', 'TIER_PRICE', { asOf: '2025-12-31' });
  expect(gone.cell('SMB/BOOKSNOW-BEST/EU/MONTH/1', 'EUR')).toBe(95);
  expect((await pull(server, 'admin', 'TIER_PRICE')).cell('SMB/BOOKSNOW-BEST/EU/MONTH/1', 'EUR')).toBeNull();
});

test('a free price is 0 and a quote is a text', async () => {
  const sheet = await pull(server, 'admin', 'TIER_PRICE');
  expect(sheet.cell('SMB/TAX-GOOD/US/RETURN/1', 'USD')).toBe(0);
  expect(sheet.cell('SMB/BUSINESS-ADVANCED/US/MONTH/10', 'USD')).toBeNull();
  expect(sheet.cell('SMB/BUSINESS-ADVANCED/US/MONTH/10', 'quote')).toMatch(/^By agreement/);
});

test('costs one statement for the columns and one for the rows', async () => {
  await server.token('pricing');
  server.db.queries.length = 0;
  await pull(server, 'pricing', 'TIER_PRICE');
  expect(server.db.queries.filter((sql) => sql.trimStart().startsWith('SELECT'))).toHaveLength(2);
});

test('a change set is found by its revision or its id; the anonymous find nothing', async () => {
  const query = 'query ($r: Int, $id: ID) { changeSet(revision: $r, id: $id) { id revision author state } }';
  const first = await server.gql<{ changeSet: { id: string } }>('admin', query, { r: 1 });
  expect(await server.gql('admin', query, { id: first.changeSet.id })).toEqual(first);
  expect(await server.gql('admin', query, { r: 999 })).toEqual({ changeSet: null });
  const { status, data, errors } = await server.ask(null, '{ __schema { types { name } } }');
  expect([status, data ?? null, errors?.[0]?.extensions?.['code']]).toEqual([401, null, 'UNAUTHENTICATED']);
});
