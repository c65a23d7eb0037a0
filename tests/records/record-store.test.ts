import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { initialWrites } from '../../api/records/initial-writes.ts';
import { recordStore } from '../../api/records/record-store.ts';
import { updateRecords } from '../../api/records/record-update.ts';
import { timelineStore } from '../../api/records/timeline-store.ts';
import type { Transaction } from '../../api/database/transaction.ts';
import { entityNamed } from '../../api/model/registry.ts';
import { type StoreDatabase, storeDatabase } from './store-database.ts';
import { trying } from './undo.ts';
import { smallWorld } from './world.ts';
import { plan, put, read, stored } from './writing.ts';

let db: StoreDatabase;
beforeAll(async () => {
  db = await storeDatabase();
  await db.run(smallWorld);
});
afterAll(() => db.drop());

describe('a record is read field by field in canonical text', () => {
  it.each([
    ['text', 'Market', 'SMB', { name: 'Small business' }],
    ['nothing where nothing is stored', 'Market', 'SMB', { vision: null }],
    ['whole numbers', 'Currency', 'KWD', { minorUnit: '3' }],
    ['references as the codes of their targets', 'LineUp', 'SMB/L1', { problem: 'P1', line: 'PAY' }],
    ['codes within the market of the record', 'PriceList', 'SHOPS', { market: 'SMB', segment: 'S1' }],
    ['that it is live', 'Market', 'SMB', { archived: null }],
  ])('%s', async (_, entity, key, fields) => {
    expect(await trying(db, (tx) => stored(tx, { entity, key, fields: Object.keys(fields) }))).toEqual(fields);
  });

  it.each([
    ['decimals without trailing zeros', { effort: '12.500' }, { effort: '12.5' }],
    ['whole decimals without a point', { effort: '100.000000' }, { effort: '100' }],
    ['small decimals to the last digit', { effort: '0.000001' }, { effort: '0.000001' }],
  ])('%s', async (_, given, found) => {
    const rest = { product: 'PAY-1', kind: 'FUNCTION', statement: 'Pays', priority: '1' };
    const result = await trying(db, async (tx) => {
      await put(tx, plan('ProductRequirement', 'R1', { ...rest, ...given }));
      return stored(tx, { entity: 'ProductRequirement', key: 'R1', fields: Object.keys(found) });
    });
    expect(result).toEqual(found);
  });

  it('days as YYYY-MM-DD and flags as true or false', async () => {
    const result = await trying(db, async (tx) => {
      await put(tx, plan('FiscalPeriod', 'Y1', { name: '2027', validFrom: '2027-01-01', validTo: '2028-01-01' }));
      return stored(tx, { entity: 'FiscalPeriod', key: 'Y1', fields: ['validFrom', 'validTo', 'locked'] });
    });
    expect(result).toEqual({ validFrom: '2027-01-01', validTo: '2028-01-01', locked: 'false' });
  });

  it('the same code in two markets is two records', async () => {
    const names = await trying(db, async (tx) => {
      const both = await read(tx, [
        ...plan('Problem', 'SMB/P1', { name: null }),
        ...plan('Problem', 'ENT/P1', { name: null }),
      ]);
      return both.writes.map((w) => w.before);
    });
    expect(names).toEqual(['Billing', 'Audit']);
  });

  it('writes come back in the order in which they were planned, with their origin', async () => {
    const planned = ['SMB/P1', 'ENT/P2', 'SMB/NEW', 'ENT/P1'].flatMap((key) => plan('Problem', key, { name: 'x' }));
    const found = await trying(db, (tx) => read(tx, planned));
    expect(found.writes.map((w) => [w.origin, w.exists])).toEqual([
      ['SMB/P1 name', true],
      ['ENT/P2 name', true],
      ['SMB/NEW name', false],
      ['ENT/P1 name', true],
    ]);
  });
});

describe('a code that names nothing is told with its field', () => {
  it.each([
    ['the market of a key', 'Problem', 'XXX/P1', { name: 'x' }, 'market', 'XXX'],
    ['a reference within a key', 'SegmentProblem', 'SMB/S1/P9', { importance: '1' }, 'problem', 'P9'],
    ["another market's code within a key", 'SegmentProblem', 'SMB/S2/P1', { importance: '1' }, 'segment', 'S2'],
    ['the outermost unknown part', 'SegmentProblem', 'XXX/S9/P9', { importance: '1' }, 'market', 'XXX'],
    ['a value', 'LineUp', 'SMB/L1', { line: 'NONE' }, 'line', 'NONE'],
    ["another market's code as a value", 'LineUp', 'SMB/L1', { problem: 'P2' }, 'problem', 'P2'],
    ["another market's code in a list of prices", 'PriceList', 'SHOPS', { segment: 'S2' }, 'segment', 'S2'],
    ['a value of a record that is not there yet', 'Product', 'NEW', { line: 'NONE' }, 'line', 'NONE'],
    ['a text that no code can be', 'Product', 'NEW', { line: 'P\0' }, 'line', 'P\0'],
    [
      'a choice of a key outside its list',
      'SegmentCriterion',
      'SMB/S1/a/LIKE/1',
      { archived: null },
      'operator',
      'LIKE',
    ],
  ])('%s', async (_, entity, key, fields, field, value) => {
    const { writes, misplaced } = await trying(db, (tx) => read(tx, plan(entity, key, fields)));
    expect(writes).toEqual([]);
    expect(misplaced.map(({ code, field, value }) => ({ code, field, value }))).toEqual([
      { code: 'UNKNOWN_CODE', field, value },
    ]);
  });

  it('an archived target takes no new references, but those that it has stay readable', async () => {
    const found = await trying(db, async (tx) => {
      await put(tx, plan('ProductLine', 'PAY', { archived: 'true' }));
      const same = await read(tx, plan('Product', 'PAY-1', { line: 'PAY' }));
      const other = await read(tx, plan('Product', 'BOOK-1', { line: 'PAY' }));
      return { before: same.writes[0]?.before, refused: other.misplaced.map((m) => m.value) };
    });
    expect(found).toEqual({ before: 'PAY', refused: ['PAY'] });
  });

  it('an archived parent takes no new children, but those that it has can still be written', async () => {
    const found = await trying(db, async (tx) => {
      await put(tx, plan('Market', 'SMB', { archived: 'true' }));
      const { writes, misplaced } = await read(
        tx,
        ['SMB/P1', 'SMB/P2'].flatMap((key) => plan('Problem', key, { name: 'x' })),
      );
      return [writes.map((w) => w.origin), misplaced.map((m) => [m.field, m.value])];
    });
    expect(found).toEqual([['SMB/P1 name'], [['market', 'SMB']]]);
  });

  it('codes that come to life in the same list count as known, in keys and in values', async () => {
    const pending = new Map([
      ['Market', new Set(['NEW'])],
      ['Problem', new Set(['NEW/P1', 'SMB/P7'])],
      ['Segment', new Set(['NEW/S1'])],
    ]);
    const { writes, misplaced } = await trying(db, async (tx) => {
      const links = await read(tx, plan('SegmentProblem', 'NEW/S1/P1', { importance: '3' }), { pending });
      const lineUps = await read(
        tx,
        [...plan('LineUp', 'SMB/L1', { problem: 'P7' }), ...plan('LineUp', 'ENT/L7', { problem: 'P7' })],
        { pending },
      );
      return { writes: [...links.writes, ...lineUps.writes], misplaced: [...links.misplaced, ...lineUps.misplaced] };
    });
    expect(writes.map((w) => w.origin)).toEqual(['NEW/S1/P1 importance', 'SMB/L1 problem']);
    expect(misplaced.map((m) => m.write.origin)).toEqual(['ENT/L7 problem']);
  });
});

describe('writing', () => {
  it('changes only the fields that are given, of many records at once', async () => {
    const result = await trying(db, async (tx) => {
      await put(
        tx,
        [...plan('Market', 'SMB', { name: 'Tiny' }), ...plan('Market', 'ENT', { vision: 'Big', parent: 'SMB' })],
        {
          revision: 7,
        },
      );
      const fields = ['name', 'vision', 'parent'];
      const rows = await tx.query('SELECT code, revision, created_revision FROM market ORDER BY code');
      return {
        SMB: await stored(tx, { entity: 'Market', key: 'SMB', fields }),
        ENT: await stored(tx, { entity: 'Market', key: 'ENT', fields }),
        rows,
      };
    });
    expect(result).toEqual({
      SMB: { name: 'Tiny', vision: null, parent: null },
      ENT: { name: 'Enterprise', vision: 'Big', parent: 'SMB' },
      rows: [
        { code: 'ENT', revision: 7, created_revision: 1 },
        { code: 'SMB', revision: 7, created_revision: 1 },
      ],
    });
  });

  it('clears a field', async () => {
    const after = await trying(db, async (tx) => {
      await put(tx, plan('PriceList', 'SHOPS', { segment: null }));
      return stored(tx, { entity: 'PriceList', key: 'SHOPS', fields: ['market', 'segment'] });
    });
    expect(after).toEqual({ market: 'SMB', segment: null });
  });

  it('finds codes within the market that the record gets in the same list', async () => {
    const after = await trying(db, async (tx) => {
      await put(tx, plan('PriceList', 'SHOPS', { segment: 'S2', market: 'ENT' }));
      return stored(tx, { entity: 'PriceList', key: 'SHOPS', fields: ['market', 'segment'] });
    });
    expect(after).toEqual({ market: 'ENT', segment: 'S2' });
  });

  it('gives a new record its initial values where the list gives none', async () => {
    const result = await trying(db, async (tx) => {
      await put(tx, [
        ...plan('SegmentProblem', 'SMB/S1/P1', { importance: '5' }),
        ...plan('SegmentProblem', 'ENT/S2/P1', { importance: '4', maxChoices: '9' }),
      ]);
      return [
        await stored(tx, { entity: 'SegmentProblem', key: 'SMB/S1/P1', fields: ['importance', 'maxChoices'] }),
        await stored(tx, { entity: 'SegmentProblem', key: 'ENT/S2/P1', fields: ['importance', 'maxChoices'] }),
      ];
    });
    expect(result).toEqual([
      { importance: '5', maxChoices: '3' },
      { importance: '4', maxChoices: '9' },
    ]);
  });

  it('tells the audit what a new record begins with, and nothing of a stored one', async () => {
    const planned = [
      ...plan('SegmentProblem', 'SMB/S1/P1', { importance: '5' }),
      ...plan('SegmentProblem', 'ENT/S2/P1', { importance: '1' }),
    ];
    const told = await trying(db, async (tx) => {
      await put(tx, planned.slice(1));
      return initialWrites(entityNamed('SegmentProblem'), (await read(tx, planned)).writes);
    });
    expect(told.map((w) => [w.key.join('/'), w.field, w.before, w.after])).toEqual([
      ['SMB/S1/P1', 'maxChoices', null, '3'],
    ]);
  });

  it("copies what an offering inherits, when it is created and when it moves to another line's line-up", async () => {
    const line = `SELECT l.code FROM offering o JOIN product_line l ON l.id = o.line_id WHERE o.code = 'O1'`;
    const [before, after] = await trying(db, async (tx) => {
      const before = await tx.query(line);
      await put(tx, plan('Offering', 'SMB/O1', { lineUp: 'L2', product: 'BOOK-1' }));
      return [before, await tx.query(line)];
    });
    expect([before, after]).toEqual([[{ code: 'PAY' }], [{ code: 'BOOK' }]]);
  });

  it('copies anew what a row holds of a reference that changes, and leaves the copies of the others', async () => {
    const key = (cell: string) => ['SMB', 'O1', 'STD', 'MONTH', '1', cell];
    const copies = await trying(db, async (tx) => {
      const prices = ['USD', 'EUR'].flatMap((cell) =>
        plan('Price', key(cell).join('/'), { amount: '1' }).map((w) => ({ ...w, from: '2027-01-01' })),
      );
      await put(tx, prices, { store: timelineStore });
      const stored = await timelineStore.read(tx, entityNamed('Price'), prices);
      const [usd = '', eur = ''] = stored.writes.map((w) => w.row?.id);
      await updateRecords(tx, entityNamed('Price'), {
        revision: 3,
        records: [
          { id: usd, key: key('USD'), values: new Map([['currency', 'KWD']]) },
          { id: eur, key: key('EUR'), values: new Map([['amount', '2']]) },
        ],
      });
      return tx.query('SELECT cell, currency_code, minor_unit, amount::int FROM price ORDER BY amount');
    });
    expect(copies).toEqual([
      { cell: 'KWD', currency_code: 'KWD', minor_unit: 3, amount: 1 },
      { cell: 'EUR', currency_code: 'EUR', minor_unit: 2, amount: 2 },
    ]);
  });

  it('creates parents and children of one table in one list', async () => {
    const after = await trying(db, async (tx) => {
      const days = { validFrom: '2027-01-01', validTo: '2028-01-01' };
      const writes = [
        ...plan('FiscalPeriod', 'Q1', { name: 'Q1', ...days, parent: 'Y' }),
        ...plan('FiscalPeriod', 'Y', { name: 'Y', ...days }),
      ];
      const pending = new Map([['FiscalPeriod', new Set(['Q1', 'Y'])]]);
      const found = await read(tx, writes, { pending });
      await recordStore.write(tx, entityNamed('FiscalPeriod'), { revision: 2, writes: found.writes });
      return stored(tx, { entity: 'FiscalPeriod', key: 'Q1', fields: ['parent'] });
    });
    expect(after).toEqual({ parent: 'Y' });
  });

  it('refuses a code that names nothing even when nobody has checked it', async () => {
    const unchecked = plan('RoadmapItem', 'SMB/R1', { title: 'x', product: 'PAY-1', owner: 'NOBODY' }).map((w) => ({
      ...w,
      before: null,
      exists: false,
      row: null,
    }));
    const write = trying(db, (tx) =>
      recordStore.write(tx, entityNamed('RoadmapItem'), { revision: 2, writes: unchecked }),
    );
    await expect(write).rejects.toThrow('NOBODY');
  });

  it('a text such as a quote or a statement of SQL is only text', async () => {
    const nasty = `'; DROP TABLE market; -- "x" {a,b} \\ NULL $1`;
    const after = await trying(db, async (tx) => {
      await put(tx, plan('Market', 'SMB', { name: nasty, vision: 'NULL' }));
      return stored(tx, { entity: 'Market', key: 'SMB', fields: ['name', 'vision'] });
    });
    expect(after).toEqual({ name: nasty, vision: 'NULL' });
  });
});

describe('archiving', () => {
  const state = (tx: Transaction, entity: string, key: string) => stored(tx, { entity, key, fields: ['archived'] });

  it('a coded record is archived, its code stays taken, and comes back with its values', async () => {
    const result = await trying(db, async (tx) => {
      await put(tx, plan('Market', 'ENT', { archived: 'true' }));
      const archived = await state(tx, 'Market', 'ENT');
      const taken = await read(tx, plan('Market', 'ENT', { name: 'Other' }));
      const [row] = (await read(tx, plan('Market', 'ENT', { archived: null }))).writes;
      await put(tx, plan('Market', 'ENT', { archived: null }));
      return {
        archived,
        taken: taken.misplaced[0]?.code,
        exists: row?.exists,
        name: await stored(tx, { entity: 'Market', key: 'ENT', fields: ['name', 'archived'] }),
      };
    });
    expect(result).toEqual({
      archived: { archived: 'true' },
      taken: 'UNKNOWN_ROW',
      exists: false,
      name: { name: 'Enterprise', archived: null },
    });
  });

  it('an archived record can be restored and changed in one list', async () => {
    const result = await trying(db, async (tx) => {
      await put(tx, plan('Market', 'ENT', { archived: 'true' }));
      const [name] = await put(tx, plan('Market', 'ENT', { name: 'Big', archived: null }));
      return [name?.before, await stored(tx, { entity: 'Market', key: 'ENT', fields: ['name', 'archived'] })];
    });
    expect(result).toEqual(['Enterprise', { name: 'Big', archived: null }]);
  });

  it('a record without a code begins anew after it was archived; restoring brings the last one back', async () => {
    const entity = 'SegmentProblem';
    const key = 'SMB/S1/P1';
    const fields = ['importance', 'maxChoices', 'archived'];
    const result = await trying(db, async (tx) => {
      await put(tx, plan(entity, key, { importance: '1', maxChoices: '8' }), { revision: 2 });
      await put(tx, plan(entity, key, { archived: 'true' }), { revision: 3 });
      const again = await put(tx, plan(entity, key, { importance: '2' }), { revision: 4 });
      const second = await stored(tx, { entity, key, fields });
      await put(tx, plan(entity, key, { archived: 'true' }), { revision: 5 });
      await put(tx, plan(entity, key, { archived: null }), { revision: 6 });
      const rows = await tx.query(
        'SELECT importance, archived_at IS NULL AS live FROM segment_problem ORDER BY importance',
      );
      return { again: again[0]?.before, second, restored: await stored(tx, { entity, key, fields }), rows };
    });
    expect(result).toEqual({
      again: null,
      second: { importance: '2', maxChoices: '3', archived: null },
      restored: { importance: '2', maxChoices: '3', archived: null },
      rows: [
        { importance: 1, live: false },
        { importance: 2, live: true },
      ],
    });
  });

  it('a record that is all key comes to life by being live', async () => {
    const key = 'SMB/S1/employees/LT/50';
    const result = await trying(db, async (tx) => {
      const [created] = await put(tx, plan('SegmentCriterion', key, { archived: null }));
      return [created?.before, await state(tx, 'SegmentCriterion', key)];
    });
    expect(result).toEqual(['true', { archived: null }]);
  });

  it('what was never there cannot be archived', async () => {
    const { misplaced } = await trying(db, (tx) => read(tx, plan('Market', 'NONE', { archived: 'true' })));
    expect(misplaced.map((m) => m.code)).toEqual(['UNKNOWN_ROW']);
  });
});

describe('the number of statements does not grow with the number of records', () => {
  it.each([1, 50])('%i new ones and as many old', async (count) => {
    const keys = Array.from({ length: count }, (_, i) => `SMB/N${i}`);
    const sent = await trying(db, async (tx) => {
      await put(
        tx,
        keys.flatMap((key) => plan('LineUp', key, { name: key, problem: 'P1', line: 'PAY' })),
      );
      db.statements.length = 0;
      const mixed = [...keys, ...keys.map((key) => `${key}b`)];
      await put(
        tx,
        mixed.flatMap((key) => plan('LineUp', key, { name: 'new', problem: 'P1', line: 'BOOK' })),
      );
      return db.statements.map((sql) => sql.trim().split(/\s/)[0]);
    });
    // The records, the codes of two references, the update, the insert.
    expect(sent).toEqual(['SELECT', 'SELECT', 'WITH', 'INSERT']);
  });
});
