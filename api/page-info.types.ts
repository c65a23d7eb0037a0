import { Field, ObjectType } from 'type-graphql';

@ObjectType('PageInfo')
export class PageInfoType {
  @Field(() => Boolean, { description: 'Whether rows follow after this page.' }) hasNextPage!: boolean;
  @Field(() => String, {
    nullable: true,
    description: "Where this page ends: the next page's `after`. Null only for an empty first page.",
  })
  endCursor!: string | null;
}
