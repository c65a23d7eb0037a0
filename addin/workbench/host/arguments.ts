import { HostError } from './host-error.ts';
import { HostObject, type Argument } from './host-object.ts';
import { RangeModel } from './model/range.ts';
import type { Json } from './protocol.ts';
import type { CellValue } from './value.ts';

/** Narrowing of what came over the wire; anything else than expected is InvalidArgument at `location`. */
export const isAbsent = (argument: Argument | undefined): argument is null | undefined => argument == null;

export function textOf(argument: Argument | undefined, location: string): string {
  if (typeof argument !== 'string') throw new HostError('InvalidArgument', location);
  return argument;
}

export function integerOf(argument: Argument | undefined, location: string): number {
  if (typeof argument !== 'number' || !Number.isInteger(argument)) throw new HostError('InvalidArgument', location);
  return argument;
}

export function numberOf(argument: Argument | undefined, location: string): number {
  if (typeof argument !== 'number') throw new HostError('InvalidArgument', location);
  return argument;
}

export function flagOf(argument: Argument | undefined, location: string): boolean {
  if (typeof argument !== 'boolean') throw new HostError('InvalidArgument', location);
  return argument;
}

export function oneOf<T extends string>(argument: Argument | undefined, allowed: readonly T[], location: string): T {
  const found = allowed.find((name) => name === argument);
  if (found === undefined) throw new HostError('InvalidArgument', location);
  return found;
}

/** A range that was passed as an object; null when it is none. */
export function rangeOf(argument: Argument | undefined): RangeModel | null {
  return argument instanceof HostObject && argument.target instanceof RangeModel ? argument.target : null;
}

export function objectOf(argument: Argument | undefined, location: string): { readonly [key: string]: Argument } {
  if (typeof argument !== 'object' || argument === null || Array.isArray(argument) || argument instanceof HostObject) {
    throw new HostError('InvalidArgument', location);
  }
  return argument as { readonly [key: string]: Argument };
}

/** Literals only, with ranges written as formulas; for rules that the host keeps as they are. */
export function literalOf(argument: Argument): Json {
  const range = rangeOf(argument);
  if (range) return `=${range.address}`;
  if (argument instanceof HostObject) throw new HostError('InvalidArgument', argument.className);
  if (Array.isArray(argument)) return argument.map(literalOf);
  if (typeof argument === 'object' && argument !== null) {
    return Object.fromEntries(Object.entries(argument).map(([key, value]) => [key, literalOf(value)]));
  }
  return argument;
}

const isCellInput = (value: unknown): value is CellValue | null =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/**
 * Cell (i, j) of what is written to a range: a scalar or a 1 × 1 array fills it, otherwise the dimensions must agree.
 * @throws HostError InvalidArgument, as Excel does
 */
export function blockOf(
  argument: Argument,
  size: { rows: number; columns: number },
  location: string,
): (row: number, column: number) => CellValue | null {
  // "null is not a valid input for single property"; within an array it leaves a cell as it is.
  if (isAbsent(argument)) throw new HostError('InvalidArgument', location);
  if (isCellInput(argument)) return () => argument;
  const rows = argument as readonly unknown[];
  const single = Array.isArray(rows) && rows.length === 1 && Array.isArray(rows[0]) && rows[0].length === 1;
  if (single && isCellInput((rows[0] as unknown[])[0])) {
    const value = (rows[0] as (CellValue | null)[])[0] ?? null;
    return () => value;
  }
  const fits =
    Array.isArray(rows) &&
    rows.length === size.rows &&
    rows.every((row) => Array.isArray(row) && row.length === size.columns && row.every(isCellInput));
  if (!fits) {
    const message =
      "The number of rows or columns in the input array doesn't match the size or dimensions of the range.";
    throw new HostError('InvalidArgument', location, message);
  }
  return (row, column) => (rows[row] as (CellValue | null)[])[column] ?? null;
}
