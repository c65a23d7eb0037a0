/** The typed graph in the schema definition language: what `typed-graph.ts` adds to the schema of the entities. */
import { getNamedType, type GraphQLSchema, isObjectType } from 'graphql';
import { COLUMN_FACTS, type ColumnKind, type Comparison } from './column-type.ts';
import type { EntityGraph, ScalarColumn } from './graph-shape.ts';
import { presenceOf } from './filter.ts';
import { DEFAULT_ORDER } from './order.ts';
import { DEFAULT_PAGE, MAX_NESTED_PAGE, MAX_ROOT_PAGE, MAX_ROOT_PAGE_ALONE } from './page-arguments.ts';

const PAGE_INFO = `
  type PageInfo {
    "Whether rows follow after this page."
    hasNextPage: Boolean!
    "Where this page ends: the next page's \`after\`. Null only for an empty first page."
    endCursor: String
  }`;

export function graphSdl(graphs: ReadonlyMap<string, EntityGraph>, schema: GraphQLSchema): string {
  const filters = new Map<string, string>();
  const types = [...graphs.values()].map((graph) => entitySdl(graph, new ScalarFilters(schema, filters)));
  const pageInfo = schema.getType('PageInfo') ? [] : [PAGE_INFO];
  return [...pageInfo, ...filters.values(), ...types].join('\n');
}

function entitySdl(graph: EntityGraph, scalarFilters: ScalarFilters): string {
  const { name, plural, description } = graph.definition;
  const lists = [...graph.toMany.values()].map((list) =>
    connectionField({
      name: list.name,
      of: list.source,
      description: list.description,
      maxPage: String(MAX_NESTED_PAGE),
    }),
  );
  const root = connectionField({ name: plural, of: graph, description, maxPage: MOST_ROWS });
  return `
  extend type Query {${root}}
  ${lists.length === 0 ? '' : `extend type ${name} {${lists.join('')}}`}
  ${quoted(`A page of ${plural}.`)}
  type ${name}Connection {
    "How many rows the filter finds, on all pages together."
    totalCount: Int!
    nodes: [${name}!]!
    pageInfo: PageInfo!
  }
  ${quoted(`How ${plural} are ordered; rows of equal value follow each other by id.`)}
  enum ${name}Order {
    ${[...graph.orders.values()].map((order) => `${quoted(order.description)} ${order.name}`).join('\n    ')}
  }
  ${quoted(`Which ${plural} are meant; all that is given must hold.`)}
  input ${name}Filter {
    ${filterFields(graph, scalarFilters).join('\n    ')}
  }`;
}

interface ConnectionField {
  readonly name: string;
  readonly of: EntityGraph;
  readonly description: string;
  /** In words. */
  readonly maxPage: string;
}

const MOST_ROWS = `${MAX_ROOT_PAGE}; ${MAX_ROOT_PAGE_ALONE} where the query asks for nothing else and the rows hold no lists`;

function connectionField({ name, of, description, maxPage }: ConnectionField): string {
  const type = of.definition.name;
  return `
    ${quoted(description)}
    ${name}(
      filter: ${type}Filter
      orderBy: ${type}Order = ${DEFAULT_ORDER}
      "Rows a page, at most ${maxPage}."
      first: Int = ${DEFAULT_PAGE}
      "The \`endCursor\` of the page before, in the same order."
      after: String
    ): ${type}Connection!
  `;
}

function filterFields(graph: EntityGraph, scalarFilters: ScalarFilters): string[] {
  const type = graph.definition.name;
  const scalars = [...graph.scalars.values()]
    .filter((scalar) => scalar.name !== 'archivedAt')
    .map((scalar) => `${quoted(scalar.description)} ${scalar.name}: ${scalarFilters.typeFor(graph, scalar)}`);
  const references = [...graph.toOne.values()].flatMap((one) => {
    const filter = `${quoted(one.description)} ${one.name}: ${one.target.definition.name}Filter`;
    const presence = `${quoted(`Whether there is a \`${one.name}\`.`)} ${presenceOf(one.name)}: Boolean`;
    return one.optional ? [filter, presence] : [filter];
  });
  return [
    ...scalars,
    ...references,
    '"false: rows in use, the default of a list; true: archived rows; null: both. In a reference or below AND and OR nothing is assumed."',
    'archived: Boolean',
    `AND: [${type}Filter!]`,
    `OR: [${type}Filter!]`,
  ];
}

const FILTER_NAMES: Readonly<Record<Exclude<ColumnKind, 'CHOICE' | 'CHOICES'>, string>> = {
  ID: 'IdFilter',
  TEXT: 'TextFilter',
  INTEGER: 'IntFilter',
  DECIMAL: 'DecimalFilter',
  DATE: 'DateFilter',
  BOOLEAN: 'BooleanFilter',
  TIMESTAMP: 'DateTimeFilter',
};

/** Writes each scalar's filter once, with the scalar or enum that the entity's own field has in the schema. */
class ScalarFilters {
  readonly #schema: GraphQLSchema;
  readonly #written: Map<string, string>;

  constructor(schema: GraphQLSchema, written: Map<string, string>) {
    this.#schema = schema;
    this.#written = written;
  }

  typeFor(graph: EntityGraph, { name, kind }: ScalarColumn): string {
    const type = this.#typeOf(graph.definition.name, name);
    const filter = kind === 'CHOICE' ? `${type}Filter` : kind === 'CHOICES' ? `${type}SetFilter` : FILTER_NAMES[kind];
    const lines = COLUMN_FACTS[kind].comparisons.map((comparison) => comparisonSdl(comparison, type));
    this.#written.set(filter, `input ${filter} {\n    ${lines.join('\n    ')}\n  }`);
    return filter;
  }

  #typeOf(entity: string, field: string): string {
    const type = this.#schema.getType(entity);
    const found = isObjectType(type) ? type.getFields()[field] : undefined;
    if (!found) throw new Error(`the schema has no ${entity}.${field}`);
    return getNamedType(found.type).name;
  }
}

function comparisonSdl(comparison: Comparison, type: string): string {
  switch (comparison) {
    case 'in':
      return `in: [${type}!]`;
    case 'isNull':
      return '"Whether there is no value." isNull: Boolean';
    case 'contains':
      return '"Whether the value contains this text, in whatever case." contains: String';
    case 'has':
      return `"Whether this is one of them." has: ${type}`;
    default:
      return `${comparison}: ${type}`;
  }
}

/** A string of the schema language: its escapes are JSON's. */
const quoted = (description: string): string => JSON.stringify(description);
