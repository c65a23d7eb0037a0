/** Every question that the schema allows, made from the schema itself: a field that is new is asked for without being named here. */
import {
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isInputObjectType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

export interface Question {
  readonly name: string;
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Arguments of fields that need some, or that are worth asking in several ways. */
export type Samples = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** How often an entity may stand within another. */
const LEVELS = 2;
const LIST = 20;
const isPart = (type: GraphQLObjectType): boolean => /Connection$|^PageInfo$/.test(type.name);

/** Leaves, and everything that can be reached without arguments. Lists are asked for archived rows, too. */
export function selection(type: GraphQLObjectType, levels = LEVELS): string {
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const below = getNamedType(field.type);
    if (field.args.some(isRequiredArgument))
      throw new Error(`${type.name}.${field.name} needs arguments: give a sample`);
    if (isLeafType(below)) return field.name;
    if (!isObjectType(below)) throw new Error(`${below.name} is no type that this test can ask for`);
    const left = isPart(below) ? levels : levels - 1;
    if (left < 0) return [];
    return `${field.name}${listArguments(field)} { ${selection(below, left)} }`;
  });
  return fields.join(' ');
}

function listArguments({ args }: GraphQLField<unknown, unknown>): string {
  const given = [
    ...(args.some((a) => a.name === 'first') ? [`first: ${LIST}`] : []),
    ...(args.some((a) => a.name === 'filter' && hasArchived(a.type)) ? ['filter: { archived: null }'] : []),
  ];
  return given.length === 0 ? '' : `(${given.join(', ')})`;
}

function hasArchived(type: Parameters<typeof getNamedType>[0]): boolean {
  const named = getNamedType(type);
  return isInputObjectType(named) && 'archived' in named.getFields();
}

/** One question for each root field and each sample of its arguments. @throws Error for a field that lacks a sample */
export function questions(schema: GraphQLSchema, operation: 'query' | 'mutation', samples: Samples): Question[] {
  const root = operation === 'query' ? schema.getQueryType() : schema.getMutationType();
  return Object.values(root?.getFields() ?? {}).flatMap((field) => {
    const given = samples[field.name] ?? (operation === 'query' ? [listSample(field)] : []);
    const required = field.args.filter(isRequiredArgument).map((a) => a.name);
    if (given.length === 0 || given.some((sample) => required.some((name) => !(name in sample)))) {
      throw new Error(`${operation} ${field.name} is new: give a sample of its arguments ${required.join(', ')}`);
    }
    return given.map((variables) => ({ name: field.name, text: textOf(operation, field, variables), variables }));
  });
}

const listSample = ({ args }: GraphQLField<unknown, unknown>): Record<string, unknown> => ({
  ...(args.some((a) => a.name === 'first') && { first: 1000 }),
  ...(args.some((a) => a.name === 'filter' && hasArchived(a.type)) && { filter: { archived: null } }),
});

function textOf(operation: string, field: GraphQLField<unknown, unknown>, variables: object): string {
  const used = field.args.filter((a) => a.name in variables);
  const declared = used.map((a) => `$${a.name}: ${String(a.type)}`).join(', ');
  const passed = used.map((a) => `${a.name}: $${a.name}`).join(', ');
  const type = getNamedType(field.type);
  const below = isObjectType(type) ? ` { ${selection(type)} }` : '';
  return `${operation} Q${declared && `(${declared})`} { ${field.name}${passed && `(${passed})`}${below} }`;
}
