/** The same pull plain and in each coding that the server knows. */
import type { Contender } from '../frame/contender.ts';
import { post } from '../frame/http.ts';
import type { Effort, Series, Workload } from '../frame/measure.ts';
import { ratio } from '../goals/verdict.ts';
import { ask, graphql } from './ask.ts';
import { pullOperation, type Scope } from './pull.ts';

const CODINGS = ['zstd', 'br', 'gzip'] as const;
const PLAIN = 'product plain';

/** A server that sends everything plain has one ask only. */
export async function compressionWorkload(product: Contender, o: { scope: Scope; effort: Effort }): Promise<Workload> {
  const plain = graphql(product, pullOperation(o.scope), 'pricing');
  const asks = [ask(product, [plain], { label: PLAIN })];
  for (const coding of CODINGS) {
    const request = { ...plain, headers: { ...plain.headers, 'accept-encoding': coding } };
    const { headers } = await post(request);
    if (headers['content-encoding'] === coding) asks.push(ask(product, [request], { label: `product ${coding}` }));
  }
  return { ...o, name: 'compression', asks };
}

export interface Compression {
  readonly plainMb: number;
  /** What the cheapest coding adds to the pull, as a share of it; null when there is none. */
  readonly share: number | null;
}

export function compressionOf(series: readonly Series[]): Compression {
  const plain = series.find(({ label }) => label === PLAIN);
  const coded = series.filter(({ label }) => label !== PLAIN);
  const shares = plain ? coded.map((each) => ratio(each, plain) - 1) : [];
  return { plainMb: (plain?.bytes ?? NaN) / 1e6, share: shares.length === 0 ? null : Math.min(...shares) };
}
