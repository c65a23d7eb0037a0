/**
 * What a query selects below a field, by response key, as the executor will ask for it (GraphQL spec, CollectFields).
 * The package graphql-parse-resolve-info does nearly this, but loses fields whose alias is a property of Object.prototype
 * (`constructor: code`), since it keeps them in plain objects.
 */
import {
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

export const TYPE_NAME = '__typename';

export interface SelectedField {
  /** The alias, or the name: what the answer calls it. */
  readonly key: string;
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** Empty for a leaf. */
  readonly fields: readonly SelectedField[];
}

/** What of an operation the selection depends on. */
export type Operation = Pick<GraphQLResolveInfo, 'fragments' | 'variableValues'>;

/** The field that is being resolved, with everything below it. */
export function selectionOf(info: GraphQLResolveInfo): SelectedField {
  return select(info, info.parentType, info.fieldNodes);
}

/** All fields of a selection set on `type`, with everything below them. */
export function selectionsIn(operation: Operation, type: GraphQLObjectType, set: SelectionSetNode): SelectedField[] {
  const byKey = new Map<string, FieldNode[]>();
  collect(operation, type, { set, byKey });
  return [...byKey.values()].map((merged) => select(operation, type, merged));
}

function select(info: Operation, parent: GraphQLObjectType, nodes: readonly FieldNode[]): SelectedField {
  const [node] = nodes;
  // `__typename`, or at the root a question about the schema: no field of the type itself.
  if (node?.name.value.startsWith('__')) return { key: keyOf(node), name: node.name.value, arguments: {}, fields: [] };
  const field = node && parent.getFields()[node.name.value];
  if (!field) throw new Error(`${parent.name} has no such field`);
  const type = getNamedType(field.type);
  return {
    key: keyOf(node),
    name: node.name.value,
    // Fields of one response key have equal arguments: validation sees to it (OverlappingFieldsCanBeMerged).
    arguments: getArgumentValues(field, node, info.variableValues),
    fields: isObjectType(type) ? below(info, type, nodes) : [],
  };
}

const keyOf = (node: FieldNode): string => node.alias?.value ?? node.name.value;

function below(info: Operation, type: GraphQLObjectType, nodes: readonly FieldNode[]): SelectedField[] {
  const byKey = new Map<string, FieldNode[]>();
  for (const node of nodes) if (node.selectionSet) collect(info, type, { set: node.selectionSet, byKey });
  return [...byKey.values()].map((merged) => select(info, type, merged));
}

interface Collecting {
  readonly set: SelectionSetNode;
  readonly byKey: Map<string, FieldNode[]>;
}

function collect(info: Operation, type: GraphQLObjectType, { set, byKey }: Collecting): void {
  for (const node of set.selections) {
    if (!isIncluded(info, node)) continue;
    if (node.kind === Kind.FIELD) {
      const key = keyOf(node);
      const merged = byKey.get(key);
      if (merged) merged.push(node);
      else byKey.set(key, [node]);
      continue;
    }
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? info.fragments[node.name.value] : node;
    const condition = fragment?.typeCondition?.name.value ?? type.name;
    if (fragment && condition === type.name) collect(info, type, { set: fragment.selectionSet, byKey });
  }
}

function isIncluded(info: Operation, node: SelectionNode): boolean {
  if (!node.directives?.length) return true;
  if (getDirectiveValues(GraphQLSkipDirective, node, info.variableValues)?.['if'] === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, node, info.variableValues)?.['if'] !== false;
}
