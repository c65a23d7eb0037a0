/** How each contender is asked. */
import type { Cells } from '../answers/cells.ts';
import type { Contender } from '../frame/contender.ts';
import { tokenOf } from '../frame/databases.ts';
import { type HttpRequest, post } from '../frame/http.ts';
import type { Ask } from '../frame/measure.ts';

export interface Operation {
  readonly query: string;
  readonly variables?: object;
}

/** As which user of the portfolio. */
export type User = 'pricing' | 'finance' | 'product' | 'admin';

export const graphql = (contender: Contender, operation: Operation, user?: User): HttpRequest => ({
  url: `${contender.url}/graphql`,
  body: JSON.stringify(operation),
  ...(user && { headers: { authorization: `Bearer ${tokenOf(user)}` } }),
});

interface Asked {
  readonly label?: string;
  readonly cells?: (bodies: readonly string[]) => Cells;
}

/** A request that costs next to nothing; PostGraphile and the naive server are not that quick to be helped by it. */
function touchOf(contender: Contender): HttpRequest | undefined {
  if (contender.name === 'product') return graphql(contender, { query: '{ revision }' }, 'pricing');
  return contender.name === 'raw' ? { url: `${contender.url}/touch`, body: '{}' } : undefined;
}

export const ask = (contender: Contender, requests: readonly HttpRequest[], o: Asked = {}): Ask => ({
  label: o.label ?? contender.name,
  contender,
  requests: () => requests,
  ...touched(contender),
  ...(o.cells && { cells: o.cells }),
});

export function touched(contender: Contender): Pick<Ask, 'touch'> {
  const touch = touchOf(contender);
  return touch ? { touch } : {};
}

/** The raw line for operations of the product: their statements, learned once. */
export async function askRaw(
  raw: Contender,
  operations: readonly Operation[],
  o: Asked & { user: User },
): Promise<Ask> {
  const requests: HttpRequest[] = [];
  for (const operation of operations) {
    const body = JSON.stringify({ token: tokenOf(o.user), body: JSON.stringify(operation) });
    const answer = await post({ url: `${raw.url}/learn`, body });
    const { id } = JSON.parse(answer.body.toString()) as { id: number };
    requests.push({ url: `${raw.url}/replay`, body: JSON.stringify({ id }) });
  }
  return ask(raw, requests, o);
}

/** One answer of GraphQL. @throws Error when it has errors */
export function dataOf<T>(body: string): T {
  const { data, errors } = JSON.parse(body) as { data: T; errors?: unknown };
  if (errors !== undefined) throw new Error(JSON.stringify(errors).slice(0, 1000));
  return data;
}
