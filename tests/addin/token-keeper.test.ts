import { expect, test } from '@jest/globals';
import { createTokenKeeper, type TokenKeeper } from '../../addin/client/token-keeper.ts';

const HOUR = 3_600_000;

/** A keeper whose clock and server the test holds; each sign-in gives the next token, good for an hour. */
function keeperAt(clock: { now: number; isDown: boolean }): { keeper: TokenKeeper; users: string[] } {
  const users: string[] = [];
  const keeper = createTokenKeeper({
    baseUrl: 'http://server',
    now: () => clock.now,
    fetch: async (_url, init) => {
      if (clock.isDown) throw new TypeError('fetch failed');
      users.push((JSON.parse(String(init?.body)) as { user: string }).user);
      const expiresAt = new Date(clock.now + HOUR).toISOString();
      return Response.json({ token: `t${users.length}`, expiresAt });
    },
  });
  return { keeper, users };
}

test('a demo user’s token is renewed in silence shortly before it ends, and not before', async () => {
  const clock = { now: 0, isDown: false };
  const { keeper, users } = keeperAt(clock);
  expect(await keeper.token()).toBeNull();
  await keeper.signInAsDemoUser('pricing');
  clock.now = HOUR - 120_000;
  expect(await keeper.token()).toBe('t1');
  clock.now = HOUR - 30_000;
  expect(await keeper.token()).toBe('t2');
  expect(users).toEqual(['pricing', 'pricing']);
});

test('where the renewal fails the old token is still tried: the server’s answer says more than a guess', async () => {
  const clock = { now: 0, isDown: false };
  const { keeper } = keeperAt(clock);
  await keeper.signInAsDemoUser('pricing');
  clock.now = HOUR;
  clock.isDown = true;
  expect(await keeper.token()).toBe('t1');
});

test('signed out there is no token, and one that was typed is never renewed', async () => {
  const clock = { now: 0, isDown: false };
  const { keeper, users } = keeperAt(clock);
  keeper.useToken('typed');
  clock.now = 100 * HOUR;
  expect(await keeper.token()).toBe('typed');
  keeper.forget();
  expect(await keeper.token()).toBeNull();
  expect(users).toEqual([]);
  expect(() => keeper.useToken('two words')).toThrow('holds blanks');
});
