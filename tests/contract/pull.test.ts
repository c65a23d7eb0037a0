/** The contract's semantics 1 and 8: what a pull shows, and to whom. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

interface Pulled {
  readonly matrix: {
    readonly revision: number;
    readonly rowCount: number;
    readonly rowHeader: { key: string }[];
    readonly columns: { key: string; editable: boolean }[];
    readonly rows: unknown[][];
  };
}

const PULL = `query ($request: MatrixRequest!) {
  matrix(request: $request) { revision rowCount rowHeader { key } columns { key editable } rows }
}`;

describe('a pull', () => {
  test.each(['TIER_PRICE', 'BUDGET', 'ROADMAP'])('of %s gives each row its key, header and cells', async (kind) => {
    const { matrix } = await server.gql<Pulled>('admin', PULL, { request: { kind } });
    expect(matrix.rowCount).toBe(matrix.rows.length);
    expect(matrix.rowCount).toBeGreaterThan(5);
    const width = 1 + matrix.rowHeader.length + matrix.columns.length;
    for (const row of matrix.rows) expect(row).toHaveLength(width);
    const keys = matrix.rows.map(([key]) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('costs one statement for the columns and one for the rows', async () => {
    await server.token('pricing');
    server.db.queries.length = 0;
    await server.gql<Pulled>('pricing', PULL, { request: { kind: 'TIER_PRICE' } });
    expect(server.db.queries.filter((sql) => sql.trimStart().startsWith('SELECT'))).toHaveLength(2);
  });

  test('shows the viewer his market only, and nothing that he may edit', async () => {
    for (const kind of ['TIER_PRICE', 'BUDGET', 'ROADMAP']) {
      const { matrix } = await server.gql<Pulled>('viewer', PULL, { request: { kind } });
      expect(matrix.rowCount).toBeGreaterThan(0);
      for (const row of matrix.rows) expect(row[1]).toBe('ADV');
      for (const column of matrix.columns) expect(column.editable).toBe(false);
    }
  });

  test('gives the anonymous nothing', async () => {
    const { status, data, errors } = await server.ask(null, '{ __schema { types { name } } }');
    expect(status).toBe(401);
    expect(data ?? null).toBeNull();
    expect(errors?.[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
  });
});
