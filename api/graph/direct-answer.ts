/**
 * The answer of an operation that asks the typed graph alone, as the JSON text that PostgreSQL made. The executor would
 * parse it and complete each field of each row only to write the same text again; at 10,000 rows that is most of the time.
 *
 * The text is what the executor would have answered: keyed by response key in the order of the selection, values in the
 * form of their scalars. Where anything else is asked for, or the request is at fault, there is no direct answer, and the
 * executor has the word: errors are its.
 */
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  getVariableValues,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import type { LongText } from '../database/long-text.ts';
import type { LongStatement } from '../database/transaction.ts';
import { connectionQuery, longAnswer } from './connection.queries.ts';
import type { GraphContext } from './context.ts';
import { GRAPH_EXTENSION } from './entity-graph.ts';
import type { EntityGraph } from './graph-shape.ts';
import { type SelectedField, selectionsIn, TYPE_NAME } from './selection.ts';

/** A request after validation. */
export interface GraphRequest {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Reads all root fields of a planned request: response key → JSON text, in the order of the response. */
export type DirectAnswer = (context: GraphContext) => Promise<ReadonlyMap<string, LongText>>;

/** Plans the direct answer without reading anything; undefined when the executor must answer. */
export function directAnswer(request: GraphRequest): DirectAnswer | undefined {
  const queries = plan(request);
  if (!queries) return undefined;
  return async (context) => {
    const read = (statement: LongStatement): Promise<LongText> =>
      queries.length === 1 ? context.readAlone(statement) : context.readLong(statement);
    const answers = queries.map(async ([key, statement]) => [key, await read(statement)] as const);
    return new Map(await Promise.all(answers));
  };
}

function plan({
  schema,
  document,
  operation,
  variables,
}: GraphRequest): (readonly [string, LongStatement])[] | undefined {
  const type = schema.getQueryType();
  if (!type || operation.operation !== OperationTypeNode.QUERY) return undefined;
  // One fault is enough for the executor to have the word; each costs a message.
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 });
  if (!coerced) return undefined;
  try {
    const fields = selectionsIn(
      { fragments: fragmentsOf(document), variableValues: coerced },
      type,
      operation.selectionSet,
    );
    const found = fields.map((field) => {
      const graph = type.getFields()[field.name]?.extensions[GRAPH_EXTENSION] as EntityGraph | undefined;
      if (!graph || !isOfGraph(graph, field)) return undefined;
      return [field.key, longAnswer(connectionQuery(graph, field, fields.length === 1))] as const;
    });
    return found.every((each) => each !== undefined) ? found : undefined;
  } catch (error) {
    // The executor meets the same fault and says where it stands in the query.
    if (error instanceof GraphQLError) return undefined;
    throw error;
  }
}

function fragmentsOf(document: DocumentNode): Record<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
  return Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment]));
}

/** Whether the statement answers everything below a connection, under the names of the response. */
function isOfGraph(graph: EntityGraph, connection: SelectedField): boolean {
  return connection.fields.every((field) => {
    // `pageInfo` is keyed by name; see there.
    if (field.name === 'pageInfo') return field.fields.every((each) => each.key === each.name);
    return field.name !== 'nodes' || isEntityOfGraph(graph, field);
  });
}

function isEntityOfGraph(graph: EntityGraph, entity: SelectedField): boolean {
  return entity.fields.every((field) => {
    const one = graph.toOne.get(field.name);
    if (one) return isEntityOfGraph(one.target, field);
    const many = graph.toMany.get(field.name);
    if (many) return isOfGraph(many.source, field);
    return field.name === TYPE_NAME || graph.scalars.has(field.name);
  });
}
