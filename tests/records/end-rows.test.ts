import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { writesToEndRows } from '../../api/records/end-rows.ts';
import { storeOf } from '../../api/records/stores.ts';
import { timelineStore } from '../../api/records/timeline-store.ts';
import { entityNamed } from '../../api/model/registry.ts';
import { type StoreDatabase, storeDatabase } from './store-database.ts';
import { trying } from './undo.ts';
import { smallWorld } from './world.ts';
import { plan, put } from './writing.ts';

let db: StoreDatabase;
beforeAll(async () => {
  db = await storeDatabase();
  await db.run(async (tx) => {
    await smallWorld(tx);
    const year = { name: '2027', validFrom: '2027-01-01', validTo: '2028-01-01' };
    await put(tx, [...plan('FiscalPeriod', 'Y', year)]);
    await put(tx, [
      ...plan('FiscalPeriod', 'Q1', { ...year, validTo: '2027-04-01', parent: 'Y' }),
      ...plan('FiscalPeriod', 'Q2', { ...year, validFrom: '2027-04-01', validTo: '2027-07-01', parent: 'Y' }),
    ]);
    const budget = { name: 'Budget', kind: 'BUDGET', currency: 'USD', state: 'DRAFT' };
    await put(tx, [
      ...plan('BudgetPlan', 'B27', budget),
      ...plan('BudgetPlan', 'B27X', { ...budget, kind: 'SCENARIO' }),
    ]);
    const keys = [
      'B27/SMB/PAY/SALES/Q1',
      'B27/SMB/PAY/SALES/Q2',
      'B27/SMB/PAY/PRODUCT/Q1',
      'B27/ENT/PAY/SALES/Q1',
      'B27X/SMB/PAY/SALES/Q1',
    ];
    await put(
      tx,
      keys.flatMap((key) => plan('Allocation', key, { amount: '5' })),
    );
    const price = (key: string, from: string, fields: Record<string, string | null>) =>
      plan('Price', key, fields).map((w) => ({ ...w, from }));
    const prices = (...writes: ReturnType<typeof price>) => put(tx, writes, { store: timelineStore });
    await prices(
      ...price('SMB/O1/STD/MONTH/1/USD', '2027-01-01', { amount: '10' }),
      ...price('SMB/O1/STD/MONTH/1/USD', '2027-09-01', { amount: '20' }),
      ...price('SMB/O1/STD/MONTH/1/EUR', '2027-01-01', { amount: '9' }),
      ...price('SMB/O1/STD/MONTH/10/USD', '2027-01-01', { amount: '8' }),
      ...price('SMB/O2/STD/MONTH/1/quote', '2027-06-01', { text: 'Ask us' }),
    );
    await prices(...price('SMB/O1/STD/MONTH/1/EUR', '2027-02-01', { amount: null }));
  });
});
afterAll(() => db.drop());

it('a price row closes what is in force and takes away what is planned, of that row only', async () => {
  const rows = [
    { prefix: ['SMB', 'O1', 'STD', 'MONTH', '1'], origin: 'first' },
    { prefix: ['SMB', 'O2', 'STD', 'MONTH', '1'], origin: 'second' },
    { prefix: ['SMB', 'O9', 'STD', 'MONTH', '1'], origin: 'unknown' },
    { prefix: ['SMB', 'O1', 'STD', 'MONTH', 'many'], origin: 'unreadable' },
  ];
  const [asked, left] = await trying(db, async (tx) => {
    const writes = await writesToEndRows(tx, entityNamed('Price'), { rows, from: '2027-04-01' });
    const list = writes.map((w) => [w.origin, w.key.at(-1), w.field, w.from, w.after]);
    await put(tx, writes, { store: timelineStore, revision: 2 });
    const live = `SELECT cell, min_quantity AS quantity, to_char(valid_to, 'YYYY-MM') AS until FROM price
                   WHERE archived_at IS NULL ORDER BY 1, 2`;
    return [list.sort(), await tx.query(live)];
  });
  expect(asked).toEqual([
    ['first', 'USD', 'amount', '2027-04-01', null],
    ['first', 'USD', 'amount', '2027-09-01', null],
    ['second', 'quote', 'text', '2027-06-01', null],
  ]);
  expect(left).toEqual([
    { cell: 'EUR', quantity: 1, until: '2027-02' },
    { cell: 'USD', quantity: 1, until: '2027-04' },
    { cell: 'USD', quantity: 10, until: null },
  ]);
});

it("a budget row archives its allocations of the plan, and no other plan's", async () => {
  const definition = entityNamed('Allocation');
  const [asked, left] = await trying(db, async (tx) => {
    const rows = [{ prefix: ['B27', 'SMB', 'PAY', 'SALES'], origin: 'row' }];
    const writes = await writesToEndRows(tx, definition, { rows });
    await put(tx, writes, { store: storeOf(definition), revision: 2 });
    const live = await tx.query(`SELECT 1 FROM allocation WHERE archived_at IS NULL`);
    return [writes.map((w) => [w.key.join('/'), w.field, w.after]).sort(), live.length];
  });
  expect(asked).toEqual([
    ['B27/SMB/PAY/SALES/Q1', 'archived', 'true'],
    ['B27/SMB/PAY/SALES/Q2', 'archived', 'true'],
  ]);
  expect(left).toBe(3);
});
