/** The thirteen goals of the README's section "Speed". A ratio holds if that of the medians or that of the CPU times does. */
import type { Condition, Goal, Named } from './verdict.ts';

const at = (workload: string, label: string): Named => ({ workload, label });
const toRaw = (workload: string, atMost: number): Condition => ({
  kind: 'ratio',
  of: at(workload, 'product'),
  to: at(workload, 'raw'),
  atMost,
});
const faster = (workload: string, than: readonly string[], atLeast: number): Condition => ({
  kind: 'faster',
  of: at(workload, 'product'),
  than: than.map((label) => at(workload, label)),
  atLeast,
});

const GRAPHILE = ['postgraphile function', 'postgraphile relations'];

const pull = (size: string, o: { raw: number; postgraphile: number; naive: number }): Condition[] => [
  toRaw(`pull ${size}`, o.raw),
  faster(`pull ${size}`, GRAPHILE, o.postgraphile),
  faster(`pull ${size}`, ['naive'], o.naive),
];

const toRest = (workload: string): Condition => ({
  kind: 'ratio',
  of: at(workload, 'product'),
  to: at(workload, 'rest'),
  atMost: 0.55,
});

/** Of what a profile showed: bench/results/limits-of-reads.md. */
const FLAT_LIMIT =
  'the SQL alone, which finds, sorts and writes rows under row-level security, where the function sends bare columns without';
const PAGE_LIMIT =
  'token, transaction and row-level security are three fifths of what a page costs PostgreSQL, and peers ask without';

const typed = (size: string): Condition[] => [
  toRaw(`typed ${size}`, 1.35),
  { ...faster(`typed ${size}`, ['postgraphile function'], 2), limit: FLAT_LIMIT },
  faster(`typed ${size}`, ['postgraphile relations'], 3),
];

export const FIGURES = {
  pageToRaw: 'page: times as fast as raw',
  pageToPostgraphile: 'page: times as fast as postgraphile',
  pageToNaive: 'page: times as fast as naive',
  pageTail: 'page: 99th percentile of the time, to raw',
  memory100k: 'memory above idle, pull of 100k cells',
  memory1m: 'memory above idle, pull of the largest portfolio',
  plainMb: 'pull 100k, size of the plain answer',
  compressionShare: 'pull 100k, time that compression adds, as a share',
  sheet: 'sheet: 100k cells through the add-in, to the bare write',
} as const;

const figure = (name: string, atMost: number, unit = ''): Condition => ({ kind: 'figure', figure: name, atMost, unit });
const share = (name: string, atLeast: number): Condition => ({ kind: 'share', figure: name, atLeast });

export const GOALS: readonly Goal[] = [
  { number: 1, title: 'pull of 10k cells', conditions: pull('10k', { raw: 1.25, postgraphile: 4, naive: 10 }) },
  { number: 2, title: 'pull of 100k cells', conditions: pull('100k', { raw: 1.25, postgraphile: 4.5, naive: 12 }) },
  { number: 3, title: 'pull of 1k cells', conditions: pull('1k', { raw: 1.4, postgraphile: 2.5, naive: 8 }) },
  { number: 4, title: 'matrix and hand-written REST', conditions: [toRest('pull 10k'), toRest('pull 100k')] },
  { number: 5, title: 'typed objects', conditions: [...typed('10k'), ...typed('100k')] },
  {
    number: 6,
    title: 'nested objects',
    conditions: [
      toRaw('nested', 1.35),
      faster('nested', ['postgraphile relations'], 1.35),
      faster('nested', ['naive'], 1.8),
    ],
  },
  {
    number: 7,
    title: 'pages, 16 connections',
    conditions: [
      share(FIGURES.pageToRaw, 0.75),
      { ...share(FIGURES.pageToPostgraphile, 2.5), limit: PAGE_LIMIT },
      { ...share(FIGURES.pageToNaive, 7), limit: PAGE_LIMIT },
      figure(FIGURES.pageTail, 2),
    ],
  },
  {
    number: 8,
    title: 'push',
    conditions: [
      { ...toRaw('push 10k', 1.15), limit: 'Node judges each cell, where raw has its rules judged by SQL' },
      {
        ...faster('push 10k', ['naive'], 13),
        limit: 'the rules, the deferred constraint and the audit are most of it, and naive judges none',
      },
      {
        ...toRaw('push 1', 1.5),
        limit:
          'Node: GraphQL, the rules and their statements; PostgreSQL: a second transaction for the delta, the view',
      },
    ],
  },
  {
    number: 9,
    title: 'budget matrix',
    conditions: [
      {
        ...toRaw('budget', 1.1),
        limit: 'the SQL is the same: GraphQL and writing the answer, within what neighbours disturb',
      },
      faster('budget', GRAPHILE, 1.4),
      faster('budget', ['naive'], 1.8),
    ],
  },
  {
    number: 10,
    title: 'memory',
    conditions: [figure(FIGURES.memory100k, 64, ' MB'), figure(FIGURES.memory1m, 64, ' MB')],
  },
  {
    number: 11,
    title: 'the same pull on 100 times the data',
    conditions: [
      {
        kind: 'ratio',
        of: at('pull 1k by size', 'product, large'),
        to: at('pull 1k by size', 'product, S'),
        atMost: 1.5,
      },
    ],
  },
  {
    number: 12,
    title: 'size and compression',
    conditions: [figure(FIGURES.plainMb, 5, ' MB'), figure(FIGURES.compressionShare, 0.15)],
  },
  { number: 13, title: 'the sheet', conditions: [figure(FIGURES.sheet, 1.5)] },
];
