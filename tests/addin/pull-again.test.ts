/** Pulling anew when the view has other columns than before: what the analyst entered is taken over, or named. */
import { expect, test } from '@jest/globals';
import { preview } from '../../addin/flows/preview.ts';
import { pullAgain } from '../../addin/flows/pull-again.ts';
import { push } from '../../addin/flows/push.ts';
import { pulledAgainNotice } from '../../addin/taskpane/effects/pull-again.ts';
import { clientFor, handsOn, pulled, STRICT, type Desk } from './support/desk.ts';
import { priceKey, tierPrices } from './support/matrices.ts';
import { StandInServer, type StandInMatrix } from './support/stand-in-server.ts';

/** The same prices, with GBP in the place of EUR, and without the last row. */
function withPounds(count: number): StandInMatrix {
  const matrix = tierPrices(count - 1);
  const columns = matrix.columns.map((column) =>
    column.key === 'EUR' ? { ...column, key: 'GBP', title: 'GBP', unit: 'GBP' } : column,
  );
  return { ...matrix, columns };
}

async function again(desk: Desk, server: StandInServer) {
  const context = { ...desk.context, client: clientFor(server) };
  const outcome = await pullAgain(context, desk.view.id);
  return { context, outcome, ...handsOn(desk.office, outcome.view) };
}

test('edits go to the cells that are still there; those without a place are named, and their sheet stays', async () => {
  const desk = await pulled(tierPrices(5));
  await desk.type(priceKey(1), 'USD', 11);
  await desk.type(priceKey(2), 'EUR', 22);
  await desk.type(priceKey(3), 'USD', 'dear');
  await desk.type(priceKey(5), 'USD', 55);
  const server = new StandInServer(withPounds(5));
  const { outcome, context, table } = await again(desk, server);
  expect(outcome).toMatchObject({ kept: 2, conflicts: [], returned: [] });
  expect(outcome.homeless).toEqual([
    { row: priceKey(2), column: 'EUR', value: '22' },
    { row: priceKey(5), column: 'USD', value: '55' },
  ]);
  const rows = await table();
  expect(rows[0]?.slice(12)).toEqual(['USD', 'GBP', 'Quote']);
  expect([rows[1]?.[12], rows[3]?.[12]]).toEqual([11, 'dear']);
  expect(await context.sheet.views()).toEqual([desk.view.id, outcome.view.id]);
  expect((await desk.table()).map((row) => row[13])).toContain(22);
  const [shown] = (await preview(context, [outcome.view.id], STRICT)).views;
  expect(shown?.diff.edits).toEqual([[priceKey(1), 'USD', '11']]);
  expect(shown?.diff.problems).toMatchObject([{ kind: 'UNREADABLE', key: priceKey(3) }]);
  expect(pulledAgainNotice(outcome).nextStep).toContain(`${priceKey(2)}, EUR: 22`);
});

test('a cell that somebody else changed meanwhile is a conflict, and nothing is pushed before it is settled', async () => {
  const desk = await pulled(tierPrices(3));
  await desk.type(priceKey(1), 'USD', 11);
  const server = new StandInServer(withPounds(4));
  server.editElsewhere(priceKey(1), 'USD', '12');
  const { outcome, context } = await again(desk, server);
  expect(outcome.homeless).toEqual([]);
  expect(outcome.conflicts).toEqual([{ row: priceKey(1), column: 'USD', base: '1.50', mine: '11', theirs: '12' }]);
  await expect(push(context, [outcome.view.id], STRICT)).rejects.toMatchObject({ code: 'UNRESOLVED_CONFLICTS' });
  expect(await context.sheet.views()).toEqual([outcome.view.id]);
});

test('rows of the analyst’s own go along; rows that he had deleted stand there again and are counted', async () => {
  const desk = await pulled(tierPrices(3));
  await desk.inExcel(async (t, excel) => {
    t.rows.getItemAt(1).delete();
    t.rows.add(undefined, [['', 'SMB', '', '', '', '', '', 'OFF-9', '', 'LIST', 'MONTH', 1, 5, '', 'on request']]);
    await excel.sync();
  });
  const { outcome, context } = await again(desk, new StandInServer(withPounds(4)));
  expect(outcome).toMatchObject({ returned: [priceKey(2)], homeless: [] });
  const [shown] = (await preview(context, [outcome.view.id], STRICT)).views;
  expect(shown?.diff.inserts.map(([, column, value]) => [column, value])).toEqual([
    ['market', 'SMB'],
    ['offering', 'OFF-9'],
    ['price_list', 'LIST'],
    ['period', 'MONTH'],
    ['min_quantity', '1'],
    ['USD', '5'],
    ['quote', 'on request'],
  ]);
});

test('given up in the middle, the old sheet stands with its edits', async () => {
  const desk = await pulled(tierPrices(3));
  await desk.type(priceKey(1), 'USD', 11);
  const controller = new AbortController();
  const context = { ...desk.context, client: clientFor(new StandInServer(tierPrices(9_000))) };
  const onProgress = (): void => controller.abort();
  await expect(pullAgain(context, desk.view.id, { signal: controller.signal, onProgress })).rejects.toMatchObject({
    name: 'AbortError',
  });
  expect(await context.sheet.views()).toEqual([desk.view.id]);
  expect((await desk.table())[1]?.[12]).toBe(11);
});
