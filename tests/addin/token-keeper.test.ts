import { expect, test } from '@jest/globals';
import type { Grant } from '../../addin/client/sign-in/grant.ts';
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

/** A person's keeper; each renewal waits until the test lets it go on. */
async function ofPerson(
  expiresAt = 0,
): Promise<{ keeper: TokenKeeper; renewals: ((next: Partial<Grant> | null) => void)[] }> {
  const renewals: ((next: Partial<Grant> | null) => void)[] = [];
  const grantOf = (o: Partial<Grant>): Grant => ({ token: 'first', expiresAt, renew, ...o });
  const renew = (): Promise<Grant> =>
    new Promise((resolve, reject) => {
      renewals.push((next) => (next ? resolve(grantOf(next)) : reject(new Error('no'))));
    });
  const person = { issuer: 'https://login.example', clientId: 'c', scopes: [] };
  const keeper = createTokenKeeper({
    baseUrl: 'http://server',
    now: () => 0,
    fetch: async () => Response.json({ demo: false, person }),
    person: () => ({ signIn: async () => grantOf({}) }),
  });
  expect(await keeper.way()).toBe('PERSON');
  await keeper.signInMyself(new AbortController().signal);
  return { keeper, renewals };
}

test('requests at once share one renewal: an identity provider takes a second use of what renews for a theft', async () => {
  const { keeper, renewals } = await ofPerson();
  const tokens = [keeper.token(), keeper.token(), keeper.token()];
  renewals[0]?.({ token: 'second', expiresAt: Infinity });
  expect([await Promise.all(tokens), renewals.length]).toEqual([['second', 'second', 'second'], 1]);
});

test('a token that the server has refused is renewed, also before its end; where it cannot be, there is none', async () => {
  const { keeper, renewals } = await ofPerson(Infinity);
  expect(await keeper.token()).toBe('first');
  const another = keeper.token('first');
  renewals[0]?.({ token: 'second', expiresAt: Infinity });
  expect(await another).toBe('second');
  // Refused while it was being renewed by somebody else: no further renewal.
  expect([await keeper.token('first'), renewals.length]).toEqual(['second', 1]);
  const none = keeper.token('second');
  renewals[1]?.(null);
  expect(await none).toBeNull();
});

test('who signs out while his token is renewed stays signed out', async () => {
  const { keeper, renewals } = await ofPerson();
  const late = keeper.token();
  keeper.forget();
  renewals[0]?.({ token: 'second', expiresAt: Infinity });
  expect(await late).toBeNull();
  expect(await keeper.token()).toBeNull();
});
