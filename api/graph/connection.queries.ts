/**
 * A selection of the typed graph as one SELECT that answers one JSON text, keyed as the response will be.
 *
 * A page is cut first, from an inner query that reads only the columns that are selected and orders them; parents are then
 * LEFT JOINed to the page (so that PostgreSQL may hash them once instead of looking each up), and lists within a row are
 * correlated sub-selects of the same shape. Row-level security acts in every one of them by itself: a hidden parent is
 * null, a hidden row is not in any list, count or filter.
 */
import type { LongStatement } from '../database/transaction.ts';
import { COLUMN_FACTS } from './column-type.ts';
import type { GraphContext } from './context.ts';
import { afterKeys, cursorOf, readCursor } from './cursor.ts';
import type { EntityGraph } from './entity-graph.ts';
import { filterConditions } from './filter.ts';
import { orderColumns } from './order.ts';
import { MAX_NESTED_PAGE, MAX_ROOT_PAGE, type PageArguments, pageArguments } from './page-arguments.ts';
import { type SelectedField, TYPE_NAME } from './selection.ts';
import { identifier, jsonObject, type JsonPair, literal, Statement, tableOf } from './statement.ts';

/** One statement, whose values are bound. */
export interface Query {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** @throws GraphQLError BAD_USER_INPUT, LIMIT_EXCEEDED for what the arguments, here or below, may not be */
export function connectionQuery(graph: EntityGraph, field: SelectedField): Query {
  const statement = new Statement();
  const answer = connection(statement, { graph, field, maxPage: MAX_ROOT_PAGE });
  return { text: `SELECT ${answer} AS answer`, values: statement.values };
}

/** The connection as JSON text. */
export async function readJson(query: Query, context: GraphContext): Promise<string> {
  const [row] = await context.read<{ answer: string }>(query.text, query.values);
  if (!row) throw new Error('a connection without an answer');
  return row.answer;
}

/** The same for an answer that is passed on: what is too long to hold is read while it is sent. */
export const longAnswer = (query: Query): LongStatement => ({ ...query, long: 'answer' });

interface Connection {
  readonly graph: EntityGraph;
  readonly field: SelectedField;
  readonly maxPage: number;
  /** A list within a row: the column that points to the row, and the row's id. */
  readonly within?: { readonly column: string; readonly id: string };
}

function connection(statement: Statement, of: Connection): string {
  const page = pageArguments(of.graph, of.field, of.maxPage);
  const read = new PageReader(statement, of, page);
  const pairs = of.field.fields.map((field): JsonPair => {
    const key = responseKey(statement, field);
    if (field.name === TYPE_NAME) return { key, value: jsonName(`${of.graph.definition.name}Connection`) };
    if (field.name === 'totalCount') return { key, value: count(statement, of, page) };
    return { key, value: field.name === 'nodes' ? read.nodes(field) : read.pageInfo(field) };
  });
  return `(SELECT ${jsonObject(pairs)}${read.from()})`;
}

function count(statement: Statement, of: Connection, page: PageArguments): string {
  const row = statement.alias();
  const where = conditions(statement, of, { page, row });
  return `(SELECT count(*)::text FROM ${tableOf(of.graph.definition)} ${row}${where})`;
}

/** The WHERE that page and count share. */
function conditions(
  statement: Statement,
  { graph, within }: Connection,
  { page, row, more = [] }: { page: PageArguments; row: string; more?: readonly string[] },
): string {
  const parent = within ? [`${row}.${identifier(within.column)} = ${within.id}`] : [];
  const all = [...parent, ...filterConditions(statement, graph, { filter: page.filter, row }), ...more];
  return all.length === 0 ? '' : ` WHERE ${all.join(' AND ')}`;
}

/** One page of rows: what is asked of it decides what `from` reads. */
class PageReader {
  readonly #statement: Statement;
  readonly #of: Connection;
  readonly #page: PageArguments;
  readonly #row: string;
  readonly #tag: string;
  /** Columns of the entity that the page must carry. */
  readonly #columns = new Set<string>();
  readonly #joins: string[] = [];
  #isRead = false;
  #needsKeys = false;
  #needsNext = false;

  constructor(statement: Statement, of: Connection, page: PageArguments) {
    this.#statement = statement;
    this.#of = of;
    this.#page = page;
    this.#row = statement.alias();
    this.#tag = `${of.graph.definition.name}.${page.order.name}`;
  }

  nodes(field: SelectedField): string {
    this.#isRead = true;
    const row = this.#row;
    const column = (name: string): string => {
      this.#columns.add(name);
      return `${row}.${identifier(name)}`;
    };
    const { graph, within } = this.#of;
    const parents = !within && this.#page.first >= MANY_ROWS ? parentOnce : parentOfRow;
    const object = entityObject(this.#statement, { graph, field, column, joins: this.#joins, parents });
    const all = `string_agg(${object}, ',' ORDER BY ${row}.page_row) FILTER (WHERE ${row}.page_row <= ${this.#page.first})`;
    return `'[' || coalesce(${all}, '') || ']'`;
  }

  /** Keyed by name, not by response key: its fields take no arguments, and other lists of the schema share its type. */
  pageInfo(field: SelectedField): string {
    this.#isRead = true;
    const names = [...new Set(field.fields.map((each) => each.name))];
    return jsonObject(names.map((name) => ({ key: literal(name), value: this.#pageFact(name) })));
  }

  #pageFact(name: string): string {
    if (name === TYPE_NAME) return jsonName('PageInfo');
    return name === 'hasNextPage' ? this.#hasNextPage() : this.#endCursor();
  }

  #hasNextPage(): string {
    this.#needsNext = true;
    return `(count(*) > ${this.#page.first})::text`;
  }

  #endCursor(): string {
    this.#needsKeys = true;
    const { order, first, after } = this.#page;
    const columns = order.terms.map((_, i) => `${this.#row}.key_${i}`);
    const cursor = cursorOf(this.#statement, order, { tag: this.#tag, columns });
    const isLast = `${this.#row}.page_row = least(${this.#row}.page_rows, ${first})`;
    // An empty page keeps the place it was asked from, so that a reader can ask again later.
    const end = `coalesce(max(${cursor}) FILTER (WHERE ${isLast}), ${this.#statement.bind(after, 'text')})`;
    return `to_json(${end})::text`;
  }

  from(): string {
    if (!this.#isRead) return '';
    const { order } = this.#page;
    const keys = order.terms.map((_, i) => `key_${i}${order.descending ? ' DESC' : ''}`).join(', ');
    const rows = this.#needsKeys ? ', count(*) OVER () AS page_rows' : '';
    // The inner query is sorted by the same keys, so numbering it costs no second sort.
    const page = `SELECT *, row_number() OVER (ORDER BY ${keys}) AS page_row${rows} FROM (${this.#rows(keys)}) p`;
    return [` FROM (${page}) ${this.#row}`, ...this.#joins].join(' ');
  }

  #rows(keys: string): string {
    const { graph } = this.#of;
    const { order, after, first } = this.#page;
    const row = this.#statement.alias();
    const { columns, joins } = orderColumns(this.#statement, order, row);
    const at = after === null ? [] : [{ columns, keys: readCursor(after, order, this.#tag) }];
    const more = at.map((place) => afterKeys(this.#statement, order, place));
    const where = conditions(this.#statement, this.#of, { page: this.#page, row, more });
    const selected = [
      ...columns.map((column, i) => `${column} AS key_${i}`),
      ...[...this.#columns].map((name) => `${row}.${identifier(name)}`),
    ].join(', ');
    const from = [`${tableOf(graph.definition)} ${row}`, ...joins].join(' ');
    return `SELECT ${selected} FROM ${from}${where} ORDER BY ${keys} LIMIT ${first + (this.#needsNext ? 1 : 0)}`;
  }
}

interface EntityObject {
  readonly graph: EntityGraph;
  readonly field: SelectedField;
  /** The row's column by its name in the database. */
  readonly column: (name: string) => string;
  /** Where the joins to its parents go. */
  readonly joins: string[];
  readonly parents: ParentJoin;
}

interface Parent {
  readonly graph: EntityGraph;
  readonly field: SelectedField;
  /** The column that holds its id. */
  readonly id: string;
}

/** Adds what reads a parent to `joins`, and answers its JSON: NULL where there is none, or none to be seen. */
type ParentJoin = (statement: Statement, parent: Parent, joins: string[]) => string;

/** From here on a page has more rows than parents, mostly. */
const MANY_ROWS = 500;

/** Joins the parent to each row: planned soonest, and the best where rows are few. */
const parentOfRow: ParentJoin = (statement, { graph, field, id }, joins) => {
  const alias = statement.alias();
  joins.push(`LEFT JOIN ${tableOf(graph.definition)} ${alias} ON ${alias}.id = ${id}`);
  const column = (name: string): string => `${alias}.${identifier(name)}`;
  const object = entityObject(statement, { graph, field, column, joins, parents: parentOfRow });
  return `CASE WHEN ${alias}.id IS NOT NULL THEN ${object} END`;
};

/**
 * Writes the JSON of each parent, with what stands above it, once for all rows that have it: PostgreSQL remembers what the
 * subquery answered to an id (Memoize). OFFSET 0 keeps it from being made a join to each row.
 */
const parentOnce: ParentJoin = (statement, { graph, field, id }, joins) => {
  const alias = statement.alias();
  const above: string[] = [];
  const column = (name: string): string => `${alias}.${identifier(name)}`;
  const object = entityObject(statement, { graph, field, column, joins: above, parents: parentOfRow });
  const from = [`${tableOf(graph.definition)} ${alias}`, ...above].join(' ');
  const parent = statement.alias();
  joins.push(
    `LEFT JOIN LATERAL (SELECT ${object} AS json FROM ${from} WHERE ${alias}.id = ${id} OFFSET 0) ${parent} ON true`,
  );
  return `${parent}.json`;
};

/** One row as a JSON object with what is selected of it. */
function entityObject(statement: Statement, { graph, field, column, joins, parents }: EntityObject): string {
  const pairs = field.fields.flatMap((each): JsonPair[] => {
    const key = responseKey(statement, each);
    if (each.name === TYPE_NAME) return [{ key, value: jsonName(graph.definition.name) }];
    const scalar = graph.scalars.get(each.name);
    if (scalar) return [{ key, value: COLUMN_FACTS[scalar.kind].json(column(scalar.column)) }];
    const one = graph.toOne.get(each.name);
    if (one) {
      const parent = { graph: one.target, field: each, id: column(one.column) };
      return [{ key, value: parents(statement, parent, joins) }];
    }
    const many = graph.toMany.get(each.name);
    // A field that some other module added resolves itself.
    if (!many) return [];
    const within = { column: many.column, id: column('id') };
    const list = connection(statement, { graph: many.source, field: each, maxPage: MAX_NESTED_PAGE, within });
    return [{ key, value: list }];
  });
  return jsonObject(pairs);
}

/** A name of the registry as JSON. */
const jsonName = (name: string): string => literal(`"${name}"`);

/** Names are the registry's; an alias is the client's, so it is bound like any value of his. */
function responseKey(statement: Statement, field: SelectedField): string {
  return field.key === field.name ? literal(field.name) : statement.bind(field.key, 'text');
}
