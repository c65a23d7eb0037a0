import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { choices, listed } from '../model/field.ts';
import { PageInfoType } from '../page-info.types.ts';
import { DateTimeScalar } from '../scalars.ts';

export const AccessEventKind = choices(
  'AccessEventKind',
  listed([
    'SIGN_IN',
    'USER_CREATED',
    'USER_CHANGED',
    'USER_ARCHIVED',
    'USER_RESTORED',
    'MARKET_GRANTED',
    'MARKET_REVOKED',
    'TOKEN_CREATED',
    'TOKEN_REVOKED',
    'PUSH_DENIED',
  ]),
  'SIGN_IN is the first request that a process of the server saw with a token.',
);
export type AccessEventKind = keyof typeof AccessEventKind;

@ObjectType('AccessEvent', { description: 'Who was let in, what was granted, and what was denied.' })
export class AccessEventType {
  @Field(() => ID) id!: string;
  @Field(() => DateTimeScalar) at!: Date;
  @Field(() => AccessEventKind) kind!: AccessEventKind;
  @Field(() => String, { nullable: true, description: 'The subject of who did it; null is the owner of the database.' })
  actor!: string | null;
  @Field(() => String, { nullable: true, description: 'The service token by which it was done, or which it is about.' })
  token!: string | null;
  @Field(() => String, { nullable: true, description: 'The subject of the user to whom it was done.' })
  user!: string | null;
  @Field(() => String, { nullable: true, description: 'Code of the market that was granted or revoked.' })
  market!: string | null;
  @Field(() => String, { nullable: true }) detail!: string | null;
}

@ObjectType('AccessEventConnection')
export class AccessEventConnectionType {
  @Field(() => Int) totalCount!: number;
  @Field(() => [AccessEventType]) nodes!: AccessEventType[];
  @Field(() => PageInfoType) pageInfo!: PageInfoType;
}

@InputType('AccessEventFilter', { description: 'All that is given must hold.' })
export class AccessEventFilterInput {
  @Field(() => [AccessEventKind], { nullable: true }) kinds?: AccessEventKind[] | null;
  @Field(() => String, { nullable: true, description: 'The subject of who did it, or to whom it was done.' })
  user?: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'At that instant or later.' }) since?: string | null;
}
