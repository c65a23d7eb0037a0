/**
 * `workbook.functions`: what a formula of one function would show, without a cell. The host's own calculator answers, also
 * where a grid calculates the cells; a function that it does not know is refused by its name.
 */
import { isAbsent, rangeOf, textOf } from '../arguments.ts';
import { operandOf } from '../calculator.ts';
import type { Thunk } from '../functions/arguments-of.ts';
import { call } from '../functions/call.ts';
import { FormulaError, scalar, single, sound, type Operand } from '../functions/operand.ts';
import { HostError } from '../host-error.ts';
import { HostObject, hostClass, type Argument, type Methods } from '../host-object.ts';
import type { RangeModel, WorkbookModel } from '../model/shapes.ts';
import type { Json } from '../protocol.ts';

/** As the library spells them; the formula's name is the same in capitals, with a point for each `_`. */
const NAMES = (
  'Abs And Atan Average AverageIf AverageIfs Char Choose Clean Code Columns Concatenate Cos Count CountA CountBlank ' +
  'CountIf CountIfs Date Datevalue Day Days Degrees Dollar EDate EoMonth Even Exact Exp Fact False Find Fixed Fv Gcd ' +
  'HLookup Hour If Int IsErr IsError IsEven IsLogical IsNA IsNonText IsNumber IsOdd IsText Large Lcm Left Len Ln Log ' +
  'Log10 Lookup Lower MRound Match Max Median Mid Min Minute Mod Month N Na NetworkDays Not Now Npv Or Percentile_Inc ' +
  'Pi Pmt Power Product Proper Pv Quartile_Inc Quotient Radians Rand RandBetween Rank_Eq Replace Rept Right Round ' +
  'RoundDown RoundUp Rows Second Sign Sin Small Sqrt StDev_P StDev_S Substitute Subtotal Sum SumIf SumIfs SumSq T Tan ' +
  'Text Time Today Trim True Trunc Unichar Unicode Upper VLookup Value Var_P Var_S Weekday WorkDay Xor Year'
).split(' ');

/** Calculated when it is loaded, since the cells that it needs may still change before. */
class FunctionResult {
  constructor(private readonly calculate: Thunk) {}

  operand(): Operand {
    return this.calculate();
  }

  value(): Json {
    const outcome = this.outcome();
    return outcome instanceof FormulaError ? null : outcome;
  }

  error(): Json {
    const outcome = this.outcome();
    return outcome instanceof FormulaError ? outcome.message : null;
  }

  private outcome(): string | number | boolean | FormulaError {
    try {
      return sound(single(this.calculate()));
    } catch (fault) {
      if (fault instanceof FormulaError) return fault;
      throw fault;
    }
  }
}

const functionResult = hostClass<FunctionResult>({
  name: 'FunctionResult',
  properties: { Value: { get: (self) => self.value() }, Error: { get: (self) => self.error() } },
});

function thunkOf(workbook: WorkbookModel, argument: Argument, location: string): Thunk {
  if (argument instanceof HostObject && argument.target instanceof FunctionResult) {
    const { target } = argument;
    return () => target.operand();
  }
  const range = rangeOf(argument) ?? referenced(workbook, argument, location);
  if (range) return () => operandOf(range.sheet, range.area, (cell) => cell.value);
  if (isAbsent(argument)) return () => scalar('');
  if (typeof argument === 'object') throw new HostError('InvalidArgument', location);
  return () => scalar(argument);
}

/** `Excel.RangeReference`. */
function referenced(workbook: WorkbookModel, argument: Argument, location: string): RangeModel | null {
  if (typeof argument !== 'object' || argument === null || !('address' in argument)) return null;
  return workbook.range(textOf(argument.address, location), null, location);
}

/** Trailing arguments that the caller left out arrive as null. */
function given(args: readonly Argument[]): readonly Argument[] {
  return args.slice(0, args.findLastIndex((argument) => !isAbsent(argument)) + 1);
}

function method(name: string): Methods<WorkbookModel>[string] {
  const location = `Functions.${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  const formulaName = name.toUpperCase().replaceAll('_', '.');
  return (workbook, args) => {
    const flat = args.flatMap((argument) => (Array.isArray(argument) ? (argument as readonly Argument[]) : [argument]));
    const thunks = given(flat).map((argument) => thunkOf(workbook, argument, location));
    return functionResult(new FunctionResult(() => call(formulaName, thunks)));
  };
}

export const functions = hostClass<WorkbookModel>({
  name: 'Functions',
  methods: Object.fromEntries(NAMES.map((name) => [name, method(name)])),
});
