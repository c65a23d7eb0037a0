import { typeOfValue, type CellValue } from '../value.ts';
import type { FunctionArguments, FunctionTable } from './arguments-of.ts';
import { compare, FormulaError, isErrorValue, single, sound, truth } from './operand.ts';

const result = (args: FunctionArguments, index: number): CellValue => single(args.attempt(index));
const typed =
  (...types: readonly string[]) =>
  (args: FunctionArguments): boolean =>
    types.includes(typeOfValue(result(args, 0)));

/** Empty cells and texts in ranges do not count; with nothing left it is `#VALUE!`. */
function truths(args: FunctionArguments): boolean[] {
  const values = args.all().filter((value) => value !== '' && (args.count === 1 || typeof value !== 'string'));
  if (values.length === 0) throw new FormulaError('#VALUE!');
  return values.map(truth);
}

function ifs(args: FunctionArguments): CellValue {
  for (let i = 0; i + 1 < args.count; i += 2) if (args.flag(i)) return args.value(i + 1);
  throw new FormulaError('#N/A');
}

function choice(args: FunctionArguments): CellValue {
  const wanted = args.value(0);
  for (let i = 1; i + 1 < args.count; i += 2) if (compare(args.value(i), wanted) === 0) return args.value(i + 1);
  if (args.count % 2 === 0) return args.value(args.count - 1);
  throw new FormulaError('#N/A');
}

export const LOGICAL: FunctionTable = {
  IF: (args) => {
    if (args.flag(0)) return args.has(1) ? args.operand(1) : true;
    return args.has(2) ? args.operand(2) : false;
  },
  IFS: ifs,
  SWITCH: choice,
  IFERROR: (args) => (isErrorValue(result(args, 0)) ? args.value(1) : result(args, 0)),
  IFNA: (args) => (result(args, 0) === '#N/A' ? args.value(1) : sound(result(args, 0))),
  AND: (args) => truths(args).every(Boolean),
  OR: (args) => truths(args).some(Boolean),
  XOR: (args) => truths(args).filter(Boolean).length % 2 === 1,
  NOT: (args) => !args.flag(0),
  TRUE: () => true,
  FALSE: () => false,
  NA: () => '#N/A',
  ISBLANK: typed('Empty'),
  ISNUMBER: typed('Double'),
  ISTEXT: typed('String'),
  ISNONTEXT: typed('Empty', 'Double', 'Boolean', 'Error'),
  ISLOGICAL: typed('Boolean'),
  ISERROR: typed('Error'),
  ISERR: (args) => isErrorValue(result(args, 0)) && result(args, 0) !== '#N/A',
  ISNA: (args) => result(args, 0) === '#N/A',
  ISEVEN: (args) => args.whole(0) % 2 === 0,
  ISODD: (args) => args.whole(0) % 2 !== 0,
};
