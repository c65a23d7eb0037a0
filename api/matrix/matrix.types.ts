/** The contract's GraphQL types of the matrices. Their names, fields and nullability are fixed. */
import { GraphQLError, GraphQLScalarType, valueFromASTUntyped } from 'graphql';
import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { MatrixFilter } from '../../schema/matrix/definition.ts';
import { DateScalar } from '../scalars.ts';
import { RawJson } from './raw-json.ts';

export enum MatrixKindEnum {
  TIER_PRICE = 'TIER_PRICE',
  BUDGET = 'BUDGET',
  ROADMAP = 'ROADMAP',
}
registerEnumType(MatrixKindEnum, { name: 'MatrixKind' });

enum ColumnTypeEnum {
  TEXT = 'TEXT',
  DECIMAL = 'DECIMAL',
  INTEGER = 'INTEGER',
  DATE = 'DATE',
  BOOLEAN = 'BOOLEAN',
  CHOICE = 'CHOICE',
  CODES = 'CODES',
}
registerEnumType(ColumnTypeEnum, { name: 'ColumnType' });

export const MatrixRowsScalar = new GraphQLScalarType<RawJson, unknown>({
  name: 'MatrixRows',
  description:
    '[[rowKey, header…, cell…], …]: one JSON array for each row, in the order of rowHeader then columns. Decimals are JSON numbers, exact to 15 digits.',
  serialize: (value) => value,
});

export type CellEdit = readonly [row: string, column: string, value: string | null];

function parseEdits(value: unknown): CellEdit[] {
  const isEdit = (edit: unknown): edit is CellEdit =>
    Array.isArray(edit) &&
    edit.length === 3 &&
    typeof edit[0] === 'string' &&
    typeof edit[1] === 'string' &&
    (edit[2] === null || typeof edit[2] === 'string');
  if (!Array.isArray(value)) throw malformed('a list');
  const wrong = value.findIndex((edit) => !isEdit(edit));
  if (wrong >= 0) throw malformed(`[rowKey, columnKey, newValue] with text or null as the value at position ${wrong}`);
  return value as CellEdit[];
}

const malformed = (what: string): GraphQLError =>
  new GraphQLError(`CellEdits takes ${what}.`, { extensions: { code: 'BAD_USER_INPUT' } });

export const CellEditsScalar = new GraphQLScalarType<CellEdit[], unknown>({
  name: 'CellEdits',
  description: '[[rowKey, columnKey, newValue], …]: newValue is a string, or null to clear the cell.',
  serialize: (value) => value,
  parseValue: parseEdits,
  parseLiteral: (node, variables) => parseEdits(valueFromASTUntyped(node, variables)),
});

const codes = { nullable: true } as const;

@InputType('MatrixFilter', { description: 'Codes; a list that is absent or null does not restrict.' })
export class MatrixFilterInput implements MatrixFilter {
  @Field(() => [String], codes) markets?: string[] | null;
  @Field(() => [String], codes) segments?: string[] | null;
  @Field(() => [String], codes) problems?: string[] | null;
  @Field(() => [String], codes) suites?: string[] | null;
  @Field(() => [String], codes) lines?: string[] | null;
  @Field(() => [String], codes) lineUps?: string[] | null;
  @Field(() => [String], codes) offerings?: string[] | null;
  @Field(() => [String], codes) priceLists?: string[] | null;
  @Field(() => [String], codes) currencies?: string[] | null;
  @Field(() => String, codes) plan?: string | null;
  @Field(() => [String], codes) functions?: string[] | null;
  @Field(() => [String], codes) periods?: string[] | null;
  @Field(() => [String], codes) states?: string[] | null;
  @Field(() => [String], codes) owners?: string[] | null;
}

@InputType('MatrixRequest', { description: 'Which view of which matrix.' })
export class MatrixRequestInput {
  @Field(() => MatrixKindEnum) kind!: MatrixKindEnum;
  @Field(() => MatrixFilterInput, { nullable: true }) filter?: MatrixFilterInput | null;
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Prices in force on that day; default today (UTC). A sheet always sends the day that it was pulled for.',
  })
  asOf?: string | null;
}

@ObjectType('MatrixColumn')
export class MatrixColumnType {
  @Field(() => String) key!: string;
  @Field(() => String) title!: string;
  @Field(() => String, { nullable: true }) group!: string | null;
  @Field(() => ColumnTypeEnum) type!: ColumnTypeEnum;
  @Field(() => String, { nullable: true }) unit!: string | null;
  @Field(() => Int, { nullable: true }) scale!: number | null;
  @Field(() => Boolean) editable!: boolean;
  @Field(() => [String], { nullable: true }) options!: readonly string[] | null;
}

@ObjectType('MatrixSummary', { description: 'An envelope over part of the matrix, in the unit named.' })
export class MatrixSummaryType {
  @Field(() => String) key!: string;
  @Field(() => String) title!: string;
  @Field(() => String) cap!: string;
  @Field(() => String) used!: string;
  @Field(() => String) left!: string;
  @Field(() => String) unit!: string;
}

@ObjectType('Matrix')
export class MatrixType {
  @Field(() => MatrixKindEnum) kind!: MatrixKindEnum;
  @Field(() => String) title!: string;
  @Field(() => Int, { description: 'The snapshot that was read.' }) revision!: number;
  @Field(() => DateScalar) asOf!: string;
  @Field(() => [MatrixColumnType]) rowHeader!: MatrixColumnType[];
  @Field(() => [MatrixColumnType]) columns!: MatrixColumnType[];
  @Field(() => Int) rowCount!: number;
  @Field(() => MatrixRowsScalar) rows!: RawJson;
}

@ObjectType('MatrixDelta', { description: 'Whole rows; a caller ignores keys that it does not know.' })
export class MatrixDeltaType {
  @Field(() => Int) revision!: number;
  @Field(() => MatrixRowsScalar) rows!: RawJson;
  @Field(() => [String]) removed!: readonly string[];
}

@ObjectType('MatrixDefinition', { description: 'A matrix that this caller may pull.' })
export class MatrixDefinitionType {
  @Field(() => MatrixKindEnum) kind!: MatrixKindEnum;
  @Field(() => String) title!: string;
  @Field(() => String) description!: string;
  @Field(() => [String], { description: 'The fields of MatrixFilter that restrict it.' }) filters!: readonly string[];
  @Field(() => Boolean) editable!: boolean;
}
