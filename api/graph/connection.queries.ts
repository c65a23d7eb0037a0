/**
 * A selection of the typed graph as one SELECT that answers JSON text, keyed as the response will be: in one row, or a large
 * page in pieces.
 *
 * A page is cut first, from an inner query that reads only the columns that are selected and orders them; parents are then
 * joined to the page. Lists within a row are gathered for all rows, or else correlated sub-selects of the same shape.
 * Row-level security acts in every one of them by itself: a hidden parent is null, a hidden row is not in any list, count or
 * filter.
 */
import type { LongStatement } from '../database/transaction.ts';
import type { GraphContext } from './context.ts';
import { afterKeys, cursorOf, readCursor } from './cursor.ts';
import type { EntityGraph, Order } from './graph-shape.ts';
import { filterConditions, fixedReferences, narrowsByReference } from './filter.ts';
import { gatheredList, gathersLists, isGathered } from './gathered-list.queries.ts';
import { characters, expression, objectOf, type Piece, textOf } from './json-text.ts';
import { orderBeside, orderColumns, orderWithin } from './order.ts';
import {
  MAX_NESTED_PAGE,
  MAX_ROOT_PAGE,
  MAX_ROOT_PAGE_ALONE,
  type PageArguments,
  pageArguments,
} from './page-arguments.ts';
import { JoinedRows, type ListParent, responseKey, rowObject, type Rows, SharedRows } from './row-object.queries.ts';
import { type SelectedField, TYPE_NAME } from './selection.ts';
import { identifier, Statement, tableOf } from './statement.ts';

/** Pages of so many rows make each parent's JSON once. A page of a few rows is answered before that would begin to pay. */
const SHARED_FROM = 500;
/** Rows of a piece of a large page: some 60 KB of prices, as long as a slice of what is cut. */
const PIECE_ROWS = 200;

/** One statement, whose values are bound. */
export interface Query {
  readonly text: string;
  readonly values: readonly unknown[];
  /** The answer comes in pieces, a row each. */
  readonly inPieces: boolean;
  /** A large page of a parent's rows reads many that lie anywhere; one of all rows takes those of its ids as they come. */
  readonly isScattered: boolean;
}

/**
 * @param isAlone its answer is passed on as it comes, and nothing is read beside it
 * @throws GraphQLError BAD_USER_INPUT, LIMIT_EXCEEDED for what the arguments, here or below, may not be
 */
export function connectionQuery(graph: EntityGraph, field: SelectedField, isAlone = false): Query {
  const statement = new Statement();
  const canComeInPieces = comesInPieces(graph, field);
  const of = { graph, field, maxPage: isAlone && canComeInPieces ? MAX_ROOT_PAGE_ALONE : MAX_ROOT_PAGE };
  const page = pageArguments(graph, field, of.maxPage);
  const isLarge = page.first >= SHARED_FROM;
  const inPieces = isLarge && canComeInPieces;
  const isScattered = isLarge && narrowsByReference(graph, page.filter);
  const text = inPieces ? connectionInPieces(statement, of, page) : `SELECT ${connection(statement, of)} AS answer`;
  return { text, values: statement.values, inPieces, isScattered };
}

/** The connection as JSON text. */
export async function readJson(query: Query, context: GraphContext): Promise<string> {
  const rows = await context.read<{ answer: string }>(query.text, query.values);
  if (rows.length === 0) throw new Error('a connection without an answer');
  return rows.map(({ answer }) => answer).join('');
}

/** The same for an answer that is passed on: what is too long to hold is read while it is sent. */
export const longAnswer = (query: Query): LongStatement => ({ ...query, long: 'answer' });

interface Connection {
  readonly graph: EntityGraph;
  readonly field: SelectedField;
  readonly maxPage: number;
  /** A list within a row: the column that points to the row, and the row. */
  readonly within?: { readonly column: string; readonly parent: ListParent };
}

/** The connection as an SQL expression of type text. */
function connection(statement: Statement, of: Connection): string {
  const page = pageArguments(of.graph, of.field, of.maxPage);
  const read = new PageReader(statement, of, page);
  return read.select(textOf(connectionObject(statement, { of, page, read })));
}

/** The connection as a SELECT of its text in pieces: PostgreSQL never makes the whole of it (docs/adr/0041). */
function connectionInPieces(statement: Statement, of: Connection, page: PageArguments): string {
  const read = new PageReader(statement, of, page);
  return read.selectInPieces(connectionObject(statement, { of, page, read }));
}

/** One list of nodes, and in each a row of its own and its parents: no piece is longer than its rows are. */
function comesInPieces(graph: EntityGraph, field: SelectedField): boolean {
  const lists = field.fields.filter((each) => each.name === 'nodes');
  const [nodes] = lists;
  return nodes !== undefined && lists.length === 1 && !hasLists(graph, nodes);
}

const hasLists = (graph: EntityGraph, { fields }: SelectedField): boolean =>
  fields.some((field) => {
    const one = graph.toOne.get(field.name);
    return graph.toMany.has(field.name) || (one !== undefined && hasLists(one.target, field));
  });

function connectionObject(
  statement: Statement,
  { of, page, read }: { of: Connection; page: PageArguments; read: PageReader },
): Piece[] {
  const pairs = of.field.fields.map((field): [Piece, readonly Piece[]] => {
    const key = responseKey(statement, field);
    if (field.name === TYPE_NAME) return [key, [characters(`"${of.graph.definition.name}Connection"`)]];
    if (field.name === 'totalCount') return [key, [count(statement, of, page)]];
    return [key, field.name === 'nodes' ? read.nodes(field) : read.pageInfo(field)];
  });
  return objectOf(pairs);
}

function count(statement: Statement, of: Connection, page: PageArguments): Piece {
  const row = statement.alias();
  const where = conditions(statement, of, { page, row });
  return expression(`(SELECT count(*)::text FROM ${tableOf(of.graph.definition)} ${row}${where})`);
}

/** The WHERE that page and count share. */
function conditions(
  statement: Statement,
  { graph, within }: Connection,
  { page, row, more = [] }: { page: PageArguments; row: string; more?: readonly string[] },
): string {
  const parent = within ? [`${row}.${identifier(within.column)} = ${within.parent.rows.column('id')}`] : [];
  const all = [...parent, ...filterConditions(statement, graph, { filter: page.filter, row }), ...more];
  return all.length === 0 ? '' : ` WHERE ${all.join(' AND ')}`;
}

/** Whether each parent is read once: there are many rows, or lists within them that are gathered for all of them. */
function isShared({ graph, field, within }: Connection, { first }: PageArguments): boolean {
  if (within) return false;
  return first >= SHARED_FROM || field.fields.some((each) => each.name === 'nodes' && gathersLists(graph, each));
}

/** One page of rows: what is asked of it decides what `select` reads. */
class PageReader {
  readonly #statement: Statement;
  readonly #of: Connection;
  readonly #page: PageArguments;
  readonly #row: string;
  readonly #tag: string;
  /** Columns of the entity that the page must carry. */
  readonly #columns = new Set<string>();
  readonly #joins: string[] = [];
  readonly #tables: string[] = [];
  /** The page itself, where parents are shared. */
  readonly #shared: SharedRows | undefined;
  /** One node as JSON, and the list of all. */
  #node = '';
  #list: Piece | undefined;
  #isRead = false;
  #needsKeys = false;
  #needsNext = false;

  constructor(statement: Statement, of: Connection, page: PageArguments) {
    this.#statement = statement;
    this.#of = of;
    this.#page = page;
    this.#row = statement.alias();
    this.#tag = `${of.graph.definition.name}.${page.order.name}`;
    if (isShared(of, page)) this.#shared = new SharedRows(statement, this.#tables, this.#row);
  }

  nodes(field: SelectedField): Piece[] {
    this.#isRead = true;
    this.#node = textOf(this.#object(this.#of.graph, field, this.#rows()));
    const row = `${this.#row}.page_row`;
    const all = `string_agg(${this.#node}, ',' ORDER BY ${row}) FILTER (WHERE ${row} <= ${this.#page.first})`;
    this.#list = expression(`coalesce(${all}, '')`);
    return [characters('['), this.#list, characters(']')];
  }

  #object(graph: EntityGraph, field: SelectedField, rows: Rows): Piece[] {
    return rowObject(this.#statement, {
      graph,
      field,
      rows,
      list: (many, list, parent) => {
        if (parent.rows instanceof SharedRows && isGathered(many, list)) {
          const node = (of: SelectedField, own: SharedRows): Piece[] => this.#object(many.source, of, own);
          const o = { many, field: list, parents: parent.rows, parentGraph: parent.graph, node };
          return [gatheredList(this.#statement, o)];
        }
        const within = { column: many.column, parent };
        const o = { graph: many.source, field: list, maxPage: MAX_NESTED_PAGE, within };
        return [expression(connection(this.#statement, o))];
      },
    });
  }

  #rows(): Rows {
    if (this.#shared) return this.#shared;
    const joined = new JoinedRows(this.#statement, { alias: this.#row, joins: this.#joins });
    return {
      column: (name) => {
        this.#columns.add(name);
        return joined.column(name);
      },
      parent: (one, object) => {
        this.#columns.add(one.column);
        return joined.parent(one, object);
      },
    };
  }

  /** Keyed by name, not by response key: its fields take no arguments, and other lists of the schema share its type. */
  pageInfo(field: SelectedField): Piece[] {
    this.#isRead = true;
    const names = [...new Set(field.fields.map((each) => each.name))];
    return objectOf(names.map((name) => [characters(`"${name}"`), [this.#pageFact(name)]]));
  }

  #pageFact(name: string): Piece {
    if (name === TYPE_NAME) return characters('"PageInfo"');
    return expression(name === 'hasNextPage' ? this.#hasNextPage() : this.#endCursor());
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
    const rows = this.#shared ? `(SELECT count(*) FROM ${this.#row})` : `${this.#row}.page_rows`;
    const last = `max(${cursor}) FILTER (WHERE ${this.#row}.page_row = least(${rows}, ${first}))`;
    // An empty page keeps the place it was asked from, so that a reader can ask again later.
    return `coalesce('"' || ${last} || '"', to_json(${this.#statement.bind(after, 'text')})::text, 'null')`;
  }

  /** The SELECT of what was made of the page, in brackets. */
  select(json: string): string {
    if (!this.#isRead) return `(SELECT ${json})`;
    if (this.#shared) {
      this.#shared.read((columns) => this.#numbered(columns));
      return `(WITH ${this.#tables.join(', ')} SELECT ${json} FROM ${this.#shared.from()})`;
    }
    const page = `(${this.#numbered([...this.#columns])}) ${this.#row}`;
    return `(SELECT ${json} FROM ${[page, ...this.#joins].join(' ')})`;
  }

  /**
   * A SELECT of the same in pieces, in order: so many nodes a row, the first with what stands before the nodes, the last with
   * what stands behind. PostgreSQL sends each as soon as it is made. The one row on the left makes a piece also of an empty
   * page, and HAVING true a row of what is asked of one as a whole.
   */
  selectInPieces(object: readonly Piece[]): string {
    const shared = this.#shared;
    const list = object.findIndex((piece) => piece === this.#list);
    if (!shared || list < 0) throw new Error('only a page of many nodes comes in pieces');
    shared.read((columns) => this.#numbered(columns));
    const row = `${this.#row}.page_row`;
    const { first } = this.#page;
    const around = (pieces: readonly Piece[]): string => `(SELECT ${textOf(pieces)} FROM ${this.#row} HAVING true)`;
    // Not FILTER: with it PostgreSQL sorts each piece by itself, behind the sort that makes the pieces.
    const node = `CASE WHEN ${row} IS NOT NULL THEN ${this.#node} END`;
    const nodes = `coalesce(string_agg(${node}, ',' ORDER BY ${row}), '')`;
    const isLast = `coalesce(max(${row}), 0) = least((SELECT count(*) FROM ${this.#row}), ${first})`;
    return `WITH ${this.#tables.join(', ')}
      SELECT CASE WHEN piece = 0 THEN ${around(object.slice(0, list))} ELSE ',' END || ${nodes} ||
        CASE WHEN ${isLast} THEN ${around(object.slice(list + 1))} ELSE '' END AS answer
      FROM (VALUES (true)) one LEFT JOIN ${this.#row} ON ${row} <= ${first} ${shared.joins.join(' ')}
        CROSS JOIN LATERAL (SELECT coalesce((${row} - 1) / ${PIECE_ROWS}, 0) AS piece) numbered
      GROUP BY piece ORDER BY piece`;
  }

  #numbered(columns: readonly string[]): string {
    const rows = this.#needsKeys && !this.#shared ? ', count(*) OVER () AS page_rows' : '';
    // The rows come sorted: to number them by their keys again would compare each with the next.
    return `SELECT *, row_number() OVER () AS page_row${rows} FROM (${this.#cut(columns)}) p`;
  }

  /** A cursor holds all terms. Where none is read or made, what is the same for the whole list sorts nothing. */
  #order(): Order {
    const { order, after, filter } = this.#page;
    const { within, graph } = this.#of;
    if (this.#needsKeys || after !== null) return order;
    const beside = orderBeside(order, fixedReferences(graph, filter));
    return within ? orderWithin(beside, within.column, within.parent.graph) : beside;
  }

  #cut(read: readonly string[]): string {
    const { graph } = this.#of;
    const { after, first } = this.#page;
    const order = this.#order();
    const row = this.#statement.alias();
    const { columns, joins } = orderColumns(this.#statement, order, row);
    const keys = columns.map((column) => `${column}${order.descending ? ' DESC' : ''}`).join(', ');
    const at = after === null ? [] : [{ columns, keys: readCursor(after, order, this.#tag) }];
    const more = at.map((place) => afterKeys(this.#statement, order, place));
    const where = conditions(this.#statement, this.#of, { page: this.#page, row, more });
    const selected = [
      ...(this.#needsKeys ? columns.map((column, i) => `${column} AS key_${i}`) : []),
      ...read.map((name) => `${row}.${identifier(name)}`),
    ].join(', ');
    const from = [`${tableOf(graph.definition)} ${row}`, ...joins].join(' ');
    return `SELECT ${selected} FROM ${from}${where} ORDER BY ${keys} LIMIT ${first + (this.#needsNext ? 1 : 0)}`;
  }
}
