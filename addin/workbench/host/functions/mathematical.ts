import type { CellValue } from '../value.ts';
import type { FunctionArguments, FunctionTable } from './arguments-of.ts';
import { FormulaError, type Operand } from './operand.ts';

const total = (numbers: readonly number[]): number => numbers.reduce((sum, value) => sum + value, 0);

/** The shift of the decimal point goes by the digits as they are shown, so that 1.005 is no 1.00499…. */
function shiftedBy(value: number, digits: number, toWhole: (scaled: number) => number): number {
  const scaled = Number(`${Number(Math.abs(value).toPrecision(15))}e${digits}`);
  return Math.sign(value) * Number(`${toWhole(scaled)}e${-digits}`);
}

const rounding =
  (toWhole: (scaled: number) => number, standard?: number) =>
  (args: FunctionArguments): number =>
    shiftedBy(args.number(0), args.whole(1, standard), toWhole);

/** To a multiple of the second argument. */
const toMultiple =
  (toWhole: (ratio: number) => number) =>
  (args: FunctionArguments): number => {
    const [value, step] = [args.number(0), args.number(1, 1)];
    if (step === 0) return 0;
    if (value > 0 && step < 0) throw new FormulaError('#NUM!');
    return Number((toWhole(Number((value / step).toPrecision(15))) * step).toPrecision(15));
  };

const plain =
  (of: (value: number) => number) =>
  (args: FunctionArguments): number =>
    defined(of(args.number(0)));

function defined(value: number): number {
  if (Number.isNaN(value) || !Number.isFinite(value)) throw new FormulaError('#NUM!');
  return value;
}

function remainder(args: FunctionArguments): number {
  const [value, divisor] = [args.number(0), args.number(1)];
  if (divisor === 0) throw new FormulaError('#DIV/0!');
  return value - divisor * Math.floor(value / divisor);
}

function sumProduct(args: FunctionArguments): number {
  const operands = Array.from({ length: args.count }, (_, i) => args.operand(i));
  const [first] = operands;
  if (!first || operands.some((o) => !isAlike(o, first))) throw new FormulaError('#VALUE!');
  return total(first.values.map((_, i) => operands.reduce((product, { values }) => product * amount(values[i]), 1)));
}

const isAlike = (a: Operand, b: Operand): boolean => a.rows === b.rows && a.columns === b.columns;
const amount = (value: CellValue | undefined): number => (typeof value === 'number' ? value : 0);

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

function factorial(args: FunctionArguments): number {
  const whole = args.whole(0);
  if (whole < 0 || whole > 170) throw new FormulaError('#NUM!');
  let product = 1;
  for (let i = 2; i <= whole; i++) product *= i;
  return product;
}

export const MATHEMATICAL: FunctionTable = {
  SUM: (args) => total(args.numbers()),
  SUMSQ: (args) => total(args.numbers().map((value) => value * value)),
  SUMPRODUCT: sumProduct,
  PRODUCT: (args) => args.numbers().reduce((product, value) => product * value, 1),
  ABS: plain(Math.abs),
  SIGN: plain(Math.sign),
  SQRT: plain(Math.sqrt),
  EXP: plain(Math.exp),
  LN: plain(Math.log),
  LOG10: plain(Math.log10),
  LOG: (args) => defined(Math.log(args.number(0)) / Math.log(args.number(1, 10))),
  POWER: (args) => defined(args.number(0) ** args.number(1)),
  PI: () => Math.PI,
  SIN: plain(Math.sin),
  COS: plain(Math.cos),
  TAN: plain(Math.tan),
  ATAN: plain(Math.atan),
  RADIANS: plain((degrees) => (degrees * Math.PI) / 180),
  DEGREES: plain((radians) => (radians * 180) / Math.PI),
  INT: plain(Math.floor),
  TRUNC: rounding(Math.floor, 0),
  ROUND: rounding(Math.round),
  ROUNDUP: rounding(Math.ceil),
  ROUNDDOWN: rounding(Math.floor),
  CEILING: toMultiple(Math.ceil),
  FLOOR: toMultiple(Math.floor),
  MROUND: toMultiple(Math.round),
  EVEN: (args) => Math.sign(args.number(0)) * Math.ceil(Math.abs(args.number(0)) / 2) * 2,
  MOD: remainder,
  QUOTIENT: (args) => {
    if (args.number(1) === 0) throw new FormulaError('#DIV/0!');
    return Math.trunc(args.number(0) / args.number(1));
  },
  GCD: (args) => args.numbers().map(Math.trunc).reduce(greatestDivisor, 0),
  LCM: (args) =>
    args
      .numbers()
      .map(Math.trunc)
      .reduce((a, b) => (a === 0 || b === 0 ? 0 : (a * b) / greatestDivisor(a, b)), 1),
  FACT: factorial,
  RAND: () => Math.random(),
  RANDBETWEEN: (args) => {
    const [least, most] = [Math.ceil(args.number(0)), Math.floor(args.number(1))];
    if (least > most) throw new FormulaError('#NUM!');
    return least + Math.floor(Math.random() * (most - least + 1));
  },
};
