import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { importAs, importingDatabase } from './importing-database.ts';
import type { TestDatabase } from '../support/database.ts';

const DATA = join(import.meta.dirname, '../../../shared/data');
const folder = join(DATA, 'saas-pricing');
const frame = join(DATA, 'saas-holding');
const testOnData = existsSync(folder) && existsSync(frame) ? test : test.skip;

let db: TestDatabase;
beforeAll(async () => {
  db = await importingDatabase();
});
afterAll(() => db.drop());

const count = async (what: string): Promise<number> =>
  (await db.owner<{ n: number }>(`SELECT count(*)::integer AS n FROM ${what}`))[0]?.n ?? -1;

testOnData('25 real price books in their frame give 147 tiers and 211 price versions, once', async () => {
  const request = { kind: 'pricing2yaml', folder, frame, isDryRun: false, subject: 'admin' } as const;
  const first = await importAs(db, request);
  expect(first.faults).toEqual([]);
  expect(await count(`offering WHERE kind = 'TIER'`)).toBe(147);
  expect(await count('price')).toBe(211);
  expect(await count('price WHERE archived_at IS NOT NULL')).toBe(0);
  expect(first.report.join('\n')).toMatch(/^ {2}280 add-ons$/m);
  // Plan rows without a unit, as the source has them.
  expect(first.warnings.filter((w) => w.includes('no unit'))).toHaveLength(7);

  const again = await importAs(db, request);
  expect(again.faults).toEqual([]);
  expect(again.report.at(-1)).toMatch(/^Nothing has changed/);
  expect(await count('change_set')).toBe(1);
});
