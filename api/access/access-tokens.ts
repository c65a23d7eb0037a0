/** Service tokens, as administrators make, list and revoke them. */
import type { Context } from '../context.ts';
import type { Transaction } from '../database/transaction.ts';
import { RequestError } from '../request-error.ts';
import { insertToken, markRevoked, tokenById, tokens } from './access-token.queries.ts';
import type { AccessTokenType, CreateAccessTokenInput, CreatedAccessToken } from './access-token.types.ts';
import { asAdministrator, checkedText, type Market, marketsNamed } from './administrator.ts';
import { hashOfToken, newServiceToken } from './service-token.ts';
import { existing } from './user-administration.ts';
import type { UserAccessType } from './user-administration.types.ts';
import type { UserRole } from './user.entity.ts';

const LONGEST_DAYS = 366;
export const MOST_LISTED = 1_000;

/**
 * Neither the token's user nor who makes it reaches less than the token: an ADMIN of one market could otherwise read
 * another through somebody else's.
 * @throws RequestError FORBIDDEN (also to who comes with a service token himself), BAD_USER_INPUT, NOT_FOUND
 */
export function createAccessToken(ctx: Context, input: CreateAccessTokenInput): Promise<CreatedAccessToken> {
  return ctx.write(async (tx) => {
    await asAdministrator(tx);
    if (tx.identity.tokenId !== undefined) {
      throw new RequestError('FORBIDDEN', 'A service token makes no other: sign in as a person.');
    }
    const user = await existing(tx, input.user);
    const [id, token] = [crypto.randomUUID(), newServiceToken()];
    const row = {
      id,
      hash: hashOfToken(token),
      userId: user.id,
      name: checkedText('A name', input.name),
      roles: rolesOf(user, input.roles),
      marketIds: marketsOf(tx, user, input.markets).map((m) => m.id),
      expiresAt: input.expiresAt,
    };
    if (!(await insertToken(tx, row, LONGEST_DAYS))) {
      throw new RequestError('BAD_USER_INPUT', `A token ends in the future, at most ${LONGEST_DAYS} days from now.`);
    }
    return { token, accessToken: await known(tx, id) };
  });
}

/** @throws RequestError FORBIDDEN */
export async function accessTokens(ctx: Context): Promise<AccessTokenType[]> {
  const tx = await ctx.transaction();
  if (!tx.identity.roles.includes('ADMIN')) throw new RequestError('FORBIDDEN');
  return tokens(tx, MOST_LISTED);
}

/** From now on the token is nobody's. Once more changes nothing. @throws RequestError FORBIDDEN, NOT_FOUND */
export function revokeAccessToken(ctx: Context, id: string): Promise<AccessTokenType> {
  return ctx.write(async (tx) => {
    await asAdministrator(tx);
    if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id))
      throw new RequestError('BAD_USER_INPUT', 'This is not an id.');
    await markRevoked(tx, id);
    return known(tx, id);
  });
}

async function known(tx: Transaction, id: string): Promise<AccessTokenType> {
  const token = await tokenById(tx, id);
  if (!token) throw new RequestError('NOT_FOUND', 'There is no such token.');
  return token;
}

function rolesOf(user: UserAccessType, wanted: readonly UserRole[] | null | undefined): UserRole[] {
  const roles = [...new Set(wanted ?? user.roles)].sort();
  const without = roles.find((role) => !user.roles.includes(role));
  if (without === undefined) return roles;
  throw new RequestError('BAD_USER_INPUT', `${user.subject} has not the role ${without}, so that no token of his can.`);
}

function marketsOf(tx: Transaction, user: UserAccessType, wanted: readonly string[] | null | undefined): Market[] {
  const shared = tx.identity.markets.filter((m) => user.markets.includes(m.code));
  if (wanted == null) return shared;
  const markets = marketsNamed(tx, wanted);
  if (markets.every((m) => user.markets.includes(m.code))) return markets;
  throw new RequestError(
    'BAD_USER_INPUT',
    `${user.subject} has not all of these markets, so that no token of his can.`,
  );
}
