/** BUDGET as a matrix: one market's amounts, a column for each of 24 months. */
import { type Cells, put } from '../answers/cells.ts';
import type { Field } from '../frame/contenders.ts';
import type { Effort, Workload } from '../frame/measure.ts';
import { PORTFOLIO_DAY } from '../portfolio/size.ts';
import { ask, askRaw, dataOf, graphql } from './ask.ts';
import { MATRIX } from './pull.ts';

type Row = readonly unknown[];
/** Key, market, line, function, posture. */
const BEFORE_PERIODS = 5;

const periods = [2027, 2028].flatMap((year) =>
  Array.from({ length: 12 }, (_, month) => `${year}-${String(month + 1).padStart(2, '0')}`),
);

function rowCells(rows: readonly Row[]): Cells {
  const cells: Cells = new Map();
  for (const row of rows) {
    for (const [i, period] of periods.entries()) put(cells, [row[0], row[4], period], row[BEFORE_PERIODS + i]);
  }
  return cells;
}

interface FlatAllocation {
  readonly market: string;
  readonly line: string;
  readonly function: string;
  readonly posture: string;
  readonly period: string;
  readonly amount: unknown;
}

function flatCells(allocations: readonly FlatAllocation[]): Cells {
  const cells: Cells = new Map();
  for (const a of allocations) put(cells, [a.market, a.line, a.function, a.posture, a.period], a.amount);
  return cells;
}

interface NestedAllocation {
  readonly market: { readonly code: string };
  readonly line: { readonly code: string; readonly posture: string };
  readonly period: { readonly code: string };
  readonly function: string;
  readonly amount: unknown;
}

const nestedCells = (allocations: readonly NestedAllocation[]): Cells =>
  flatCells(
    allocations.map((a) => ({
      ...a,
      market: a.market.code,
      line: a.line.code,
      posture: a.line.posture,
      period: a.period.code,
    })),
  );

const FLAT = `query ($markets: [String!]) {
  allocations: peerFlatAllocations(markets: $markets) { nodes { market line function posture period amount } }
}`;

const RELATIONS = `query ($markets: [String!]) {
  allocations: peerAllocationsOf(markets: $markets) {
    nodes {
      function amount market: marketByMarketId { code } line: productLineByLineId { code posture }
      period: fiscalPeriodByPeriodId { code }
    }
  }
}`;

const NAIVE = `query ($markets: [String!]!) {
  allocations(markets: $markets) { function amount market { code } line { code posture } period { code } }
}`;

const first = (bodies: readonly string[]): string => bodies[0] ?? '';

export async function budgetWorkload(field: Field, effort: Effort): Promise<Workload> {
  const { product, raw, postgraphile, naive } = field;
  const variables = { markets: ['MKT-0'] };
  const request = { kind: 'BUDGET', asOf: PORTFOLIO_DAY, filter: variables };
  const operation = { query: MATRIX, variables: { request } };
  type Nodes<T> = { allocations: { nodes: T[] } };
  return {
    effort,
    name: 'budget',
    asks: [
      ask(product, [graphql(product, operation, 'finance')], {
        cells: (bodies) => rowCells(dataOf<{ matrix: { rows: Row[] } }>(first(bodies)).matrix.rows),
      }),
      await askRaw(raw, [operation], {
        user: 'finance',
        cells: (bodies) => rowCells((JSON.parse(first(bodies)) as { rows: Row[] }).rows),
      }),
      ask(postgraphile, [graphql(postgraphile, { query: FLAT, variables })], {
        label: 'postgraphile function',
        cells: (bodies) => flatCells(dataOf<Nodes<FlatAllocation>>(first(bodies)).allocations.nodes),
      }),
      ask(postgraphile, [graphql(postgraphile, { query: RELATIONS, variables })], {
        label: 'postgraphile relations',
        cells: (bodies) => nestedCells(dataOf<Nodes<NestedAllocation>>(first(bodies)).allocations.nodes),
      }),
      ask(naive, [graphql(naive, { query: NAIVE, variables })], {
        cells: (bodies) => nestedCells(dataOf<{ allocations: NestedAllocation[] }>(first(bodies)).allocations),
      }),
    ],
  };
}
