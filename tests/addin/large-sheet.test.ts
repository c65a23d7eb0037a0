import { expect, test } from '@jest/globals';
import { preview } from '../../addin/flows/preview.ts';
import { push } from '../../addin/flows/push.ts';
import { pulled, STRICT } from './support/desk.ts';
import { priceKey, tierPrices } from './support/matrices.ts';

const LIMIT = 2_000_000;

test('100,000 cells come in, are edited and go out with no request or answer over 2 MB', async () => {
  const rows = 6_700;
  const desk = await pulled(tierPrices(rows));
  const { office, context, view, inExcel, server } = desk;
  expect((rows + 1) * 15).toBeGreaterThan(100_000);
  await inExcel((t) => {
    const body = t.getDataBodyRange();
    for (let i = 0; i < rows; i += 10) body.getCell(i, 12).values = [[i + 0.25]];
  });
  const shown = await preview(context, [view.id], STRICT);
  expect(shown.views[0]?.differences).toHaveLength(rows / 10);
  await push(context, [view.id], STRICT);
  expect(server.stored(priceKey(6691), 'USD')).toBe('6690.25');
  expect((await preview(context, [view.id], STRICT)).views[0]?.differences).toEqual([]);
  for (const { requestBytes, responseBytes } of office.exchanges) {
    expect(requestBytes).toBeLessThan(LIMIT);
    expect(responseBytes).toBeLessThan(LIMIT);
  }
});
