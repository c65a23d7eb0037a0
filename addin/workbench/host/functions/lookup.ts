import type { CellValue } from '../value.ts';
import { wildcard } from '../wildcard.ts';
import type { FunctionArguments, FunctionTable } from './arguments-of.ts';
import { compare, FormulaError, single, sound, type Operand } from './operand.ts';

function cell({ values, columns, rows }: Operand, row: number, column: number): CellValue {
  if (row < 0 || row >= rows || column < 0 || column >= columns) throw new FormulaError('#REF!');
  return values[row * columns + column] ?? '';
}

const column = (of: Operand, index: number): CellValue[] =>
  Array.from({ length: of.rows }, (_, row) => cell(of, row, index));
const row = (of: Operand, index: number): CellValue[] =>
  Array.from({ length: of.columns }, (_, at) => cell(of, index, at));

function exact(values: readonly CellValue[], wanted: CellValue): number {
  const pattern = typeof wanted === 'string' && /[*?~]/.test(wanted) ? wildcard(wanted, { isWhole: true }) : null;
  return values.findIndex((value) =>
    pattern
      ? typeof value === 'string' && pattern.test(value)
      : value !== '' && typeof value === typeof wanted && compare(value, wanted) === 0,
  );
}

/** The last that is not above (of a descending list: not below) what is wanted. */
function nearest(values: readonly CellValue[], wanted: CellValue, direction: 1 | -1 = 1): number {
  return values.findLastIndex(
    (value) => value !== '' && typeof value === typeof wanted && compare(value, wanted) * direction <= 0,
  );
}

function found(index: number): number {
  if (index < 0) throw new FormulaError('#N/A');
  return index;
}

/** `VLOOKUP` down the first column, `HLOOKUP` along the first row. */
const tableLookup =
  (along: 'column' | 'row') =>
  (args: FunctionArguments): CellValue => {
    const [wanted, table] = [args.value(0), args.operand(1)];
    const index = args.whole(2) - 1;
    if (index < 0) throw new FormulaError('#VALUE!');
    if (index >= (along === 'column' ? table.columns : table.rows)) throw new FormulaError('#REF!');
    const keys = along === 'column' ? column(table, 0) : row(table, 0);
    const at = found(args.flag(3, true) ? nearest(keys, wanted) : exact(keys, wanted));
    return sound(along === 'column' ? cell(table, at, index) : cell(table, index, at));
  };

function match(args: FunctionArguments): number {
  const [wanted, { values }] = [args.value(0), args.operand(1)];
  const type = Math.sign(args.number(2, 1));
  return found(type === 0 ? exact(values, wanted) : nearest(values, wanted, type === 1 ? 1 : -1)) + 1;
}

/** Row or column 0 stands for all of them. */
function index(args: FunctionArguments): CellValue | Operand {
  const area = args.operand(0);
  const isLine = area.rows === 1 && !args.has(2);
  const [r, c] = isLine
    ? [1, args.whole(1)]
    : [args.whole(1), args.has(2) ? args.whole(2) : area.columns === 1 ? 1 : 0];
  if (r > 0 && c > 0) return cell(area, r - 1, c - 1);
  if (r > 0) return { ...area, rows: 1, values: row(area, r - 1) };
  if (c > 0) return { ...area, columns: 1, values: column(area, c - 1) };
  return area;
}

function xlookup(args: FunctionArguments): CellValue | Operand {
  const [wanted, keys, results] = [args.value(0), args.operand(1).values, args.operand(2)];
  const mode = args.whole(4, 0);
  let at = exactOrWild(keys, wanted, mode);
  if (at < 0 && (mode === -1 || mode === 1)) at = closest(keys, wanted, mode);
  if (at < 0 && args.has(3)) return args.operand(3);
  found(at);
  const isDown = results.rows === keys.length;
  if (isDown) return { ...results, rows: 1, values: row(results, at) };
  return { ...results, columns: 1, values: column(results, at) };
}

const exactOrWild = (keys: readonly CellValue[], wanted: CellValue, mode: number): number =>
  mode === 2
    ? exact(keys, wanted)
    : keys.findIndex((value) => typeof value === typeof wanted && compare(value, wanted) === 0);

/** The next smaller (-1) or larger (1) key, in whatever order they stand. */
function closest(keys: readonly CellValue[], wanted: CellValue, side: 1 | -1): number {
  let best = -1;
  for (const [at, value] of keys.entries()) {
    if (typeof value !== typeof wanted || value === '' || compare(value, wanted) * side < 0) continue;
    if (best < 0 || compare(value, keys[best] ?? '') * side < 0) best = at;
  }
  return best;
}

/** `LOOKUP(value, vector, [results])`. */
function lookup(args: FunctionArguments): CellValue {
  const keys = args.operand(1);
  const results = args.has(2) ? args.operand(2) : keys;
  return sound(results.values[found(nearest(keys.values, args.value(0)))] ?? '');
}

function place(args: FunctionArguments): NonNullable<Operand['place']> {
  const at = args.operand(0).place;
  if (!at) throw new FormulaError('#VALUE!');
  return at;
}

export const LOOKUP: FunctionTable = {
  VLOOKUP: tableLookup('column'),
  HLOOKUP: tableLookup('row'),
  LOOKUP: lookup,
  XLOOKUP: xlookup,
  MATCH: match,
  INDEX: index,
  CHOOSE: (args) => {
    const wanted = args.whole(0);
    if (wanted < 1 || wanted >= args.count) throw new FormulaError('#VALUE!');
    return args.operand(wanted);
  },
  ROWS: (args) => args.operand(0).rows,
  COLUMNS: (args) => args.operand(0).columns,
  ROW: (args) => place(args).row + 1,
  COLUMN: (args) => place(args).column + 1,
  T: (args) => {
    const value = single(args.operand(0));
    return typeof value === 'string' ? value : '';
  },
  N: (args) => {
    const value = args.value(0);
    return typeof value === 'string' ? 0 : Number(value);
  },
};
