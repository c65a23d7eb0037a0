import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { MarketgridClient, type ClientSettings } from '../../addin/client/marketgrid-client.ts';
import type { PushInput } from '../../addin/client/contract.ts';
import * as operations from '../../addin/client/operations.ts';

const PUSH: PushInput = {
  parts: [],
  errorPolicy: 'REJECT_EVERYTHING',
  dryRun: false,
  reason: null,
  idempotencyKey: 'key-1',
};

type Reply = (init: RequestInit) => Response | Promise<Response>;

/** A client whose server gives these replies, one after the other. */
function clientOf(replies: readonly Reply[], settings: Partial<ClientSettings> = {}) {
  const bodies: string[] = [];
  const headers: Headers[] = [];
  const client = new MarketgridClient({
    baseUrl: 'http://server',
    token: () => Promise.resolve('secret'),
    fetch: async (_input, init) => {
      bodies.push(init?.body as string);
      headers.push(new Headers(init?.headers));
      const reply = replies[bodies.length - 1];
      if (!reply) throw new Error('asked once too often');
      return reply(init ?? {});
    },
    pause: () => 0,
    ...settings,
  });
  return { client, bodies, headers };
}

const answer =
  (body: unknown, status = 200): Reply =>
  () =>
    new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });
const gone: Reply = () => Promise.reject(new TypeError('fetch failed'));
const me = answer({ data: { me: { name: 'Ann', roles: [], markets: [] } } });

describe('the client', () => {
  test('sends the token as a bearer and only there', async () => {
    const { client, bodies, headers } = clientOf([me]);
    expect(await client.me()).toMatchObject({ name: 'Ann' });
    expect(headers[0]?.get('authorization')).toBe('Bearer secret');
    expect(bodies[0]).not.toContain('secret');
  });

  test.each<[string, readonly Reply[], object]>([
    ['no connection', [gone, gone, gone], { name: 'ServerUnreachable' }],
    ['a proxy’s page', Array.from({ length: 3 }, () => answer('<html>502</html>', 502)), { name: 'ServerUnreachable' }],
    ['HTTP 401', [answer('{}', 401)], { name: 'NotSignedIn' }],
    [
      'an expired sign-in',
      [answer({ errors: [{ message: 'x', extensions: { code: 'UNAUTHENTICATED' } }] })],
      { name: 'NotSignedIn' },
    ],
    [
      'a changed view',
      [answer({ errors: [{ message: 'columns', extensions: { code: 'VIEW_CHANGED' } }] })],
      { name: 'RequestRefused', code: 'VIEW_CHANGED', message: 'columns' },
    ],
    [
      'an unknown code',
      [answer({ errors: [{ message: 'x', extensions: { code: 'ODD', errorId: 'e1' } }] })],
      { name: 'RequestRefused', code: 'INTERNAL', errorId: 'e1' },
    ],
  ])('%s is an error of its own', async (_what, replies, error) => {
    const { client, bodies } = clientOf(replies);
    await expect(client.me()).rejects.toMatchObject(error);
    expect(bodies).toHaveLength(replies.length);
  });

  test('without a sign-in nothing is sent', async () => {
    const { client, bodies } = clientOf([], { token: () => Promise.resolve(null) });
    await expect(client.me()).rejects.toMatchObject({ name: 'NotSignedIn' });
    expect(bodies).toEqual([]);
  });

  test('a push without an answer is sent again, the same to the letter', async () => {
    const { client, bodies } = clientOf([gone, answer({ data: { pushChanges: { applied: 1 } } })]);
    expect(await client.push(PUSH)).toEqual({ applied: 1 });
    expect(bodies[1]).toBe(bodies[0]);
  });

  test('an attempt that takes too long is given up', async () => {
    const never: Reply = ({ signal }) =>
      new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)));
    const { client } = clientOf([never], { timeout: 5, retries: 0 });
    await expect(client.me()).rejects.toMatchObject({ name: 'ServerUnreachable', cause: { name: 'TimeoutError' } });
  });

  test('when the analyst gives up, it ends at once and is not repeated', async () => {
    const controller = new AbortController();
    const { client, bodies } = clientOf([
      () => {
        controller.abort();
        return gone({});
      },
    ]);
    await expect(client.me({ signal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' });
    expect(bodies).toHaveLength(1);
  });
});

test('the documents of addin/operations are what the client sends', () => {
  const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim();
  const files = ['reads', 'writes'].map((name) => {
    const file = new URL(`../../addin/operations/${name}.graphql`, import.meta.url);
    return readFileSync(file, 'utf8')
      .split(/\n(?=query|mutation|fragment)/)
      .map(squeeze);
  });
  const documented = files.flat();
  const sent = Object.values(operations).flatMap((document) => document.split(/(?= fragment )/).map(squeeze));
  expect(sent.filter((part) => !documented.includes(part))).toEqual([]);
  expect(documented.filter((part) => !sent.includes(part))).toEqual([]);
});
