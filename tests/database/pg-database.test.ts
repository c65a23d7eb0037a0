import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());
test('x', async () => {
  expect(await db.owner('SELECT 1 AS a')).toEqual([{ a: 1 }]);
});
