/** The server as `npm start` has it, in this process, over a test's own database; and the demo users' tokens. */
import { jest } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Logger, pino } from 'pino';
import { readConfig } from '../../api/config.ts';
import { startServer } from '../../api/server.ts';
import { freshDatabase, type TestDatabase } from './database.ts';

export interface GraphqlAnswer<Data> {
  readonly status: number;
  readonly data: Data | null | undefined;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
}

export interface TestServer {
  readonly url: string;
  readonly db: TestDatabase;
  /** Holds the secret that its tokens are signed with. */
  readonly dataFolder: string;
  /** A token of a demo user. */
  token(user: string): Promise<string>;
  /** One operation as a demo user; null is nobody. Errors are answered, not thrown. */
  ask<Data>(user: string | null, query: string, variables?: object): Promise<GraphqlAnswer<Data>>;
  /** As `ask`, for what must succeed. @throws Error with the answer's errors */
  gql<Data>(user: string, query: string, variables?: object): Promise<Data>;
  stop(): Promise<void>;
}

export interface TestServerOptions {
  /** With the demo portfolio and its users, who sign in by name; the default. */
  readonly demo?: boolean;
  /** How people get in. OIDC: as in production, where nobody signs in by name. Default: DEMO. */
  readonly signIn?: 'DEMO' | 'OIDC';
  /** Settings other than the defaults. */
  readonly env?: Readonly<Record<string, string>>;
  /** Default: silent, or TEST_LOG_LEVEL on standard output. */
  readonly log?: Logger;
}

/** The demo's dates are fixed, so the tests' today is, too: prices are planned, periods are closed as seen from this day. */
const TODAY = new Date('2026-11-21T12:00:00Z');

/** So many days from PostgreSQL's today, which does not stand still. */
export const inDays = (days: number): string =>
  new Date(performance.timeOrigin + performance.now() + days * 86_400_000).toISOString();

/** Only the calendar stands still; timers, and PostgreSQL's own clock, run. */
function stopTheCalendar(): void {
  jest.useFakeTimers({
    now: TODAY,
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'requestAnimationFrame',
      'cancelAnimationFrame',
      'requestIdleCallback',
      'cancelIdleCallback',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
}

/** Stop it in `afterAll`; that drops the database, too. */
export async function startTestServer({ demo = true, env = {}, ...o }: TestServerOptions = {}): Promise<TestServer> {
  stopTheCalendar();
  const db = await freshDatabase({ demo });
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'marketgrid-test-'));
  const config = readConfig({ PORT: '0', MARKETGRID_DATA: dataFolder, ...env });
  const log = o.log ?? pino({ level: process.env['TEST_LOG_LEVEL'] ?? 'silent' });
  const server = await startServer({ database: db.database, config, demo: o.signIn !== 'OIDC', dataFolder, log });
  const tokens = new Map<string, Promise<string>>();
  const token = (user: string): Promise<string> => {
    const known = tokens.get(user) ?? signIn(server.url, user);
    tokens.set(user, known);
    return known;
  };

  async function ask<Data>(user: string | null, query: string, variables: object = {}): Promise<GraphqlAnswer<Data>> {
    const authorization = user === null ? {} : { authorization: `Bearer ${await token(user)}` };
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...authorization },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, ...((await response.json()) as Omit<GraphqlAnswer<Data>, 'status'>) };
  }

  return {
    url: server.url,
    db,
    dataFolder,
    token,
    ask,
    async gql<Data>(user: string, query: string, variables: object = {}) {
      const { data, errors } = await ask<Data>(user, query, variables);
      if (errors || !data) throw new Error(`the operation failed: ${JSON.stringify(errors)}`);
      return data;
    },
    async stop() {
      await server.stop();
      await db.drop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

async function signIn(url: string, user: string): Promise<string> {
  const response = await fetch(`${url}/auth/demo`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user }),
  });
  if (!response.ok) throw new Error(`sign-in of ${user} failed: ${response.status}`);
  const { token } = (await response.json()) as { token: string };
  // The first sight of a token is recorded, which tests that count statements do not mean.
  await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: '{"query":"{ __typename }"}',
  });
  return token;
}
