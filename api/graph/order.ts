/** The orders of a connection. Each ends with the id, so that every row has one place and a cursor names it. */
import { snakeCase } from '../model/registry.ts';
import type { EntityGraph, Order, OrderTerm, ScalarColumn, ToOne } from './graph-shape.ts';
import { identifier, type Statement, tableOf } from './statement.ts';

export const DEFAULT_ORDER = 'KEY_ASC';

export function ordersOf(graph: EntityGraph): ReadonlyMap<string, Order> {
  const key = graph.definition.key.join(', ');
  const orders = both('KEY', `natural key: ${key}`, [...keyTerms(graph), ...validityTerms(graph)], graph);
  for (const column of graph.scalars.values()) {
    if (column.name === 'archivedAt' || column.kind === 'CHOICES') continue;
    const terms = [term([], column)];
    orders.push(...both(snakeCase(column.name).toUpperCase(), `\`${column.name}\``, terms, graph));
  }
  return new Map(orders.map((order) => [order.name, order]));
}

function both(name: string, what: string, terms: readonly OrderTerm[], graph: EntityGraph): Order[] {
  const id = graph.scalars.get('id');
  if (!id) throw new Error(`${graph.definition.name} has no id`);
  const unique = terms.some((each) => each.column === id) ? terms : [...terms, term([], id)];
  return [
    { name: `${name}_ASC`, description: `By ${what}; ascending, nulls last.`, descending: false, terms: unique },
    { name: `${name}_DESC`, description: `By ${what}; descending, nulls first.`, descending: true, terms: unique },
  ];
}

const term = (path: readonly ToOne[], column: ScalarColumn): OrderTerm => ({
  path,
  column,
  nullable: column.nullable || path.some((step) => step.nullable),
});

/**
 * The natural key as columns: a reference counts as the target's key. A target in the row's own market leaves its market
 * out, since the row's key has named it already.
 */
function keyTerms(graph: EntityGraph, path: readonly ToOne[] = [], inMarket = false): OrderTerm[] {
  const { key } = graph.definition;
  const names = inMarket && key[0] === 'market' ? key.slice(1) : key;
  return names.flatMap((name) => {
    const column = graph.scalars.get(name);
    if (column) return [term(path, column)];
    const reference = graph.toOne.get(name);
    if (!reference) throw new Error(`${graph.definition.name} has no field ${name} for its natural key`);
    return keyTerms(reference.target, [...path, reference], inMarket || key[0] === 'market');
  });
}

/** A timeline has many rows for one natural key; they follow each other in time. */
function validityTerms(graph: EntityGraph): OrderTerm[] {
  const from = [...graph.scalars.values()].find((scalar) => scalar.column === 'valid_from');
  return graph.definition.kept === 'timeline' && from ? [term([], from)] : [];
}

/**
 * The order of a list within a row of `parent`, whose `column` names the row. All its rows have the parent, and the market
 * of a parent that belongs to one; the columns of either need no join to sort by.
 */
export function orderWithin(order: Order, column: string, parent: EntityGraph): Order {
  const isOwned = parent.definition.fields.some((field) => field.name === 'market' && field.required);
  return orderBeside(order, new Set(isOwned ? [column, 'market_id'] : [column]));
}

/** The order of rows that have these references in common, by their columns. */
export function orderBeside(order: Order, common: ReadonlySet<string>): Order {
  const isCommon = ({ path: [first] }: OrderTerm): boolean => first !== undefined && common.has(first.column);
  return { ...order, terms: order.terms.filter((each) => !isCommon(each)) };
}

/** The terms as SQL expressions, and the joins that they need. */
export function orderColumns(statement: Statement, order: Order, row: string): { columns: string[]; joins: string[] } {
  const aliases = new Map<string, string>();
  const joins: string[] = [];
  const columns = order.terms.map(({ path, column }) => {
    let alias = row;
    let walked = '';
    for (const step of path) {
      walked += `.${step.name}`;
      const known = aliases.get(walked);
      const next = known ?? statement.alias();
      if (known === undefined) {
        aliases.set(walked, next);
        // LEFT: a row whose parent is hidden or missing keeps its place in the list.
        const on = `${next}.id = ${alias}.${identifier(step.column)}`;
        joins.push(`LEFT JOIN ${tableOf(step.target.definition)} ${next} ON ${on}`);
      }
      alias = next;
    }
    return `${alias}.${identifier(column.column)}`;
  });
  return { columns, joins };
}
