import { Ctx, Field, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { UserRole } from './user.entity.ts';

@ObjectType({ description: 'Who is signed in.' })
export class Viewer {
  @Field(() => String) name!: string;
  @Field(() => [UserRole]) roles!: readonly string[];
  @Field(() => [String], { description: 'Codes of the markets that he is granted.' }) markets!: readonly string[];
}

@Resolver()
export class ViewerResolver {
  @Query(() => Viewer, { description: 'Who is signed in, with his roles and markets.' })
  async me(@Ctx() ctx: Context): Promise<Viewer> {
    const { name, roles, markets } = (await ctx.transaction()).identity;
    return { name, roles, markets: markets.map((m) => m.code) };
  }
}
