/**
 * Twelve payloads of SQL injection in every filter, order and cursor. No statement that reaches PostgreSQL may hold a word of
 * them: all values are bound, all names come from closed maps.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildSchema } from '../../api/build-schema.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { injections, MARK } from './payloads.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_TOKENS: '100000' } });
});
afterAll(() => server.stop());

test.each(injections(buildSchema()))('12 payloads in %s', async (_name, asked) => {
  for (const { query, variables, codes, isRefused } of asked) {
    server.db.queries.length = 0;
    const { status, errors = [] } = await server.ask('admin', query, variables);
    expect(server.db.queries.filter((sql) => sql.includes(MARK))).toEqual([]);
    expect([200, 400]).toContain(status);
    for (const { extensions } of errors) expect(codes).toContain(extensions?.['code']);
    if (isRefused) expect(errors.length).toBeGreaterThan(0);
  }
});

test('nothing was dropped, made or changed by any of it', async () => {
  expect(await server.db.owner(`SELECT to_regclass('${MARK}') AS made, count(*)::int AS markets FROM market`)).toEqual([
    { made: null, markets: 2 },
  ]);
});
