/** The contract's GraphQL types of a push. Their names, fields and nullability are fixed. */
import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { REJECTION_CODES } from '../../schema/errors/codes.ts';
import { type CellEdit, CellEditsScalar, MatrixDeltaType, MatrixRequestInput } from '../matrix/matrix.types.ts';
import { DateScalar, DateTimeScalar } from '../scalars.ts';
import type { ChangeSetType } from './changes.types.ts';

export enum ErrorPolicy {
  REJECT_EVERYTHING = 'REJECT_EVERYTHING',
  REJECT_FAILED_ROWS = 'REJECT_FAILED_ROWS',
}
registerEnumType(ErrorPolicy, {
  name: 'ErrorPolicy',
  description: 'What happens to the rows without a rejection when other rows have one.',
});

export const RejectionCodeEnum = Object.fromEntries(REJECTION_CODES.map((code) => [code, code]));
registerEnumType(RejectionCodeEnum, { name: 'RejectionCode' });

@InputType()
export class PushPart {
  @Field(() => MatrixRequestInput, { description: 'The view that was edited.' }) request!: MatrixRequestInput;
  @Field(() => Int, { description: 'The revision that the sheet showed.' }) baseRevision!: number;
  @Field(() => CellEditsScalar) edits!: CellEdit[];
  @Field(() => CellEditsScalar, {
    nullable: true,
    description: "rowKey is the caller's own temporary name; may name rowHeader columns, by code.",
  })
  inserts?: CellEdit[] | null;
  @Field(() => [String], { nullable: true, description: 'Row keys.' }) archives?: string[] | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'TIER_PRICE: the day from which new prices hold; default asOf.',
  })
  effectiveFrom?: string | null;
}

@InputType()
export class PushInput {
  @Field(() => [PushPart], { description: 'At most 20.' }) parts!: PushPart[];
  @Field(() => ErrorPolicy, { defaultValue: ErrorPolicy.REJECT_EVERYTHING }) errorPolicy!: ErrorPolicy;
  @Field(() => Boolean, { defaultValue: false, description: 'Everything but the write.' }) dryRun!: boolean;
  @Field(() => String, { nullable: true }) reason?: string | null;
  @Field(() => String, { description: '1 to 255 characters.' }) idempotencyKey!: string;
}

@ObjectType()
export class InsertedRow {
  @Field(() => Int) part!: number;
  @Field(() => String) temporary!: string;
  @Field(() => String) key!: string;
}

@ObjectType({ description: 'An expected refusal, told to the analyst.' })
export class Rejection {
  @Field(() => Int) part!: number;
  @Field(() => String, { nullable: true }) row!: string | null;
  @Field(() => String, { nullable: true }) column!: string | null;
  @Field(() => RejectionCodeEnum) code!: string;
  @Field(() => String) message!: string;
  @Field(() => String) nextStep!: string;
  @Field(() => String, { nullable: true }) base?: string | null;
  @Field(() => String, { nullable: true }) mine?: string | null;
  @Field(() => String, { nullable: true }) theirs?: string | null;
  @Field(() => String, { nullable: true }) by?: string | null;
  @Field(() => DateTimeScalar, { nullable: true }) at?: Date | null;
}

@ObjectType()
export class PushResult {
  // `changeSet` is resolved from `changeSetRevision`, in the typed form of changes.types.ts.
  changeSetRevision!: number | null;
  /** The change set itself, where it has just been written. */
  writtenSet?: ChangeSetType;
  @Field(() => Int) revision!: number;
  @Field(() => Int, {
    description: 'Cells written, or that would be; an insert counts its non-null cells, an archive 1.',
  })
  applied!: number;
  @Field(() => Int, { description: 'Edits equal to what is stored.' }) unchanged!: number;
  @Field(() => [InsertedRow]) inserted!: InsertedRow[];
  @Field(() => [Rejection], { description: 'Every one of them.' }) rejections!: Rejection[];
  @Field(() => [Rejection]) warnings!: Rejection[];
  @Field(() => [MatrixDeltaType], { description: 'One a part: what that sheet must show now.' })
  deltas!: MatrixDeltaType[];
}
