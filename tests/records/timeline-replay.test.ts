/** Whatever is done to prices, in whatever order: the changes tell all of it, and undoing it leads back. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import type { PlannedWrite, ReadWrite } from '../../api/records/planned-write.ts';
import { type RecordedChange, restoreTimelines } from '../../api/records/timeline-restore.ts';
import { timelineStore } from '../../api/records/timeline-store.ts';
import type { Transaction } from '../../api/database/transaction.ts';
import { entityNamed } from '../../api/model/registry.ts';
import { addDays, type Day } from '../../schema/domain/day.ts';
import { asText, type Prices, replay, valueFieldOf } from './replay.ts';
import { type StoreDatabase, storeDatabase } from './store-database.ts';
import { trying } from './undo.ts';
import { smallWorld } from './world.ts';

let db: StoreDatabase;
beforeAll(async () => {
  db = await storeDatabase();
  await db.run(smallWorld);
});
afterAll(() => db.drop());

const DAYS: Day[] = Array.from({ length: 9 }, (_, i) => addDays('2027-01-01', i));
const PRICE = entityNamed('Price');
const ROW = ['SMB', 'O1', 'STD', 'MONTH', '1'];

interface Edit {
  readonly cell: string;
  readonly day: number;
  readonly value: string | null;
  readonly metric?: string | null | undefined;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  cell: fc.constantFrom('USD', 'USD', 'EUR', 'quote'),
  day: fc.integer({ min: 0, max: 7 }),
  value: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('1', '2', '3.5') },
    { weight: 2, arbitrary: fc.constant(null) },
  ),
  metric: fc.option(fc.constantFrom('seat', 'user', null), { nil: undefined, freq: 4 }),
});

/** One change set: some edits, each cell once a day. */
const changeSet = fc.uniqueArray(edit, { minLength: 1, maxLength: 4, selector: (e) => `${e.cell} ${e.day}` });

type Step = { readonly edits: Edit[] } | { readonly undo: number };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: changeSet.map((edits) => ({ edits })) },
  { weight: 1, arbitrary: fc.nat(5).map((undo) => ({ undo })) },
);

function planned({ cell, day, value, metric }: Edit): PlannedWrite<string>[] {
  const at = { entity: 'Price', key: [...ROW, cell], from: DAYS[day] ?? '', origin: '' };
  const price = { ...at, field: valueFieldOf(cell), after: value };
  return metric === undefined || value === null ? [price] : [price, { ...at, field: 'metric', after: metric }];
}

/** The live prices on each day, and the proof that none overlap. */
async function inForce(tx: Transaction): Promise<string[]> {
  const rows = await tx.query<{ at: string }>(
    `SELECT cell || ' ' || d.day || ' ' || coalesce(trim_scale(amount)::text, text) || ' ' || coalesce(metric, '-') AS at
       FROM price JOIN unnest($1::date[]) AS d(day) ON valid_from <= d.day AND (valid_to IS NULL OR d.day < valid_to)
      WHERE archived_at IS NULL`,
    [DAYS],
  );
  const cells = rows.map((row) => row.at.split(' ').slice(0, 2).join(' '));
  expect(new Set(cells).size).toBe(cells.length);
  return rows.map((row) => row.at).sort();
}

/** Live versions with their ids: what "exactly" means. */
const exactly = (tx: Transaction): Promise<object[]> =>
  tx.query(
    'SELECT id, cell, valid_from, valid_to, amount, text, metric FROM price WHERE archived_at IS NULL ORDER BY id',
  );

/** Of the two rows in the refusal's words one has a quote's range of currencies, `(,)`; two of one cell are our mistake. */
const isQuoteBesideAmount = (error: unknown): boolean =>
  error instanceof pg.DatabaseError &&
  error.constraint === 'price_is_the_only_one_in_force' &&
  error.detail?.split('(,)').length === 2;

/** Runs one change set; a conflict between amounts and quotes is refused, and then nothing has happened. */
async function attempt<T>(tx: Transaction, work: () => Promise<T>): Promise<T | undefined> {
  await tx.query('SAVEPOINT attempt');
  try {
    return await work();
  } catch (error) {
    if (!isQuoteBesideAmount(error)) throw error;
    await tx.query('ROLLBACK TO SAVEPOINT attempt');
    return undefined;
  } finally {
    await tx.query('RELEASE SAVEPOINT attempt');
  }
}

async function write(tx: Transaction, edits: readonly Edit[], revision: number): Promise<ReadWrite<unknown>[]> {
  const { writes } = await timelineStore.read(tx, PRICE, edits.flatMap(planned));
  const changed = writes.filter((w) => w.before !== w.after);
  await timelineStore.write(tx, PRICE, { revision, writes: changed });
  return changed;
}

const recorded = (w: ReadWrite<unknown>, revision: number): RecordedChange => ({
  entity: w.entity,
  key: w.key,
  field: w.field,
  revision,
  validFrom: w.from ?? '',
  validTo: w.validTo ?? null,
  beforeFrom: w.beforeFrom ?? null,
  before: w.before,
  after: w.after,
});

it('the changes, replayed, give the price of every day, whatever is edited and undone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      await trying(db, async (tx) => {
        const prices: Prices = new Map();
        const sets: ReadWrite<unknown>[][] = [];
        for (const [i, one] of steps.entries()) {
          const revision = i + 2;
          const changes = await attempt(tx, () => {
            if ('edits' in one) return write(tx, one.edits, revision);
            const undone = one.undo % Math.max(sets.length, 1);
            const set = (sets[undone] ?? []).map((w) => recorded(w, undone + 2));
            return restoreTimelines(tx, PRICE, { revision, changes: set });
          });
          sets.push(changes ?? []);
          replay(prices, changes ?? [], DAYS);
          expect(await inForce(tx)).toEqual(asText(prices));
        }
      });
    }),
    { numRuns: 100 },
  );
});

it('undoing the last change set leads back exactly, to the same rows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(changeSet, { maxLength: 4 }), changeSet, async (history, last) => {
      await trying(db, async (tx) => {
        for (const [i, edits] of history.entries()) await attempt(tx, () => write(tx, edits, i + 2));
        const start = await exactly(tx);
        const startDays = await inForce(tx);
        const changes = await attempt(tx, () => write(tx, last, 100));
        const set = (changes ?? []).map((w) => recorded(w, 100));
        await restoreTimelines(tx, PRICE, { revision: 101, changes: set });
        expect(await inForce(tx)).toEqual(startDays);
        expect(await exactly(tx)).toEqual(start);
      });
    }),
    { numRuns: 100 },
  );
});

it('undoing all change sets, the last first, leads back to nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(changeSet, { minLength: 1, maxLength: 5 }), async (history) => {
      await trying(db, async (tx) => {
        const sets: RecordedChange[][] = [];
        for (const [i, edits] of history.entries()) {
          const changes = await attempt(tx, () => write(tx, edits, i + 2));
          sets.push((changes ?? []).map((w) => recorded(w, i + 2)));
        }
        for (const [i, changes] of sets.toReversed().entries()) {
          await restoreTimelines(tx, PRICE, { revision: 100 + i, changes });
        }
        expect(await inForce(tx)).toEqual([]);
      });
    }),
    { numRuns: 60 },
  );
});

it('a refused change set leaves the constraints as they were', async () => {
  const both: Edit[] = [
    { cell: 'USD', day: 1, value: '1' },
    { cell: 'quote', day: 1, value: 'Ask' },
  ];
  const days = await trying(db, async (tx) => {
    await attempt(tx, () => write(tx, both, 2));
    await write(tx, both.slice(0, 1), 3);
    await write(tx, [{ cell: 'USD', day: 2, value: '2' }], 4);
    return inForce(tx);
  });
  expect(days).toHaveLength(DAYS.length - 1);
});

it('a price that comes back ends where somebody has planned the next one since', async () => {
  const days = await trying(db, async (tx) => {
    await write(tx, [{ cell: 'USD', day: 0, value: '1' }], 2);
    const ended = await write(tx, [{ cell: 'USD', day: 2, value: null }], 3);
    await write(tx, [{ cell: 'USD', day: 4, value: '9' }], 4);
    await restoreTimelines(tx, PRICE, { revision: 5, changes: ended.map((w) => recorded(w, 3)) });
    return (await inForce(tx)).map((at) => at.split(' ')[2]);
  });
  expect(days).toEqual(['1', '1', '1', '1', '9', '9', '9', '9', '9']);
});

it('a metric is not put back where its price has been undone since', async () => {
  const after = await trying(db, async (tx) => {
    const opened = await write(tx, [{ cell: 'USD', day: 5, value: '1', metric: 'user' }], 2);
    const metric = await write(tx, [{ cell: 'USD', day: 5, value: '1', metric: 'seat' }], 3);
    await restoreTimelines(tx, PRICE, { revision: 4, changes: opened.map((w) => recorded(w, 2)) });
    const undone = await restoreTimelines(tx, PRICE, { revision: 5, changes: metric.map((w) => recorded(w, 3)) });
    return { undone, prices: await inForce(tx) };
  });
  expect(after).toEqual({ undone: [], prices: [] });
});

it('a price that is put back over another goes no further than that one went', async () => {
  const { undone, days } = await trying(db, async (tx) => {
    await write(tx, [{ cell: 'USD', day: 0, value: '3.5' }], 2);
    const ended = await write(tx, [{ cell: 'USD', day: 0, value: null }], 3);
    await write(tx, [{ cell: 'USD', day: 0, value: '1', metric: 'seat' }], 4);
    await write(tx, [{ cell: 'USD', day: 1, value: null }], 5);
    const changes = ended.map((w) => recorded(w, 3));
    return { undone: await restoreTimelines(tx, PRICE, { revision: 6, changes }), days: await inForce(tx) };
  });
  expect(undone).toMatchObject([{ field: 'amount', before: '1', after: '3.5', validTo: DAYS[1] }]);
  expect(days).toEqual([`USD ${DAYS[0] ?? ''} 3.5 seat`]);
});
