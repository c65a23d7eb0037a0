import { expect, test } from '@jest/globals';
import { preview } from '../../addin/flows/preview.ts';
import { push } from '../../addin/flows/push.ts';
import { refresh } from '../../addin/flows/refresh.ts';
import { pulled, STRICT, type Desk } from './support/desk.ts';
import { priceKey, tierPrices } from './support/matrices.ts';

/** Everything that office.js was asked to put into cells. */
const written = ({ office }: Desk): unknown[] =>
  office.exchanges.flatMap(({ request }) =>
    request.Actions.filter(({ Name }) => Name === 'Values').flatMap(({ ArgumentInfo: info }) =>
      (info?.Arguments?.[0] as unknown[][]).flat(),
    ),
  );

test.each(['68.68', '0.1', '123456789012.34', '1234567890123.45', '-0.01', '999999999999.99'])(
  '%s goes to the sheet as a number of just these digits, which no locale reads otherwise, and comes back as them',
  async (amount) => {
    const desk = await pulled(tierPrices(1, () => [amount, null]));
    expect(written(desk)).toContain(Number(amount));
    expect(written(desk)).not.toContain(amount);
    expect((await desk.table())[1]?.[12]).toBe(Number(amount));
    expect((await preview(desk.context, [desk.view.id], STRICT)).views[0]?.differences).toEqual([]);
    desk.server.editElsewhere(priceKey(1), 'EUR', amount);
    await refresh(desk.context, desk.view.id);
    expect((await desk.table())[1]?.[13]).toBe(Number(amount));
  },
);

test('number formats are written as en-US has them, whatever the locale: the host translates those', async () => {
  const { office } = await pulled(tierPrices(1));
  const formats = office.exchanges.flatMap(({ request }) =>
    request.Actions.filter(({ Name }) => Name.startsWith('NumberFormat')).map(({ Name, ArgumentInfo: info }) => [
      Name,
      info?.Arguments?.[0],
    ]),
  );
  expect(formats).toContainEqual(['NumberFormat', '#,##0.00####']);
  expect(formats.map(([name]) => name)).not.toContain('NumberFormatLocal');
});

test('a row that was deleted and typed in again, key and all, is the old row with its edits', async () => {
  const { context, view, inExcel, server } = await pulled(tierPrices(3));
  await inExcel(async (t, excel) => {
    const second = t.rows.getItemAt(1).load('values');
    await excel.sync();
    const [values = []] = second.values as (string | number)[][];
    second.delete();
    t.rows.add(undefined, [values.with(12, 99)]);
    await excel.sync();
  });
  const [shown] = (await preview(context, [view.id], STRICT)).views;
  expect(shown?.diff).toMatchObject({ edits: [[priceKey(2), 'USD', '99']], inserts: [], missing: [], problems: [] });
  await push(context, [view.id], STRICT);
  expect(server.stored(priceKey(2), 'USD')).toBe('99');
});

test('the server unreachable during a push, then back: the same push goes through, once', async () => {
  const { context, view, type, server } = await pulled(tierPrices(2));
  await type(priceKey(1), 'USD', 9);
  server.isDown = true;
  await expect(push(context, [view.id], STRICT)).rejects.toMatchObject({ name: 'ServerUnreachable' });
  expect((await context.sheet.state(view.id)).pending).not.toBeNull();
  server.isDown = false;
  expect((await push(context, [view.id], STRICT)).result).toMatchObject({ applied: 1, rejections: [] });
  expect(server.revision).toBe(8);
  expect((await context.sheet.state(view.id)).pending).toBeNull();
});

test('two people on neighbouring cells of one row: both edits hold', async () => {
  const { context, view, type, server, table } = await pulled(tierPrices(2));
  await type(priceKey(1), 'USD', 9);
  server.editElsewhere(priceKey(1), 'EUR', '8');
  expect((await refresh(context, view.id)).conflicts).toEqual([]);
  await push(context, [view.id], STRICT);
  expect([server.stored(priceKey(1), 'USD'), server.stored(priceKey(1), 'EUR')]).toEqual(['9', '8']);
  expect((await table())[1]?.slice(12, 14)).toEqual([9, 8]);
});
