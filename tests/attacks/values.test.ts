/** Values that are made to hurt, in pushes over HTTP: each is refused by name, or kept as the text that it is. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

interface Matrix {
  readonly revision: number;
  readonly rowHeader: { readonly key: string }[];
  readonly columns: { readonly key: string; readonly type: string; readonly editable: boolean }[];
  readonly rows: [string, ...unknown[]][];
}
interface Push {
  readonly pushChanges: {
    readonly applied: number;
    readonly rejections: { readonly row: string; readonly column: string; readonly code: string }[];
  };
}

const PULL =
  'query ($r: MatrixRequest!) { matrix(request: $r) { revision rowHeader { key } columns { key type editable } rows } }';
const PUSH = 'mutation ($input: PushInput!) { pushChanges(input: $input) { applied rejections { row column code } } }';

async function pull(kind: string): Promise<Matrix> {
  return (await server.gql<{ matrix: Matrix }>('admin', PULL, { r: { kind } })).matrix;
}

/** As it goes over the wire: JSON can say more than JavaScript keeps. */
async function pushRaw(kind: string, revision: number, edit: string): Promise<{ status: number; text: string }> {
  const input = `{"dryRun":false,"idempotencyKey":"${crypto.randomUUID()}","parts":[{"request":{"kind":"${kind}"},"baseRevision":${revision},"edits":[${edit}]}]}`;
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await server.token('admin')}` },
    body: `{"query":${JSON.stringify(PUSH)},"variables":{"input":${input}}}`,
  });
  return { status: response.status, text: await response.text() };
}

const NUMBERS = [
  '"2147483648e9"',
  '"1e400"',
  '1e400',
  '"NaN"',
  '"Infinity"',
  '"-Infinity"',
  '"0.0000001"',
  '"1.005"',
  '"1,5"',
  '"0x10"',
  '"9999999999999999"',
  '"\\u0000"',
  '"\\ud800"',
  '"=1+1"',
  '{}',
  '[]',
  'true',
];
const TEXTS = ['"a\\u0000b"', '"\\ud800"', '"\\udc00x"'];

describe.each(['TIER_PRICE', 'BUDGET', 'ROADMAP'])('%s', (kind) => {
  test('refuses what is no value of its columns, by row and column', async () => {
    const { revision, columns, rows } = await pull(kind);
    const [row] = rows[0] ?? [''];
    for (const type of new Set(columns.map((c) => c.type))) {
      const column = columns.find((c) => c.type === type && c.editable)?.key;
      if (column === undefined) continue;
      const values = type === 'TEXT' ? TEXTS : NUMBERS;
      for (const value of values) {
        const { status, text } = await pushRaw(
          kind,
          revision,
          `[${JSON.stringify(row)},${JSON.stringify(column)},${value}]`,
        );
        const said = { kind, type, value, status, text };
        expect(said).toEqual({ ...said, status: expect.anything() as unknown });
        expect([200, 400]).toContain(status);
        if (status === 400) expect(text).toContain('"code":"BAD_USER_INPUT"');
        else {
          const { data } = JSON.parse(text) as { data: Push };
          expect({ value, type, ...data.pushChanges.rejections[0] }).toMatchObject({ value, type, row, column });
          expect(data.pushChanges.applied).toBe(0);
        }
      }
    }
    expect((await pull(kind)).revision).toBe(revision);
  });
});

describe('text that a sheet would run', () => {
  const FORMULAS = [
    '=1+1',
    '=HYPERLINK("http://evil.example","x")',
    '+1',
    '-1',
    '@SUM(1)',
    "=cmd|' /C calc'!A0",
    '\t=1',
    '<script>alert(1)</script>',
  ];

  test('is kept and shown as it was typed', async () => {
    for (const formula of FORMULAS) {
      const { revision, rows, rowHeader, columns } = await pull('ROADMAP');
      const [row] = rows[0] ?? [''];
      const at = [...rowHeader, ...columns].findIndex((c) => c.key === 'title') + 1;
      const { status, text } = await pushRaw('ROADMAP', revision, JSON.stringify([row, 'title', formula]));
      expect({ formula, status, text }).toMatchObject({
        status: 200,
        text: expect.stringContaining('"applied":1') as unknown,
      });
      const shown = (await pull('ROADMAP')).rows.find(([key]) => key === row)?.[at];
      expect(shown).toBe(formula);
    }
  });
});
