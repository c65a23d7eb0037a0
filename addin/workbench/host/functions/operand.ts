/** What formulas calculate with: cells of a range, or one value; in Excel's order, and with its conversions. */
import { typeOfValue, type CellValue } from '../value.ts';

/** An error value of a cell, such as `#VALUE!`. */
export class FormulaError extends Error {}

/** Values row by row. */
export interface Operand {
  readonly rows: number;
  readonly columns: number;
  readonly values: readonly CellValue[];
  /** Cells of a sheet and where they lie; texts and booleans in them are passed over where numbers are wanted. */
  readonly place: { readonly row: number; readonly column: number } | null;
}

export const scalar = (value: CellValue): Operand => ({ rows: 1, columns: 1, values: [value], place: null });

export const isErrorValue = (value: CellValue): boolean => typeOfValue(value) === 'Error';

/** @throws FormulaError for an error value */
export function sound(value: CellValue): CellValue {
  if (isErrorValue(value)) throw new FormulaError(String(value));
  return value;
}

/** @throws FormulaError `#VALUE!` where there are several */
export function single({ values }: Operand): CellValue {
  const [first] = values;
  if (values.length !== 1 || first === undefined) throw new FormulaError('#VALUE!');
  return first;
}

export function numeric(value: CellValue): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  sound(value);
  const number = value === '' ? 0 : Number(value);
  if (Number.isNaN(number)) throw new FormulaError('#VALUE!');
  return number;
}

export function truth(value: CellValue): boolean {
  if (typeof value === 'string' && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  return numeric(value) !== 0;
}

export const textual = (value: CellValue): string =>
  typeof value === 'boolean' ? String(value).toUpperCase() : String(sound(value));

/** As Excel orders them: numbers, then texts in any case, then FALSE and TRUE; an empty cell is 0 or an empty text. */
export function compare(a: CellValue, b: CellValue): number {
  if (typeof a === typeof b && typeof a !== 'string') return Number(a) - Number(b);
  if (typeof a === 'string' && typeof b === 'string') return a.toLowerCase().localeCompare(b.toLowerCase());
  if (a === '' && typeof b === 'number') return -b;
  if (b === '' && typeof a === 'number') return a;
  const rank = { number: 0, string: 1, boolean: 2 } as const;
  return rank[typeof a as keyof typeof rank] - rank[typeof b as keyof typeof rank];
}
