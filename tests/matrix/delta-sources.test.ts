/** Contract, semantics 13: a row is in a delta when anything that its header or cells show is newer, archived sources included. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { matrixDelta, type PulledDelta, pullMatrix, revision } from '../../api/matrix/pull.ts';
import type { MatrixRequest } from '../../api/view/matrix-source.ts';
import type { MatrixKind } from '../../schema/matrix/definition.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase({ demo: true });
});
afterAll(() => db.drop());

const DAY = '2026-11-21';
type Row = readonly (string | number | null)[];
const request = (kind: MatrixKind, filter = {}): MatrixRequest => ({ kind, asOf: DAY, filter });

const pull = (of: MatrixRequest): Promise<Row[]> =>
  db.database.read('admin', async (tx) => (await pullMatrix(tx, of)).rows.toJSON() as Row[]);

const delta = (of: MatrixRequest, since: number): Promise<{ rows: Row[]; removed: readonly string[] }> =>
  db.database.read('admin', async (tx) => {
    const { rows, removed }: PulledDelta = await matrixDelta(tx, of, { since });
    return { rows: rows.toJSON() as Row[], removed };
  });

/** Touches one row of a table as the next change set would; answers the revision before it. */
async function touch(table: string, code: string, set = ''): Promise<number> {
  const before = await db.database.read('admin', (tx) => revision(tx));
  const touched = await db.owner(
    `UPDATE ${table} SET revision = ${before + 1}${set && `, ${set}`} WHERE code = '${code}' RETURNING id`,
  );
  expect(touched.length).toBeGreaterThan(0);
  await db.owner(`UPDATE revision SET number = ${before + 1}`);
  return before;
}

describe.each<[MatrixKind, string, string, string]>([
  ['TIER_PRICE', 'offering', 'TAX-BEST', 'offering'],
  ['TIER_PRICE', 'line_up', 'TAX', 'line_up'],
  ['TIER_PRICE', 'problem', 'CLIENT-WORK', 'problem'],
  ['TIER_PRICE', 'product_line', 'TAX', 'line'],
  ['TIER_PRICE', 'product_suite', 'BOOKSNOW', 'suite'],
  ['TIER_PRICE', 'price_list', 'EU', 'price_list'],
  ['TIER_PRICE', 'market', 'ADV', 'market'],
  ['BUDGET', 'product_line', 'TAX', 'line'],
  ['BUDGET', 'market', 'ADV', 'market'],
  ['ROADMAP', 'product', 'TAX-ONLINE', 'product'],
  ['ROADMAP', 'person', 'PM-TAX', 'owner'],
  ['ROADMAP', 'market', 'ADV', 'market'],
])('%s, after a change of %s %s,', (kind, table, code, column) => {
  test('has the rows that it labels in its delta, in their order, and no others', async () => {
    const since = await touch(table, code);
    const all = await pull(request(kind));
    const { columns, header } = await db.database.read('admin', async (tx) => {
      const { view } = await pullMatrix(tx, request(kind));
      return { columns: view.columns, header: view.definition.header };
    });
    const at = 1 + [...header, ...columns].findIndex((c) => c.key === column);
    const labelled = all.filter((row) => row[at] === code);
    expect(labelled.length).toBeGreaterThan(0);
    expect(await delta(request(kind), since)).toEqual({ rows: labelled, removed: [] });
  });
});

test('an archived offering takes its rows out of a sheet, blank ones too, and brings them back', async () => {
  const of = request('TIER_PRICE', { offerings: ['TAX-BEST'] });
  const rows = await pull(of);
  const since = await touch('offering', 'TAX-BEST', 'archived_at = now()');
  const gone = await delta(of, since);
  expect([gone.rows, [...gone.removed].sort()]).toEqual([[], rows.map((row) => row[0]).sort()]);
  const back = await touch('offering', 'TAX-BEST', 'archived_at = NULL');
  expect(await delta(of, back)).toEqual({ rows, removed: [] });
});

test('an offering that is meant for a segment no longer leaves the sheet of that segment', async () => {
  const of = request('TIER_PRICE', { segments: ['MICRO'] });
  const rows = await pull(of);
  const since = await db.database.read('admin', (tx) => revision(tx));
  const [left] = await db.owner<{ code: string }>(
    `UPDATE offering_segment os SET archived_at = now(), revision = ${since + 1}
     FROM offering o, segment s WHERE o.id = os.offering_id AND s.id = os.segment_id AND s.code = 'MICRO'
       AND o.code = (SELECT min(x.code) FROM offering_segment y JOIN offering x ON x.id = y.offering_id WHERE y.segment_id = s.id)
     RETURNING o.code`,
  );
  await db.owner(`UPDATE revision SET number = ${since + 1}`);
  const gone = rows.filter((row) => String(row[0]).split('/')[1] === left?.code).map((row) => row[0]);
  expect(gone.length).toBeGreaterThan(0);
  expect((await delta(of, since)).removed).toEqual(expect.arrayContaining(gone));
});
