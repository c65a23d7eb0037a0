/** What Apollo has answered once is answered past it: it must be the same answer, with the same head, refused by the same judges. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { getOperationAST, parse } from 'graphql';
import { buildSchema } from '../../api/build-schema.ts';
import { readConfig } from '../../api/config.ts';
import type { Context } from '../../api/context.ts';
import { directAnswers } from '../../api/direct-answers.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const PAGE = `query ($code: String = "SMB", $first: Int) {
  segments(filter: { code: { eq: $code } }, first: $first) { totalCount nodes { code market { code } } }
}`;
const TWO = 'query One { markets { nodes { code } } } query Two { markets { totalCount } }';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** Not among the values for which Apollo may be passed by, and in its eyes the same. */
const BY_APOLLO = { accept: 'application/json;q=0.9' };

interface Answered {
  readonly status: number;
  readonly head: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Another spelling of the same, which only Express's routes know. */
const BY_EXPRESS = '/graphql?';

async function send(
  user: string | null,
  body: unknown,
  headers: Record<string, string> = {},
  path = '/graphql',
): Promise<Answered> {
  const authorization = user === null ? {} : { authorization: `Bearer ${await server.token(user)}` };
  const response = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...authorization, ...headers },
    body: JSON.stringify(body),
  });
  const { date: _date, 'x-request-id': _id, ...head } = Object.fromEntries(response.headers);
  return { status: response.status, head, body: await response.text() };
}

beforeAll(async () => {
  for (const body of [{ query: PAGE }, { query: TWO, operationName: 'One' }, { query: TWO, operationName: 'Two' }]) {
    expect((await send('admin', body, BY_APOLLO)).status).toBe(200);
  }
});

test.each<[string, unknown]>([
  ['a page', { query: PAGE }],
  ['a page with other variables', { query: PAGE, variables: { code: 'ENT', first: 1 } }],
  ['null for what may be left out', { query: PAGE, variables: null, extensions: null, operationName: null }],
  ['the first of two operations', { query: TWO, operationName: 'One' }],
  ['the second of two operations', { query: TWO, operationName: 'Two' }],
  ['neither of two operations', { query: TWO }],
  ['an operation that there is not', { query: TWO, operationName: 'Three' }],
  ['a page that costs too much', { query: PAGE, variables: { first: 100_000_000 } }],
  ['a page of fewer than no rows', { query: PAGE, variables: { first: -1 } }],
  ['a variable of another type', { query: PAGE, variables: { first: 'many' } }],
  ['a NUL in a variable', { query: PAGE, variables: { code: '\u0000' } }],
  ['variables that are a list', { query: PAGE, variables: [1] }],
  ['variables within variables', { query: PAGE, variables: JSON.parse('['.repeat(60) + ']'.repeat(60)) as unknown }],
  ['extensions that are text', { query: PAGE, extensions: 'x' }],
  ['a hash instead of a query', { query: PAGE, extensions: { persistedQuery: { version: 1 } } }],
  ['several operations in a list', [{ query: PAGE }]],
])('%s', async (_what, body) => {
  for (const user of ['admin', 'viewer', null]) {
    expect(await send(user, body, { accept: 'application/json' })).toEqual(await send(user, body, BY_APOLLO));
  }
});

test('an operation that cannot be told is refused with what is wrong', async () => {
  const { status, body } = await send('admin', { query: TWO, operationName: 'Three' });
  expect([status, JSON.parse(body)]).toMatchObject([
    400,
    { errors: [{ message: 'Unknown operation named "Three".' }] },
  ]);
});

test('other media types are chosen as Apollo chooses them', async () => {
  const types = ['application/graphql-response+json', 'text/csv', '*/*', 'text/html, */*;q=0.1'];
  const answers = await Promise.all(types.map((accept) => send('admin', { query: PAGE }, { accept })));
  expect(answers.map(({ status, head }) => [status, head['content-type']])).toEqual([
    [200, 'application/graphql-response+json; charset=utf-8'],
    [406, 'application/json; charset=utf-8'],
    [200, 'application/json; charset=utf-8'],
    [200, 'application/json; charset=utf-8'],
  ]);
});

test.each<[string, unknown, Record<string, string>]>([
  ['a page', { query: PAGE }, {}],
  ['a page for another site', { query: PAGE }, { origin: 'https://elsewhere.example' }],
  ['another content type', { query: PAGE }, { 'content-type': 'text/plain' }],
  ['another charset', { query: PAGE }, { 'content-type': 'application/json; charset=utf-16' }],
  ['a charset that there is not', { query: PAGE }, { 'content-type': 'application/json; charset=x' }],
  ['a body that is compressed, as it says', { query: PAGE }, { 'content-encoding': 'gzip' }],
  ['a token that is none', { query: PAGE }, { authorization: 'Bearer x' }],
  ['a body that is neither an object nor a list', 'text', {}],
  ['an empty object', {}, {}],
])('%s comes to the same by way of Express', async (_what, body, headers) => {
  expect(await send('admin', body, headers)).toEqual(await send('admin', body, headers, BY_EXPRESS));
});

test.each([
  ['with a byte order mark', '\uFEFF{"query":"{ __typename }"}', 200],
  ['that is null', 'null', 400],
  ['that is empty', '', 400],
  ['that breaks off', '{"query":', 400],
])('a body %s is taken as body-parser takes it', async (_what, body, status) => {
  const authorization = `Bearer ${await server.token('admin')}`;
  const post = async (type: string): Promise<unknown> => {
    const headers = { 'content-type': type, authorization };
    const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body });
    return [response.status, await response.text()];
  };
  const read = await post('application/json');
  expect(read).toEqual([status, expect.any(String)]);
  // Only body-parser reads what has further parameters.
  expect(read).toEqual(await post('application/json; v=1'));
});

test('a text is known once Apollo has resolved it, and only under the name of its operation', async () => {
  const schema = buildSchema(readConfig({}));
  const judged: unknown[] = [];
  const { plugin, known } = directAnswers({
    format: (error) => error,
    judge: ({ variables }) => judged.push(variables),
  });
  // Reads nothing: what is read is compared above.
  const context = { readAlone: () => Promise.resolve({ held: ['{"totalCount":1}'] }) } as unknown as Context;
  const request = { query: TWO, operationName: 'Two' };
  expect(known(request, context)).toBeUndefined();
  const document = parse(TWO);
  const listener = await plugin.requestDidStart?.({} as never);
  const resolved = { schema, document, operation: getOperationAST(document, 'Two'), request, contextValue: context };
  await listener?.responseForOperation?.(resolved as never);
  expect(
    (await known({ ...request, variables: { of: 'no use' } }, context))?.flatMap(({ held }) => held).join(''),
  ).toBe('{"data":{"markets":{"totalCount":1}}}');
  expect(judged).toEqual([{ of: 'no use' }]);
  for (const other of [
    { query: TWO },
    { query: TWO, operationName: 'One' },
    { ...request, variables: [] },
    [request],
  ]) {
    expect(known(other, context)).toBeUndefined();
  }
});
