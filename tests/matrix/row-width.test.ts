/** Definition and query of a matrix say the same columns: where one of them was forgotten, rows are a cell short or shifted. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { keyed } from '../../api/matrix/matrix.queries.ts';
import { openView, pullMatrix } from '../../api/matrix/pull.ts';
import type { Transaction } from '../../api/database/transaction.ts';
import { type MatrixRequest, type RowScope, shownColumns } from '../../api/view/matrix-source.ts';
import type { ColumnType } from '../../schema/matrix/definition.ts';
import { MATRICES } from '../../schema/matrix/matrices.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase({ demo: true });
});
afterAll(() => db.drop());

type Row = readonly unknown[];

/** JSON of PostgreSQL: numbers as numbers, everything else as text. */
const HOLDS: { readonly [T in ColumnType]: (value: unknown) => boolean } = {
  TEXT: (value) => typeof value === 'string',
  CHOICE: (value) => typeof value === 'string',
  CODES: (value) => typeof value === 'string',
  DATE: (value) => /^\d{4}-\d\d-\d\d$/.test(String(value)),
  BOOLEAN: (value) => typeof value === 'boolean',
  INTEGER: Number.isInteger,
  DECIMAL: (value) => typeof value === 'number',
};

interface Titled {
  readonly key: string;
  readonly type: ColumnType;
}

function faultsOf(rows: readonly Row[], titled: readonly Titled[]): string[] {
  const width = 1 + titled.length;
  const short = rows.filter((row) => row.length !== width).map((row) => `${row.length} cells instead of ${width}`);
  const shifted = rows.flatMap((row) =>
    titled.flatMap(({ key, type }, i) => {
      const value = row[i + 1];
      return value == null || HOLDS[type](value) ? [] : [`${JSON.stringify(value)} under ${key}, which is ${type}`];
    }),
  );
  return [...new Set([...short, ...shifted])];
}

/** The rows by each way that a query answers them. */
async function answered(
  tx: Transaction,
  request: MatrixRequest,
): Promise<{ titled: Titled[]; ways: [string, Row[]][] }> {
  const { source, view } = await openView(tx, request);
  const pulled = (await pullMatrix(tx, request)).rows.toJSON() as Row[];
  const of = async (scope: RowScope): Promise<Row[]> => {
    const { text, values } = keyed(source.rows(view, scope));
    const found = await tx.query<{ row: Row | null }>(text, values);
    return found.flatMap(({ row }) => (row ? [row] : []));
  };
  return {
    titled: [...view.definition.header, ...shownColumns(view)],
    ways: [
      ['pull', pulled],
      ['by key', await of({ of: 'keys', keys: pulled.map(([key]) => String(key)) })],
      ['delta', await of({ of: 'since', since: 0 })],
    ],
  };
}

test.each(MATRICES)('$kind: each answered row has a cell for each column, and of its type', async ({ kind }) => {
  const request: MatrixRequest = { kind, asOf: '2026-11-21' };
  const { titled, ways } = await db.database.read('admin', (tx) => answered(tx, request));
  expect(ways.filter(([, rows]) => rows.length === 0).map(([way]) => `${way} answers no row`)).toEqual([]);
  expect(ways.flatMap(([way, rows]) => faultsOf(rows, titled).map((fault) => `${way}: ${fault}`))).toEqual([]);
});
