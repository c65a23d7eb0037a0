/** The typed graph: the same prices as objects with their relations, and nested lists. */
import { type Cells, put } from '../answers/cells.ts';
import type { Field } from '../frame/contenders.ts';
import type { Effort, Ask, Workload } from '../frame/measure.ts';
import { PORTFOLIO_DAY } from '../portfolio/size.ts';
import { ask, askRaw, dataOf, graphql } from './ask.ts';
import { nestedCells, type NestedPrice, peerPulls, type Scope } from './pull.ts';

/** The largest page that the product gives of rows without lists. */
const PAGE = 100_000;

const PRICES = `query ($filter: PriceFilter) {
  prices(filter: $filter, orderBy: ID_ASC, first: ${PAGE}) {
    nodes {
      billingPeriod minQuantity metric cell amount text
      market { code } priceList { code }
      offering { code tierRank lineUp { code problem { code } } line { code suite { code } } }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface PricePage {
  readonly prices: {
    readonly nodes: NestedPrice[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const first = (bodies: readonly string[]): string => bodies[0] ?? '';

/** @throws Error when there are more prices than a page holds */
function cellsOf({ prices: { nodes, pageInfo } }: PricePage): Cells {
  if (pageInfo.hasNextPage) throw new Error(`there are more than ${PAGE} prices`);
  return nestedCells(nodes);
}

const inList = (codes: readonly string[]): object => ({ code: { in: codes } });

const filterOf = ({ markets, problems, lineUps }: Scope): object => ({
  validFrom: { lte: PORTFOLIO_DAY },
  OR: [{ validTo: { isNull: true } }, { validTo: { gt: PORTFOLIO_DAY } }],
  ...(markets && { market: inList(markets) }),
  ...((problems ?? lineUps) && {
    offering: { lineUp: { ...(problems && { problem: inList(problems) }), ...(lineUps && inList(lineUps)) } },
  }),
});

export async function typedWorkload(
  field: Field,
  o: { name: string; scope: Scope; effort: Effort },
): Promise<Workload> {
  const operation = { query: PRICES, variables: { filter: filterOf(o.scope) } };
  const { flat, relations } = peerPulls(field, o.scope);
  return {
    ...o,
    asks: [
      ask(field.product, [graphql(field.product, operation, 'pricing')], {
        cells: (bodies) => cellsOf(dataOf<PricePage>(first(bodies))),
      }),
      await askRaw(field.raw, [operation], { user: 'pricing', cells: (bodies) => cellsOf(pageOfRaw(first(bodies))) }),
      flat,
      relations,
    ],
  };
}

/** What the product's statement answers, one level below whatever its only column is called. */
function pageOfRaw(body: string): PricePage {
  const [answer] = Object.values(JSON.parse(body) as Record<string, unknown>);
  return { prices: answer as PricePage['prices'] };
}

const MARKETS = ['MKT-0', 'MKT-1', 'MKT-2'];
const LINE_UPS = 30;
const OFFERINGS = 10;

const NESTED = `query ($markets: [String!]!) {
  lineUps(filter: { market: { code: { in: $markets } } }, first: ${LINE_UPS}) {
    nodes {
      code name market { code } problem { code } line { code suite { code } }
      offerings(first: ${OFFERINGS}) {
        nodes { code name tierRank product { code } offeringSegments(first: ${OFFERINGS}) { nodes { intent segment { code } } } }
      }
    }
  }
}`;

const NESTED_POSTGRAPHILE = `query ($markets: [String!]) {
  lineUps: peerLineUpsOf(markets: $markets, first: ${LINE_UPS}) {
    nodes {
      code name market: marketByMarketId { code } problem: problemByMarketIdAndProblemId { code }
      line: productLineByLineId { code suite: productSuiteBySuiteId { code } }
      offerings: offeringsByMarketIdAndLineUpIdAndLineId(first: ${OFFERINGS}) {
        nodes {
          code name tierRank product: productByProductIdAndLineId { code }
          offeringSegments: offeringSegmentsByMarketIdAndOfferingId(first: ${OFFERINGS}) {
            nodes { intent segment: segmentByMarketIdAndSegmentId { code } }
          }
        }
      }
    }
  }
}`;

const NESTED_NAIVE = `query ($markets: [String!]!) {
  lineUps(markets: $markets, take: ${LINE_UPS}) {
    code name market { code } problem { code } line { code suite { code } }
    offerings { code name tierRank product { code } segments { intent segment { code } } }
  }
}`;

interface Coded {
  readonly code: string;
}
interface NestedOffering<Segments> extends Coded {
  readonly name: string;
  readonly tierRank: number | null;
  readonly product: Coded;
  readonly segments: Segments;
}
type SegmentRow = { readonly intent: string; readonly segment: Coded };
interface NestedLineUp extends Coded {
  readonly name: string;
  readonly market: Coded;
  readonly problem: Coded;
  readonly line: Coded & { readonly suite: Coded };
  readonly offerings: readonly NestedOffering<readonly SegmentRow[]>[];
}

function lineUpCells(lineUps: readonly NestedLineUp[]): Cells {
  const cells: Cells = new Map();
  for (const u of lineUps) {
    const at = [u.market.code, u.code];
    put(cells, at, [u.name, u.problem.code, u.line.code, u.line.suite.code].join('|'));
    for (const o of u.offerings) {
      put(cells, [...at, o.code], [o.name, o.tierRank, o.product.code].join('|'));
      for (const s of o.segments) put(cells, [...at, o.code, s.segment.code], s.intent);
    }
  }
  return cells;
}

type Nodes<T> = { readonly nodes: readonly T[] };
type Connected = Omit<NestedLineUp, 'offerings'> & {
  readonly offerings: Nodes<Omit<NestedOffering<never>, 'segments'> & { readonly offeringSegments: Nodes<SegmentRow> }>;
};

const plain = (lineUps: Nodes<Connected>): NestedLineUp[] =>
  lineUps.nodes.map((u) => ({
    ...u,
    offerings: u.offerings.nodes.map((o) => ({ ...o, segments: o.offeringSegments.nodes })),
  }));

export async function nestedWorkload(field: Field, effort: Effort): Promise<Workload> {
  const { product, raw, postgraphile, naive } = field;
  const variables = { markets: MARKETS };
  const operation = { query: NESTED, variables };
  const connected = (bodies: readonly string[]): Cells =>
    lineUpCells(plain(dataOf<{ lineUps: Nodes<Connected> }>(first(bodies)).lineUps));
  const asks: Ask[] = [
    ask(product, [graphql(product, operation, 'pricing')], { cells: connected }),
    await askRaw(raw, [operation], {
      user: 'pricing',
      cells: (bodies) => lineUpCells(plain(Object.values(JSON.parse(first(bodies)) as object)[0] as Nodes<Connected>)),
    }),
    ask(postgraphile, [graphql(postgraphile, { query: NESTED_POSTGRAPHILE, variables })], {
      label: 'postgraphile relations',
      cells: connected,
    }),
    ask(naive, [graphql(naive, { query: NESTED_NAIVE, variables })], {
      cells: (bodies) => lineUpCells(dataOf<{ lineUps: NestedLineUp[] }>(first(bodies)).lineUps),
    }),
  ];
  return { name: 'nested', asks, effort };
}
