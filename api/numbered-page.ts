/** Pages of lists that are ordered by a number which never changes: a revision, the number of an event. */
import { RequestError } from './request-error.ts';

export const MAX_NUMBERED_PAGE = 10_000;
const DEFAULT_PAGE = 100;
/** For the description of `first`. */
export const PAGE_ARGUMENT = { nullable: true, description: `At most ${MAX_NUMBERED_PAGE}; default ${DEFAULT_PAGE}.` };

export interface NumberedPage {
  readonly first: number;
  /** The number after which the page begins, as text. */
  readonly after: string | null;
}

/** One row more than the page has, when there is one. */
export interface PageOf<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}

interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** @throws RequestError LIMIT_EXCEEDED, BAD_USER_INPUT */
export function numberedPage({ first, after }: PageArguments): NumberedPage {
  const size = first ?? DEFAULT_PAGE;
  if (size < 1 || size > MAX_NUMBERED_PAGE) {
    throw new RequestError('LIMIT_EXCEEDED', `A page has 1 to ${MAX_NUMBERED_PAGE} rows.`);
  }
  return { first: size, after: position(after) };
}

export interface Connection<Row> {
  readonly totalCount: number;
  readonly nodes: Row[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** `numberOf` is what the rows are ordered by; `given` are the arguments as they came. */
export function connectionOf<Row>(
  { rows, total }: PageOf<Row>,
  { first }: NumberedPage,
  o: { readonly after?: string | null | undefined; readonly numberOf: (row: Row) => number | string | null },
): Connection<Row> {
  const nodes = rows.slice(0, first);
  const last = nodes.at(-1);
  const endCursor = (last === undefined ? null : encoded(o.numberOf(last))) ?? o.after ?? null;
  return { totalCount: total, nodes, pageInfo: { hasNextPage: rows.length > first, endCursor } };
}

const encoded = (number: number | string | null): string | null =>
  number === null ? null : Buffer.from(String(number)).toString('base64url');

function position(after: string | null | undefined): string | null {
  if (after === null || after === undefined) return null;
  const number = Buffer.from(after, 'base64url').toString();
  if (!/^\d{1,15}$/.test(number)) throw new RequestError('BAD_USER_INPUT', 'This cursor is not one of ours.');
  return number;
}
