/**
 * A list within each row, for all rows at once: the rows of all lists are read in one go, numbered within their parent, and
 * made JSON once a parent. A sub-select for each row would start as many times as there are rows (docs/adr/0043).
 */
import { filterConditions } from './filter.ts';
import type { EntityGraph, Order, ToMany } from './graph-shape.ts';
import { characters, expression, objectOf, type Piece, textOf } from './json-text.ts';
import { DEFAULT_ORDER, orderColumns, orderWithin } from './order.ts';
import { MAX_NESTED_PAGE, pageArguments } from './page-arguments.ts';
import { responseKey, type SharedRows } from './row-object.queries.ts';
import { type SelectedField, TYPE_NAME } from './selection.ts';
import { identifier, type Statement, tableOf } from './statement.ts';

export interface GatheredList {
  readonly many: ToMany;
  readonly field: SelectedField;
  /** The rows that the lists are within. */
  readonly parents: SharedRows;
  readonly parentGraph: EntityGraph;
  /** A row of a list as JSON. */
  readonly node: (field: SelectedField, rows: SharedRows) => readonly Piece[];
}

/** Whether some list in what is selected of a row, or of its parents, can be gathered. */
export const gathersLists = (graph: EntityGraph, { fields }: SelectedField): boolean =>
  fields.some((field) => {
    const one = graph.toOne.get(field.name);
    const many = graph.toMany.get(field.name);
    return one ? gathersLists(one.target, field) : many !== undefined && isGathered(many, field);
  });

/**
 * In the order of the natural key all rows of a parent are read in any case, since that order begins with other tables'
 * columns more often than not. In any other order, from a cursor on, and of a timeline, of which a parent may have a hundred
 * thousand rows, a sub-select reads no more than the page where an index serves. Facts of the page are its own, too.
 */
export function isGathered({ source }: ToMany, { arguments: given, fields }: SelectedField): boolean {
  return (
    source.definition.kept !== 'timeline' &&
    (given['after'] ?? null) === null &&
    (given['orderBy'] ?? DEFAULT_ORDER) === DEFAULT_ORDER &&
    fields.every(({ name }) => name === 'nodes' || name === TYPE_NAME)
  );
}

/** The list as JSON beside each of its parents. @throws GraphQLError as every connection does */
export function gatheredList(statement: Statement, o: GatheredList): Piece {
  const { many, field, parents } = o;
  const { filter, order, first } = pageArguments(many.source, field, MAX_NESTED_PAGE);
  const rows = parents.another();
  const parent = rows.column(many.column);
  const json = textOf(listObject(statement, o, (nodes) => listOf(o.node(nodes, rows), rows.alias)));
  const within = orderWithin(order, many.column, o.parentGraph);
  rows.read((columns) => numbered(statement, o, { columns, filter, order: within, first }));
  const made = parents.make(`SELECT ${parent} AS id, ${json} AS json FROM ${rows.from()} GROUP BY ${parent}`);
  parents.joins.push(`LEFT JOIN ${made} ON ${made}.id = ${parents.column('id')}`);
  const none = textOf(listObject(statement, o, () => []));
  return expression(`coalesce(${made}.json, ${none})`);
}

function listObject(
  statement: Statement,
  { many, field }: GatheredList,
  nodes: (field: SelectedField) => readonly Piece[],
): Piece[] {
  const pairs = field.fields.map((each): [Piece, readonly Piece[]] => {
    const key = responseKey(statement, each);
    if (each.name === TYPE_NAME) return [key, [characters(`"${many.source.definition.name}Connection"`)]];
    return [key, [characters('['), ...nodes(each), characters(']')]];
  });
  return objectOf(pairs);
}

const listOf = (node: readonly Piece[], row: string): Piece[] => [
  expression(`string_agg(${textOf(node)}, ',' ORDER BY ${row}.page_row)`),
];

/** The first rows of each parent's list. */
function numbered(
  statement: Statement,
  { many, parents }: GatheredList,
  page: {
    columns: readonly string[];
    filter: Parameters<typeof filterConditions>[2]['filter'];
    order: Order;
    first: number;
  },
): string {
  const row = statement.alias();
  const named = statement.alias();
  const { columns: keys, joins } = orderColumns(statement, page.order, row);
  const where = filterConditions(statement, many.source, { filter: page.filter, row });
  const column = `${row}.${identifier(many.column)}`;
  const selected = page.columns.map((name) => `${row}.${identifier(name)}`).join(', ');
  const number = `row_number() OVER (PARTITION BY ${column} ORDER BY ${keys.join(', ')}) AS page_row`;
  const from = [
    `${parents.alias} ${named} JOIN ${tableOf(many.source.definition)} ${row} ON ${column} = ${named}.id`,
    ...joins,
  ];
  const all = `SELECT ${selected}, ${number} FROM ${from.join(' ')}${where.length > 0 ? ` WHERE ${where.join(' AND ')}` : ''}`;
  return `SELECT * FROM (${all}) p WHERE page_row <= ${page.first}`;
}
