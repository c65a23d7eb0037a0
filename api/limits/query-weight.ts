/**
 * What a query may cost, told from its text and variables before anything runs: how many values it may answer at most. A
 * field is 1; what stands in a page counts as often as the page has rows (`first`, also from a variable). Fields that do
 * more than their share of work have a weight of their own.
 *
 * Each fragment is weighed once, so that fragments in fragments in fragments cost the judge nothing.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLField,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { type QueryLimits, refuse } from './limits.ts';

export interface WeighedQuery {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface Weight {
  readonly depth: number;
  readonly cost: number;
  /** Rows of the largest page. */
  readonly page: number;
}

/** By type: a matrix answers 100,000 cells, and a change set's field of that name a word. The schema is a megabyte of text. */
const HEAVY: Readonly<Record<string, number>> = {
  'Query.matrix': 50_000,
  'Query.matrixDelta': 50_000,
  'Mutation.pushChanges': 50_000,
  'Mutation.revertChangeSet': 50_000,
  __schema: 250_000,
  __type: 10_000,
};
const NOTHING: Weight = { depth: 0, cost: 0, page: 0 };
/** Costs multiply; beyond this they are all the same, and never Infinity, which times zero is no number. */
const CAP = 1e15;

/** @throws RequestError LIMIT_EXCEEDED */
export function checkWeight(query: WeighedQuery, limits: QueryLimits): void {
  const { depth, cost, page } = weigh(query);
  if (depth > limits.depth) refuse(`The query is more than ${limits.depth} fields deep.`);
  if (page > limits.pageRows)
    refuse(`A page has at most ${limits.pageRows} rows, not ${page}; page on with \`after\`.`);
  if (cost > limits.cost) {
    refuse(
      `The query may answer ${cost >= CAP ? 'far too many' : cost} values, and at most ${limits.cost} are allowed.`,
    );
  }
}

/** Of a query that has passed validation. */
export function weigh(query: WeighedQuery): Weight {
  const type = query.schema.getRootType(query.operation.operation);
  return type ? new Scales(query).ofSet(query.operation.selectionSet, type.name) : NOTHING;
}

class Scales {
  readonly #query: WeighedQuery;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #weighed = new Map<string, Weight>();

  constructor(query: WeighedQuery) {
    this.#query = query;
    const fragments = query.document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
    this.#fragments = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
  }

  ofSet(set: SelectionSetNode, type: string): Weight {
    let sum = NOTHING;
    for (const node of set.selections) {
      const weight =
        node.kind === Kind.FIELD
          ? this.#ofField(node, type)
          : node.kind === Kind.FRAGMENT_SPREAD
            ? this.#ofFragment(node.name.value)
            : this.ofSet(node.selectionSet, node.typeCondition?.name.value ?? type);
      sum = {
        depth: Math.max(sum.depth, weight.depth),
        cost: Math.min(CAP, sum.cost + weight.cost),
        page: Math.max(sum.page, weight.page),
      };
    }
    return sum;
  }

  #ofFragment(name: string): Weight {
    const known = this.#weighed.get(name);
    if (known) return known;
    // Validation refuses circles; should one come here it ends.
    this.#weighed.set(name, NOTHING);
    const fragment = this.#fragments.get(name);
    const weight = fragment ? this.ofSet(fragment.selectionSet, fragment.typeCondition.name.value) : NOTHING;
    this.#weighed.set(name, weight);
    return weight;
  }

  #ofField(node: FieldNode, type: string): Weight {
    const name = node.name.value;
    // The schema's own shape bounds these; graphql-js limits how deep they go (MaxIntrospectionDepthRule).
    if (name.startsWith('__')) return { depth: 1, cost: HEAVY[name] ?? 1, page: 0 };
    const parent = this.#query.schema.getType(type);
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
    if (!field) return NOTHING;
    const own = HEAVY[`${type}.${name}`] ?? 1;
    const below = node.selectionSet ? this.ofSet(node.selectionSet, getNamedType(field.type).name) : NOTHING;
    const rows = this.#rowsOf(node, field);
    return {
      depth: 1 + below.depth,
      cost: Math.min(CAP, own + (rows ?? 1) * below.cost),
      page: Math.max(rows ?? 0, below.page),
    };
  }

  /** Undefined for a field that is no page. */
  #rowsOf(node: FieldNode, field: GraphQLField<unknown, unknown>): number | undefined {
    const argument = field.args.find((each) => each.name === 'first');
    if (!argument) return undefined;
    const given = node.arguments?.find((each) => each.name.value === 'first')?.value;
    const value = given && this.#valueOf(given);
    const rows = typeof value === 'number' ? value : Number(argument.defaultValue ?? 100);
    return Math.max(0, Math.min(CAP, rows));
  }

  /** Undefined where the default of the argument holds. */
  #valueOf(node: ValueNode): unknown {
    if (node.kind === Kind.INT) return Number(node.value);
    if (node.kind !== Kind.VARIABLE) return undefined;
    const name = node.name.value;
    if (Object.hasOwn(this.#query.variables, name)) return this.#query.variables[name];
    const definition = this.#query.operation.variableDefinitions?.find((each) => each.variable.name.value === name);
    return definition?.defaultValue?.kind === Kind.INT ? Number(definition.defaultValue.value) : undefined;
  }
}
