/** What the policies hide is unknown to the stores, and what they forbid or hide is not passed over in silence. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { recordStore } from '../../api/records/record-store.ts';
import { timelineStore } from '../../api/records/timeline-store.ts';
import { entityNamed } from '../../api/model/registry.ts';
import { type StoreDatabase, storeDatabase } from './store-database.ts';
import { smallWorld } from './world.ts';
import { plan, read } from './writing.ts';

let db: StoreDatabase;
beforeAll(async () => {
  db = await storeDatabase();
  await db.run(async (tx) => {
    await smallWorld(tx);
    const stamps = 'gen_random_uuid(), 1, 1, now(), now()';
    const columns = 'id, revision, created_revision, created_at, updated_at';
    await tx.query(
      `INSERT INTO app_user (${columns}, subject, name, roles)
       SELECT ${stamps}, lower(role), role, ARRAY[role] FROM unnest(ARRAY['PRICING', 'ADMIN']) AS role`,
    );
    await tx.query(
      `INSERT INTO market_grant (${columns}, user_id, market_id)
       SELECT ${stamps}, u.id, m.id FROM app_user u JOIN market m ON m.code = 'ENT' OR u.subject = 'admin'`,
    );
  });
});
afterAll(() => db.drop());

it.each([
  ['a market that is not granted', 'SMB/P1'],
  ['a market that is not there', 'XXX/P1'],
])('%s is the same unknown code', async (_, key) => {
  const { misplaced } = await db.test.database.read('pricing', (tx) => read(tx, plan('Problem', key, { name: 'x' })));
  expect(misplaced.map((m) => [m.code, m.field, m.value])).toEqual([['UNKNOWN_CODE', 'market', key.slice(0, 3)]]);
});

it('a role may write what its policies allow', async () => {
  const prices = plan('Price', 'ENT/O9/STD/MONTH/1/USD', { amount: '5' }).map((w) => ({ ...w, from: '2027-01-01' }));
  await db.test.database.write('admin', async (tx) => {
    const offering = { lineUp: 'L9', product: 'PAY-1', name: 'x', kind: 'TIER', tierRank: '1', lifecycle: 'ACTIVE' };
    for (const records of [
      plan('LineUp', 'ENT/L9', { problem: 'P1', line: 'PAY', name: 'x' }),
      plan('Offering', 'ENT/O9', offering),
    ]) {
      const { writes } = await read(tx, records);
      await recordStore.write(tx, entityNamed(records[0]?.entity ?? ''), { revision: 2, writes });
    }
  });
  const before = await db.test.database.write('pricing', async (tx) => {
    const { writes } = await read(tx, prices, { store: timelineStore });
    await timelineStore.write(tx, entityNamed('Price'), { revision: 3, writes });
    return (await read(tx, prices, { store: timelineStore })).writes[0]?.before;
  });
  expect(before).toBe('5');
});

it('an update that the policies forbid is refused', async () => {
  const write = db.test.database.write('pricing', async (tx) => {
    const { writes } = await read(tx, plan('Problem', 'ENT/P1', { name: 'Other' }));
    await recordStore.write(tx, entityNamed('Problem'), { revision: 2, writes });
  });
  await expect(write).rejects.toThrow('row-level security');
});

it('an update that finds no row is refused', async () => {
  const write = db.test.database.write('admin', async (tx) => {
    const { writes } = await read(tx, plan('Problem', 'ENT/P1', { name: 'Other' }));
    const astray = writes.map((w) => ({
      ...w,
      row: { id: '00000000-0000-4000-8000-000000000000', createdRevision: 1 },
    }));
    await recordStore.write(tx, entityNamed('Problem'), { revision: 2, writes: astray });
  });
  await expect(write).rejects.toThrow('1 of 1 rows of problem could not be written');
});
