import type { CellValue } from '../value.ts';
import type { FunctionArguments, FunctionTable } from './arguments-of.ts';
import { meets } from './criteria.ts';
import { FormulaError, sound, type Operand } from './operand.ts';

const total = (numbers: readonly number[]): number => numbers.reduce((sum, value) => sum + value, 0);

function mean(numbers: readonly number[]): number {
  if (numbers.length === 0) throw new FormulaError('#DIV/0!');
  return total(numbers) / numbers.length;
}

const ordered = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);

/** The value at a place between the sorted ones, counted from 0; between two it is shared out. */
function at(numbers: readonly number[], place: number): number {
  const sorted = ordered(numbers);
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  if (low === undefined || high === undefined) throw new FormulaError('#NUM!');
  return low + (high - low) * (place - Math.floor(place));
}

function variance(numbers: readonly number[], kind: 'SAMPLE' | 'ALL'): number {
  const count = kind === 'SAMPLE' ? numbers.length - 1 : numbers.length;
  if (count < 1) throw new FormulaError('#DIV/0!');
  const middle = mean(numbers);
  return total(numbers.map((value) => (value - middle) ** 2)) / count;
}

function ranked(args: FunctionArguments): number {
  const value = args.number(0);
  const numbers = args.from(1).numbersOfFirst();
  const isAscending = args.number(2, 0) !== 0;
  if (!numbers.includes(value)) throw new FormulaError('#N/A');
  return 1 + numbers.filter((other) => (isAscending ? other < value : other > value)).length;
}

/** Cells for which all pairs of range and criterion hold. */
function matching(pairs: FunctionArguments, cells: Operand): CellValue[] {
  const tests = Array.from({ length: pairs.count / 2 }, (_, i) => {
    const range = pairs.operand(2 * i);
    if (range.rows !== cells.rows || range.columns !== cells.columns) throw new FormulaError('#VALUE!');
    return { values: range.values, isMet: meets(pairs.value(2 * i + 1)) };
  });
  return cells.values.filter((_, at_) => tests.every(({ values, isMet }) => isMet(values[at_] ?? '')));
}

const numbersIn = (values: readonly CellValue[]): number[] =>
  values.map(sound).filter((value) => typeof value === 'number');

/** `SUMIF(range, criterion, [sum range])`; the sum range reaches as far as the range. */
const matchingOne = (args: FunctionArguments): number[] =>
  numbersIn(matching(args.firstTwo(), args.operand(args.has(2) ? 2 : 0)));
/** `SUMIFS(sum range, range, criterion, …)`. */
const matchingAll = (args: FunctionArguments): number[] => numbersIn(matching(args.from(1), args.operand(0)));

const countFilled = (args: FunctionArguments): number => args.everything().filter((value) => value !== '').length;
const least = (numbers: readonly number[]): number => numbers.reduce((a, b) => Math.min(a, b), numbers[0] ?? 0);
const most = (numbers: readonly number[]): number => numbers.reduce((a, b) => Math.max(a, b), numbers[0] ?? 0);

/** Rows that a filter hides are counted too, other than in Excel. */
function subtotal(args: FunctionArguments): CellValue | Operand {
  const name = ['AVERAGE', 'COUNT', 'COUNTA', 'MAX', 'MIN', '', 'STDEV', 'STDEVP', 'SUM', 'VAR', 'VARP'][
    (args.whole(0) % 100) - 1
  ];
  const known = name ? STATISTICAL[name] : undefined;
  if (name === 'SUM') return total(args.from(1).numbers());
  if (!known) throw new FormulaError('#VALUE!');
  return known(args.from(1));
}

function mode(args: FunctionArguments): number {
  const counts = new Map<number, number>();
  for (const value of args.numbers()) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  if (!best || best[1] < 2) throw new FormulaError('#N/A');
  return best[0];
}

const deviation = (args: FunctionArguments): number => Math.sqrt(variance(args.numbers(), 'SAMPLE'));
const deviationOfAll = (args: FunctionArguments): number => Math.sqrt(variance(args.numbers(), 'ALL'));
const sampleVariance = (args: FunctionArguments): number => variance(args.numbers(), 'SAMPLE');
const varianceOfAll = (args: FunctionArguments): number => variance(args.numbers(), 'ALL');
const percentile = (args: FunctionArguments): number => {
  const numbers = args.numbersOfFirst();
  return at(numbers, (numbers.length - 1) * args.number(1));
};
const quartile = (args: FunctionArguments): number => {
  const numbers = args.numbersOfFirst();
  return at(numbers, ((numbers.length - 1) * args.whole(1)) / 4);
};

export const STATISTICAL: FunctionTable = {
  AVERAGE: (args) => mean(args.numbers()),
  AVERAGEIF: (args) => mean(matchingOne(args)),
  AVERAGEIFS: (args) => mean(matchingAll(args)),
  SUMIF: (args) => total(matchingOne(args)),
  SUMIFS: (args) => total(matchingAll(args)),
  MAXIFS: (args) => most(matchingAll(args)),
  MINIFS: (args) => least(matchingAll(args)),
  COUNTIF: (args) => matching(args.firstTwo(), args.operand(0)).length,
  COUNTIFS: (args) => matching(args, args.operand(0)).length,
  MIN: (args) => least(args.numbers()),
  MAX: (args) => most(args.numbers()),
  // Errors do not count as numbers, and do not spoil the count.
  COUNT: (args) => args.everything().filter((value) => typeof value === 'number').length,
  COUNTA: countFilled,
  COUNTBLANK: (args) => args.everything().filter((value) => value === '').length,
  SUBTOTAL: subtotal,
  MEDIAN: (args) => {
    const numbers = args.numbers();
    return at(numbers, (numbers.length - 1) / 2);
  },
  MODE: mode,
  'MODE.SNGL': mode,
  LARGE: (args) => {
    const numbers = args.numbersOfFirst();
    return at(numbers, numbers.length - args.whole(1));
  },
  SMALL: (args) => at(args.numbersOfFirst(), args.whole(1) - 1),
  RANK: ranked,
  'RANK.EQ': ranked,
  STDEV: deviation,
  'STDEV.S': deviation,
  STDEVP: deviationOfAll,
  'STDEV.P': deviationOfAll,
  VAR: sampleVariance,
  'VAR.S': sampleVariance,
  VARP: varianceOfAll,
  'VAR.P': varianceOfAll,
  PERCENTILE: percentile,
  'PERCENTILE.INC': percentile,
  QUARTILE: quartile,
  'QUARTILE.INC': quartile,
};
