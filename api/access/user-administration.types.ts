import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { UserRole } from './user.entity.ts';

@ObjectType('UserAccess', { description: 'A user as an administrator sees him.' })
export class UserAccessType {
  @Field(() => ID) id!: string;
  @Field(() => String) subject!: string;
  @Field(() => String) name!: string;
  @Field(() => [UserRole]) roles!: UserRole[];
  @Field(() => Boolean, { description: 'An archived user cannot sign in.' }) archived!: boolean;
  @Field(() => [String], { description: 'Codes of his markets, of those that you see.' }) markets!: string[];
}

@InputType()
export class CreateUserInput {
  @Field(() => String, { description: 'As his tokens name him (OIDC_SUBJECT_CLAIM); it can never be changed.' })
  subject!: string;
  @Field(() => String, { description: 'Name for people.' }) name!: string;
  @Field(() => [UserRole]) roles!: UserRole[];
  @Field(() => [String], { defaultValue: [], description: 'Codes of markets that you see.' }) markets!: string[];
}

@InputType({ description: 'What is left out, or null, stays as it is.' })
export class UpdateUserInput {
  @Field(() => String, { nullable: true }) name?: string | null;
  @Field(() => [UserRole], { nullable: true, description: 'All of his roles.' }) roles?: UserRole[] | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'true: he cannot sign in any more, nor can his tokens; false: he can again.',
  })
  archived?: boolean | null;
}
