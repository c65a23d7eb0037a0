/** Pages of 20 rows with two levels of relations, asked for by 16 connections at once. */
import type pg from 'pg';
import type { Field } from '../frame/contenders.ts';
import { CpuMeter } from '../frame/cpu-meter.ts';
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

export type PageContender = Exclude<ContenderRole, 'rest'>;

/** Medians of the rounds. */
export interface PageSpeed extends Throughput {
  /** Of Node and PostgreSQL for one page; null where /proc is not available. */
  readonly cpuMs: number | null;
}

interface Round extends Throughput {
  readonly cpuMs: number | null;
}

/** @param marketIds ids by code, which is how PostGraphile's conditions name them */
export async function measurePages(
  field: Field,
  o: { monitor: pg.Client; marketIds: ReadonlyMap<string, string>; rounds: number; ms: number },
): Promise<Readonly<Record<PageContender, PageSpeed>>> {
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
  const runs = new Map<PageContender, Round[]>(names.map((name) => [name, []]));
  const random = seededRandom(16);
  // The first round warms up.
  for (let round = 0; round <= o.rounds; round++) {
    for (const name of shuffled(names, random)) {
      // While the others were asked, a pool may have closed its connections; new ones sign in, and plan what they are asked.
      await load(requests[name], { connections: 16, ms: o.ms / 2 });
      const meter = await CpuMeter.start(o.monitor, field[name]);
      const run = await load(requests[name], { connections: 16, ms: o.ms });
      const { nodeMs, postgresMs } = await meter.stop();
      const cpuMs = nodeMs === null || postgresMs === null ? null : (nodeMs + postgresMs) / run.requests;
      if (round > 0) runs.get(name)?.push({ ...run, cpuMs });
    }
  }
  const middle = (name: PageContender): PageSpeed => {
    const own = runs.get(name) ?? [];
    const of = (value: (run: Round) => number): number => median(own.map(value));
    const cpu = own.map((run) => run.cpuMs);
    return {
      perSecond: of((run) => run.perSecond),
      p99Ms: of((run) => run.p99Ms),
      requests: of((run) => run.requests),
      cpuMs: cpu.includes(null) ? null : median(cpu as number[]),
    };
  };
  return Object.fromEntries(names.map((name) => [name, middle(name)])) as Record<PageContender, PageSpeed>;
}

/** How many times as fast: by pages a second or by the CPU of a page, whichever is more. */
export function timesAsFast(a: PageSpeed, b: PageSpeed): number {
  const byCpu = a.cpuMs === null || b.cpuMs === null ? 0 : b.cpuMs / a.cpuMs;
  return Math.max(a.perSecond / b.perSecond, byCpu);
}
