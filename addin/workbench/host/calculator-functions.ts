/** The functions of the calculator for tests. An argument is the list of its values: a range has many. */
import type { CellValue } from './value.ts';

/** An error value of a cell, such as `#VALUE!`. */
export class FormulaError extends Error {}

type Arguments = readonly (readonly CellValue[])[];

export function numeric(value: CellValue): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value.startsWith('#')) throw new FormulaError(value);
  const number = value === '' ? 0 : Number(value);
  if (Number.isNaN(number)) throw new FormulaError('#VALUE!');
  return number;
}

export function truth(value: CellValue): boolean {
  if (typeof value === 'string' && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  return numeric(value) !== 0;
}

export const textual = (value: CellValue): string =>
  typeof value === 'boolean' ? String(value).toUpperCase() : String(value);

/** As Excel orders them: numbers, then texts in any case, then FALSE and TRUE; an empty cell is 0 or an empty text. */
export function compare(a: CellValue, b: CellValue): number {
  if (typeof a === typeof b && typeof a !== 'string') return Number(a) - Number(b);
  if (typeof a === 'string' && typeof b === 'string') return a.toLowerCase().localeCompare(b.toLowerCase());
  if (a === '' && typeof b === 'number') return -b;
  if (b === '' && typeof a === 'number') return a;
  const rank = { number: 0, string: 1, boolean: 2 } as const;
  return rank[typeof a as keyof typeof rank] - rank[typeof b as keyof typeof rank];
}

const numbersOf = (args: Arguments): number[] => args.flat().filter((value) => typeof value === 'number');
const total = (args: Arguments): number => numbersOf(args).reduce((sum, value) => sum + value, 0);
const countFilled = (args: Arguments): number => args.flat().filter((value) => value !== '').length;
const first = (args: Arguments, index = 0): CellValue => args[index]?.[0] ?? '';
const isError = (value: CellValue): boolean =>
  typeof value === 'number' ? !Number.isFinite(value) : typeof value === 'string' && value.startsWith('#');

/** Half away from zero on the decimal digits, as Excel rounds. */
function round(value: number, digits: number): number {
  const scaled = Number(`${Number(Math.abs(value).toPrecision(15))}e${digits}`);
  return Math.sign(value) * Number(`${Math.round(scaled)}e${-digits}`);
}

/** Rows that a filter hides are counted too, other than in Excel. */
function subtotal([code, ...rest]: Arguments): CellValue {
  const name = ['AVERAGE', 'COUNT', 'COUNTA', 'MAX', 'MIN'][((code?.[0] as number) % 100) - 1];
  if (code?.[0] === 9 || code?.[0] === 109) return total(rest);
  return call(name ?? '', rest);
}

const FUNCTIONS: Record<string, (args: Arguments) => CellValue> = {
  SUM: total,
  AVERAGE: (args) => total(args) / numbersOf(args).length,
  MIN: (args) => (numbersOf(args).length > 0 ? Math.min(...numbersOf(args)) : 0),
  MAX: (args) => (numbersOf(args).length > 0 ? Math.max(...numbersOf(args)) : 0),
  COUNT: (args) => numbersOf(args).length,
  COUNTA: countFilled,
  SUBTOTAL: subtotal,
  ROUND: (args) => round(numeric(first(args)), numeric(first(args, 1))),
  ABS: (args) => Math.abs(numeric(first(args))),
  IF: (args) => (truth(first(args)) ? first(args, 1) : args.length > 2 ? first(args, 2) : false),
  IFERROR: (args) => (isError(first(args)) ? first(args, 1) : first(args)),
  AND: (args) => args.flat().every(truth),
  OR: (args) => args.flat().some(truth),
  NOT: (args) => !truth(first(args)),
  LEN: (args) => textual(first(args)).length,
  UPPER: (args) => textual(first(args)).toUpperCase(),
  LOWER: (args) => textual(first(args)).toLowerCase(),
  CONCATENATE: (args) => args.flat().map(textual).join(''),
};

/** @throws FormulaError `#NAME?` for a function that is not among them */
export function call(name: string, args: Arguments): CellValue {
  const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (!known) throw new FormulaError('#NAME?');
  return known(args);
}
