/**
 * An analyst who does anything in any order: sorts, filters, fills, deletes rows and puts them back, inserts columns, types
 * numbers, texts, blanks and formulas, while a colleague edits beside him. In the end the server holds, for each key, what
 * was entered for it last, and nothing else has changed.
 */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { push } from '../../addin/flows/push.ts';
import { refresh } from '../../addin/flows/refresh.ts';
import { pulled, STRICT, type Desk } from './support/desk.ts';
import { priceKey, tierPrices } from './support/matrices.ts';

const ROWS = 6;

interface World {
  readonly desk: Desk;
  /** By key: what the analyst's column and the colleague's shall hold on the server. */
  readonly mine: Map<string, string | null>;
  readonly theirs: Map<string, string | null>;
}
type Act = (world: World) => Promise<void>;

/** What is typed, and what the server stores of it. */
const ENTRIES: readonly (readonly [input: string | number, stored: string | null])[] = [
  [68.68, '68.68'],
  ['1,234.5', '1234.5'],
  [0, '0'],
  ['', null],
  ['=2*3.1', '6.2'],
  [999999999999.99, '999999999999.99'],
];

const row = fc.integer({ min: 1, max: ROWS });
const entry = fc.constantFrom(...ENTRIES);

const types = fc.tuple(row, entry).map(([n, [input, stored]]): Act => async ({ desk, mine }) => {
  await desk.type(priceKey(n), 'USD', input);
  mine.set(priceKey(n), stored);
});

const sorts = fc
  .tuple(fc.constantFrom('Row key', 'USD', 'EUR', 'Tier', 'Offering'), fc.boolean())
  .map(([title, ascending]): Act => async ({ desk }) => {
    const [header] = await desk.table();
    await desk.inExcel((table) => table.sort.apply([{ key: header?.indexOf(title) ?? 0, ascending }]));
  });

const filters = fc.constantFrom<string[] | null>(['1'], ['2', '3'], null).map(
  (values): Act =>
    ({ desk }) =>
      desk.inExcel((table) => {
        const { filter } = table.columns.getItem('Tier');
        if (values) filter.applyValuesFilter(values);
        else filter.clear();
      }),
);

/** Of the table's rows from above, wherever the key's column stands by now. */
function keysOf([header = [], ...rows]: readonly unknown[][]): string[] {
  const at = header.indexOf('Row key');
  return rows.map((cells) => String(cells[at]));
}

/** The value of a cell goes into all below it, whatever a filter hides. */
const fills = entry.map(([input, stored]): Act => async ({ desk, mine }) => {
  const table = await desk.table();
  const column = table[0]?.indexOf('USD') ?? 0;
  await desk.inExcel((t) => {
    const cells = t.getDataBodyRange().getColumn(column);
    const first = cells.getCell(0, 0);
    first.values = [[input]];
    cells.copyFrom(first);
  });
  for (const key of keysOf(table)) mine.set(key, stored);
});

const pastes = fc.tuple(row, entry).map(([from, [input, stored]]): Act => async ({ desk, mine }) => {
  const table = await desk.table();
  const column = table[0]?.indexOf('USD') ?? 0;
  const start = Math.min(from, ROWS - 1);
  await desk.inExcel((t) => {
    t.getRange().getCell(start, column).getResizedRange(1, 0).values = [[input], [input]];
  });
  for (const key of keysOf(table).slice(start - 1, start + 1)) mine.set(key, stored);
});

/** Deleted, and typed in again at the end, as from a copy. */
const replaces = row.map((n): Act => async ({ desk }) => {
  const before = await desk.table();
  const at = keysOf(before).indexOf(priceKey(n));
  await desk.inExcel((table) => {
    table.columns.getItem('Tier').filter.clear();
    table.rows.getItemAt(at).delete();
    table.rows.add(undefined, [before[at + 1] as (string | number)[]]);
  });
});

const inserts = fc.nat(14).map(
  (at): Act =>
    ({ desk }) =>
      desk.inExcel((table) => {
        table.columns.add(at, [['Mine'], ...Array.from({ length: ROWS }, () => ['=ROW()'])]);
      }),
);

const colleagues = fc.tuple(row, fc.integer({ min: 1, max: 9 })).map(([n, value]): Act => async ({ desk, theirs }) => {
  desk.server.editElsewhere(priceKey(n), 'EUR', String(value));
  theirs.set(priceKey(n), String(value));
  await refresh(desk.context, desk.view.id);
});

const pushes = fc.constant<Act>(async ({ desk }) => {
  await push(desk.context, [desk.view.id], STRICT).catch((fault: unknown) => {
    expect(fault).toMatchObject({ code: 'NOTHING_TO_PUSH' });
  });
});

test('whatever he does, each key gets what was entered for it last, and nothing else changes', async () => {
  const acts = fc.array(fc.oneof(types, sorts, filters, fills, pastes, replaces, inserts, colleagues, pushes), {
    minLength: 1,
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(acts, async (done) => {
      const desk = await pulled(tierPrices(ROWS));
      const keys = Array.from({ length: ROWS }, (_, i) => priceKey(i + 1));
      const stored = (column: string) => new Map(keys.map((key) => [key, desk.server.stored(key, column) ?? null]));
      const world = { desk, mine: stored('USD'), theirs: stored('EUR') };
      for (const act of done) await act(world);
      await fc.sample(pushes, 1)[0]?.(world);
      expect(stored('USD')).toEqual(world.mine);
      expect(stored('EUR')).toEqual(world.theirs);
      expect(desk.server.keys.sort()).toEqual(keys);
    }),
    { numRuns: 40 },
  );
});
