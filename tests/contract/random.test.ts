/**
 * Random histories over all three matrices, over HTTP, against a model that a reader can check by eye: after every push the
 * sheets show what the model has, the audit replays to it, and undoing everything, the last first, leads back to the start.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { startTestServer, type TestServer } from '../support/server.ts';
import { Audit } from './audit.ts';
import {
  DAY,
  newRow,
  part,
  pull,
  pullDays,
  push,
  type Result,
  revert,
  said,
  type Sheet,
  type Value,
} from './sheets.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** Days that prices are edited from and looked at; the Tax line has boundaries of its own among them. */
const DAYS = ['2024-06-01', DAY, '2027-01-15', '2027-03-01', '2027-03-20', '2027-04-16', '2028-01-01'];
const TIERS = [
  'TAX-BEST/US/RETURN/1',
  'HOUSEHOLD-GOOD/US/YEAR/1',
  'BUSINESS-ADVANCED/US/MONTH/10',
  'TAX-BEST/US/YEAR/1',
].map((key) => `SMB/${key}`);
const CELLS = ['USD', 'EUR', 'quote'];
const BUDGET_ROWS = ['ADV/BUSINESS/SALES', 'SMB/TAX/SALES', 'ADV/BUSINESS/SERVICE'];
const QUARTERS = ['2027-Q1', '2027-Q2', '2027-Q3', '2027-Q4'];
const ITEMS = ['SMB/R-001', 'SMB/R-018', 'SMB/R-019', 'SMB/X-1'];

const pick = <T>(...values: T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

type Wish =
  | {
      readonly kind: 'price';
      readonly row: string;
      readonly cell: string;
      readonly from: string;
      readonly value: string | null;
    }
  | { readonly kind: 'priceRow'; readonly row: string; readonly from: string }
  | { readonly kind: 'amount'; readonly row: string; readonly quarter: string; readonly value: string | null }
  | { readonly kind: 'budgetRow'; readonly row: string }
  | { readonly kind: 'item'; readonly row: string; readonly column: string; readonly value: string | null }
  | { readonly kind: 'itemRow'; readonly row: string }
  | { readonly kind: 'undo' };

const wish: fc.Arbitrary<Wish> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('price' as const),
      row: pick(...TIERS),
      cell: pick(...CELLS),
      from: pick(...DAYS),
      value: pick('1', '2.5', '0', null),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('priceRow' as const), row: pick(...TIERS), from: pick(...DAYS) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('amount' as const),
      row: pick(...BUDGET_ROWS),
      quarter: pick(...QUARTERS),
      value: pick('0', '1', '2.25', null),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('budgetRow' as const), row: pick(...BUDGET_ROWS) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('item' as const),
      row: pick(...ITEMS),
      column: pick('title', 'confidence', 'depends_on', 'solution'),
      value: pick('1', null),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('itemRow' as const), row: pick(...ITEMS) }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'undo' as const }) },
);

interface World {
  /** By day, as seen on `DAYS`: row key → cells. */
  readonly prices: Map<string, Map<string, Record<string, Value>>>;
  readonly budget: Map<string, Record<string, Value>>;
  readonly roadmap: Map<string, Record<string, Value>>;
}

interface Version {
  readonly from: string;
  readonly to: string | null;
  readonly value: Value;
}

/** The model of a price row: by cell, what is in force from when until when; nothing overlaps. */
type Timelines = Map<string, Map<string, Version[]>>;

interface Model {
  readonly prices: Timelines;
  readonly budget: World['budget'];
  readonly roadmap: World['roadmap'];
}

async function storedPrices(): Promise<Timelines> {
  const found = await server.db.owner<Version & { key: string; cell: string }>(
    `SELECT m.code || '/' || o.code || '/' || l.code || '/' || p.billing_period || '/' || p.min_quantity AS key, p.cell,
       p.valid_from::text AS "from", p.valid_to::text AS "to", coalesce(trim_scale(p.amount)::text, p.text) AS value
     FROM price p JOIN offering o ON o.id = p.offering_id JOIN market m ON m.id = o.market_id
     JOIN price_list l ON l.id = p.price_list_id WHERE p.archived_at IS NULL`,
  );
  const rows: Timelines = new Map(TIERS.map((key) => [key, new Map(CELLS.map((cell) => [cell, []]))]));
  for (const { key, cell, from, to, value } of found) {
    rows
      .get(key)
      ?.get(cell)
      ?.push({ from, to, value: cell === 'quote' ? value : Number(value) });
  }
  return rows;
}

const holds = (v: Version, day: string): boolean => v.from <= day && (v.to === null || day < v.to);

/**
 * Semantics 7: closes what is in force on the day, and holds until that would have ended, or until the next price of the
 * cell begins. For a row has amounts or a quote, the next quote ends a new amount, too, and the next amount a quote.
 */
function priced(
  row: ReadonlyMap<string, Version[]>,
  cell: string,
  { from, value }: { from: string; value: Value },
): Version[] {
  const versions = row.get(cell) ?? [];
  const there = versions.find((v) => holds(v, from));
  const others = [...row].filter(([c]) => c === cell || (c === 'quote') !== (cell === 'quote')).flatMap(([, v]) => v);
  const [next = null] = others
    .map((v) => v.from)
    .filter((day) => day > from)
    .sort();
  const closed = there && there.from < from ? [{ ...there, to: from }] : [];
  const opened = value === null ? [] : [{ from, to: there ? there.to : next, value }];
  return [...versions.filter((v) => v !== there), ...closed, ...opened];
}

const ended = (versions: readonly Version[], from: string): Version[] =>
  versions.filter((v) => v.from < from).map((v) => (v.to === null || v.to > from ? { ...v, to: from } : v));

/** Values are never changed in place, so copying the maps is enough. */
const copyOf = ({ prices, budget, roadmap }: Model): Model => ({
  prices: new Map([...prices].map(([key, cells]) => [key, new Map(cells)])),
  budget: new Map(budget),
  roadmap: new Map(roadmap),
});

/** What the sheets would show of the model. */
function shown({ prices, budget, roadmap }: Model): World {
  const onDay = (day: string): Map<string, Record<string, Value>> => {
    const begun = TIERS.filter((key) => [...(prices.get(key)?.values() ?? [])].flat().some((v) => v.from <= day));
    const cell = (key: string, c: string): Value =>
      prices
        .get(key)
        ?.get(c)
        ?.find((v) => holds(v, day))?.value ?? null;
    return new Map(begun.map((key) => [key, Object.fromEntries(CELLS.map((c) => [c, cell(key, c)]))]));
  };
  return { prices: new Map(DAYS.map((day) => [day, onDay(day)])), budget, roadmap };
}

function cellsOf(
  sheet: Sheet,
  keys: readonly string[],
  columns: readonly string[],
): Map<string, Record<string, Value>> {
  const shown = keys.filter((key) => sheet.keys.includes(key));
  return new Map(shown.map((key) => [key, Object.fromEntries(columns.map((c) => [c, sheet.cell(key, c) ?? null]))]));
}

async function see(): Promise<World> {
  const filter = { currencies: ['EUR', 'USD'] };
  const [days, budget, roadmap] = await Promise.all([
    pullDays(server, DAYS, filter),
    pull(server, 'admin', 'BUDGET'),
    pull(server, 'admin', 'ROADMAP'),
  ]);
  return {
    prices: new Map(days.map((sheet, i) => [DAYS[i] ?? '', cellsOf(sheet, TIERS, CELLS)])),
    budget: cellsOf(budget, BUDGET_ROWS, QUARTERS),
    roadmap: cellsOf(roadmap, ITEMS, ['title', 'confidence', 'depends_on', 'solution']),
  };
}

async function ask(wished: Exclude<Wish, { kind: 'undo' }>): Promise<Result> {
  const filter = { currencies: ['EUR', 'USD'] };
  switch (wished.kind) {
    case 'price': {
      const sheet = await pull(server, 'admin', 'TIER_PRICE', { filter, asOf: wished.from });
      const value = wished.cell === 'quote' && wished.value !== null ? `Ask ${wished.value}` : wished.value;
      if (sheet.keys.includes(wished.row))
        return push(server, 'admin', part(sheet, [[wished.row, wished.cell, value]]));
      const [market = '', offering = '', list = '', period = '', quantity = ''] = wished.row.split('/');
      const cells = { market, offering, price_list: list, period, min_quantity: quantity, [wished.cell]: value };
      return push(server, 'admin', part(sheet, [], { inserts: newRow('n', cells) }));
    }
    case 'priceRow': {
      const sheet = await pull(server, 'admin', 'TIER_PRICE', { filter, asOf: wished.from });
      return push(server, 'admin', part(sheet, [], { archives: [wished.row] }));
    }
    case 'amount': {
      const sheet = await pull(server, 'admin', 'BUDGET');
      if (sheet.keys.includes(wished.row))
        return push(server, 'admin', part(sheet, [[wished.row, wished.quarter, wished.value]]));
      const [market = '', line = '', fn = ''] = wished.row.split('/');
      const cells = { market, line, function: fn, [wished.quarter]: wished.value };
      return push(server, 'admin', part(sheet, [], { inserts: newRow('n', cells) }));
    }
    case 'budgetRow':
      return push(server, 'admin', part(await pull(server, 'admin', 'BUDGET'), [], { archives: [wished.row] }));
    case 'item': {
      const sheet = await pull(server, 'admin', 'ROADMAP');
      const value = valueOfItem(wished);
      if (sheet.keys.includes(wished.row))
        return push(server, 'admin', part(sheet, [[wished.row, wished.column, value]]));
      const cells: Record<string, string | null> = {
        market: 'SMB',
        item: wished.row.slice(4),
        title: 'New',
        product: 'TAX-ONLINE',
      };
      return push(server, 'admin', part(sheet, [], { inserts: newRow('n', { ...cells, [wished.column]: value }) }));
    }
    case 'itemRow':
      return push(server, 'admin', part(await pull(server, 'admin', 'ROADMAP'), [], { archives: [wished.row] }));
  }
}

const valueOfItem = ({ column, value }: { column: string; value: string | null }): string | null =>
  value === null ? null : ({ title: 'Retitled', depends_on: 'R-006;R-008', solution: 'S-VAT' }[column] ?? value);

/** Grants a wish in the model. */
function grant(model: Model, wished: Exclude<Wish, { kind: 'undo' }>): void {
  switch (wished.kind) {
    case 'price': {
      const value =
        wished.value === null ? null : wished.cell === 'quote' ? `Ask ${wished.value}` : Number(wished.value);
      const cells = model.prices.get(wished.row);
      cells?.set(wished.cell, priced(cells, wished.cell, { from: wished.from, value }));
      return;
    }
    case 'priceRow': {
      const cells = model.prices.get(wished.row);
      for (const [cell, versions] of cells ?? []) cells?.set(cell, ended(versions, wished.from));
      return;
    }
    case 'amount': {
      const blank = Object.fromEntries(QUARTERS.map((q) => [q, null]));
      const cells = model.budget.get(wished.row) ?? blank;
      model.budget.set(wished.row, { ...cells, [wished.quarter]: wished.value === null ? null : Number(wished.value) });
      return;
    }
    case 'budgetRow':
      model.budget.delete(wished.row);
      return;
    case 'item': {
      const blank = { title: 'New', confidence: null, depends_on: null, solution: null };
      const value = valueOfItem(wished);
      const cells = model.roadmap.get(wished.row) ?? blank;
      const seen = wished.column === 'confidence' && value !== null ? Number(value) : value;
      model.roadmap.set(wished.row, { ...cells, [wished.column]: seen });
      return;
    }
    case 'itemRow':
      model.roadmap.delete(wished.row);
  }
}

interface Done {
  readonly revision: number;
  readonly before: Model;
}

async function undo({ revision, before }: Done): Promise<void> {
  expect(said((await revert(server, 'admin', revision)).rejections)).toEqual([]);
  expect(await see()).toEqual(shown(before));
}

test('whatever is pushed and undone, the sheets show it, the audit replays to it, and all of it can be undone', async () => {
  const audit = new Audit(server);
  await fc.assert(
    fc.asyncProperty(fc.array(wish, { minLength: 4, maxLength: 10 }), async (wishes) => {
      const { budget, roadmap } = await see();
      let model: Model = { prices: await storedPrices(), budget, roadmap };
      const done: Done[] = [];
      for (const wished of wishes) {
        if (wished.kind === 'undo') {
          const last = done.pop();
          if (!last) continue;
          await undo(last);
          model = last.before;
          continue;
        }
        const result = await ask(wished);
        if (!result.changeSet) continue;
        done.push({ revision: result.revision, before: copyOf(model) });
        grant(model, wished);
        expect(await see()).toEqual(shown(model));
      }
      await audit.check();
      for (const last of done.reverse()) await undo(last);
      await audit.check();
    }),
    // A history that fails stays in the database: a shorter one would begin somewhere else.
    { numRuns: 10, endOnFailure: true },
  );
}, 120_000);
