/** What a cell takes, and what it answers to the rest: the contract's semantics 5, 6 and 9, and its rejection codes. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestServer, type TestServer } from '../support/server.ts';
import { Audit } from './audit.ts';
import { type Edit, type Kind, part, pull, push, type Result, revert, revision, said, type Sheet } from './sheets.ts';

let server: TestServer;
let audit: Audit;
const sheets = {} as Record<Kind, Sheet>;
beforeAll(async () => {
  server = await startTestServer();
  audit = new Audit(server);
  for (const kind of ['TIER_PRICE', 'BUDGET', 'ROADMAP'] as const) sheets[kind] = await pull(server, 'admin', kind);
});
afterAll(() => server.stop());

const PRICE = 'SMB/HOUSEHOLD-GOOD/US/YEAR/1';
const AMOUNT = 'SMB/TAX/SALES';
const ITEM = 'SMB/R-002';

const tryOut = (kind: Kind, edits: readonly Edit[]): Promise<Result> =>
  push(server, 'admin', part(sheets[kind], edits), { dryRun: true });

/** Writes, answers what the cell shows then, and takes it back. */
async function stored(kind: Kind, [row, column, value]: Edit): Promise<unknown> {
  const before = await pull(server, 'admin', kind);
  const result = await push(server, 'admin', part(before, [[row, column, value]]));
  expect(said(result.rejections)).toEqual([]);
  const shown = (await pull(server, 'admin', kind)).cell(row, column);
  await audit.check();
  expect(said((await revert(server, 'admin', result.revision)).rejections)).toEqual([]);
  expect((await pull(server, 'admin', kind)).rows).toEqual(before.rows);
  return shown;
}

/** The code of the one rejection, or `ok`; a rejection names its cell and says what to do. */
async function verdict(kind: Kind, edit: Edit): Promise<string> {
  const { rejections, applied, unchanged, changeSet } = await tryOut(kind, [edit]);
  expect(changeSet).toBeNull();
  if (rejections.length === 0) expect(applied + unchanged).toBe(1);
  for (const r of rejections) {
    expect([r.part, r.row, r.column]).toEqual([0, edit[0], edit[1]]);
    expect(r.message).toMatch(/^[^\0]+[.]$/s);
    expect(r.nextStep).toMatch(/[.]$/);
    expect([r.base, r.mine, r.theirs, r.by, r.at]).toEqual([null, null, null, null, null]);
    expect(applied).toBe(0);
  }
  return rejections.map((r) => r.code).join(' ') || 'ok';
}

describe('a price takes', () => {
  test.each<[string, string]>([
    ['68.68', 'ok'],
    ['68.680000', 'ok'],
    ['0', 'ok'],
    ['-0', 'ok'],
    ['007.5', 'ok'],
    ['9999999999999.99', 'ok'],
    ['999999999999999', 'ok'],
    ['9999999999999999', 'TOO_MANY_DIGITS'],
    ['12345678901234.56', 'TOO_MANY_DIGITS'],
    ['2147483648', 'ok'],
    ['68.681', 'BAD_SCALE'],
    ['0.001', 'BAD_SCALE'],
    ['-1', 'OUT_OF_RANGE'],
    ['-0.01', 'OUT_OF_RANGE'],
    ['', 'BAD_NUMBER'],
    [' ', 'BAD_NUMBER'],
    [' 5', 'BAD_NUMBER'],
    ['5 ', 'BAD_NUMBER'],
    ['+5', 'BAD_NUMBER'],
    ['.5', 'BAD_NUMBER'],
    ['5.', 'BAD_NUMBER'],
    ['1,5', 'BAD_NUMBER'],
    ['1,000.00', 'BAD_NUMBER'],
    ['1e3', 'BAD_NUMBER'],
    ['1e400', 'BAD_NUMBER'],
    ['0x10', 'BAD_NUMBER'],
    ['NaN', 'BAD_NUMBER'],
    ['Infinity', 'BAD_NUMBER'],
    ['１２', 'BAD_NUMBER'],
    ['١٢', 'BAD_NUMBER'],
    ['$5', 'BAD_NUMBER'],
    ['=1+1', 'BAD_NUMBER'],
    ['5\0', 'BAD_NUMBER'],
    ['5\ud800', 'BAD_NUMBER'],
    ['1'.repeat(40), 'TOO_MANY_DIGITS'],
    ['#N/A', 'BAD_NUMBER'],
  ])('%j: %s', async (value, expected) => {
    expect(await verdict('TIER_PRICE', [PRICE, 'USD', value])).toBe(expected);
  });

  test.each([
    ['68.68', 68.68],
    ['9999999999999.99', 9999999999999.99],
    ['999999999999999', 999999999999999],
    ['0.10', 0.1],
    ['0', 0],
    [null, null],
  ])('%j and gives it back to the last digit', async (value, shown) => {
    expect(await stored('TIER_PRICE', [PRICE, 'USD', value])).toBe(shown);
  });

  test('as many decimals as its currency has: none of yen, three of Kuwaiti dinars', async () => {
    const sheet = await pull(server, 'admin', 'TIER_PRICE', { filter: { currencies: ['JPY', 'KWD'] } });
    expect(sheet.columns.map((c) => c.scale)).toEqual([0, 3, null]);
    const edits: Edit[] = [
      [PRICE, 'JPY', '2100.5'],
      [PRICE, 'KWD', '2.0055'],
    ];
    const { rejections } = await push(server, 'admin', part(sheet, edits));
    expect(said(rejections)).toEqual([`${PRICE} JPY BAD_SCALE`, `${PRICE} KWD BAD_SCALE`]);
    const fine: Edit[] = [
      [PRICE, 'JPY', '2100.0'],
      [PRICE, 'KWD', '2.005'],
    ];
    expect(said((await push(server, 'admin', part(sheet, fine), { dryRun: true })).rejections)).toEqual([]);
  });
});

describe('an amount of a budget takes', () => {
  test.each<[string | null, string]>([
    ['350000.5', 'ok'],
    ['349999.99', 'ok'],
    ['0', 'ok'],
    [null, 'ok'],
    ['1.005', 'BAD_SCALE'],
    ['-1', 'OUT_OF_RANGE'],
    ['abc', 'BAD_NUMBER'],
    ['1234567890123456', 'TOO_MANY_DIGITS'],
  ])('%j: %s', async (value, expected) => {
    const room: Edit = ['SMB/HOUSEHOLD/MARKETING', '2027-Q2', null];
    const result = await tryOut('BUDGET', [[AMOUNT, '2027-Q1', value], room]);
    expect(result.rejections.map((r) => r.code).join(' ') || 'ok').toBe(expected);
  });

  test('blank or 0, which are two values', async () => {
    expect(await stored('BUDGET', [AMOUNT, '2027-Q1', '0'])).toBe(0);
    expect(await stored('BUDGET', [AMOUNT, '2027-Q1', null])).toBeNull();
  });
});

describe('a cell of the roadmap takes', () => {
  const long = 'x'.repeat(255);
  test.each<[string, string | null, string]>([
    ['title', long, 'ok'],
    ['title', `${long}x`, 'BAD_TEXT'],
    ['title', '😀'.repeat(255), 'ok'],
    ['title', '😀'.repeat(256), 'BAD_TEXT'],
    ['title', null, 'REQUIRED'],
    ['title', '', 'REQUIRED'],
    ['title', 'a\0b', 'BAD_TEXT'],
    ['title', 'a\ud83d', 'BAD_TEXT'],
    ['title', '\ude00a', 'BAD_TEXT'],
    ['slip_reason', 'x'.repeat(4000), 'ok'],
    ['slip_reason', 'x'.repeat(4001), 'BAD_TEXT'],
    ['slip_reason', '', 'ok'],
    ['state', 'planned', 'BAD_CHOICE'],
    ['state', null, 'REQUIRED'],
    ['investment', 'BIG', 'BAD_CHOICE'],
    ['starts_on', '2026-02-30', 'BAD_DATE'],
    ['starts_on', '2026-2-3', 'BAD_DATE'],
    ['starts_on', '46000', 'BAD_DATE'],
    ['starts_on', '', 'BAD_DATE'],
    ['starts_on', null, 'ok'],
    ['ends_on', '2020-01-01', 'DATE_ORDER'],
    ['confidence', '101', 'OUT_OF_RANGE'],
    ['confidence', '-1', 'OUT_OF_RANGE'],
    ['confidence', '50.5', 'BAD_SCALE'],
    ['confidence', '50.0', 'ok'],
    ['confidence', '0', 'ok'],
    ['product', 'NOPE', 'UNKNOWN_CODE'],
    ['product', null, 'REQUIRED'],
    ['solution', 'NOPE', 'UNKNOWN_CODE'],
    ['solution', null, 'ok'],
    ['owner', 'a b', 'UNKNOWN_CODE'],
    ['requirements', 'PR-B1;NOPE', 'UNKNOWN_CODE'],
    ['requirements', 'PR-B1;a b', 'BAD_CODE'],
    ['requirements', 'PR-B1\0', 'BAD_TEXT'],
    ['depends_on', 'R-002', 'DEPENDS_ON_ITSELF'],
    ['depends_on', 'R-003', 'DEPENDENCY_CYCLE'],
    ['depends_on', 'A-001', 'UNKNOWN_CODE'],
    ['item', 'R-900', 'READ_ONLY'],
    ['nonsense', 'x', 'UNKNOWN_COLUMN'],
  ])('%s %.30j: %s', async (column, value, expected) => {
    expect(await verdict('ROADMAP', [ITEM, column, value])).toBe(expected);
  });

  test.each([
    '=HYPERLINK("http://x","click")',
    '+1',
    '\'quoted\' "twice" \\ `',
    'tab\tand\nline\r\nbreaks',
    'שלום עולם ‮rtl',
    '👩‍👩‍👧‍👦 é é',
    '</script>',
    ' spaces ',
    '"; DROP TABLE price; --',
    '${seam}',
    'null',
  ])('the text %j as it is', async (text) => {
    expect(await stored('ROADMAP', [ITEM, 'title', text])).toBe(text);
  });

  test('codes in any order, with blanks, and answers them each once in order', async () => {
    const codes = String(sheets.ROADMAP.cell('SMB/R-015', 'depends_on'));
    expect(codes).toBe('R-001;R-013');
    const same = await tryOut('ROADMAP', [['SMB/R-015', 'depends_on', ' R-013 ; R-001;R-013;']]);
    expect([same.unchanged, same.applied]).toEqual([1, 0]);
    expect(await stored('ROADMAP', ['SMB/R-015', 'depends_on', 'R-014; R-001'])).toBe('R-001;R-014');
    expect(await stored('ROADMAP', ['SMB/R-015', 'depends_on', null])).toBeNull();
  });

  test('dates whose order is right only together', async () => {
    const dates: Edit[] = [
      [ITEM, 'ends_on', '2020-02-01'],
      [ITEM, 'starts_on', '2020-01-01'],
    ];
    expect(said((await tryOut('ROADMAP', dates)).rejections)).toEqual([]);
    expect(said((await tryOut('ROADMAP', [...dates].reverse())).rejections)).toEqual([]);
  });
});

test('an edit equal to what is stored is counted and not written', async () => {
  const before = await revision(server);
  const edits: Edit[] = [
    [PRICE, 'USD', '36.000'],
    [PRICE, 'EUR', null],
  ];
  const result = await push(server, 'admin', part(sheets.TIER_PRICE, edits));
  expect([result.unchanged, result.applied, result.changeSet]).toEqual([2, 0, null]);
  expect(await revision(server)).toBe(before);
});

test('every rejection is told, in the order of rows and columns, whatever the order of the edits', async () => {
  const edits: Edit[] = [
    [PRICE, 'USD', 'x'],
    [PRICE, 'GBP', '1'],
    [PRICE, 'market', 'ADV'],
    ['a/b', 'USD', '1'],
    ['SMB/HOUSEHOLD-GOOD/US/YEAR/01', 'USD', '1'],
    ['\0', 'USD', '1'],
    [PRICE, '\ud800', '1'],
    ['', '', ''],
    ...Array.from({ length: 300 }, (_, i): Edit => [`SMB/NOPE-${i}/US/YEAR/1`, 'USD', '1']),
  ];
  const one = await tryOut('TIER_PRICE', edits);
  const other = await tryOut('TIER_PRICE', [...edits].reverse());
  expect(one.rejections).toHaveLength(edits.length);
  expect(other.rejections).toEqual(one.rejections);
  const codes = new Map(one.rejections.map((r) => [`${r.row} ${r.column}`, r.code]));
  expect(codes.get(`${PRICE} GBP`)).toBe('UNKNOWN_COLUMN');
  expect(codes.get(`${PRICE} market`)).toBe('READ_ONLY');
  expect(codes.get('SMB/HOUSEHOLD-GOOD/US/YEAR/01 USD')).toBe('UNKNOWN_ROW');
});

test.each<[string, Edit, Edit]>([
  ['other values', [PRICE, 'USD', '37'], [PRICE, 'USD', '38']],
  ['the same value', [PRICE, 'USD', '37'], [PRICE, 'USD', '37']],
  ['the stored value among them', [PRICE, 'USD', '36'], [PRICE, 'USD', '38']],
])('two edits of one cell are refused: %s', async (_, a, b) => {
  for (const edits of [
    [a, b],
    [b, a],
  ]) {
    const { rejections, applied } = await tryOut('TIER_PRICE', edits);
    expect(new Set(said(rejections))).toEqual(new Set([`${PRICE} USD DUPLICATE_EDIT`]));
    expect(applied).toBe(0);
  }
});

test('total is computed', async () => {
  expect(await verdict('BUDGET', [AMOUNT, 'total', '5'])).toBe('READ_ONLY');
  expect(await verdict('BUDGET', [AMOUNT, 'FY2027', '5'])).toBe('UNKNOWN_COLUMN');
});
