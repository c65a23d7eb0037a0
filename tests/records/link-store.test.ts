import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { linkStore } from '../../api/records/link-store.ts';
import type { Transaction } from '../../api/database/transaction.ts';
import { type StoreDatabase, storeDatabase } from './store-database.ts';
import { trying } from './undo.ts';
import { smallWorld } from './world.ts';
import { plan, put, read, stored } from './writing.ts';

let db: StoreDatabase;
beforeAll(async () => {
  db = await storeDatabase();
  await db.run(async (tx) => {
    await smallWorld(tx);
    const requirement = { product: 'PAY-1', kind: 'FUNCTION', statement: 'It pays', priority: '1' };
    await put(
      tx,
      ['A', 'B', 'C', 'a'].flatMap((code) => plan('ProductRequirement', code, requirement)),
    );
    const item = { title: 'Item', product: 'PAY-1' };
    await put(
      tx,
      ['SMB/R1', 'SMB/R2', 'SMB/R3', 'ENT/R9'].flatMap((key) => plan('RoadmapItem', key, item)),
    );
  });
});
afterAll(() => db.drop());

const store = linkStore;
const set = (key: string, requirements: string | null) => plan('ItemRequirement', key, { requirements });
const requirementsOf = async (tx: Transaction, key: string) =>
  (await stored(tx, { entity: 'ItemRequirement', key, fields: ['requirements'], store }))['requirements'];

describe('the links of an owner are one cell', () => {
  it.each([
    ['nothing', null, null],
    ['one code', 'A', 'A'],
    ['several, in code order, capitals first', 'a;C;A', 'A;C;a'],
    ['each code once', 'B;A;B', 'A;B'],
    ['blanks around codes', ' B ; A ;', 'A;B'],
  ])('%s', async (_, given, found) => {
    const [planned, after] = await trying(db, async (tx) => {
      const [write] = await put(tx, set('SMB/R1', given), { store });
      return [write?.after, await requirementsOf(tx, 'SMB/R1')];
    });
    expect([planned, after]).toEqual([found, found]);
  });

  it('a new set archives what is left out, keeps what stays, and adds what is new', async () => {
    const result = await trying(db, async (tx) => {
      await put(tx, [...set('SMB/R1', 'A;B'), ...set('SMB/R2', 'B')], { store, revision: 2 });
      const [write] = await put(tx, set('SMB/R1', 'B;C'), { store, revision: 3 });
      const rows = await tx.query(
        `SELECT i.code AS item, p.code, r.revision, r.archived_at IS NULL AS live FROM item_requirement r
           JOIN roadmap_item i ON i.id = r.item_id JOIN product_requirement p ON p.id = r.requirement_id ORDER BY 1, 2`,
      );
      return { before: write?.before, rows };
    });
    expect(result).toEqual({
      before: 'A;B',
      rows: [
        { item: 'R1', code: 'A', revision: 3, live: false },
        { item: 'R1', code: 'B', revision: 2, live: true },
        { item: 'R1', code: 'C', revision: 3, live: true },
        { item: 'R2', code: 'B', revision: 2, live: true },
      ],
    });
  });

  it('what was taken out can come back', async () => {
    const after = await trying(db, async (tx) => {
      for (const codes of ['A;B', 'B', 'A;B', null, 'A']) await put(tx, set('SMB/R1', codes), { store });
      return requirementsOf(tx, 'SMB/R1');
    });
    expect(after).toBe('A');
  });

  it('members of the same table are found within the market of the owner', async () => {
    const found = await trying(db, async (tx) => {
      const both = [
        ...plan('ItemDependency', 'SMB/R1', { dependsOn: 'R3;R2' }),
        ...plan('ItemDependency', 'ENT/R9', { dependsOn: 'R2' }),
      ];
      const { writes, misplaced } = await read(tx, both, { store });
      return [writes.map((w) => w.after), misplaced.map((m) => [m.code, m.field, m.value])];
    });
    expect(found).toEqual([['R2;R3'], [['UNKNOWN_CODE', 'dependsOn', 'R2']]]);
  });
});

describe('what cannot be placed', () => {
  it('every unknown member is told', async () => {
    const { writes, misplaced } = await trying(db, (tx) => read(tx, set('SMB/R1', 'A;X;Y'), { store }));
    expect([writes, misplaced.map((m) => [m.code, m.field, m.value])]).toEqual([
      [],
      [
        ['UNKNOWN_CODE', 'requirements', 'X'],
        ['UNKNOWN_CODE', 'requirements', 'Y'],
      ],
    ]);
  });

  it('an owner that is not there is an unknown row, unless it comes to life in the same list', async () => {
    const pending = new Map([['RoadmapItem', new Set(['SMB/NEW'])]]);
    const planned = [...set('SMB/NEW', 'A'), ...set('SMB/NONE', 'A')];
    const { writes, misplaced } = await trying(db, (tx) => read(tx, planned, { store, pending }));
    expect(writes.map((w) => [w.key.join('/'), w.before, w.exists])).toEqual([['SMB/NEW', null, false]]);
    expect(misplaced.map((m) => [m.code, m.value])).toEqual([['UNKNOWN_ROW', 'NONE']]);
  });
});

it.each([1, 3])('the number of statements does not grow with the number of owners: %i', async (count) => {
  const keys = ['SMB/R1', 'SMB/R2', 'SMB/R3'].slice(0, count);
  const sent = await trying(db, async (tx) => {
    await put(
      tx,
      keys.flatMap((key) => set(key, 'A;B')),
      { store },
    );
    db.statements.length = 0;
    await put(
      tx,
      keys.flatMap((key) => set(key, 'B;C;a')),
      { store },
    );
    return db.statements.length;
  });
  expect(sent).toBe(6);
});
