/**
 * Adds the typed graph to the schema that TypeGraphQL built of the entities: a connection for each entity at the root, and
 * one on the other side of every reference. TypeGraphQL's own fields would make a class instance of every row for each
 * field with arguments; here the answer of one statement is walked through as it is.
 */
import {
  extendSchema,
  type GraphQLFieldResolver,
  GraphQLNonNull,
  type GraphQLSchema,
  isObjectType,
  parse,
} from 'graphql';
import type { GraphQLObjectType } from 'graphql';
import { allEntities, type EntityClass } from '../model/registry.ts';
import { connectionQuery, readJson } from './connection.queries.ts';
import type { GraphContext } from './context.ts';
import { entityGraphs, GRAPH_EXTENSION } from './entity-graph.ts';
import type { EntityGraph } from './graph-shape.ts';
import { graphSdl } from './graph-sdl.ts';
import { selectionOf } from './selection.ts';

/**
 * The classes that `buildSchemaSync` must be given as `orphanedTypes`, since no TypeGraphQL resolver answers them.
 * Call it when all entities are loaded.
 */
export const graphTypes = (): EntityClass[] =>
  allEntities()
    .filter((definition) => definition.kept !== 'audit')
    .map((definition) => definition.entity);

/**
 * The schema with the typed graph in it. Entity types then resolve from the graph's answers only: a resolver outside it
 * that wants to answer an entity must answer a type of its own.
 */
export function withTypedGraph(schema: GraphQLSchema): GraphQLSchema {
  const graphs = entityGraphs(schema);
  for (const graph of graphs.values()) admitHiddenParents(graph, objectType(schema, graph.definition.name));
  const extended = extendSchema(schema, parse(graphSdl(graphs, schema)));
  for (const graph of graphs.values()) resolveEntity(graph, extended);
  return extended;
}

/** A required reference reads as null where row-level security hides its target; see `isSeenWith`. */
function admitHiddenParents(graph: EntityGraph, type: GraphQLObjectType): void {
  for (const one of graph.toOne.values()) {
    const field = type.getFields()[one.name];
    if (field && one.nullable && field.type instanceof GraphQLNonNull)
      field.type = field.type.ofType as typeof field.type;
  }
}

function resolveEntity(graph: EntityGraph, schema: GraphQLSchema): void {
  const { name, plural } = graph.definition;
  const own = [...graph.scalars.keys(), ...graph.toOne.keys(), ...graph.toMany.keys()];
  resolve(objectType(schema, name), own, byResponseKey);
  resolve(objectType(schema, `${name}Connection`), ['totalCount', 'nodes', 'pageInfo'], byResponseKey);
  const query = objectType(schema, 'Query');
  resolve(query, [plural], async (_source, _arguments, context: GraphContext, info) => {
    const answer = await readJson(connectionQuery(graph, selectionOf(info)), context);
    return JSON.parse(answer) as unknown;
  });
  const field = query.getFields()[plural];
  if (field) field.extensions = { ...field.extensions, [GRAPH_EXTENSION]: graph };
}

/** The statement keyed its answer by response key, which tells apart one list asked for twice with different arguments. */
const byResponseKey: GraphQLFieldResolver<Readonly<Record<string, unknown>>, unknown> = (
  source,
  _arguments,
  _context,
  info,
) => source[info.path.key];

function resolve<Context>(
  type: GraphQLObjectType,
  names: readonly string[],
  resolver: GraphQLFieldResolver<never, Context>,
): void {
  const fields = type.getFields();
  for (const name of names) {
    const field = fields[name];
    if (!field) throw new Error(`${type.name} has no field ${name}`);
    field.resolve = resolver as GraphQLFieldResolver<unknown, unknown>;
  }
}

function objectType(schema: GraphQLSchema, name: string): GraphQLObjectType {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`the schema has no type ${name}`);
  return type;
}
