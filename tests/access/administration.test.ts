/** Users, grants and service tokens over HTTP, and the record of all of it. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { inDays, startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const USER = 'subject name roles archived markets';
const CREATE_USER = `mutation ($input: CreateUserInput!) { createUser(input: $input) { ${USER} } }`;
const UPDATE_USER = `mutation ($subject: String!, $input: UpdateUserInput!) { updateUser(subject: $subject, input: $input) { ${USER} } }`;
const GRANT = `mutation ($user: String!, $markets: [String!]!) { grantMarkets(user: $user, markets: $markets) { ${USER} } }`;
const REVOKE = `mutation ($user: String!, $markets: [String!]!) { revokeMarkets(user: $user, markets: $markets) { ${USER} } }`;
const TOKEN = 'id name user roles markets createdBy expiresAt revokedAt lastUsedAt';
const CREATE_TOKEN = `mutation ($input: CreateAccessTokenInput!) { createAccessToken(input: $input) { token accessToken { ${TOKEN} } } }`;
const REVOKE_TOKEN = `mutation ($id: ID!) { revokeAccessToken(id: $id) { ${TOKEN} } }`;
const TOKENS = `{ accessTokens { ${TOKEN} } }`;
const EVENTS = `query ($filter: AccessEventFilter) { accessEvents(filter: $filter) { totalCount nodes { kind actor token user market detail } } }`;

interface User {
  readonly subject: string;
  readonly roles: string[];
  readonly archived: boolean;
  readonly markets: string[];
}
interface Token {
  readonly id: string;
  readonly roles: string[];
  readonly markets: string[];
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
}
interface CreatedToken {
  readonly createAccessToken: { readonly token: string; readonly accessToken: Token };
}
interface Event {
  readonly kind: string;
  readonly actor: string | null;
  readonly user: string | null;
  readonly market: string | null;
  readonly detail: string;
}

async function newUser(o: { roles?: string[]; markets?: string[] } = {}): Promise<string> {
  const subject = `user-${crypto.randomUUID()}`;
  await server.gql('admin', CREATE_USER, { input: { subject, name: 'New', roles: ['VIEWER'], markets: [], ...o } });
  return subject;
}

async function newToken(input: object, by = 'admin'): Promise<CreatedToken['createAccessToken']> {
  const given = { name: 'BI', expiresAt: inDays(30), ...input };
  return (await server.gql<CreatedToken>(by, CREATE_TOKEN, { input: given })).createAccessToken;
}

async function withToken(token: string, query: string, variables: object = {}) {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as {
    data?: Record<string, unknown> | null;
    errors?: { extensions: { code: string } }[];
  };
  return { status: response.status, data: body.data, code: body.errors?.[0]?.extensions.code };
}

async function events(filter: object): Promise<Event[]> {
  const { accessEvents } = await server.gql<{ accessEvents: { nodes: Event[] } }>('admin', EVENTS, { filter });
  return accessEvents.nodes;
}

const codeOf = async (user: string, query: string, variables: object): Promise<unknown> =>
  (await server.ask(user, query, variables)).errors?.[0]?.extensions?.['code'];

describe('an administrator', () => {
  test('lets somebody in, changes him, and takes him out again', async () => {
    const subject = await newUser({ markets: ['ADV'] });
    const { updateUser } = await server.gql<{ updateUser: User }>('admin', UPDATE_USER, {
      subject,
      input: { name: 'Other', roles: ['PRICING', 'FINANCE', 'PRICING'] },
    });
    expect(updateUser).toEqual({
      ...{ subject, name: 'Other', roles: ['FINANCE', 'PRICING'] },
      ...{ archived: false, markets: ['ADV'] },
    });
    await server.gql('admin', UPDATE_USER, { subject, input: { archived: true } });
    await expect(server.db.database.read(subject, () => Promise.resolve())).rejects.toThrow('Not signed in');
    await server.gql('admin', UPDATE_USER, { subject, input: { archived: false } });
    await server.db.database.read(subject, ({ identity }) => {
      expect(identity).toMatchObject({ name: 'Other', markets: [{ code: 'ADV' }] });
      return Promise.resolve();
    });
    expect((await events({ user: subject })).map((e) => [e.kind, e.actor, e.market])).toEqual([
      ['USER_RESTORED', 'admin', null],
      ['USER_ARCHIVED', 'admin', null],
      ['USER_CHANGED', 'admin', null],
      ['MARKET_GRANTED', 'admin', 'ADV'],
      ['USER_CREATED', 'admin', null],
    ]);
  });

  test('grants and revokes markets; again changes nothing', async () => {
    const user = await newUser();
    for (let i = 0; i < 2; i++) {
      const { grantMarkets } = await server.gql<{ grantMarkets: User }>('admin', GRANT, {
        user,
        markets: ['ADV', 'SMB'],
      });
      expect(grantMarkets.markets).toEqual(['ADV', 'SMB']);
    }
    for (let i = 0; i < 2; i++) {
      const { revokeMarkets } = await server.gql<{ revokeMarkets: User }>('admin', REVOKE, { user, markets: ['ADV'] });
      expect(revokeMarkets.markets).toEqual(['SMB']);
    }
    expect((await events({ user, kinds: ['MARKET_GRANTED', 'MARKET_REVOKED'] })).length).toBe(3);
  });

  test.each<[string, string, object, string]>([
    ['a subject that is taken', CREATE_USER, { input: { subject: 'viewer', name: 'X', roles: [] } }, 'BAD_USER_INPUT'],
    ['a blank subject', CREATE_USER, { input: { subject: ' ', name: 'X', roles: [] } }, 'BAD_USER_INPUT'],
    ['a subject with NUL', CREATE_USER, { input: { subject: 'a\0', name: 'X', roles: [] } }, 'BAD_USER_INPUT'],
    [
      'a market that is none',
      CREATE_USER,
      { input: { subject: 'x', name: 'X', roles: [], markets: ['?'] } },
      'NOT_FOUND',
    ],
    ['a user who is none', UPDATE_USER, { subject: 'nobody', input: {} }, 'NOT_FOUND'],
    ['a user with NUL', UPDATE_USER, { subject: 'a\0', input: {} }, 'NOT_FOUND'],
    [
      'a token without end',
      CREATE_TOKEN,
      { input: { name: 'x', user: 'viewer', expiresAt: inDays(400) } },
      'BAD_USER_INPUT',
    ],
    [
      'a token that has ended',
      CREATE_TOKEN,
      { input: { name: 'x', user: 'viewer', expiresAt: inDays(-1) } },
      'BAD_USER_INPUT',
    ],
    [
      'a token with more roles than its user',
      CREATE_TOKEN,
      { input: { name: 'x', user: 'viewer', roles: ['FINANCE'], expiresAt: inDays(1) } },
      'BAD_USER_INPUT',
    ],
    [
      'a token with more markets than its user',
      CREATE_TOKEN,
      { input: { name: 'x', user: 'viewer', markets: ['SMB'], expiresAt: inDays(1) } },
      'BAD_USER_INPUT',
    ],
    ['an id that is none', REVOKE_TOKEN, { id: 'x' }, 'BAD_USER_INPUT'],
    ['a token that is none', REVOKE_TOKEN, { id: crypto.randomUUID() }, 'NOT_FOUND'],
  ])('is told about %s', async (_what, query, variables, code) => {
    expect(await codeOf('admin', query, variables)).toBe(code);
  });
});

describe('nobody else', () => {
  test.each(['viewer', 'pricing', 'finance', 'product', 'approver'])('%s', async (user) => {
    const all: [string, object][] = [
      [CREATE_USER, { input: { subject: 'x', name: 'X', roles: ['ADMIN'] } }],
      [UPDATE_USER, { subject: user, input: { roles: ['ADMIN'] } }],
      [GRANT, { user, markets: ['SMB'] }],
      [REVOKE, { user: 'admin', markets: ['ADV'] }],
      [CREATE_TOKEN, { input: { name: 'x', user, expiresAt: inDays(1) } }],
      [REVOKE_TOKEN, { id: crypto.randomUUID() }],
      [TOKENS, {}],
      [EVENTS, {}],
    ];
    for (const [query, variables] of all) expect(await codeOf(user, query, variables)).toBe('FORBIDDEN');
  });
});

describe('an administrator who does not see every market', () => {
  let chief: string;
  let foreign: string;
  beforeAll(async () => {
    foreign = await newUser({ roles: ['FINANCE'], markets: ['ADV', 'SMB'] });
    // Made past the server, which would not let him sign in by name.
    chief = 'approver';
    await server.gql('admin', UPDATE_USER, { subject: chief, input: { roles: ['ADMIN', 'APPROVER'] } });
    await server.gql('admin', REVOKE, { user: chief, markets: ['SMB'] });
  });

  test('cannot grant another, to himself neither, and is not told whether there is one', async () => {
    const denied = await server.ask(chief, GRANT, { user: chief, markets: ['SMB'] });
    const absent = await server.ask(chief, GRANT, { user: chief, markets: ['NO-SUCH'] });
    expect(denied).toEqual(absent);
    expect(denied.errors?.[0]?.extensions?.['code']).toBe('NOT_FOUND');
  });

  test('makes no token that reaches further than he does, and sees no further market of one', async () => {
    const own = await newToken({ user: foreign }, chief);
    expect(own.accessToken.markets).toEqual(['ADV']);
    expect((await withToken(own.token, '{ me { markets } }')).data).toEqual({ me: { markets: ['ADV'] } });
    const wider = await newToken({ user: foreign });
    expect(wider.accessToken.markets).toEqual(['ADV', 'SMB']);
    const { accessTokens } = await server.gql<{ accessTokens: Token[] }>(chief, TOKENS);
    expect(accessTokens.find((t) => t.id === wider.accessToken.id)?.markets).toEqual(['ADV']);
  });

  test('reads no event of another market', async () => {
    const text = JSON.stringify((await server.ask(chief, EVENTS)).data);
    expect(text).toContain('ADV');
    expect(text).not.toContain('SMB');
  });
});

describe('the last administrator', () => {
  const ADMINS = `SELECT count(*)::int AS n FROM app_user WHERE archived_at IS NULL AND 'ADMIN' = ANY (roles)`;

  test('stays one, also when two of them take each other’s role at the same moment', async () => {
    await server.gql('admin', UPDATE_USER, { subject: 'approver', input: { roles: ['APPROVER'] } });
    for (const input of [{ roles: ['VIEWER'] }, { archived: true }, { roles: [], archived: true }]) {
      expect(await codeOf('admin', UPDATE_USER, { subject: 'admin', input })).toBe('BAD_USER_INPUT');
    }
    for (let round = 0; round < 5; round++) {
      await server.gql('admin', UPDATE_USER, { subject: 'finance', input: { roles: ['ADMIN'] } });
      const [a, b] = await Promise.all([
        server.ask('admin', UPDATE_USER, { subject: 'finance', input: { roles: ['FINANCE'] } }),
        server.ask('finance', UPDATE_USER, { subject: 'admin', input: { roles: ['VIEWER'] } }),
      ]);
      expect([a.errors, b.errors].filter((errors) => errors === undefined)).toHaveLength(1);
      expect(await server.db.owner(ADMINS)).toEqual([{ n: 1 }]);
      const survivor = a.errors === undefined ? 'admin' : 'finance';
      await server.gql(survivor, UPDATE_USER, { subject: 'admin', input: { roles: ['ADMIN'] } });
    }
    await server.gql('admin', UPDATE_USER, { subject: 'finance', input: { roles: ['FINANCE'] } });
  });

  test('stays one also against raw SQL of the owner', async () => {
    const demote = [`UPDATE app_user SET roles = '{}'`, `UPDATE app_user SET archived_at = now()`];
    for (const sql of demote) await expect(server.db.owner(sql)).rejects.toThrow('the last administrator');
  });
});

describe('a service token', () => {
  test('may what its user may, within its own roles and markets', async () => {
    const user = await newUser({ roles: ['PRICING', 'FINANCE'], markets: ['ADV', 'SMB'] });
    const { token } = await newToken({ user, roles: ['PRICING'], markets: ['ADV'] });
    const me = async (): Promise<unknown> => (await withToken(token, '{ me { roles markets } }')).data?.['me'];
    expect(await me()).toEqual({ roles: ['PRICING'], markets: ['ADV'] });
    await server.gql('admin', UPDATE_USER, { subject: user, input: { roles: ['FINANCE'] } });
    expect(await me()).toEqual({ roles: [], markets: ['ADV'] });
    await server.gql('admin', REVOKE, { user, markets: ['ADV'] });
    expect(await me()).toEqual({ roles: [], markets: [] });
    expect((await withToken(token, '{ segments { totalCount } }')).data).toEqual({ segments: { totalCount: 0 } });
  });

  test('is shown once, and the database holds its hash only', async () => {
    const { token, accessToken } = await newToken({ user: 'viewer' });
    expect(token).toMatch(/^mgt_[\w-]{43}$/);
    const dump = await server.db.owner(
      'SELECT t::text FROM access_token t UNION ALL SELECT e::text FROM access_event e',
    );
    expect(JSON.stringify(dump)).not.toContain(token.slice(4));
    expect(JSON.stringify(await server.gql('admin', TOKENS))).not.toContain(token.slice(4));
    const client = new pg.Client(server.db.url);
    await client.connect();
    await client.query(`BEGIN; SELECT mg.identify('admin')`);
    await expect(client.query('SELECT hash FROM access_token')).rejects.toMatchObject({ code: '42501' });
    await client.end();
    expect(accessToken.lastUsedAt).toBeNull();
    await withToken(token, '{ me { name } }');
    const { accessTokens } = await server.gql<{ accessTokens: Token[] }>('admin', TOKENS);
    expect(accessTokens.find((t) => t.id === accessToken.id)?.lastUsedAt).toMatch(/T\d\d:00:00.000Z$/);
  });

  test.each<[string, (id: string, user: string) => Promise<unknown>]>([
    ['revoked', (id) => server.gql('admin', REVOKE_TOKEN, { id })],
    [
      'expired',
      (id) =>
        server.db.owner(
          `UPDATE access_token SET created_at = now() - interval '2 days', expires_at = now() WHERE id = $1`,
          [id],
        ),
    ],
    [
      'of an archived user',
      (_id, user) => server.gql('admin', UPDATE_USER, { subject: user, input: { archived: true } }),
    ],
  ])('that is %s lets nobody in, from the next operation on', async (_what, end) => {
    const user = await newUser({ markets: ['ADV'] });
    const { token, accessToken } = await newToken({ user });
    expect((await withToken(token, '{ segments { totalCount } }')).data).not.toBeNull();
    await end(accessToken.id, user);
    const after = await withToken(token, '{ segments { totalCount } }');
    expect([after.data ?? null, after.code]).toEqual([null, 'UNAUTHENTICATED']);
  });

  describe('of one market', () => {
    const PUSH = `mutation ($input: PushInput!) { pushChanges(input: $input) { applied rejections { code } changeSet { revision } } }`;
    const REVERT = `mutation ($revision: Int!, $key: String!) { revertChangeSet(revision: $revision, reason: "x", idempotencyKey: $key) { rejections { code } } }`;
    const SETS = '{ changeSets(first: 100) { totalCount nodes { reason } } }';
    const REASON = 'Why we leave SMB';
    interface Pushed {
      readonly pushChanges: { readonly applied: number; readonly changeSet: { readonly revision: number } };
    }

    const edit = (row: string, idempotencyKey: string, reason = REASON): object => ({
      idempotencyKey,
      reason,
      parts: [{ request: { kind: 'ROADMAP' }, baseRevision: 1, edits: [[row, 'title', `New ${idempotencyKey}`]] }],
    });
    const rowOf = async (market: string, at = -1): Promise<string> => {
      const pull = `{ matrix(request: { kind: ROADMAP, filter: { markets: ["${market}"] } }) { rows } }`;
      const { matrix } = await server.gql<{ matrix: { rows: [string][] } }>('admin', pull);
      return matrix.rows.at(at)?.[0] ?? '';
    };

    test('is not told what its user has done in others, nor in person', async () => {
      const key = crypto.randomUUID();
      const foreign = await rowOf('SMB');
      const { pushChanges } = await server.gql<Pushed>('admin', PUSH, { input: edit(foreign, key) });
      expect(pushChanges.applied).toBe(1);
      const { revision } = pushChanges.changeSet;
      expect(JSON.stringify(await server.gql('admin', SETS))).toContain(REASON);

      const { token } = await newToken({ user: 'admin', markets: ['ADV'] });
      expect(JSON.stringify((await withToken(token, SETS)).data)).not.toContain(REASON);
      const found = await withToken(token, `{ changeSet(revision: ${revision}) { state } }`);
      expect(found.data).toEqual({ changeSet: null });
      const reverted = (of: number): Promise<unknown> =>
        withToken(token, REVERT, { revision: of, key: crypto.randomUUID() });
      expect(await reverted(revision)).toEqual(await reverted(999_999));

      // The same key for something else, and what the token may write goes on.
      const own = await rowOf('ADV');
      expect(await withToken(token, PUSH, { input: edit(own, key) })).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
      const written = await withToken(token, PUSH, { input: edit(own, crypto.randomUUID()) });
      expect(written.data).toMatchObject({ pushChanges: { applied: 1, rejections: [] } });
      expect(JSON.stringify((await withToken(token, SETS)).data)).toContain(REASON);
    });

    test('sees of what belongs to no market what its own role sees', async () => {
      const lines = '{ changeSets(filter: { entity: "ProductLine" }) { totalCount } }';
      const asked = async (roles: readonly string[]): Promise<unknown> =>
        (await withToken((await newToken({ user: 'admin', markets: ['ADV'], roles })).token, lines)).data;
      expect(await asked(['ADMIN'])).toEqual({ changeSets: { totalCount: 1 } });
      await server.gql('admin', UPDATE_USER, { subject: 'admin', input: { roles: ['ADMIN', 'VIEWER'] } });
      expect(await asked(['VIEWER'])).toEqual({ changeSets: { totalCount: 0 } });
    });

    test('nor is who no longer has the market in which he pushed', async () => {
      const reason = 'What I thought of SMB';
      const input = edit(await rowOf('SMB', 0), crypto.randomUUID(), reason);
      await server.gql('product', PUSH, { input });
      expect(JSON.stringify(await server.gql('product', SETS))).toContain(reason);
      await server.gql('admin', REVOKE, { user: 'product', markets: ['SMB'] });
      expect(JSON.stringify(await server.gql('product', SETS))).not.toContain(reason);
      await server.gql('admin', GRANT, { user: 'product', markets: ['SMB'] });
      expect(JSON.stringify(await server.gql('product', SETS))).toContain(reason);
    });
  });

  test('that nobody made is refused', async () => {
    expect(await withToken(`mgt_${'A'.repeat(43)}`, '{ __typename }')).toMatchObject({
      status: 401,
      code: 'UNAUTHENTICATED',
    });
  });

  test('of an administrator makes no other', async () => {
    const { token } = await newToken({ user: 'admin' });
    const input = { name: 'x', user: 'admin', expiresAt: inDays(1) };
    expect((await withToken(token, CREATE_TOKEN, { input })).code).toBe('FORBIDDEN');
    expect((await withToken(token, TOKENS)).code).toBeUndefined();
  });

  test('is made and revoked on record, once', async () => {
    const { accessToken } = await newToken({ user: 'viewer', name: 'Nightly' });
    for (let i = 0; i < 2; i++) await server.gql('admin', REVOKE_TOKEN, { id: accessToken.id });
    const found = await events({ kinds: ['TOKEN_CREATED', 'TOKEN_REVOKED'], user: 'viewer' });
    expect(found.slice(0, 2)).toMatchObject([
      { kind: 'TOKEN_REVOKED', actor: 'admin', detail: 'viewer: Nightly' },
      { kind: 'TOKEN_CREATED', actor: 'admin', detail: 'viewer: Nightly' },
    ]);
  });
});

describe('the record', () => {
  test('holds one sign-in for each token', async () => {
    for (let i = 0; i < 3; i++) await server.gql('product', '{ me { name } }');
    expect((await events({ kinds: ['SIGN_IN'], user: 'product' })).length).toBe(1);
  });

  test('holds a denied push, without its values, and no preview', async () => {
    interface Pulled {
      readonly matrix: { readonly revision: number; readonly rows: [string][] };
    }
    const pull = `{ matrix(request: { kind: TIER_PRICE }) { revision rows } }`;
    const { matrix } = await server.gql<Pulled>('viewer', pull);
    const push = `mutation ($input: PushInput!) { pushChanges(input: $input) { applied rejections { code } } }`;
    const edits = [[matrix.rows[0]?.[0], 'USD', '987.65']];
    const part = { request: { kind: 'TIER_PRICE' }, baseRevision: matrix.revision, edits };
    for (const dryRun of [true, false]) {
      await server.ask('viewer', push, { input: { parts: [part], dryRun, idempotencyKey: crypto.randomUUID() } });
    }
    const found = await events({ kinds: ['PUSH_DENIED'] });
    expect(found).toMatchObject([{ actor: 'viewer', detail: 'TIER_PRICE: 1 refused for want of a role' }]);
  });

  test('cannot be written by the serving role, which can only tell what happens to its caller', async () => {
    const write = (sql: string): Promise<unknown> => server.db.database.write('admin', (tx) => tx.query(sql));
    for (const sql of [
      `INSERT INTO access_event (kind) VALUES ('SIGN_IN')`,
      `UPDATE access_event SET detail = ''`,
      `DELETE FROM access_event`,
      `SELECT mg.record_access('TOKEN_CREATED', 'x')`,
      `SELECT mg.admit_first('x')`,
    ]) {
      await expect(write(sql)).rejects.toMatchObject({ code: '42501' });
    }
  });

  test('is read page by page', async () => {
    const query = `query ($after: String) { accessEvents(first: 5, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }`;
    interface Page {
      readonly accessEvents: {
        readonly totalCount: number;
        readonly nodes: { readonly id: string }[];
        readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
      };
    }
    const seen: string[] = [];
    for (let after: string | null | undefined; ;) {
      const { accessEvents } = await server.gql<Page>('admin', query, { after });
      seen.push(...accessEvents.nodes.map((n) => n.id));
      expect(accessEvents.totalCount).toBeGreaterThanOrEqual(seen.length);
      if (!accessEvents.pageInfo.hasNextPage) {
        expect(seen).toHaveLength(accessEvents.totalCount);
        break;
      }
      after = accessEvents.pageInfo.endCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
  });
});
