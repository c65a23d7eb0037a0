/** Pages of 20 rows with two levels of relations, asked for by 16 connections at once. */
import type { Field } from '../frame/contenders.ts';
import type { ContenderRole } from '../frame/databases.ts';
import type { HttpRequest } from '../frame/http.ts';
import { load, type Throughput } from '../frame/load.ts';
import { seededRandom, shuffled } from '../frame/shuffle.ts';
import { median } from '../frame/statistics.ts';
import { askRaw, graphql, type Operation } from './ask.ts';

const MARKETS = Array.from({ length: 10 }, (_, market) => `MKT-${market}`);
const ROWS = 20;

const PRODUCT = `query ($market: String!) {
  offerings(filter: { market: { code: { eq: $market } } }, first: ${ROWS}) {
    nodes { code name tierRank market { code } lineUp { code name problem { code name } } line { code suite { code name } } }
  }
}`;

const POSTGRAPHILE = `query ($market: UUID!) {
  offerings: allOfferings(condition: { marketId: $market }, first: ${ROWS}, orderBy: CODE_ASC) {
    nodes {
      code name tierRank market: marketByMarketId { code }
      lineUp: lineUpByMarketIdAndLineUpIdAndLineId { code name problem: problemByMarketIdAndProblemId { code name } }
      line: productLineByLineId { code suite: productSuiteBySuiteId { code name } }
    }
  }
}`;

const NAIVE = `query ($market: String!) {
  offerings(market: $market, take: ${ROWS}) {
    code name tierRank market { code } lineUp { code name problem { code name } } line { code suite { code name } }
  }
}`;

export interface Pages {
  /** Of the medians of the rounds. */
  readonly throughput: Readonly<Record<PageContender, Throughput>>;
}
export type PageContender = Exclude<ContenderRole, 'rest'>;

/** @param marketIds ids by code, which is how PostGraphile's conditions name them */
export async function measurePages(
  field: Field,
  o: { marketIds: ReadonlyMap<string, string>; rounds: number; ms: number },
): Promise<Pages> {
  const operations: Operation[] = MARKETS.map((market) => ({ query: PRODUCT, variables: { market } }));
  const raw = await askRaw(field.raw, operations, { user: 'pricing' });
  const requests: Record<PageContender, readonly HttpRequest[]> = {
    product: operations.map((operation) => graphql(field.product, operation, 'pricing')),
    raw: await raw.requests(),
    postgraphile: MARKETS.map((code) =>
      graphql(field.postgraphile, { query: POSTGRAPHILE, variables: { market: o.marketIds.get(code) } }),
    ),
    naive: MARKETS.map((market) => graphql(field.naive, { query: NAIVE, variables: { market } })),
  };
  const names = Object.keys(requests) as PageContender[];
  const runs = new Map<PageContender, Throughput[]>(names.map((name) => [name, []]));
  const random = seededRandom(16);
  // The first round warms up.
  for (let round = 0; round <= o.rounds; round++) {
    for (const name of shuffled(names, random)) {
      const run = await load(requests[name], { connections: 16, ms: o.ms });
      if (round > 0) runs.get(name)?.push(run);
    }
  }
  const middle = (name: PageContender): Throughput => {
    const own = runs.get(name) ?? [];
    return { perSecond: median(own.map((r) => r.perSecond)), p99Ms: median(own.map((r) => r.p99Ms)) };
  };
  return { throughput: Object.fromEntries(names.map((name) => [name, middle(name)])) as Pages['throughput'] };
}
