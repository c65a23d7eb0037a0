/** The arguments of a connection, checked. */
import type { EntityGraph, Order } from './graph-shape.ts';
import type { FilterInput } from './filter.ts';
import { badInput, limitExceeded } from './input-error.ts';
import { DEFAULT_ORDER } from './order.ts';
import type { SelectedField } from './selection.ts';

export const DEFAULT_PAGE = 100;
export const MAX_ROOT_PAGE = 10_000;
/**
 * Of a page that is all that its query asks for and that holds no lists: it leaves PostgreSQL in pieces, so that nobody holds
 * the whole, and a BI tool reads a hundred thousand rows in one snapshot (docs/adr/0054).
 */
export const MAX_ROOT_PAGE_ALONE = 100_000;
/** Of a list within each row of a list. */
export const MAX_NESTED_PAGE = 1_000;

export interface PageArguments {
  readonly filter: FilterInput;
  readonly order: Order;
  /** A checked integer: it may stand in the statement's text, where PostgreSQL plans better for it than for a parameter. */
  readonly first: number;
  readonly after: string | null;
}

/** @throws GraphQLError LIMIT_EXCEEDED for a page that is too large (never silently cut), BAD_USER_INPUT below zero */
export function pageArguments(graph: EntityGraph, field: SelectedField, maxPage: number): PageArguments {
  // The schema has checked their types.
  const given = field.arguments as {
    filter?: FilterInput | null;
    orderBy?: string | null;
    first?: number | null;
    after?: string | null;
  };
  const order = graph.orders.get(given.orderBy ?? DEFAULT_ORDER);
  if (!order) throw new Error(`${graph.definition.name} has no order ${String(given.orderBy)}`);
  const first = pageSize(field.name, given.first ?? DEFAULT_PAGE, maxPage);
  return { filter: given.filter ?? {}, order, first, after: given.after ?? null };
}

function pageSize(name: string, first: number, maxPage: number): number {
  if (first > maxPage) {
    throw limitExceeded(`\`${name}\` gives at most ${maxPage} rows a page here, not ${first}; page on with \`after\`.`);
  }
  if (!Number.isInteger(first) || first < 0) throw badInput(`\`first\` of \`${name}\` cannot be below 0.`);
  return first;
}
