/**
 * Payloads of SQL injection in every filter, order and cursor that the schema has, found by walking it. No statement that
 * reaches PostgreSQL may hold a word of them: all values are bound, all names come from closed maps.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  getNamedType,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { buildSchema } from '../../api/build-schema.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

/** In every payload, and in nothing else. */
const MARK = 'injected';
const PAYLOADS = [
  `' OR '${MARK}' = '${MARK}`,
  `'; DROP TABLE market; --${MARK}`,
  `'); CREATE TABLE ${MARK} (); --`,
  `" OR 1=1 --${MARK}`,
  `code; SELECT pg_sleep(5) --${MARK}`,
  `code DESC, (SELECT ${MARK} FROM app_user)`,
  `' UNION SELECT hash::text FROM access_token --${MARK}`,
  `1 OR set_config('marketgrid.roles','${MARK}',true) IS NULL`,
  `$1; COMMIT; --${MARK}`,
  `$$${MARK}$$`,
  `\\'; ROLLBACK; --${MARK}`,
  `%27%20OR%20${MARK}`,
];

const schema = buildSchema();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_TOKENS: '100000' } });
});
afterAll(() => server.stop());

interface Answered {
  readonly status: number;
  readonly codes: unknown[];
}

async function ask(query: string, variables: object): Promise<Answered> {
  server.db.queries.length = 0;
  const { status, errors } = await server.ask('admin', query, variables);
  expect(server.db.queries.filter((sql) => sql.includes(MARK))).toEqual([]);
  return { status, codes: (errors ?? []).map((e) => e.extensions?.['code']) };
}

function expectHarmless({ status, codes }: Answered): void {
  expect([200, 400]).toContain(status);
  for (const code of codes) expect(code).toBe('BAD_USER_INPUT');
}

const lists = Object.values(schema.getQueryType()?.getFields() ?? {}).filter((f) =>
  f.args.some((a) => a.name === 'filter'),
);

const isListField = (field: GraphQLInputField): boolean =>
  isListType(isNonNullType(field.type) ? field.type.ofType : field.type);

/** One filter for each field: `{code: {eq: payload, in: [payload], contains: payload}}`, `{kinds: [payload]}`. */
function filtersOf(type: GraphQLInputObjectType, payload: string): Record<string, unknown>[] {
  const given = (field: GraphQLInputField): unknown => (isListField(field) ? [payload] : payload);
  return Object.values(type.getFields()).flatMap((field): Record<string, unknown>[] => {
    const inner = getNamedType(field.type);
    if (!isInputObjectType(inner)) return [{ [field.name]: given(field) }];
    const comparisons = Object.values(inner.getFields());
    // References, AND and OR lead back to filters that are asked for by themselves.
    if (comparisons.some((each) => isInputObjectType(getNamedType(each.type)))) return [];
    // A Boolean would refuse the text first, and so hide what becomes of the others.
    const texts = comparisons.filter((each) => each.name !== 'isNull');
    return [{ [field.name]: Object.fromEntries(texts.map((each) => [each.name, given(each)])) }];
  });
}

describe('12 payloads in every filter', () => {
  test.each(lists.map((field) => [field.name, field] as const))('%s', async (name, field) => {
    const argument = field.args.find((a) => a.name === 'filter');
    const type = argument && getNamedType(argument.type);
    if (!isInputObjectType(type)) throw new Error(`${name} has no filter`);
    const size = Math.max(1, filtersOf(type, '').length);
    for (let at = 0; at < size; at++) {
      const filters = PAYLOADS.map((payload) => filtersOf(type, payload)[at] ?? {});
      const declared = filters.map((_, i) => `$f${i}: ${type.name}`).join(', ');
      const asked = filters.map((_, i) => `a${i}: ${name}(filter: $f${i}) { totalCount }`).join(' ');
      expectHarmless(
        await ask(`query (${declared}) { ${asked} }`, Object.fromEntries(filters.map((f, i) => [`f${i}`, f]))),
      );
    }
  });
});

describe('12 payloads in every order and cursor', () => {
  test.each(lists.map((field) => [field.name, field] as const))('%s', async (name, field) => {
    const order = field.args.find((a) => a.name === 'orderBy');
    const type = order && getNamedType(order.type);
    if (isEnumType(type)) {
      const declared = PAYLOADS.map((_, i) => `$o${i}: ${type.name}`).join(', ');
      const asked = PAYLOADS.map((_, i) => `a${i}: ${name}(orderBy: $o${i}) { totalCount }`).join(' ');
      const refused = await ask(
        `query (${declared}) { ${asked} }`,
        Object.fromEntries(PAYLOADS.map((o, i) => [`o${i}`, o])),
      );
      expect(refused).toEqual({ status: 400, codes: PAYLOADS.map(() => 'BAD_USER_INPUT') });
    }
    // As text, and in the form of a cursor of ours.
    const cursors = PAYLOADS.map((payload, i) =>
      i % 2 === 0 ? payload : Buffer.from(JSON.stringify([`${name}.CODE_ASC`, payload, payload])).toString('base64url'),
    );
    for (const after of cursors) {
      const refused = await ask(`query ($a: String) { ${name}(after: $a) { nodes { __typename } } }`, { a: after });
      expect(refused.codes).toEqual(['BAD_USER_INPUT']);
    }
  });
});

describe('12 payloads in every filter of a matrix', () => {
  const type = schema.getType('MatrixFilter');
  const names = isInputObjectType(type) ? Object.values(type.getFields()) : [];
  test.each(names.map((field) => [field.name, field] as const))('%s', async (name, field) => {
    for (const kind of ['TIER_PRICE', 'BUDGET', 'ROADMAP']) {
      const asked = PAYLOADS.slice(0, 3);
      for (const payload of asked) {
        const request = { kind, filter: { [name]: isListType(field.type) ? PAYLOADS : payload } };
        const answer = await ask('query ($r: MatrixRequest!) { matrix(request: $r) { rowCount } }', { r: request });
        for (const code of answer.codes) expect(['BAD_USER_INPUT', 'PLAN_REQUIRED', 'NOT_FOUND']).toContain(code);
        if (isListType(field.type)) break;
      }
    }
  });
});

test('nothing was dropped, made or changed by any of it', async () => {
  expect(await server.db.owner(`SELECT to_regclass('${MARK}') AS made, count(*)::int AS markets FROM market`)).toEqual([
    { made: null, markets: 2 },
  ]);
});
