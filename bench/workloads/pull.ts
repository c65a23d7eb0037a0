/** TIER_PRICE as a matrix, against the same prices the way each peer has them. */
import { type Cells, put } from '../answers/cells.ts';
import type { Field } from '../frame/contenders.ts';
import type { Effort, Ask, Workload } from '../frame/measure.ts';
import { CURRENCIES, PORTFOLIO_DAY } from '../portfolio/size.ts';
import { ask, askRaw, dataOf, graphql } from './ask.ts';

/** Which prices; null is all. */
export interface Scope {
  readonly markets: readonly string[] | null;
  readonly problems: readonly string[] | null;
  readonly lineUps: readonly string[] | null;
}

/** As the add-in asks (addin/operations/reads.graphql). */
export const MATRIX = `query Matrix($request: MatrixRequest!) {
  matrix(request: $request) {
    kind title revision asOf
    rowHeader { key title group type unit scale editable options }
    columns { key title group type unit scale editable options }
    rowCount rows
  }
}`;

export const pullOperation = (scope: Scope): { query: string; variables: object } => ({
  query: MATRIX,
  variables: { request: { kind: 'TIER_PRICE', asOf: PORTFOLIO_DAY, filter: scope } },
});

type Row = readonly unknown[];
const LABELS = 11;

/** Key, eleven labels, four currencies, the quote. */
function rowCells(rows: readonly Row[]): Cells {
  const cells: Cells = new Map();
  for (const row of rows) {
    const labels = row.slice(2, 2 + LABELS - 1);
    const values = row.slice(1 + LABELS);
    for (const [i, key] of [...CURRENCIES, 'quote'].entries()) {
      put(cells, [row[0], key], values[i]);
    }
    put(cells, [row[0], 'labels'], labels.join('|'));
  }
  return cells;
}

interface FlatPrice {
  readonly market: string;
  readonly problem: string;
  readonly suite: string;
  readonly line: string;
  readonly lineUp: string;
  readonly tierRank: number | null;
  readonly offering: string;
  readonly metric: string | null;
  readonly priceList: string;
  readonly billingPeriod: string;
  readonly minQuantity: number;
  readonly cell: string;
  readonly amount: unknown;
  readonly quote: string | null;
}

export function flatCells(prices: readonly FlatPrice[]): Cells {
  const cells: Cells = new Map();
  for (const p of prices) {
    const key = [p.market, p.offering, p.priceList, p.billingPeriod, p.minQuantity].join('/');
    put(cells, [key, p.cell], p.amount ?? p.quote);
    const list = [p.priceList, p.billingPeriod, p.minQuantity];
    cells.set(
      `${key}/labels`,
      [p.problem, p.suite, p.line, p.lineUp, p.tierRank, p.offering, p.metric, ...list].join('|'),
    );
  }
  return cells;
}

interface Nested {
  readonly code: string;
}
export interface NestedPrice extends Omit<FlatPrice, 'market' | 'offering' | 'priceList' | 'quote'> {
  readonly market: Nested;
  readonly text: string | null;
  readonly priceList: Nested;
  readonly offering: Nested & {
    readonly tierRank: number | null;
    readonly lineUp: Nested & { readonly problem: Nested };
    readonly line: Nested & { readonly suite: Nested };
  };
}

export const nestedCells = (prices: readonly NestedPrice[]): Cells =>
  flatCells(
    prices.map((p) => ({
      ...p,
      market: p.market.code,
      problem: p.offering.lineUp.problem.code,
      suite: p.offering.line.suite.code,
      line: p.offering.line.code,
      lineUp: p.offering.lineUp.code,
      tierRank: p.offering.tierRank,
      offering: p.offering.code,
      priceList: p.priceList.code,
      quote: p.text,
    })),
  );

const TYPES = { markets: '[String!]', problems: '[String!]', lineUps: '[String!]' } as const;

/** PostGraphile's function for what the scope narrows by, and the parts of an operation that say so. */
function narrowed(scope: Scope): { suffix: string; declared: string; passed: string } {
  const given = (Object.keys(TYPES) as (keyof Scope)[]).filter((key) => scope[key] !== null);
  return {
    suffix: scope.lineUps ? 'OfLineUps' : scope.problems ? 'OfProblems' : scope.markets ? 'OfMarkets' : 'All',
    declared: given.map((key) => `, $${key}: ${TYPES[key]}`).join(''),
    passed: given.map((key) => `, ${key}: $${key}`).join(''),
  };
}

function flatQuery(scope: Scope): string {
  const { suffix, declared, passed } = narrowed(scope);
  return `query ($day: Date!${declared}) {
  prices: peerFlatPrices${suffix}(day: $day${passed}) {
    nodes {
      market problem suite line lineUp tierRank offering metric priceList billingPeriod minQuantity cell amount quote
    }
  }
}`;
}

/** PostGraphile names a relation by the columns of its foreign key. */
function relationsQuery(scope: Scope): string {
  const { suffix, declared, passed } = narrowed(scope);
  return `query ($day: Date!${declared}) {
  prices: peerPrices${suffix}(day: $day${passed}) {
    nodes {
      billingPeriod minQuantity metric cell amount text
      market: marketByMarketId { code }
      priceList: priceListByPriceListIdAndListDecimalsAndListMarketId { code }
      offering: offeringByMarketIdAndOfferingId {
        code tierRank
        lineUp: lineUpByMarketIdAndLineUpIdAndLineId { code problem: problemByMarketIdAndProblemId { code } }
        line: productLineByLineId { code suite: productSuiteBySuiteId { code } }
      }
    }
  }
}`;
}

function naiveQuery(scope: Scope): string {
  const { declared, passed } = narrowed(scope);
  return `query ($day: String!${declared}) {
  prices(day: $day${passed}) {
    billingPeriod minQuantity metric cell amount text
    market { code } priceList { code }
    offering { code tierRank lineUp { code problem { code } } line { code suite { code } } }
  }
}`;
}

const first = (bodies: readonly string[]): string => bodies[0] ?? '';

export interface PeerPulls {
  readonly flat: Ask;
  readonly relations: Ask;
  readonly naive: Ask;
}

/** The same prices from PostGraphile, in its two forms, and the naive way. */
export function peerPulls(field: Field, scope: Scope): PeerPulls {
  const given = Object.fromEntries(Object.entries(scope).filter(([, codes]) => codes !== null));
  const variables = { day: PORTFOLIO_DAY, ...given };
  const { postgraphile, naive } = field;
  return {
    flat: ask(postgraphile, [graphql(postgraphile, { query: flatQuery(scope), variables })], {
      label: 'postgraphile function',
      cells: (bodies) => flatCells(dataOf<{ prices: { nodes: FlatPrice[] } }>(first(bodies)).prices.nodes),
    }),
    relations: ask(postgraphile, [graphql(postgraphile, { query: relationsQuery(scope), variables })], {
      label: 'postgraphile relations',
      cells: (bodies) => nestedCells(dataOf<{ prices: { nodes: NestedPrice[] } }>(first(bodies)).prices.nodes),
    }),
    naive: ask(naive, [graphql(naive, { query: naiveQuery(scope), variables })], {
      cells: (bodies) => nestedCells(dataOf<{ prices: NestedPrice[] }>(first(bodies)).prices),
    }),
  };
}

export async function pullWorkload(field: Field, o: { name: string; scope: Scope; effort: Effort }): Promise<Workload> {
  const { product, raw, rest } = field;
  const operation = pullOperation(o.scope);
  const { flat, relations, naive } = peerPulls(field, o.scope);
  const restRequest = { url: `${rest.url}/prices`, body: JSON.stringify({ day: PORTFOLIO_DAY, ...o.scope }) };
  return {
    ...o,
    asks: [
      ask(product, [graphql(product, operation, 'pricing')], {
        cells: (bodies) => rowCells(dataOf<{ matrix: { rows: Row[] } }>(first(bodies)).matrix.rows),
      }),
      await askRaw(raw, [operation], {
        user: 'pricing',
        cells: (bodies) => rowCells((JSON.parse(first(bodies)) as { rows: Row[] }).rows),
      }),
      ask(rest, [restRequest], { cells: (bodies) => flatCells(JSON.parse(first(bodies)) as FlatPrice[]) }),
      flat,
      relations,
      naive,
    ],
  };
}
