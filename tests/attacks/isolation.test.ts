/**
 * Nobody gets anything of a market that he is not granted: every query, mutation and GET route that exists, found by walking
 * the schema, as users who may do everything in one market and nothing in the other.
 *
 * Everything of the foreign market is marked before: its texts with a word, its amounts with a number, its rows by their
 * ids. The control asks the same as somebody who may see them, and finds the marks.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getNamedType, isEnumType, isInputObjectType, isObjectType } from 'graphql';
import { buildSchema } from '../../api/build-schema.ts';
import { MODEL } from '../../api/entities.ts';
import { definitionOf } from '../../api/model/registry.ts';
import { inDays, startTestServer, type TestServer } from '../support/server.ts';
import { addresses, watchedRoutes, watchRoutes } from './every-route.ts';
import { type Question, questions, type Samples } from './every-field.ts';

const schema = buildSchema();
const WORD = 'ZQXFOREIGN';
const AMOUNT = '31337.42';
const KINDS = matrixKinds();
/** Who asks; all of them see the market ADV, or none, and never SMB. */
const STRANGERS = ['viewer', 'approver', 'finance'] as const;

function matrixKinds(): readonly string[] {
  const type = schema.getType('MatrixKind');
  if (!isEnumType(type)) throw new Error('there are no matrices');
  return type.getValues().map(({ name }) => name);
}

let server: TestServer;
let ids: string[];
let foreignRevision: number;
let foreignSet: string;

beforeAll(async () => {
  watchRoutes();
  // The walk asks for far more at once than a client may.
  server = await startTestServer({ env: { LIMIT_COST: '1000000000', LIMIT_REPEATS: '1000' } });
  const { owner } = server.db;
  // `approver` may do everything, in ADV; `finance` sees no market at all.
  await owner(
    `UPDATE app_user SET roles = '{VIEWER,PRICING,FINANCE,PRODUCT,APPROVER,ADMIN}' WHERE subject = 'approver'`,
  );
  await owner(`UPDATE market_grant SET archived_at = now() WHERE user_id = (SELECT id FROM app_user WHERE subject = 'approver')
    AND market_id = (SELECT id FROM market WHERE code = 'SMB')`);
  await owner(
    `UPDATE market_grant SET archived_at = now() WHERE user_id = (SELECT id FROM app_user WHERE subject = 'finance')`,
  );
  await pushIntoForeign();
  await mark();
  const input = { name: 'token', user: 'admin', expiresAt: inDays(2) };
  await server.gql(
    'admin',
    'mutation ($input: CreateAccessTokenInput!) { createAccessToken(input: $input) { token } }',
    { input },
  );
});
afterAll(() => server.stop());

/** A change set of the foreign market, so that the audit has something to hide. */
async function pushIntoForeign(): Promise<void> {
  interface Pulled {
    readonly matrix: { readonly revision: number; readonly rows: [string][] };
  }
  const request = { kind: 'ROADMAP', filter: { markets: ['SMB'] } };
  const pull = 'query ($request: MatrixRequest!) { matrix(request: $request) { revision rows } }';
  const { matrix } = await server.gql<Pulled>('admin', pull, { request });
  const edits = [[matrix.rows[0]?.[0], 'title', `Title ${WORD}`]];
  const parts = [{ request, baseRevision: matrix.revision, edits }];
  const push = 'mutation ($input: PushInput!) { pushChanges(input: $input) { applied changeSet { id revision } } }';
  const { pushChanges } = await server.gql<{
    pushChanges: { applied: number; changeSet: { id: string; revision: number } };
  }>('admin', push, { input: { parts, reason: `Reason ${WORD}`, idempotencyKey: crypto.randomUUID() } });
  expect(pushChanges.applied).toBe(1);
  foreignRevision = pushChanges.changeSet.revision;
  foreignSet = pushChanges.changeSet.id;
}

const OF_MARKET = MODEL.map(definitionOf).filter((d) => d.fields.some((f) => f.name === 'market'));
const FOREIGN = `(SELECT id FROM market WHERE code = 'SMB')`;

async function mark(): Promise<void> {
  const { owner } = server.db;
  const found: string[] = [];
  for (const { table, fields } of OF_MARKET) {
    for (const field of fields) {
      const isProse = field.type === 'TEXT' && field.name !== 'code' && field.generated !== true;
      if (isProse)
        await owner(
          `UPDATE ${table} SET ${field.column} = '${WORD} ' || left(${field.column}, 200) WHERE market_id = ${FOREIGN} AND ${field.column} IS NOT NULL`,
        ).catch(() => []);
      if (field.type === 'DECIMAL')
        await owner(
          `UPDATE ${table} SET ${field.column} = ${AMOUNT} WHERE market_id = ${FOREIGN} AND ${field.column} IS NOT NULL`,
        ).catch(() => []);
    }
    const rows = await owner<{ id: string }>(`SELECT id FROM ${table} WHERE market_id = ${FOREIGN}`);
    found.push(...rows.map((row) => row.id));
  }
  await owner(`UPDATE market SET name = '${WORD}', vision = '${WORD}' WHERE code = 'SMB'`);
  const [market] = await owner<{ id: string }>(`SELECT id FROM market WHERE code = 'SMB'`);
  ids = [market?.id ?? '', ...found];
  expect(ids.length).toBeGreaterThan(100);
}

/** The marks that a text shows. */
function marksIn(text: string): string[] {
  return [WORD, AMOUNT, ...ids].filter((mark) => text.includes(mark)).slice(0, 3);
}

async function answerOf(user: string, { text, variables }: Pick<Question, 'text' | 'variables'>): Promise<string> {
  return JSON.stringify(await server.ask(user, text, variables));
}

const since = (kind: string): object => ({ request: { kind, filter: null }, since: 1 });
const QUERIES = (): Samples => ({
  matrix: [
    ...KINDS.map((kind) => ({ request: { kind } })),
    ...KINDS.map((kind) => ({ request: { kind, filter: { markets: ['SMB'] } } })),
  ],
  matrixDelta: KINDS.map((kind) => ({ ...since(kind) })),
  changeSet: [{ revision: foreignRevision }, { id: foreignSet }],
  changeSets: [
    { first: 100 },
    { first: 100, filter: { markets: ['SMB'] } },
    { first: 100, filter: { entity: 'RoadmapItem' } },
  ],
});

describe('every query', () => {
  test.each(STRANGERS)('shows %s nothing of a foreign market', async (user) => {
    for (const question of questions(schema, 'query', QUERIES())) {
      const text = await answerOf(user, question);
      expect({ question: question.name, variables: question.variables, marks: marksIn(text) }).toEqual({
        question: question.name,
        variables: question.variables,
        marks: [],
      });
      expect(text).not.toContain('"INTERNAL"');
    }
  });

  test('shows it to who is granted it: this test can fail', async () => {
    const shown = new Set<string>();
    for (const question of questions(schema, 'query', QUERIES())) {
      const text = await answerOf('admin', question);
      expect({ name: question.name, text: text.slice(0, 300) }).toMatchObject({
        text: expect.not.stringContaining('"errors"') as unknown as string,
      });
      if (marksIn(text).length > 0) shown.add(question.name);
    }
    const expected = [
      ...OF_MARKET.map((d) => d.plural),
      'matrix',
      'matrixDelta',
      'changeSet',
      'changeSets',
      'markets',
      'products',
    ];
    expect([...expected].filter((name) => !shown.has(name))).toEqual([]);
  });

  test('nor by asking for it: filters by id, by market and by what a row refers to find nothing and count nothing', async () => {
    const root = schema.getQueryType()?.getFields() ?? {};
    for (const { plural, name } of MODEL.map(definitionOf)) {
      const filter = root[plural]?.args.find((a) => a.name === 'filter');
      const type = filter && getNamedType(filter.type);
      if (!type || !isInputObjectType(type)) continue;
      const asked: Record<string, unknown>[] = [{ archived: null, id: { in: ids } }];
      if (type.getFields()['market']) asked.push({ archived: null, market: { code: { eq: 'SMB' } } });
      for (const [key, field] of Object.entries(type.getFields())) {
        const inner = getNamedType(field.type);
        if (key === 'AND' || key === 'OR' || !isInputObjectType(inner)) continue;
        const isReference = isObjectType(schema.getType(inner.name.replace(/Filter$/, '')));
        if (isReference) asked.push({ archived: null, [key]: { id: { in: ids } } });
      }
      const declared = asked.map((_, i) => `$f${i}: ${name}Filter`).join(', ');
      const lists = asked.map((_, i) => `a${i}: ${plural}(filter: $f${i}) { totalCount nodes { id } }`).join(' ');
      const variables = Object.fromEntries(asked.map((f, i) => [`f${i}`, f]));
      for (const user of STRANGERS) {
        const { data, errors } = await server.ask<Record<string, object>>(
          user,
          `query (${declared}) { ${lists} }`,
          variables,
        );
        const found = Object.values(data ?? {}).filter(
          (list) => JSON.stringify(list) !== '{"totalCount":0,"nodes":[]}',
        );
        expect({ plural, user, errors, found }).toEqual({ plural, user, errors: undefined, found: [] });
      }
    }
  });

  test('there is no subscription, which would need a walk of its own', () => {
    expect(schema.getSubscriptionType()).toBeUndefined();
  });
});

describe('every mutation', () => {
  /** The same with the code of the foreign market, and with one that no market has. */
  const mutations = (market: string, id: string, revision: number): Samples => {
    const key = crypto.randomUUID();
    const expiresAt = inDays(1);
    const subject = `user-${key}`;
    const part = (kind: string, o: object): object => ({
      request: { kind },
      baseRevision: foreignRevision,
      edits: [],
      ...o,
    });
    const push = (part: object, dryRun: boolean): object => ({
      input: { parts: [part], dryRun, idempotencyKey: crypto.randomUUID() },
    });
    const parts = [
      part('ROADMAP', { edits: [[`${market}/R-01`, 'title', 'mine now']] }),
      part('TIER_PRICE', { edits: [[`${market}/PERSONAL/STANDARD/MONTH/1`, 'USD', '1']] }),
      part('BUDGET', { edits: [[`${market}/BANKING/SALES`, '2027-01', '1']] }),
      part('ROADMAP', {
        inserts: [
          ['new', 'market', market],
          ['new', 'code', 'R-01'],
          ['new', 'title', 'x'],
          ['new', 'product', 'P'],
        ],
      }),
      part('ROADMAP', { archives: [`${market}/R-01`] }),
      part('ROADMAP', { request: { kind: 'ROADMAP', filter: { markets: [market] } } }),
    ];
    return {
      pushChanges: parts.flatMap((p) => [{ ...push(p, true) }, { ...push(p, false) }]),
      revertChangeSet: [{ revision, reason: 'mine', idempotencyKey: key }],
      createUser: [{ input: { subject, name: 'x', roles: [], markets: [market] } }],
      updateUser: [{ subject: 'no-such-user', input: { name: 'x' } }],
      grantMarkets: [{ user: 'approver', markets: [market] }],
      revokeMarkets: [{ user: 'admin', markets: [market] }],
      createAccessToken: [{ input: { user: 'admin', name: 'x', markets: [market], expiresAt } }],
      revokeAccessToken: [{ id }],
    };
  };

  async function foreignRows(): Promise<unknown> {
    const digests = OF_MARKET.map(
      (d) =>
        `SELECT '${d.table}' AS name, md5(string_agg(t::text, '|' ORDER BY t.id)) AS rows FROM ${d.table} t WHERE market_id = ${FOREIGN}`,
    );
    return server.db.owner(digests.join(' UNION ALL '));
  }

  /** What could tell one from the other, but for the code that was asked for. */
  const bare = (text: string): string =>
    text
      .replace(/SMB|NOPE/g, '<market>')
      .replaceAll(String(foreignRevision), '<revision>')
      .replaceAll('999999', '<revision>');

  async function watched(ask: () => Promise<string>): Promise<[answer: string, statements: string[]]> {
    const before = server.db.queries.length;
    const answer = await ask();
    return [answer, server.db.queries.slice(before)];
  }

  test.each(STRANGERS)(
    'of %s leaves a foreign market as it was, and tells no more of it than of one that is none',
    async (user) => {
      const before = await foreignRows();
      const absent = crypto.randomUUID();
      const foreign = questions(schema, 'mutation', mutations('SMB', absent, foreignRevision));
      const none = questions(schema, 'mutation', mutations('NOPE', absent, 999_999));
      for (const [i, question] of foreign.entries()) {
        const [answer, statements] = await watched(() => answerOf(user, question));
        const [other, otherStatements] = await watched(() => (none[i] ? answerOf(user, none[i]) : Promise.resolve('')));
        expect({ name: question.name, marks: marksIn(answer) }).toEqual({ name: question.name, marks: [] });
        expect(answer).not.toContain('"INTERNAL"');
        expect(bare(answer)).toBe(bare(other));
        // The same way to the same answer: how long it takes tells nothing either.
        expect({ name: question.name, statements }).toEqual({ name: question.name, statements: otherStatements });
      }
      expect(await foreignRows()).toEqual(before);
    },
  );
});

describe('every route', () => {
  /** Parameters of routes: what is foreign, and what is nothing. */
  const samples = (): Readonly<Record<string, readonly string[]>> => ({
    kind: [...KINDS, ...KINDS.map((kind) => kind.toLowerCase())],
    id: [foreignSet, ...ids.slice(0, 3), 'none'],
  });

  test('that the server has is found: this test can fail', () => {
    const known = ['/', '/assets', '/auth/demo', '/auth/ways', '/graphql', '/healthz', '/manifest.xml', '/taskpane'];
    expect(watchedRoutes()).toEqual(expect.arrayContaining(known));
    expect(() => addresses('/rows/:unheardOf', samples())).toThrow('give samples of :unheardOf');
  });

  test.each([...STRANGERS, null])('shows %s nothing of a foreign market', async (user) => {
    const token = user === null ? {} : { authorization: `Bearer ${await server.token(user)}` };
    const beside = ['/assets/../../package.json', '/assets/%2e%2e/%2e%2e/package.json', '/.env', '/metrics'];
    const asked = [...watchedRoutes().flatMap((route) => addresses(route, samples())), ...beside];
    for (const path of asked) {
      for (const query of ['', '?market=SMB', `?since=1&markets=SMB&id=${ids[0]}`]) {
        const headers = { ...token, 'apollo-require-preflight': '1', accept: 'application/json' };
        const response = await fetch(`${server.url}${path}${query}`, { headers, redirect: 'manual' });
        const text = await response.text();
        expect({ path, query, marks: marksIn(text) }).toEqual({ path, query, marks: [] });
        // 503: a page that is not built here.
        expect([500, 502]).not.toContain(response.status);
      }
    }
  });

  test('a query by GET is as a query by POST', async () => {
    const query = encodeURIComponent('{ segments(first: 1000) { nodes { id name market { name } } } }');
    const ask = async (user: string): Promise<string> =>
      (
        await fetch(`${server.url}/graphql?query=${query}`, {
          headers: { authorization: `Bearer ${await server.token(user)}`, 'apollo-require-preflight': '1' },
        })
      ).text();
    expect(marksIn(await ask('viewer'))).toEqual([]);
    expect(marksIn(await ask('admin'))).not.toEqual([]);
  });
});

describe('how long an answer takes', () => {
  test.each([...KINDS])(
    'tells nothing in %s: for a foreign market the same statements run as for one that is none',
    async (kind) => {
      const run = async (market: string): Promise<string[]> => {
        server.db.queries.length = 0;
        const request = { kind, filter: { markets: [market] } };
        await server.ask('viewer', 'query ($r: MatrixRequest!) { matrixDelta(request: $r, since: 1) { rows } }', {
          r: request,
        });
        await server.ask('viewer', 'query ($r: MatrixRequest!) { matrix(request: $r) { rows } }', { r: request });
        await server.ask('viewer', 'query ($c: String!) { markets(filter: { code: { eq: $c } }) { totalCount } }', {
          c: market,
        });
        return server.db.queries.filter((sql) => !sql.startsWith('BEGIN') && sql !== 'COMMIT');
      };
      expect(await run('SMB')).toEqual(await run('NOPE'));
    },
  );
});
