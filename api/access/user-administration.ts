/** Users and their markets, as administrators keep them. What is done is recorded by triggers of the database. */
import { DatabaseError } from 'pg';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/transaction.ts';
import { RequestError } from '../request-error.ts';
import { asAdministrator, checkedText, marketsNamed } from './administrator.ts';
import {
  archiveGrants,
  insertGrants,
  insertUser,
  updateUserRow,
  userBySubject,
} from './user-administration.queries.ts';
import type { CreateUserInput, UpdateUserInput, UserAccessType } from './user-administration.types.ts';
import type { UserRole } from './user.entity.ts';

/** @throws RequestError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND */
export function createUser(ctx: Context, input: CreateUserInput): Promise<UserAccessType> {
  return ctx.write(async (tx) => {
    const revision = await asAdministrator(tx);
    const subject = checkedText('A subject', input.subject);
    const name = checkedText('A name', input.name);
    const markets = marketsNamed(tx, input.markets);
    if (await userBySubject(tx, subject)) throw new RequestError('BAD_USER_INPUT', 'There is such a user already.');
    await insertUser(tx, { subject, name, roles: eachOnce(input.roles), revision });
    const { id } = await existing(tx, subject);
    await insertGrants(tx, { userId: id, marketIds: markets.map((m) => m.id), revision });
    return existing(tx, subject);
  });
}

/** @throws RequestError FORBIDDEN, BAD_USER_INPUT (also for the last administrator), NOT_FOUND */
export async function updateUser(ctx: Context, subject: string, input: UpdateUserInput): Promise<UserAccessType> {
  try {
    return await ctx.write(async (tx) => {
      const revision = await asAdministrator(tx);
      const user = await existing(tx, subject);
      await updateUserRow(tx, {
        id: user.id,
        name: input.name == null ? user.name : checkedText('A name', input.name),
        roles: eachOnce(input.roles ?? user.roles),
        archived: input.archived ?? user.archived,
        revision,
      });
      return existing(tx, subject);
    });
  } catch (error) {
    throw isLastAdministrator(error)
      ? new RequestError('BAD_USER_INPUT', 'This is the last administrator: make another one first.')
      : error;
  }
}

export interface MarketsOfUser {
  readonly user: string;
  readonly markets: readonly string[];
}

/** @throws RequestError FORBIDDEN, NOT_FOUND */
export const grantMarkets = (ctx: Context, o: MarketsOfUser): Promise<UserAccessType> => change(ctx, o, insertGrants);

/** @throws RequestError FORBIDDEN, NOT_FOUND */
export const revokeMarkets = (ctx: Context, o: MarketsOfUser): Promise<UserAccessType> => change(ctx, o, archiveGrants);

function change(ctx: Context, o: MarketsOfUser, write: typeof insertGrants): Promise<UserAccessType> {
  return ctx.write(async (tx) => {
    const revision = await asAdministrator(tx);
    const marketIds = marketsNamed(tx, o.markets).map((m) => m.id);
    const { id: userId } = await existing(tx, o.user);
    await write(tx, { userId, marketIds, revision });
    return existing(tx, o.user);
  });
}

/** @throws RequestError NOT_FOUND */
export async function existing(tx: Transaction, subject: string): Promise<UserAccessType> {
  const user = subject.includes('\0') ? undefined : await userBySubject(tx, subject);
  if (!user) throw new RequestError('NOT_FOUND', 'There is no such user.');
  return user;
}

const eachOnce = (roles: readonly UserRole[]): UserRole[] => [...new Set(roles)].sort();

/** The trigger of migration 0012, which judges it under a lock. */
const isLastAdministrator = (error: unknown): boolean =>
  error instanceof DatabaseError && error.constraint === 'app_user_keeps_an_admin';
