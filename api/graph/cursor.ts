/**
 * A cursor is base64url of the JSON `["Segment.CODE_ASC", …the row's place in that order, its id]`. It is a place and not a
 * number of rows: rows that come or go on other pages move nothing. It is no secret and grants nothing: the values in it
 * are checked for form and bound.
 */
import { COLUMN_FACTS } from './column-type.ts';
import { badInput } from './input-error.ts';
import type { Order } from './graph-shape.ts';
import type { Statement } from './statement.ts';

type Key = string | null;

/** The cursor of the row whose ordering values are `columns`, as SQL. */
export function cursorOf(statement: Statement, order: Order, at: { tag: string; columns: readonly string[] }): string {
  const keys = order.terms.map((term, i) => COLUMN_FACTS[term.column.kind].key(at.columns[i] ?? 'NULL'));
  const json = `json_build_array(${[statement.bind(at.tag, 'text'), ...keys].join(', ')})::text`;
  return String.raw`translate(encode(convert_to(${json}, 'UTF8'), 'base64'), E'+/=\n', '-_')`;
}

/** @throws GraphQLError BAD_USER_INPUT when this order never made such a cursor. */
export function readCursor(cursor: string, order: Order, tag: string): readonly Key[] {
  const [found, ...keys] = decode(cursor);
  if (found !== tag) {
    const why = typeof found === 'string' && /^\w+\.\w+$/.test(found) ? `belongs to ${found}` : 'is not one of ours';
    throw badInput(`This cursor ${why}; \`after\` takes an endCursor of the same list in the order ${tag}.`);
  }
  if (keys.length !== order.terms.length) throw badInput('This cursor is damaged; start again without `after`.');
  return order.terms.map((term, i) => {
    const value = keys[i];
    if (value === null && term.nullable) return null;
    const text = typeof value === 'object' || value === undefined ? undefined : String(value);
    if (text !== undefined && COLUMN_FACTS[term.column.kind].isKey(text)) return text;
    throw badInput('This cursor is damaged; start again without `after`.');
  });
}

function decode(cursor: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}

/** The condition "comes after `keys`", as SQL. */
export function afterKeys(
  statement: Statement,
  order: Order,
  at: { columns: readonly string[]; keys: readonly Key[] },
): string {
  const operator = order.descending ? '<' : '>';
  const bound = order.terms.map((term, i) => {
    const key = at.keys[i] ?? null;
    return key === null ? null : statement.bind(key, COLUMN_FACTS[term.column.kind].bound);
  });
  if (order.terms.every((term) => !term.nullable)) {
    return `(${at.columns.join(', ')}) ${operator} (${bound.join(', ')})`;
  }
  let condition = 'false';
  for (let i = order.terms.length - 1; i >= 0; i--) {
    const column = at.columns[i] ?? 'NULL';
    const value = bound[i] ?? null;
    const isEqual = value === null ? `${column} IS NULL` : `${column} = ${value}`;
    condition = `(${isBeyond(order, column, value)} OR (${isEqual} AND ${condition}))`;
  }
  return condition;
}

function isBeyond(order: Order, column: string, value: string | null): string {
  if (order.descending) return value === null ? `${column} IS NOT NULL` : `${column} < ${value}`;
  return value === null ? 'false' : `(${column} > ${value} OR ${column} IS NULL)`;
}
