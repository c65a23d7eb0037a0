/** What the log says of each request, and what it never says. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeLogger } from '../../api/log/logger.ts';
import { loggedError } from '../../api/log/logged-error.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const CANARY = 'canary7f3a';
const lines: string[] = [];
let server: TestServer;
beforeAll(async () => {
  const log = makeLogger('trace', { write: (line) => void lines.push(line) });
  server = await startTestServer({ log });
});
afterAll(() => server.stop());

type Line = Readonly<Record<string, unknown>>;
const logged = (): Line[] => lines.map((line) => JSON.parse(line) as Line);

/** The lines of one request; its own comes when the connection is through with it. */
async function linesOf(requestId: string | null): Promise<Line[]> {
  for (;;) {
    const found = logged().filter((line) => line['requestId'] === requestId);
    if (found.some((line) => line['msg'] === 'request')) return found;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function post(body: string, headers: Record<string, string> = {}, path = '/graphql'): Promise<Response> {
  return fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await server.token('admin')}`, ...headers },
    body,
  });
}

describe('a line', () => {
  test('says who asked what by name, how it ended and how long it took', async () => {
    const response = await post('{"query":"query Mine { me { name } }"}');
    const [line] = await linesOf(response.headers.get('x-request-id'));
    expect(line).toMatchObject({
      ...{ level: 30, method: 'POST', route: '/graphql', status: 200, user: 'admin', kind: 'query', operation: 'Mine' },
      ...{ ms: expect.any(Number) as unknown, time: expect.any(Number) as unknown },
    });
  });

  test.each<[string, string, Record<string, string>, number, string]>([
    ['a validation error', '{"query":"{ nothing }"}', {}, 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['a limit', `{"query":"{ ${'me '.repeat(300)} }"}`, {}, 400, 'LIMIT_EXCEEDED'],
    ['a body that is no JSON', '{', {}, 400, 'BAD_REQUEST'],
    ['nobody', '{"query":"{ me { name } }"}', { authorization: '' }, 401, 'UNAUTHENTICATED'],
  ])('of %s has its code', async (_what, body, headers, status, code) => {
    const response = await post(body, headers);
    expect(await linesOf(response.headers.get('x-request-id'))).toContainEqual(
      expect.objectContaining({ status, errors: [code] }),
    );
  });

  test('takes over the id that the caller gave, when it can be nothing else', async () => {
    const id = crypto.randomUUID();
    expect((await post('{}', { 'x-request-id': id })).headers.get('x-request-id')).toBe(id);
    for (const other of [`mgt_${'A'.repeat(43)}`, 'x y', 'a'.repeat(65)]) {
      expect((await post('{}', { 'x-request-id': other })).headers.get('x-request-id')).not.toBe(other);
    }
  });
});

describe('a canary', () => {
  test('in every place of a request that a value or a token can be is nowhere in the log', async () => {
    const input = (o: object): string =>
      JSON.stringify({
        query:
          'mutation Push($input: PushInput!) { pushChanges(input: $input) { applied rejections { code message } } }',
        variables: { input: { idempotencyKey: CANARY, reason: CANARY, parts: [], ...o } },
      });
    const edits = [[`SMB/${CANARY}`, 'title', CANARY]];
    const parts = [{ request: { kind: 'ROADMAP', filter: { owners: [CANARY] } }, baseRevision: 1, edits }];
    const sent = [
      post(input({ parts })),
      post(input({})),
      post(`{"query":"{ me { name } }" ${CANARY}`),
      post(`{"query":"{ ${CANARY} }"}`),
      post(`{"query":"{ markets(filter: { code: { eq: \\"${CANARY}\\" } }) { totalCount } }"}`),
      post('{"query":"{ me { name } }"}', { authorization: `Bearer ${CANARY}` }),
      post('{"query":"{ me { name } }"}', { authorization: `Bearer mgt_${CANARY.padEnd(43, 'A')}` }),
      post('{"query":"{ me { name } }"}', { 'x-request-id': `mgt_${CANARY}`, cookie: CANARY, referer: CANARY }),
      post('{}', {}, `/graphql?token=${CANARY}`),
      post('{}', {}, `/auth/${CANARY}`),
      post(`{"user":"${CANARY}"}`, {}, '/auth/demo'),
    ];
    const answers = await Promise.all(sent);
    for (const answer of answers) await linesOf(answer.headers.get('x-request-id'));
    expect(lines.length).toBeGreaterThanOrEqual(sent.length);
    expect(lines.filter((line) => line.includes(CANARY))).toEqual([]);
    const tokens = await Promise.all(['admin', 'viewer'].map((user) => server.token(user)));
    for (const token of tokens) expect(lines.join('')).not.toContain(token.split('.')[2]);
  });

  test('in an error of the database is not in the log either; the error is, under the id that the caller was told', async () => {
    await server.db.owner(`CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'no good: %', NEW.title USING DETAIL = NEW.title, HINT = NEW.title, TABLE = 'roadmap_item'; END $$`);
    await server.db.owner('CREATE TRIGGER fail BEFORE UPDATE ON roadmap_item FOR EACH ROW EXECUTE FUNCTION fail()');
    interface Pulled {
      readonly matrix: { readonly revision: number; readonly rows: [string][] };
    }
    const { matrix } = await server.gql<Pulled>('admin', '{ matrix(request: { kind: ROADMAP }) { revision rows } }');
    const edits = [[matrix.rows[0]?.[0], 'title', CANARY]];
    const parts = [{ request: { kind: 'ROADMAP' }, baseRevision: matrix.revision, edits }];
    const response = await post(
      JSON.stringify({
        query: 'mutation ($input: PushInput!) { pushChanges(input: $input) { applied } }',
        variables: { input: { idempotencyKey: crypto.randomUUID(), parts } },
      }),
    );
    const answer = (await response.json()) as {
      errors: { message: string; extensions: { code: string; errorId: string } }[];
    };
    expect(answer.errors[0]?.extensions.code).toBe('INTERNAL');
    const found = await linesOf(response.headers.get('x-request-id'));
    expect(found).toContainEqual(
      expect.objectContaining({
        msg: 'an operation failed',
        errorId: answer.errors[0]?.extensions.errorId,
        err: expect.objectContaining({ code: 'P0001', table: 'roadmap_item' }) as unknown,
      }),
    );
    expect(lines.filter((line) => line.includes(CANARY))).toEqual([]);
    expect(JSON.stringify(answer)).not.toContain(CANARY);
  });

  test.each([
    ['what JSON.parse says', new SyntaxError(`Unexpected token 'c', "${CANARY}" is not valid JSON`)],
    ['a cause', new Error('outer', { cause: new Error(`inner "${CANARY}"`) })],
    ['what is no error', CANARY],
  ])('in %s is left out', (_what, error) => {
    expect(JSON.stringify(loggedError(error))).not.toContain(CANARY);
  });
});
