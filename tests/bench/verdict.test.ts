/** How the bench judges: a goal that is missed must not read as met, whatever was measured or was not. */
import { expect, test } from '@jest/globals';
import { difference, put, valueText } from '../../bench/answers/cells.ts';
import type { Series } from '../../bench/frame/measure.ts';
import { seededRandom, shuffled } from '../../bench/frame/shuffle.ts';
import { least, median, quantile } from '../../bench/frame/statistics.ts';
import { GOALS } from '../../bench/goals/goals.ts';
import { goalLines, lastLine } from '../../bench/goals/report-lines.ts';
import { type Condition, type Goal, judge, type Results } from '../../bench/goals/verdict.ts';
import { readOptions } from '../../bench/options.ts';
import { withSpeed } from '../../bench/report/readme-section.ts';

const series = (label: string, medianMs: number, cpu: readonly [number, number] | null = null): Series => ({
  workload: 'pull',
  label,
  samples: 3,
  medianMs,
  leastMs: medianMs,
  nodeMs: cpu?.[0] ?? null,
  postgresMs: cpu?.[1] ?? null,
  bytes: 0,
  cells: null,
});

const results = (...all: readonly Series[]): Results => ({ series: all, figures: {} });
const named = (label: string) => ({ workload: 'pull', label });
const toRaw: Condition = { kind: 'ratio', of: named('product'), to: named('raw'), atMost: 1.25 };
const toPeers: Condition = { kind: 'faster', of: named('product'), than: [named('one'), named('two')], atLeast: 4 };
const goal = (...conditions: readonly Condition[]): Goal => ({ number: 1, title: 'pull', conditions });

test('a ratio of medians within the bound meets the goal, and its line has the form that other programs read', () => {
  const verdict = judge(results(series('product', 11.2), series('raw', 10)), goal(toRaw));
  expect(goalLines(verdict)[0]).toBe('goal 1: met 1.12 (at most 1.25)');
});

test('a missed goal says by how much, and what took the time', () => {
  const verdict = judge(results(series('product', 14, [6, 8]), series('raw', 10, [2, 8])), goal(toRaw));
  expect(goalLines(verdict)).toEqual([
    'goal 1: missed 1.40 (at most 1.25): pull: product to raw; product 14.0 ms (CPU: node 6.0, postgres 8.0), raw 10.0 ms (CPU: node 2.0, postgres 8.0)',
    '    missed 1.40  pull: product to raw (at most 1.25)',
  ]);
});

test('where a profile showed what a part can reach at most, its line says so when it is missed, and only then', () => {
  const limited = goal({ ...toRaw, limit: 'the SQL alone' });
  const line = (medianMs: number): string | undefined =>
    goalLines(judge(results(series('product', medianMs), series('raw', 10)), limited))[0];
  expect(line(14)).toMatch(/^goal 1: missed 1\.40 \(at most 1\.25\): .*; the SQL alone$/);
  expect(line(11)).toBe('goal 1: met 1.10 (at most 1.25)');
});

test.each([
  ['the CPU times hold where the medians were disturbed', series('product', 20, [5, 5]), true],
  ['the medians hold where the CPU times do not', series('product', 12, [10, 10]), true],
  ['neither holds', series('product', 20, [10, 10]), false],
])('%s', (_, product, isMet) => {
  expect(judge(results(product, series('raw', 10, [4, 5])), goal(toRaw)).isMet).toBe(isMet);
});

test('of several peers the fastest counts', () => {
  const field = results(series('product', 10), series('one', 100), series('two', 35));
  const [part] = judge(field, goal(toPeers)).parts;
  expect(part).toMatchObject({ isMet: false, value: 3.5 });
});

test('a goal of several parts is met only when each part is, and its line tells of the worst', () => {
  const field = results(series('product', 10), series('raw', 10), series('one', 20), series('two', 90));
  const verdict = judge(field, goal(toRaw, toPeers));
  expect(verdict.isMet).toBe(false);
  expect(goalLines(verdict)[0]).toMatch(/^goal 1: missed 2\.00 \(at least 4\): pull: times as fast as one; /);
  expect(goalLines(verdict)).toHaveLength(3);
});

test('what was not measured is missed', () => {
  expect(goalLines(judge(results(), goal(toRaw)))[0]).toMatch(/^goal 1: missed \? \(at most 1\.25\): .*not measured$/);
  for (const each of GOALS) expect(judge(results(), each).isMet).toBe(false);
});

test('the last line counts what is met and what is missed', () => {
  const met = judge(results(series('product', 1), series('raw', 1)), goal(toRaw));
  expect(lastLine([met, met, judge(results(), goal(toRaw))])).toBe('2 met, 1 missed');
});

test('there are thirteen goals, numbered in order', () => {
  expect(GOALS.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
});

test('medians, quantiles and minima of few values', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(median([])).toBeNaN();
  expect(least([3, 1, 2])).toBe(1);
  expect(quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9)).toBe(9);
  expect(quantile([5], 0.99)).toBe(5);
});

test('the order of contenders is drawn by chance, keeps each of them, and is the same in every run', () => {
  const names = ['product', 'raw', 'rest', 'naive', 'postgraphile'];
  const rounds = (): string[][] => {
    const random = seededRandom(1);
    return Array.from({ length: 20 }, () => shuffled(names, random));
  };
  expect(rounds()).toEqual(rounds());
  for (const round of rounds()) expect([...round].sort()).toEqual([...names].sort());
  expect(new Set(rounds().map((round) => round[0])).size).toBe(names.length);
});

test('the same value in other digits is the same cell; another value, a missing and a further cell are differences', () => {
  const cells = (...all: readonly (readonly [string, unknown])[]) => {
    const map = new Map<string, string>();
    for (const [at, value] of all) put(map, [at], value);
    return map;
  };
  expect([valueText('25.50'), valueText(25.5), valueText('100'), valueText('100.000')]).toEqual([
    '25.5',
    '25.5',
    '100',
    '100',
  ]);
  expect(difference(cells(['a', '1.0']), cells(['a', 1], ['b', null]))).toBeNull();
  expect(difference(cells(['a', 1]), cells(['a', 2]))).toBe('a is 1 here and 2 there');
  expect(difference(cells(['a', 1]), cells())).toBe('a is 1 here and nothing there');
  expect(difference(cells(), cells(['a', 1]))).toBe('a is nothing here and 1 there');
  expect(() => cells(['a', 1], ['a', 1])).toThrow('the answer has the cell a twice');
});

test('an option that there is not is refused, and goals are chosen by their numbers', () => {
  expect(readOptions(['--quick', '--goals', '1,13'])).toEqual({ quick: true, smoke: false, goals: [1, 13] });
  expect(() => readOptions(['--fast'])).toThrow();
  expect(() => readOptions(['--goals', '14'])).toThrow('--goals takes numbers from 1 to 13');
});

test('a full run writes its table between the marks of the README, and nothing else', () => {
  const measured = [{ ...series('product', 11.2), workload: 'pull 10k' }, series('product', 1), series('raw', 1)];
  const machine = {
    cpu: 'A CPU',
    cores: 2,
    memoryGb: 8,
    platform: '',
    node: '24',
    postgres: '18',
    commit: 'abc',
    isCpuMeasured: true,
  };
  const field = results(...measured);
  const run = {
    ...field,
    at: '2026-11-28T10:00:00Z',
    quick: false,
    machine,
    notes: [],
    verdicts: [judge(field, goal(toRaw))],
  };
  const page = (middle: string): string => `before\n<!-- written by npm run bench -->${middle}<!-- end -->\nafter\n`;
  const once = withSpeed(page('\n\nold\n\n'), run);
  expect(once).toMatch(
    /^before\n[^]*A CPU[^]*\| product \| – \| 11\.2 \| – \|[^]*\| 1 \| pull \| met \| 1\.00 \| at most 1\.25 \|[^]*\nafter\n$/,
  );
  expect(once).not.toContain('old');
  expect(withSpeed(once, run)).toBe(once);
  expect(() => withSpeed('no marks', run)).toThrow('README.md has no place');
});
