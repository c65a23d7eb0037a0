import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../scalars.ts';
import { UserRole } from './user.entity.ts';

@ObjectType('AccessToken', {
  description: 'A service token, without the token itself: that is shown once and kept nowhere.',
})
export class AccessTokenType {
  @Field(() => ID) id!: string;
  @Field(() => String, { description: 'What it is for.' }) name!: string;
  @Field(() => String, { description: 'The subject of the user for whom it speaks.' }) user!: string;
  @Field(() => [UserRole], { description: 'What it may do, as long as its user may.' }) roles!: UserRole[];
  @Field(() => [String], { description: 'Codes of its markets, of those that you see.' }) markets!: string[];
  @Field(() => DateTimeScalar) createdAt!: Date;
  @Field(() => String, { description: 'The subject of who made it.' }) createdBy!: string;
  @Field(() => DateTimeScalar) expiresAt!: Date;
  @Field(() => DateTimeScalar, { nullable: true }) revokedAt!: Date | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'To the hour.' }) lastUsedAt!: Date | null;
}

@ObjectType()
export class CreatedAccessToken {
  @Field(() => String, { description: 'For `Authorization: Bearer …`. Keep it now: it cannot be shown again.' })
  token!: string;
  @Field(() => AccessTokenType) accessToken!: AccessTokenType;
}

@InputType()
export class CreateAccessTokenInput {
  @Field(() => String, { description: 'What it is for.' }) name!: string;
  @Field(() => String, { description: 'The subject of the user for whom it speaks.' }) user!: string;
  @Field(() => [UserRole], { nullable: true, description: 'Some of the roles of its user; default all of them.' })
  roles?: UserRole[] | null;
  @Field(() => [String], {
    nullable: true,
    description:
      'Codes of markets that you and its user see; default all of those. Markets to come are not among them.',
  })
  markets?: string[] | null;
  @Field(() => DateTimeScalar, { description: 'At most 366 days from now.' }) expiresAt!: string;
}
