/** Change sets and changes as GraphQL shows them: the contract's fields, and a few that people ask for. */
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PageInfoType } from '../page-info.types.ts';
import { DateScalar, DateTimeScalar } from '../scalars.ts';

export enum ChangeSetStateEnum {
  DRAFT = 'DRAFT',
  SUBMITTED = 'SUBMITTED',
  APPLIED = 'APPLIED',
  REJECTED = 'REJECTED',
  REVERTED = 'REVERTED',
}
registerEnumType(ChangeSetStateEnum, { name: 'ChangeSetState' });

export enum ChangeSetKindEnum {
  PUSH = 'PUSH',
  IMPORT = 'IMPORT',
  REVERT = 'REVERT',
}
registerEnumType(ChangeSetKindEnum, { name: 'ChangeSetKind' });

@ObjectType('Change', { description: 'One written cell. Replaying all changes in order gives every stored value.' })
export class ChangeType {
  @Field(() => ID) id!: string;
  @Field(() => String, { nullable: true, description: 'Code of the market that the record belongs to.' }) market!:
    string | null;
  @Field(() => String, { description: 'The entity: `Price`.' }) entity!: string;
  @Field(() => String, { description: 'The natural key of the record, codes joined by `/`.' }) row!: string;
  @Field(() => String) field!: string;
  @Field(() => DateScalar, { nullable: true, description: 'Prices: the day from which `after` holds.' }) validFrom!:
    string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Prices: the first day on which it holds no more; null is open.',
  })
  validTo!: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Prices: where the version in force before began. Earlier than validFrom: that version now ends there.',
  })
  beforeFrom!: string | null;
  @Field(() => String, { nullable: true }) before!: string | null;
  @Field(() => String, { nullable: true }) after!: string | null;
}

@ObjectType('ChangeConnection')
export class ChangeConnectionType {
  @Field(() => Int) totalCount!: number;
  @Field(() => [ChangeType]) nodes!: ChangeType[];
  @Field(() => PageInfoType) pageInfo!: PageInfoType;
}

@ObjectType('ChangeSet', { description: 'One push, import or revert: also the unit of audit and undo.' })
export class ChangeSetType {
  @Field(() => ID) id!: string;
  @Field(() => Int, { nullable: true }) revision!: number | null;
  @Field(() => ChangeSetKindEnum) kind!: string;
  @Field(() => String) author!: string;
  @Field(() => String, { nullable: true }) reason!: string | null;
  @Field(() => String, { nullable: true, description: 'Kinds of the matrices that were edited, joined by `;`.' })
  matrix!: string | null;
  @Field(() => DateTimeScalar) at!: Date;
  @Field(() => ChangeSetStateEnum) state!: string;
  @Field(() => Int, { nullable: true, description: 'REVERT: the revision that it undid.' }) reverts!: number | null;
}

@ObjectType('ChangeSetConnection')
export class ChangeSetConnectionType {
  @Field(() => Int) totalCount!: number;
  @Field(() => [ChangeSetType]) nodes!: ChangeSetType[];
  @Field(() => PageInfoType) pageInfo!: PageInfoType;
}

@InputType('ChangeSetFilter', { description: 'All that is given must hold.' })
export class ChangeSetFilterInput {
  @Field(() => [String], { nullable: true, description: 'Names of authors.' }) authors?: string[] | null;
  @Field(() => [ChangeSetKindEnum], { nullable: true }) kinds?: string[] | null;
  @Field(() => [ChangeSetStateEnum], { nullable: true }) states?: string[] | null;
  @Field(() => Int, { nullable: true, description: 'Only later revisions.' }) since?: number | null;
  @Field(() => [String], { nullable: true, description: 'Codes of markets that were changed.' }) markets?:
    string[] | null;
  @Field(() => String, { nullable: true, description: 'The entity of a changed record: `Price`.' }) entity?:
    string | null;
  @Field(() => String, { nullable: true, description: 'The natural key of a changed record.' }) row?: string | null;
  @Field(() => String, { nullable: true, description: 'A changed field of it.' }) field?: string | null;
}

@InputType('ChangeFilter', { description: 'One record, or one cell of it: its history. All that is given must hold.' })
export class ChangeFilterInput {
  @Field(() => String, { nullable: true, description: 'The entity: `Price`.' }) entity?: string | null;
  @Field(() => String, { nullable: true, description: 'The natural key of the record.' }) row?: string | null;
  @Field(() => String, { nullable: true }) field?: string | null;
}
