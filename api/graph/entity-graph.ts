/** What the typed graph knows of each entity, read once from the registry: columns, relations in both directions, orders. */
import type { GraphQLSchema } from 'graphql';
import { isObjectType } from 'graphql';
import { allEntities, type EntityDefinition, type FieldDefinition } from '../model/registry.ts';
import type { ColumnKind } from './column-type.ts';
import type { EntityGraph, Order, ScalarColumn, ToMany, ToOne } from './graph-shape.ts';
import { ordersOf } from './order.ts';

/** Under this name a root field's extensions hold its entity graph. */
export const GRAPH_EXTENSION = 'marketgridEntityGraph';

interface Draft extends EntityGraph {
  readonly scalars: Map<string, ScalarColumn>;
  readonly toOne: Map<string, ToOne>;
  readonly toMany: Map<string, ToMany>;
  orders: ReadonlyMap<string, Order>;
}

const rowColumn = (name: string, column: string, kind: ColumnKind, description: string): ScalarColumn => ({
  name,
  column,
  kind,
  nullable: name === 'archivedAt',
  description,
});

/** What `Row` gives to every entity; the registry holds only what an entity declares itself. */
const ROW_COLUMNS: readonly ScalarColumn[] = [
  rowColumn('id', 'id', 'ID', 'The row, whatever its code.'),
  rowColumn('revision', 'revision', 'INTEGER', 'The change set that last touched the row.'),
  rowColumn('createdRevision', 'created_revision', 'INTEGER', 'The change set that created the row.'),
  rowColumn('createdAt', 'created_at', 'TIMESTAMP', 'When the row was created.'),
  rowColumn('updatedAt', 'updated_at', 'TIMESTAMP', 'When the row was last touched.'),
  rowColumn('archivedAt', 'archived_at', 'TIMESTAMP', 'When the row was archived.'),
];

/**
 * The graphs of all entities but the audit trail's, which has queries of its own, by type name. Fields that the schema
 * does not show (a token's hash) are no part of them: what cannot be read cannot be filtered or ordered by either.
 */
export function entityGraphs(schema: GraphQLSchema): ReadonlyMap<string, EntityGraph> {
  const definitions = allEntities().filter((definition) => definition.kept !== 'audit');
  const drafts = new Map(definitions.map((definition) => [definition.name, draft(definition, schema)]));
  for (const graph of drafts.values()) linkRelations(graph, drafts, shownFields(schema, graph.definition));
  for (const graph of drafts.values()) graph.orders = ordersOf(graph);
  return drafts;
}

function shownFields(schema: GraphQLSchema, definition: EntityDefinition): ReadonlySet<string> {
  const type = schema.getType(definition.name);
  if (!isObjectType(type)) {
    throw new Error(`${definition.name} is not in the schema: pass the entities as orphanedTypes`);
  }
  return new Set(Object.keys(type.getFields()));
}

function draft(definition: EntityDefinition, schema: GraphQLSchema): Draft {
  const shown = shownFields(schema, definition);
  const declared = definition.fields.flatMap((field) => scalarOf(field) ?? []);
  const scalars = [...ROW_COLUMNS, ...declared].filter((scalar) => shown.has(scalar.name));
  const byName = new Map(scalars.map((scalar) => [scalar.name, scalar]));
  return { definition, scalars: byName, toOne: new Map(), toMany: new Map(), orders: new Map() };
}

function scalarOf(field: FieldDefinition): ScalarColumn | undefined {
  const { name, column, type, required, description } = field;
  if (type === 'REFERENCE') return undefined;
  return { name, column, kind: field.many ? 'CHOICES' : type, nullable: !required, description };
}

function linkRelations(graph: Draft, graphs: ReadonlyMap<string, Draft>, shown: ReadonlySet<string>): void {
  for (const { name, column, required, description, target, inverse } of graph.definition.fields) {
    const other = target && graphs.get(target().name);
    if (!other || !shown.has(name)) continue;
    const nullable = !required || !isSeenWith(graph.definition, other.definition);
    graph.toOne.set(name, { name, column, target: other, optional: !required, nullable, description });
    if (inverse === undefined) continue;
    const list = `Its ${graph.definition.plural}, by their \`${name}\`.`;
    other.toMany.set(inverse, { name: inverse, source: graph, column, description: list });
  }
}

const marketOf = (definition: EntityDefinition): FieldDefinition | undefined =>
  definition.fields.find((field) => field.name === 'market');

/**
 * Whether row-level security shows the target to everyone who sees the row: the same market guards both, or nothing
 * guards the target. Users and grants are guarded by rules of their own. Where this does not hold the field is nullable in
 * the schema, also when the column is not: a hidden parent must cost the caller that one value, not the whole answer.
 */
function isSeenWith(row: EntityDefinition, target: EntityDefinition): boolean {
  if (target.kept === 'access') return false;
  const isGuarded = target.name === 'Market' || marketOf(target) !== undefined;
  return !isGuarded || (marketOf(row)?.required ?? false);
}
