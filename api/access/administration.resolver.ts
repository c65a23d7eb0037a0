import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { connectionOf, numberedPage, PAGE_ARGUMENT } from '../numbered-page.ts';
import { AccessEventConnectionType, AccessEventFilterInput } from './access-event.types.ts';
import { accessEvents } from './access-events.ts';
import { AccessTokenType, CreateAccessTokenInput, CreatedAccessToken } from './access-token.types.ts';
import { accessTokens, createAccessToken, MOST_LISTED, revokeAccessToken } from './access-tokens.ts';
import { createUser, grantMarkets, revokeMarkets, updateUser } from './user-administration.ts';
import { CreateUserInput, UpdateUserInput, UserAccessType } from './user-administration.types.ts';

/** For administrators; to everyone else it answers FORBIDDEN. */
@Resolver()
export class AdministrationResolver {
  @Mutation(() => UserAccessType, { description: 'ADMIN: lets somebody sign in.' })
  createUser(
    @Ctx() ctx: Context,
    @Arg('input', () => CreateUserInput) input: CreateUserInput,
  ): Promise<UserAccessType> {
    return createUser(ctx, input);
  }

  @Mutation(() => UserAccessType, { description: 'ADMIN: name, roles, archive. The last administrator stays one.' })
  updateUser(
    @Ctx() ctx: Context,
    @Arg('subject', () => String) subject: string,
    @Arg('input', () => UpdateUserInput) input: UpdateUserInput,
  ): Promise<UserAccessType> {
    return updateUser(ctx, subject, input);
  }

  @Mutation(() => UserAccessType, { description: 'ADMIN: shows a user markets that you see yourself.' })
  grantMarkets(
    @Ctx() ctx: Context,
    @Arg('user', () => String, { description: 'His subject.' }) user: string,
    @Arg('markets', () => [String], { description: 'Codes.' }) markets: string[],
  ): Promise<UserAccessType> {
    return grantMarkets(ctx, { user, markets });
  }

  @Mutation(() => UserAccessType, { description: 'ADMIN: takes markets from a user; he sees them no more at once.' })
  revokeMarkets(
    @Ctx() ctx: Context,
    @Arg('user', () => String, { description: 'His subject.' }) user: string,
    @Arg('markets', () => [String], { description: 'Codes.' }) markets: string[],
  ): Promise<UserAccessType> {
    return revokeMarkets(ctx, { user, markets });
  }

  @Mutation(() => CreatedAccessToken, { description: 'ADMIN, in person: a token for a program.' })
  createAccessToken(
    @Ctx() ctx: Context,
    @Arg('input', () => CreateAccessTokenInput) input: CreateAccessTokenInput,
  ): Promise<CreatedAccessToken> {
    return createAccessToken(ctx, input);
  }

  @Mutation(() => AccessTokenType, { description: 'ADMIN: the token lets nobody in any more.' })
  revokeAccessToken(@Ctx() ctx: Context, @Arg('id', () => ID) id: string): Promise<AccessTokenType> {
    return revokeAccessToken(ctx, id);
  }

  @Query(() => [AccessTokenType], {
    description: `ADMIN: service tokens, those that work first, the newest before the older; at most ${MOST_LISTED}.`,
  })
  accessTokens(@Ctx() ctx: Context): Promise<AccessTokenType[]> {
    return accessTokens(ctx);
  }

  @Query(() => AccessEventConnectionType, {
    description: 'ADMIN: sign-ins, grants, tokens and denied pushes, the newest first.',
  })
  async accessEvents(
    @Ctx() ctx: Context,
    @Arg('filter', () => AccessEventFilterInput, { nullable: true }) filter?: AccessEventFilterInput | null,
    @Arg('first', () => Int, PAGE_ARGUMENT) first?: number | null,
    @Arg('after', () => String, { nullable: true }) after?: string | null,
  ): Promise<AccessEventConnectionType> {
    const page = numberedPage({ first, after });
    return connectionOf(await accessEvents(ctx, filter ?? {}, page), page, { after, numberOf: (event) => event.id });
  }
}
