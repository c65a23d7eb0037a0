/** What a refresh costs: it grows with what has changed, not with the sheet. */
import { expect, test } from '@jest/globals';
import { preview } from '../../addin/flows/preview.ts';
import { refresh } from '../../addin/flows/refresh.ts';
import type { OfficeSession } from '../support/office.ts';
import { pulled, STRICT, type Desk } from './support/desk.ts';
import { priceKey, tierPrices } from './support/matrices.ts';

const ROWS = 2_000;
const COLUMNS = 15;

/** Cells that were read off and written to the sheet of the table, by what office.js has sent. */
function traffic({ exchanges }: OfficeSession): { written: number; answered: number; sent: number } {
  const values = exchanges.flatMap(({ request }) => request.Actions.filter(({ Name }) => Name === 'Values'));
  const cells = values.map(({ ArgumentInfo: info }) => (info?.Arguments?.[0] as unknown[][]).flat().length);
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);
  return {
    written: sum(cells),
    answered: sum(exchanges.map(({ responseBytes }) => responseBytes)),
    sent: sum(exchanges.map(({ requestBytes }) => requestBytes)),
  };
}

async function refreshed(desk: Desk) {
  desk.office.exchanges.length = 0;
  const outcome = await refresh(desk.context, desk.view.id);
  return { outcome, ...traffic(desk.office) };
}

test('one changed row of 2,000: its cell, the lines above the table and a line of the memory are written, no more', async () => {
  const desk = await pulled(tierPrices(ROWS));
  desk.server.editElsewhere(priceKey(1_500), 'EUR', '77');
  const { outcome, written, answered, sent } = await refreshed(desk);
  expect(outcome).toMatchObject({ changedRows: 1, revision: 8 });
  expect((await desk.table())[1_500]?.[13]).toBe(77);
  expect(written).toBeLessThan(20);
  expect(sent).toBeLessThan(40_000);
  // Keys and one label tell where the row stands; the rest of what is read is what was pulled, as one text.
  const memory = JSON.stringify(desk.view).length;
  expect(answered).toBeLessThan(1.5 * memory + 2 * ROWS * 40);
});

test('what it writes grows with the changes', async () => {
  const desk = await pulled(tierPrices(ROWS));
  for (let i = 1; i <= 100; i++) desk.server.editElsewhere(priceKey(i * 7), 'USD', '99');
  const { outcome, written } = await refreshed(desk);
  expect(outcome.changedRows).toBe(100);
  expect(written).toBeGreaterThanOrEqual(100);
  expect(written).toBeLessThan(100 + 20);
  expect(written).toBeLessThan((ROWS * COLUMNS) / 100);
});

test('what it remembers is right after many refreshes, also after the memory was written anew', async () => {
  const desk = await pulled(tierPrices(600));
  await desk.type(priceKey(3), 'USD', 5);
  for (const count of [1, 150, 1, 300, 2]) {
    for (let i = 1; i <= count; i++) desk.server.editElsewhere(priceKey(i + 10), 'EUR', String(count + i));
    await refresh(desk.context, desk.view.id);
  }
  desk.server.archiveElsewhere(priceKey(600));
  await refresh(desk.context, desk.view.id);
  const [shown] = (await preview(desk.context, [desk.view.id], STRICT)).views;
  expect(shown?.diff).toMatchObject({ edits: [[priceKey(3), 'USD', '5']], problems: [], missing: [] });
  expect(shown?.view.rows).toHaveLength(599);
  expect(shown?.view.revision).toBe(desk.server.revision);
});

test('sorted, filtered and with formats, formulas and edits of its own, a sheet keeps them all', async () => {
  const desk = await pulled(tierPrices(12));
  const { inExcel, type, table, server, context, view } = desk;
  await inExcel(async (t, excel) => {
    t.sort.apply([{ key: 12, ascending: false }]);
    t.columns.getItem('Tier').filter.applyValuesFilter(['1']);
    await excel.sync();
    t.getDataBodyRange().getCell(2, 12).format.fill.color = '#00FF00';
    t.getDataBodyRange().getCell(0, 12).values = [['=10*2']];
  });
  const before = await table();
  await type(priceKey(5), 'EUR', 1);
  server.editElsewhere(priceKey(9), 'EUR', '50');
  server.editElsewhere(priceKey(5), 'USD', '51');
  await refresh(context, view.id);
  const after = await table();
  expect(after.map(([key]) => key)).toEqual(before.map(([key]) => key));
  const changed = after.flatMap((row, i) =>
    row.flatMap((cell, j) => (cell === before[i]?.[j] ? [] : [[row[0], j, cell]])),
  );
  expect(new Set(changed.map(String))).toEqual(
    new Set([`${priceKey(9)},13,50`, `${priceKey(5)},12,51`, `${priceKey(5)},13,1`]),
  );
  const looks = await inExcel(async (t, excel) => {
    const fill = t.getDataBodyRange().getCell(2, 12).format.fill.load('color');
    const formula = t.getDataBodyRange().getCell(0, 12).load('formulas');
    const filter = t.columns.getItem('Tier').filter.load('criteria');
    await excel.sync();
    return [fill.color, formula.formulas, filter.criteria.values];
  });
  expect(looks).toEqual(['#00FF00', [['=10*2']], ['1']]);
});

test('rows that come after every row has gone stand in the table, not below it', async () => {
  const matrix = tierPrices(3);
  const desk = await pulled({ ...matrix, rows: matrix.rows.slice(0, 2) });
  for (const key of [priceKey(1), priceKey(2)]) desk.server.archiveElsewhere(key);
  await refresh(desk.context, desk.view.id);
  expect((await desk.table()).slice(1).flat().join('')).toBe('');
  for (const row of matrix.rows.slice(1).reverse()) desk.server.addElsewhere(row);
  await refresh(desk.context, desk.view.id);
  expect((await desk.table()).slice(1).map(([key]) => key)).toEqual([priceKey(3), priceKey(2)]);
});

test('a line above the table that takes more room than the one before is seen whole', async () => {
  const desk = await pulled(tierPrices(3));
  await desk.inExcel(({ worksheet }) => {
    for (const cell of ['A2', 'A3']) worksheet.getRange(cell).format.set({ rowHeight: 15, wrapText: true });
    worksheet.getRange('A1').format.columnWidth = 200;
    worksheet.getRange('A3').values = [['Revision 1']];
  });
  desk.server.editElsewhere(priceKey(1), 'EUR', '77');
  await refresh(desk.context, desk.view.id);
  const [filter, revision] = await desk.inExcel(async ({ worksheet }, excel) => {
    const rows = ['A2', 'A3'].map((cell) => worksheet.getRange(cell).load('values, format/rowHeight'));
    await excel.sync();
    return rows.map(({ values, format }) => [values[0]?.[0] as unknown, format.rowHeight] as const);
  });
  expect(filter?.[1]).toBe(15);
  expect(revision?.[0]).toMatch(/^Revision 8 · as of /);
  expect(revision?.[1]).toBeGreaterThan(25);
});
