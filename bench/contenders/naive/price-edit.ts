import { Field, InputType, Int } from 'type-graphql';

@InputType()
export class PriceEdit {
  @Field(() => String) id!: string;
  @Field(() => Int) revision!: number;
  @Field(() => String) amount!: string;
}
