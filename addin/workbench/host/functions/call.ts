import { FunctionArguments, type FunctionTable, type Thunk } from './arguments-of.ts';
import { DAYS } from './days.ts';
import { FINANCIAL } from './financial.ts';
import { LOGICAL } from './logical.ts';
import { LOOKUP } from './lookup.ts';
import { MATHEMATICAL } from './mathematical.ts';
import { FormulaError, scalar, type Operand } from './operand.ts';
import { STATISTICAL } from './statistical.ts';
import { TEXTS } from './texts.ts';

const FUNCTIONS: FunctionTable = {
  ...DAYS,
  ...FINANCIAL,
  ...LOGICAL,
  ...LOOKUP,
  ...MATHEMATICAL,
  ...STATISTICAL,
  ...TEXTS,
};

export const isKnownFunction = (name: string): boolean => Object.hasOwn(FUNCTIONS, name);

/** @throws FormulaError `#NAME?` for a function that is not among them */
export function call(name: string, thunks: readonly Thunk[]): Operand {
  const known = isKnownFunction(name) ? FUNCTIONS[name] : undefined;
  if (!known) throw new FormulaError('#NAME?');
  const result = known(new FunctionArguments(thunks));
  return typeof result === 'object' ? result : scalar(result);
}
