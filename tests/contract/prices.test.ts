/** Prices in force: the contract's semantics 7 and 8, and the warnings of 10. Every case ends with a replay of the audit. */
import { afterEach, describe, expect, test } from '@jest/globals';
import type { TestServer } from '../support/server.ts';
import { useAuditedServer } from './audited-server.ts';
import {
  DAY,
  newRow,
  part,
  type Part,
  pull,
  pullDays,
  push,
  type PushOptions,
  type Result,
  revert,
  said,
  type Sheet,
} from './sheets.ts';

let server: TestServer;
useAuditedServer((started) => (server = started));

const TAX = 'SMB/TAX-BEST/US/RETURN/1';
const HOUSEHOLD = 'SMB/HOUSEHOLD-GOOD/US/YEAR/1';
const QUOTED = 'SMB/BUSINESS-ADVANCED/US/MONTH/10';

const prices = (o: { filter?: object; asOf?: string } = {}): Promise<Sheet> => pull(server, 'pricing', 'TIER_PRICE', o);

/** Pushes against a fresh pull. */
async function write(o: Partial<Part>, options: PushOptions = {}): Promise<Result> {
  return push(server, 'pricing', part(await prices(), o.edits ?? [], o), options);
}

/** What a cell shows on each day; `undefined` where its row is not there. */
async function on(days: readonly string[], row: string, column = 'USD'): Promise<unknown[]> {
  const sheets = await pullDays(server, days, { offerings: [row.split('/')[1]], currencies: ['EUR', 'USD'] });
  return sheets.map((sheet) => sheet.cell(row, column));
}

/** Runs a case and takes it back, so that the next one begins where this one did. */
async function undone(results: readonly Result[]): Promise<void> {
  for (const { changeSet } of [...results].reverse()) {
    if (!changeSet) continue;
    const { rejections } = await revert(server, 'pricing', changeSet.revision);
    expect(said(rejections)).toEqual([]);
  }
}

const SEASON = ['2023-09-30', '2023-10-01', DAY, '2027-02-28', '2027-03-01', '2027-04-15', '2027-04-16', '2030-01-01'];
const STORED = [undefined, 129, 129, 129, 149, 149, 129, 129];

describe('a price edited in the Tax line, whose season prices are planned,', () => {
  test.each<[string, string, string | null, unknown[]]>([
    ['today holds until the season', DAY, '131', [undefined, 129, 131, 131, 149, 149, 129, 129]],
    [
      'from the season’s first day replaces the season price',
      '2027-03-01',
      '151',
      [undefined, 129, 129, 129, 151, 151, 129, 129],
    ],
    ['within the season splits it', '2027-04-01', '152', [undefined, 129, 129, 129, 149, 152, 129, 129]],
    ['from after the season has no end', '2027-04-16', '135.5', [undefined, 129, 129, 129, 149, 149, 135.5, 135.5]],
    ['from before the first price begins the row earlier', '2020-01-01', '99', [99, 129, 129, 129, 149, 149, 129, 129]],
    ['and cleared today is blank until the season', DAY, null, [undefined, 129, null, null, 149, 149, 129, 129]],
    [
      'and cleared within the season is blank until its end',
      '2027-04-01',
      null,
      [undefined, 129, 129, 129, 149, null, 129, 129],
    ],
    ['and set to 0 is free, which is not blank', DAY, '0', [undefined, 129, 0, 0, 149, 149, 129, 129]],
  ])('%s', async (_, effectiveFrom, value, expected) => {
    expect(await on(SEASON, TAX)).toEqual(STORED);
    const result = await write({ edits: [[TAX, 'USD', value]], effectiveFrom });
    expect(said(result.rejections)).toEqual([]);
    expect(result.applied).toBe(1);
    expect(await on(SEASON, TAX)).toEqual(expected);
    await undone([result]);
    expect(await on(SEASON, TAX)).toEqual(STORED);
  });

  test('is recorded once for its cell, with the day from which and until which it holds', async () => {
    const result = await write({ edits: [[TAX, 'USD', '131']] });
    const { nodes } = result.changeSet?.changes ?? { nodes: [] };
    expect(nodes).toEqual([
      {
        entity: 'Price',
        row: `${TAX}/USD`,
        field: 'amount',
        validFrom: DAY,
        validTo: '2027-03-01',
        before: '129',
        after: '131',
      },
    ]);
    await undone([result]);
  });

  test('from two days in two sheets of one push holds from both', async () => {
    const [now, season] = [await prices(), await prices({ asOf: '2027-03-01' })];
    const parts = [part(now, [[TAX, 'USD', '131']]), part(season, [[TAX, 'USD', '151']])];
    const result = await push(server, 'pricing', parts);
    expect(said(result.rejections)).toEqual([]);
    expect(result.applied).toBe(2);
    expect(await on(SEASON, TAX)).toEqual([undefined, 129, 131, 131, 151, 151, 129, 129]);
    await undone([result]);
    expect(await on(SEASON, TAX)).toEqual(STORED);
  });
});

test('effectiveFrom is asOf unless it is said', async () => {
  const result = await push(server, 'pricing', part(await prices({ asOf: '2026-12-24' }), [[HOUSEHOLD, 'USD', '37']]));
  expect(await on(['2026-12-23', '2026-12-24'], HOUSEHOLD)).toEqual([36, 37]);
  await undone([result]);
});

test('the first price in another currency is an edit of a blank cell, and takes the metric of its row', async () => {
  const filter = { currencies: ['USD', 'JPY'] };
  const sheet = await prices({ filter });
  expect(sheet.columns.map((c) => [c.key, c.scale])).toEqual([
    ['JPY', 0],
    ['USD', 2],
    ['quote', null],
  ]);
  expect(sheet.cell(HOUSEHOLD, 'JPY')).toBeNull();
  const result = await push(server, 'pricing', part(sheet, [[HOUSEHOLD, 'JPY', '5400']]));
  expect((await prices({ filter })).cell(HOUSEHOLD, 'JPY')).toBe(5400);
  expect(result.changeSet?.changes.nodes.map((c) => [c.field, c.after])).toEqual([
    ['amount', '5400'],
    ['metric', 'household'],
  ]);
  await undone([result]);
});

describe('a row has amounts or a quote:', () => {
  test('a quote beside an amount is refused', async () => {
    expect(said((await write({ edits: [[HOUSEHOLD, 'quote', 'Ask us']] })).rejections)).toEqual([
      `${HOUSEHOLD} quote AMOUNT_OR_QUOTE`,
    ]);
    expect(said((await write({ edits: [[QUOTED, 'USD', '5']] })).rejections)).toEqual([
      `${QUOTED} USD AMOUNT_OR_QUOTE`,
    ]);
  });

  test('an amount becomes a quote in one push, in any order, and a quote an amount', async () => {
    const first = await write({
      edits: [
        [HOUSEHOLD, 'quote', 'Ask us'],
        [HOUSEHOLD, 'USD', null],
        [QUOTED, 'USD', '900'],
        [QUOTED, 'quote', null],
      ],
    });
    expect(said(first.rejections)).toEqual([]);
    const sheet = await prices();
    expect([sheet.cell(HOUSEHOLD, 'USD'), sheet.cell(HOUSEHOLD, 'quote')]).toEqual([null, 'Ask us']);
    expect([sheet.cell(QUOTED, 'USD'), sheet.cell(QUOTED, 'quote')]).toEqual([900, null]);
    await undone([first]);
    expect((await prices()).cell(HOUSEHOLD, 'USD')).toBe(36);
  });

  test('a quote today lets the planned amounts of the season stand', async () => {
    const result = await write({
      edits: [
        [TAX, 'USD', null],
        [TAX, 'quote', 'Ask us'],
      ],
    });
    expect(said(result.rejections)).toEqual([]);
    expect(await on(SEASON, TAX)).toEqual([undefined, 129, null, null, 149, 149, 129, 129]);
    expect(await on(SEASON.slice(2, 5), TAX, 'quote')).toEqual(['Ask us', 'Ask us', null]);
    const over = await write({ edits: [[TAX, 'quote', 'Ask again']], effectiveFrom: '2027-03-01' });
    expect(said(over.rejections)).toEqual([`${TAX} quote AMOUNT_OR_QUOTE`]);
    await undone([result]);
    expect(await on(SEASON, TAX)).toEqual(STORED);
  });
});

describe('a new row', () => {
  const cells = { market: 'SMB', offering: 'HOUSEHOLD-BEST', price_list: 'US', period: 'MONTH', metric: 'household' };

  test('shows from its first price on, and has its key from its header', async () => {
    const key = 'SMB/HOUSEHOLD-BEST/US/MONTH/5';
    const result = await write({ inserts: newRow('new', { ...cells, min_quantity: '5', USD: '9.90' }) });
    expect(result.inserted).toEqual([{ part: 0, temporary: 'new', key }]);
    expect(result.applied).toBe(1);
    expect(result.deltas[0]?.rows.map((row) => row[0])).toEqual([key]);
    expect(await on(['2026-11-20', DAY], key)).toEqual([undefined, 9.9]);
    expect((await prices()).cell(key, 'metric')).toBe('household');
    await undone([result]);
    expect((await prices()).keys).not.toContain(key);
  });

  test.each<[string, Record<string, string | null>, string[]]>([
    ['of an offering that is not there', { ...cells, offering: 'NOPE', USD: '1' }, ['new USD UNKNOWN_CODE']],
    ['without a market', { ...cells, market: null, USD: '1' }, ['new market REQUIRED']],
    ['without a value', cells, ['new REQUIRED']],
    ['with a period that is none', { ...cells, period: 'FORTNIGHT', USD: '1' }, ['new period BAD_CHOICE']],
    ['from quantity 0', { ...cells, min_quantity: '0', USD: '1' }, ['new min_quantity OUT_OF_RANGE']],
    ['from half a piece', { ...cells, min_quantity: '1.5', USD: '1' }, ['new min_quantity BAD_SCALE']],
    ['that stands there', { ...cells, period: 'YEAR', USD: '1' }, ['new DUPLICATE_ROW']],
    ['with a code that is none', { ...cells, offering: 'a/b', USD: '1' }, ['new offering BAD_CODE']],
    ['with a column that is none', { ...cells, USD: '1', colour: 'red' }, ['new colour UNKNOWN_COLUMN']],
  ])('%s is refused', async (_, row, expected) => {
    const result = await write({ inserts: newRow('new', row) });
    expect(said(result.rejections)).toEqual(expected);
    expect(result.changeSet).toBeNull();
  });

  test('twice in a push is refused on both lines, in one part or in two', async () => {
    const [one, two] = [newRow('one', { ...cells, USD: '1' }), newRow('two', { ...cells, EUR: '1' })];
    const both = ['one DUPLICATE_ROW', 'two DUPLICATE_ROW'];
    expect(said((await write({ inserts: [...one, ...two] })).rejections)).toEqual(both);
    const sheet = await prices();
    const parts = [part(sheet, [], { inserts: one }), part(sheet, [], { inserts: two })];
    expect(said((await push(server, 'pricing', parts)).rejections)).toEqual(both);
  });

  test('of an archived offering is refused, and rows of archived offerings are gone', async () => {
    const archive = (at: string): Promise<unknown> =>
      server.db.owner(`UPDATE offering SET archived_at = ${at} WHERE code = 'HOUSEHOLD-BEST'`);
    await archive('now()');
    try {
      expect((await prices()).keys.filter((key) => key.includes('HOUSEHOLD-BEST'))).toEqual([]);
      const result = await write({ inserts: newRow('new', { ...cells, USD: '1' }) });
      expect(said(result.rejections)).toEqual(['new USD UNKNOWN_CODE']);
    } finally {
      await archive('NULL');
    }
  });
});

describe('an archived price row', () => {
  test('has no price from the day on, planned ones neither, and keeps its past', async () => {
    const result = await write({ archives: [TAX] });
    expect(result.applied).toBe(1);
    expect(await on(SEASON, TAX)).toEqual([undefined, 129, null, null, null, null, null, null]);
    await undone([result]);
    expect(await on(SEASON, TAX)).toEqual(STORED);
  });

  test('from before its first price is gone, can be inserted anew, and comes back when both are undone', async () => {
    const before = await prices();
    const gone = await write({ archives: [TAX], effectiveFrom: '2020-01-01' });
    expect(await on(SEASON, TAX)).toEqual(SEASON.map(() => undefined));
    expect(gone.deltas[0]?.removed).toEqual([TAX]);
    const cells = { market: 'SMB', offering: 'TAX-BEST', price_list: 'US', period: 'RETURN', USD: '140' };
    const anew = await write({ inserts: newRow('new', cells) });
    expect(anew.inserted.map((row) => row.key)).toEqual([TAX]);
    await undone([gone, anew]);
    expect(await on(SEASON, TAX)).toEqual(STORED);
    expect((await prices()).rows).toEqual(before.rows);
  });

  test('and edited in one push is refused, since one of the two is a mistake', async () => {
    const result = await write({ edits: [[TAX, 'USD', '1']], archives: [TAX] });
    expect(said(result.rejections)).toEqual([`${TAX} USD DUPLICATE_EDIT`, `${TAX} DUPLICATE_EDIT`]);
  });

  test('that is not there is unknown', async () => {
    expect(said((await write({ archives: ['SMB/NOPE/US/MONTH/1'] })).rejections)).toEqual([
      'SMB/NOPE/US/MONTH/1 UNKNOWN_ROW',
    ]);
  });
});

describe('a price list', () => {
  const terms = (sql: string): Promise<unknown> => server.db.owner(`UPDATE price_list SET ${sql} WHERE code = 'EU'`);
  afterEach(() => terms('market_id = NULL'));
  const ROW = 'SMB/HOUSEHOLD-GOOD/EU/YEAR/1';

  test('with fewer decimals than its column refuses the rest, and one with more takes them', async () => {
    await terms('decimals = 0');
    expect(said((await write({ edits: [[ROW, 'EUR', '34.5']] })).rejections)).toEqual([`${ROW} EUR BAD_SCALE`]);
    await terms('decimals = 4');
    expect((await prices()).columns.map((c) => [c.key, c.scale])).toEqual([
      ['EUR', 4],
      ['USD', 2],
      ['quote', null],
    ]);
    const result = await write({ edits: [[ROW, 'EUR', '34.5678']] });
    expect((await prices()).cell(ROW, 'EUR')).toBe(34.5678);
    expect(said((await write({ edits: [['SMB/HOUSEHOLD-GOOD/US/YEAR/1', 'USD', '34.567']] })).rejections)).toEqual([
      'SMB/HOUSEHOLD-GOOD/US/YEAR/1 USD BAD_SCALE',
    ]);
    await undone([result]);
  });

  test('of one market takes no offering of another', async () => {
    await terms(`market_id = (SELECT id FROM market WHERE code = 'SMB')`);
    const cells = { market: 'ADV', offering: 'PRACTICE-GOOD', price_list: 'EU', period: 'MONTH', EUR: '1' };
    expect(said((await write({ inserts: newRow('new', cells) })).rejections)).toEqual(['new EUR UNKNOWN_CODE']);
  });
});

describe('a commercial rule warns and lets the push pass:', () => {
  test.each<[string, Partial<Part>]>([
    ['TIER_ORDER', { edits: [[HOUSEHOLD, 'USD', '60']] }],
    ['CHANGE_SIZE', { edits: [[HOUSEHOLD, 'USD', '46']] }],
    ['PAST_DATE', { edits: [[HOUSEHOLD, 'USD', '35']], effectiveFrom: '2025-06-01' }],
    ['CALENDAR_GAP', { edits: [[HOUSEHOLD, 'USD', null]] }],
  ])('%s', async (code, o) => {
    const result = await write(o, { dryRun: true });
    expect(said(result.rejections)).toEqual([]);
    expect(result.applied).toBe(1);
    expect(result.warnings.map((w) => w.code)).toContain(code);
    for (const warning of result.warnings)
      expect(`${warning.message} ${warning.nextStep}`).toMatch(/^[A-Z].*\. [A-Z].*\.$/);
  });

  test('and an ordinary rise is no warning', async () => {
    expect((await write({ edits: [[HOUSEHOLD, 'USD', '38']] }, { dryRun: true })).warnings).toEqual([]);
  });
});
