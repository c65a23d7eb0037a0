/** Filters, as SQL conditions. Columns come from the registry, values are bound. */
import { COLUMN_FACTS, type Comparison, isText, isUuid } from './column-type.ts';
import type { EntityGraph, ScalarColumn, ToOne } from './graph-shape.ts';
import { badInput, limitExceeded } from './input-error.ts';
import { identifier, type Statement, tableOf } from './statement.ts';

export type FilterInput = Readonly<Record<string, unknown>>;

/** Far above what a person asks; it keeps a machine's query from becoming a statement that takes minutes to plan. */
export const MAX_CONDITIONS = 200;
export const MAX_FILTER_DEPTH = 8;

/** `hasParent`: whether an optional reference is there. */
export const presenceOf = (name: string): string => `has${(name[0] ?? '').toUpperCase()}${name.slice(1)}`;

/**
 * The conditions for one list, all of which must hold. Archived rows are left out unless `archived` says otherwise.
 * @throws GraphQLError BAD_USER_INPUT, LIMIT_EXCEEDED
 */
export function filterConditions(
  statement: Statement,
  graph: EntityGraph,
  at: { filter: FilterInput; row: string },
): string[] {
  const filter = 'archived' in at.filter ? at.filter : { ...at.filter, archived: false };
  return new FilterCompiler(statement).conditions(graph, { filter, row: at.row, depth: 0 });
}

/**
 * The references that are the same for all rows that pass the filter, by column: what sorts by them sorts nothing. Only of
 * conditions that must all hold.
 */
export function fixedReferences(graph: EntityGraph, filter: FilterInput): ReadonlySet<string> {
  const fixed = [...graph.toOne.values()].filter(({ name, target }) => namesOne(target, filter[name]));
  return new Set(fixed.map(({ column }) => column));
}

/** Whether the filter asks anything of a parent. */
export const narrowsByReference = (graph: EntityGraph, filter: FilterInput): boolean =>
  Object.keys(filter).some((name) => graph.toOne.has(name));

interface Naming {
  readonly eq?: unknown;
  readonly in?: unknown;
}

/** Whether at most one row can pass: it is named by its id, or by a code that is its whole natural key, unique for ever. */
function namesOne({ definition, scalars }: EntityGraph, filter: unknown): boolean {
  const [code, ...more] = definition.key;
  const names = code !== undefined && more.length === 0 && scalars.has(code) ? ['id', code] : ['id'];
  const given = filter as Readonly<Record<string, Naming | null | undefined>> | null | undefined;
  return names.some((name) => {
    const { eq, in: list } = given?.[name] ?? {};
    return typeof eq === 'string' || (Array.isArray(list) && list.length === 1);
  });
}

interface Place {
  readonly filter: FilterInput;
  readonly row: string;
  readonly depth: number;
  /** What the rows' market must be, where that follows from what is asked of the rows that refer to them. */
  readonly market?: FilterInput | undefined;
}

class FilterCompiler {
  readonly #statement: Statement;
  #conditions = 0;

  constructor(statement: Statement) {
    this.#statement = statement;
  }

  conditions(graph: EntityGraph, place: Place): string[] {
    if (place.depth > MAX_FILTER_DEPTH) {
      throw limitExceeded(`A filter may be nested ${MAX_FILTER_DEPTH} deep.`);
    }
    const given = Object.entries(place.filter).flatMap(([name, value]) => {
      if (++this.#conditions > MAX_CONDITIONS) {
        throw limitExceeded(`A filter may hold ${MAX_CONDITIONS} conditions; use \`in\` for a list of values.`);
      }
      return this.#condition(graph, place, [name, value]);
    });
    return [...this.#inMarket(graph, place), ...given];
  }

  /**
   * A row and what it refers to lie in one market, which composite foreign keys keep true and PostgreSQL's planner does not
   * know: without being told it would look for the parents of that name in all markets (docs/adr/0042).
   */
  #inMarket(graph: EntityGraph, { market, filter, row }: Place): string[] {
    const owner = graph.toOne.get('market');
    if (!market || !owner || 'market' in filter) return [];
    const asked = this.#conditions;
    const condition = this.#refersTo(owner, market, { row, depth: 0 });
    // The caller has asked it once, and it was counted then.
    this.#conditions = asked;
    return [condition];
  }

  #condition(graph: EntityGraph, place: Place, [name, value]: [string, unknown]): string[] {
    const { row, depth } = place;
    if (name === 'archived')
      return value === null ? [] : [`${row}.archived_at IS ${value === true ? 'NOT NULL' : 'NULL'}`];
    if (value === null) throw badInput(`The filter \`${name}\` cannot be null; leave it out, or ask for \`isNull\`.`);
    if (name === 'AND' || name === 'OR') return [this.#combined(graph, place, { by: name, filters: asList(value) })];
    const scalar = graph.scalars.get(name);
    if (scalar) return this.#comparisons(scalar, `${row}.${identifier(scalar.column)}`, asInput(value));
    const reference = graph.toOne.get(name);
    if (reference) return [this.#refersTo(reference, asInput(value), { row, depth, market: marketOf(graph, place) })];
    const optional = [...graph.toOne.values()].find((each) => presenceOf(each.name) === name);
    if (!optional) throw new Error(`${graph.definition.name} has no filter ${name}`);
    return [`${row}.${identifier(optional.column)} IS ${value === true ? 'NOT NULL' : 'NULL'}`];
  }

  #refersTo(reference: ToOne, filter: FilterInput, at: Omit<Place, 'filter'>): string {
    const { target, column } = reference;
    const inner = this.#statement.alias();
    const market = isOwned(target) ? at.market : undefined;
    const where = this.conditions(target, { filter, row: inner, depth: at.depth + 1, market });
    // Of a single row PostgreSQL knows the id before it reads on, so that an index serves for the filter and the order.
    const operator = namesOne(target, filter) ? '=' : 'IN';
    const rows = `SELECT ${inner}.id FROM ${tableOf(target.definition)} ${inner} WHERE ${all(where)}`;
    return `${at.row}.${identifier(column)} ${operator} (${rows})`;
  }

  #combined(graph: EntityGraph, place: Place, { by, filters }: { by: 'AND' | 'OR'; filters: FilterInput[] }): string {
    const { row, depth } = place;
    const parts = filters.map((filter) => all(this.conditions(graph, { filter, row, depth: depth + 1 })));
    // Of no conditions all hold, and none does.
    if (parts.length === 0) return by === 'AND' ? 'true' : 'false';
    return `(${parts.join(` ${by} `)})`;
  }

  #comparisons(scalar: ScalarColumn, column: string, input: FilterInput): string[] {
    return Object.entries(input).map(([comparison, value]) => {
      if (value === null) {
        throw badInput(
          `\`${comparison}\` of the filter \`${scalar.name}\` cannot be null; leave it out, or ask for \`isNull\`.`,
        );
      }
      for (const each of Array.isArray(value) ? value : [value]) assertForm(scalar, each);
      return this.#comparison(scalar, column, { comparison: comparison as Comparison, value });
    });
  }

  #comparison(
    scalar: ScalarColumn,
    column: string,
    { comparison, value }: { comparison: Comparison; value: unknown },
  ): string {
    const { bound } = COLUMN_FACTS[scalar.kind];
    const operators = { eq: '=', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;
    switch (comparison) {
      case 'in':
        return `${column} = ANY (${this.#statement.bindList(Array.isArray(value) ? value : [value], bound)})`;
      case 'isNull':
        return `${column} IS ${value === true ? '' : 'NOT '}NULL`;
      case 'has':
        return `${this.#statement.bind(value, bound)} = ANY (${column})`;
      case 'contains':
        // Not LIKE: nothing in what is looked for needs escaping.
        return `strpos(lower(${column}), lower(${this.#statement.bind(value, bound)})) > 0`;
      default:
        return `${column} ${operators[comparison]} ${this.#statement.bind(value, bound)}`;
    }
  }
}

/** Every row has a market, and its references to rows of markets stay within it. */
const isOwned = ({ definition }: EntityGraph): boolean =>
  definition.fields.some((field) => field.name === 'market' && field.required);

/** What is asked of the market of all rows at a place: of its own fields only, so that repeating it costs little. */
function marketOf(graph: EntityGraph, { filter, market }: Place): FilterInput | undefined {
  const owner = isOwned(graph) ? graph.toOne.get('market') : undefined;
  const asked = (filter['market'] ?? market) as FilterInput | undefined;
  return asked && Object.keys(asked).every((name) => owner?.target.scalars.has(name)) ? asked : undefined;
}

/** Scalars of the schema have checked the rest; ids and text may still be what PostgreSQL cannot take. */
function assertForm(scalar: ScalarColumn, value: unknown): void {
  if (typeof value !== 'string') return;
  if (scalar.kind === 'ID' && !isUuid(value))
    throw badInput(`The filter \`${scalar.name}\` takes ids, which are UUIDs.`);
  if (!isText(value)) throw badInput(`The filter \`${scalar.name}\` takes text without NUL characters.`);
}

const all = (conditions: readonly string[]): string =>
  conditions.length === 0 ? 'true' : `(${conditions.join(' AND ')})`;

// The schema has checked the shapes by now; these only tell the compiler.
const asInput = (value: unknown): FilterInput => value as FilterInput;
const asList = (value: unknown): FilterInput[] => value as FilterInput[];
