import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PlannedWrite } from '../../api/records/planned-write.ts';
import { timelineStore } from '../../api/records/timeline-store.ts';
import type { Transaction } from '../../api/database/transaction.ts';
import { entityNamed } from '../../api/model/registry.ts';
import { type StoreDatabase, storeDatabase } from './store-database.ts';
import { trying } from './undo.ts';
import { smallWorld } from './world.ts';
import { type Fields, plan, put, read } from './writing.ts';

let db: StoreDatabase;
beforeAll(async () => {
  db = await storeDatabase();
  await db.run(smallWorld);
});
afterAll(() => db.drop());

const ROW = 'SMB/O1/STD/MONTH/1';
const store = timelineStore;

/** `price('USD', '2027-01', '10')`: the amount, or the text of the quote, from the first of a month on. */
function price(cell: string, month: string, value: string | null, more: Fields = {}): PlannedWrite<string>[] {
  const fields = { [cell === 'quote' ? 'text' : 'amount']: value, ...more };
  return plan('Price', `${ROW}/${cell}`, fields).map((w) => ({ ...w, from: `${month}-01` }));
}

/** Live versions of the row, as `USD 2027-01..2027-06 10 user`. */
async function versions(tx: Transaction): Promise<string[]> {
  const rows = await tx.query<{ version: string }>(
    `SELECT concat_ws(' ', cell, to_char(valid_from, 'YYYY-MM') || '..' || coalesce(to_char(valid_to, 'YYYY-MM'), ''),
                      coalesce(trim_scale(amount)::text, text), metric) AS version
       FROM price WHERE archived_at IS NULL ORDER BY cell, valid_from`,
  );
  return rows.map((row) => row.version);
}

type Step = PlannedWrite<string>[];

async function after(tx: Transaction, ...steps: Step[]): Promise<string[]> {
  for (const [i, step] of steps.entries()) await put(tx, step, { store, revision: i + 2 });
  return versions(tx);
}

describe('an edit from a day', () => {
  const cases: [string, Step[], string[]][] = [
    ['a first price is open', [price('USD', '2027-01', '10')], ['USD 2027-01.. 10']],
    [
      'closes the price in force and opens a new one',
      [price('USD', '2027-01', '10'), price('USD', '2027-04', '12')],
      ['USD 2027-01..2027-04 10', 'USD 2027-04.. 12'],
    ],
    [
      'ends where the price in force ended: at the next planned one',
      [price('USD', '2027-01', '10'), price('USD', '2027-09', '20'), price('USD', '2027-04', '12')],
      ['USD 2027-01..2027-04 10', 'USD 2027-04..2027-09 12', 'USD 2027-09.. 20'],
    ],
    [
      'before the first price holds until it',
      [price('USD', '2027-04', '12'), price('USD', '2027-01', '10')],
      ['USD 2027-01..2027-04 10', 'USD 2027-04.. 12'],
    ],
    [
      'replaces the amount of a price that begins on the day',
      [price('USD', '2027-01', '10'), price('USD', '2027-04', '12'), price('USD', '2027-04', '13')],
      ['USD 2027-01..2027-04 10', 'USD 2027-04.. 13'],
    ],
    [
      'cleared ends the price in force',
      [price('USD', '2027-01', '10'), price('USD', '2027-04', null)],
      ['USD 2027-01..2027-04 10'],
    ],
    [
      'cleared on the day a price begins takes it away and leaves the gap',
      [
        price('USD', '2027-01', '10'),
        price('USD', '2027-04', '12'),
        price('USD', '2027-09', '20'),
        price('USD', '2027-04', null),
      ],
      ['USD 2027-01..2027-04 10', 'USD 2027-09.. 20'],
    ],
    [
      'in a gap holds until the next planned price',
      [
        price('USD', '2027-01', '10'),
        price('USD', '2027-04', null),
        price('USD', '2027-09', '20'),
        price('USD', '2027-05', '15'),
      ],
      ['USD 2027-01..2027-04 10', 'USD 2027-05..2027-09 15', 'USD 2027-09.. 20'],
    ],
    [
      'leaves the other currencies as they are',
      [[...price('USD', '2027-01', '10'), ...price('EUR', '2027-01', '9')], price('EUR', '2027-04', '8')],
      ['EUR 2027-01..2027-04 9', 'EUR 2027-04.. 8', 'USD 2027-01.. 10'],
    ],
    [
      'a quote ends where the next amount begins',
      [price('USD', '2027-09', '20'), price('quote', '2027-01', 'Ask us')],
      ['USD 2027-09.. 20', 'quote 2027-01..2027-09 Ask us'],
    ],
    [
      'an amount ends where the next quote begins',
      [price('quote', '2027-09', 'Ask us'), price('EUR', '2027-01', '9')],
      ['EUR 2027-01..2027-09 9', 'quote 2027-09.. Ask us'],
    ],
    [
      'a quote may take the place of the amounts in one list',
      [
        [...price('USD', '2027-01', '10'), ...price('EUR', '2027-01', '9')],
        [...price('quote', '2027-04', 'Ask us'), ...price('EUR', '2027-04', null), ...price('USD', '2027-04', null)],
      ],
      ['EUR 2027-01..2027-04 9', 'USD 2027-01..2027-04 10', 'quote 2027-04.. Ask us'],
    ],
  ];
  it.each(cases)('%s', async (_, steps, expected) => {
    expect(await trying(db, (tx) => after(tx, ...steps))).toEqual(expected);
  });
});

describe('edits of one cell from several days in one list', () => {
  const history = [
    ...price('USD', '2027-01', '10'),
    ...price('USD', '2027-04', '12'),
    ...price('USD', '2027-09', '20'),
  ];
  const cases: [string, Step[], string[]][] = [
    ['follow each other', [history], ['USD 2027-01..2027-04 10', 'USD 2027-04..2027-09 12', 'USD 2027-09.. 20']],
    [
      'in any order',
      [history.toReversed()],
      ['USD 2027-01..2027-04 10', 'USD 2027-04..2027-09 12', 'USD 2027-09.. 20'],
    ],
    [
      'split one price in force',
      [price('USD', '2027-01', '10'), [...price('USD', '2027-09', '20'), ...price('USD', '2027-04', null)]],
      ['USD 2027-01..2027-04 10', 'USD 2027-09.. 20'],
    ],
    [
      'replace a price from its first day and again later',
      [
        price('USD', '2027-01', '10', { metric: 'seat' }),
        [...price('USD', '2027-01', '11'), ...price('USD', '2027-04', '12')],
      ],
      ['USD 2027-01..2027-04 11 seat', 'USD 2027-04.. 12 seat'],
    ],
    [
      'amounts end where a quote of the list begins',
      [[...price('USD', '2027-01', '10'), ...price('quote', '2027-04', 'Ask us')]],
      ['USD 2027-01..2027-04 10', 'quote 2027-04.. Ask us'],
    ],
  ];
  it.each(cases)('%s', async (_, steps, expected) => {
    expect(await trying(db, (tx) => after(tx, ...steps))).toEqual(expected);
  });

  it('an edit that is not written after all leaves the price in force where it was', async () => {
    const result = await trying(db, async (tx) => {
      await put(tx, price('USD', '2027-01', '10', { metric: 'seat' }), { store });
      // The second equals what is stored, so that the pipeline drops it.
      const both = [...price('USD', '2027-01', '11', { metric: 'user' }), ...price('USD', '2027-04', '10')];
      const { writes } = await read(tx, both, { store });
      const changed = writes.filter((w) => w.before !== w.after);
      await store.write(tx, entityNamed('Price'), { revision: 3, writes: changed });
      return versions(tx);
    });
    expect(result).toEqual(['USD 2027-01..2027-04 11 user', 'USD 2027-04.. 10 seat']);
  });
});

describe('the metric', () => {
  const cases: [string, Step[], string[]][] = [
    ['is given with a first price', [price('USD', '2027-01', '10', { metric: 'seat' })], ['USD 2027-01.. 10 seat']],
    [
      'is taken over by the next price',
      [price('USD', '2027-01', '10', { metric: 'seat' }), price('USD', '2027-04', '12')],
      ['USD 2027-01..2027-04 10 seat', 'USD 2027-04.. 12 seat'],
    ],
    [
      'changes with the price',
      [price('USD', '2027-01', '10', { metric: 'seat' }), price('USD', '2027-04', '12', { metric: 'user' })],
      ['USD 2027-01..2027-04 10 seat', 'USD 2027-04.. 12 user'],
    ],
    [
      'changes alone, and the amount goes on',
      [
        price('USD', '2027-01', '10', { metric: 'seat' }),
        plan('Price', `${ROW}/USD`, { metric: 'user' }).map((w) => ({ ...w, from: '2027-04-01' })),
      ],
      ['USD 2027-01..2027-04 10 seat', 'USD 2027-04.. 10 user'],
    ],
  ];
  it.each(cases)('%s', async (_, steps, expected) => {
    expect(await trying(db, (tx) => after(tx, ...steps))).toEqual(expected);
  });

  it('alone makes no price', async () => {
    const alone = plan('Price', `${ROW}/USD`, { metric: 'user' }).map((w) => ({ ...w, from: '2027-04-01' }));
    const { misplaced } = await trying(db, (tx) => read(tx, alone, { store }));
    expect(misplaced.map((m) => [m.code, m.value])).toEqual([['UNKNOWN_ROW', 'USD']]);
  });
});

describe('what is read', () => {
  const history = [price('USD', '2027-01', '10.50'), price('USD', '2027-04', null), price('USD', '2027-09', '20')];
  it.each([
    ['before the first price', '2026-12', { before: null, exists: false, beforeFrom: null, validTo: '2027-01-01' }],
    ['on its first day', '2027-01', { before: '10.5', exists: true, beforeFrom: '2027-01-01', validTo: '2027-04-01' }],
    [
      'while it is in force',
      '2027-03',
      { before: '10.5', exists: true, beforeFrom: '2027-01-01', validTo: '2027-04-01' },
    ],
    ['on the day it ends', '2027-04', { before: null, exists: false, beforeFrom: null, validTo: '2027-09-01' }],
    ['in an open price', '2028-01', { before: '20', exists: true, beforeFrom: '2027-09-01', validTo: null }],
  ])('%s', async (_, month, expected) => {
    const found = await trying(db, async (tx) => {
      await after(tx, ...history);
      return (await read(tx, price('USD', month, '1'), { store })).writes[0];
    });
    expect(found).toMatchObject(expected);
  });

  it.each([
    ['market', 'XXX/O1/STD/MONTH/1/USD', 'XXX'],
    ['offering', 'ENT/O1/STD/MONTH/1/USD', 'O1'],
    ['priceList', 'SMB/O1/XXX/MONTH/1/USD', 'XXX'],
    ['billingPeriod', 'SMB/O1/STD/CENTURY/1/USD', 'CENTURY'],
    ['minQuantity', 'SMB/O1/STD/MONTH/many/USD', 'many'],
    ['cell', 'SMB/O1/STD/MONTH/1/XXX', 'XXX'],
  ])('an unknown %s is told', async (field, key, value) => {
    const planned = plan('Price', key, { amount: '1' }).map((w) => ({ ...w, from: '2027-01-01' }));
    const { writes, misplaced } = await trying(db, (tx) => read(tx, planned, { store }));
    expect([writes, misplaced.map((m) => [m.code, m.field, m.value])]).toEqual([[], [['UNKNOWN_CODE', field, value]]]);
  });
});

it('an amount beside a quote in force is refused inside the transaction', async () => {
  const both = trying(db, (tx) => after(tx, price('USD', '2027-01', '10'), price('quote', '2027-04', 'Ask us')));
  await expect(both).rejects.toThrow('price_is_the_only_one_in_force');
});

it.each([1, 30])('the number of statements does not grow with the number of prices: %i', async (count) => {
  const rows = Array.from({ length: count }, (_, i) => `SMB/O1/STD/MONTH/${i + 1}/USD`);
  const from = (day: string) =>
    rows.flatMap((key) => plan('Price', key, { amount: '1' })).map((w) => ({ ...w, from: day }));
  const sent = await trying(db, async (tx) => {
    await put(tx, from('2027-01-01'), { store });
    db.statements.length = 0;
    await put(tx, [...from('2027-02-01'), ...from('2026-01-01')], { store });
    return db.statements.map((sql) => sql.trim().split(/\s/)[0]);
  });
  expect(sent).toEqual(['SELECT', 'WITH', 'SET']);
});
