/** How a server on a PostgreSQL of its own gets its first administrator. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../api/config.ts';
import { openDatabase } from '../../api/database/open-database.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

async function startWith(subject: string): Promise<void> {
  const config = readConfig({ DATABASE_URL: db.url, DATABASE_OWNER_URL: db.ownerUrl, FIRST_ADMIN_SUBJECT: subject });
  await (await openDatabase(config)).close();
}
const rolesOf = (subject: string): Promise<readonly string[]> =>
  db.database.read(subject, ({ identity }) => Promise.resolve(identity.roles));

describe('FIRST_ADMIN_SUBJECT', () => {
  test('is let in as ADMIN by the first start, on record and with no actor', async () => {
    await startWith('boss@example.com');
    expect(await rolesOf('boss@example.com')).toEqual(['ADMIN']);
    const recorded = await db.owner('SELECT kind, actor_id, detail FROM access_event');
    expect(recorded).toEqual([{ kind: 'USER_CREATED', actor_id: null, detail: 'boss@example.com: ADMIN' }]);
  });

  test('changes nothing as long as there is an administrator, nor by being given again', async () => {
    await startWith('boss@example.com');
    await startWith('intruder');
    await expect(rolesOf('intruder')).rejects.toThrow('Not signed in');
    expect(await db.owner('SELECT FROM access_event')).toHaveLength(1);
  });
});
