import { parseAddress, type Area } from './a1.ts';
import { evaluate } from './calculator.ts';
import { FormulaError } from './functions/operand.ts';
import { HostError } from './host-error.ts';
import { translate } from './formula-references.ts';
import type { Json } from './protocol.ts';
import { enter, type CellValue } from './value.ts';
import type { SheetModel, Validation } from './model/shapes.ts';

/** A rule as it stands under its kind: `{formula1, formula2, operator}`, `{source, inCellDropDown}` or `{formula}`. */
type RulePart = { readonly [key: string]: Json };

/**
 * Whether what stands in a cell meets its rule, as "Circle invalid data" would judge.
 * @throws HostError NotImplemented for a formula with a function that the host's calculator does not know
 */
export function isValid(validation: Validation, sheet: SheetModel, at: { row: number; column: number }): boolean {
  const { value } = sheet.grid.at(at.row, at.column);
  if (value === '' && validation.ignoreBlanks) return true;
  const [kind = '', part] = Object.entries(validation.rule)[0] ?? [];
  if (kind === '') return true;
  const rule = (part ?? {}) as RulePart;
  const offset = { rows: at.row - validation.area.row, columns: at.column - validation.area.column };
  const look = new Lookup({ sheet, ...at }, offset);
  if (kind === 'custom') return isTrue(look.value(rule['formula']));
  if (kind === 'list') return isListed(value, look.list(String(rule['source'] ?? '')));
  if (kind === 'textLength') return isWithin(String(value).length, rule, look);
  if (typeof value !== 'number' || (kind === 'wholeNumber' && !Number.isInteger(value))) return false;
  return isWithin(value, rule, look);
}

/** "A formula that results in TRUE when valid": any number but 0 is TRUE, too. */
const isTrue = (value: CellValue): boolean => value === true || (typeof value === 'number' && value !== 0);

/** Entries from cells do not regard case; those that are typed into the rule do. */
function isListed(
  value: CellValue,
  { entries, isTyped }: { entries: readonly CellValue[]; isTyped: boolean },
): boolean {
  const text = String(value);
  if (isTyped) return entries.some((entry) => String(entry) === text);
  return entries.some((entry) => String(entry).toLowerCase() === text.toLowerCase());
}

function isWithin(value: number, rule: RulePart, look: Lookup): boolean {
  const first = look.number(rule['formula1']);
  const second = (): number => look.number(rule['formula2']);
  switch (rule['operator']) {
    case 'Between':
      return value >= first && value <= second();
    case 'NotBetween':
      return value < first || value > second();
    case 'EqualTo':
      return value === first;
    case 'NotEqualTo':
      return value !== first;
    case 'GreaterThan':
      return value > first;
    case 'LessThan':
      return value < first;
    case 'GreaterThanOrEqualTo':
      return value >= first;
    case 'LessThanOrEqualTo':
      return value <= first;
    default:
      throw new HostError('InvalidArgument', 'DataValidation.rule');
  }
}

/** Reads what a rule refers to; relative references are those of the first cell of its area. */
class Lookup {
  constructor(
    private readonly at: { readonly sheet: SheetModel; readonly row: number; readonly column: number },
    private readonly offset: { readonly rows: number; readonly columns: number },
  ) {}

  /** NaN, which nothing is equal to or beyond, where the rule's formula shows no number. */
  number(given: Json | undefined): number {
    const value = this.value(given);
    return typeof value === 'number' ? value : NaN;
  }

  value(given: Json | undefined): CellValue {
    if (typeof given === 'number' || typeof given === 'boolean') return given;
    const text = String(given ?? '');
    // Dates come as ISO 8601, of which the host knows days only.
    const entered = enter(text.replace(/^=/, '').replace(/T00:00:00(?:\.0+)?Z?$/, ''), 'General');
    if (entered.formula === null && typeof entered.value !== 'string') return entered.value;
    return this.calculated(text);
  }

  /** An error value meets no rule. */
  private calculated(text: string): CellValue {
    const formula = translate(text.startsWith('=') ? text : `=${text}`, this.offset);
    try {
      return evaluate(formula, this.at);
    } catch (fault) {
      if (!(fault instanceof FormulaError)) throw fault;
      if (fault.message === '#NAME?') throw refuse(text);
      return fault.message;
    }
  }

  list(source: string): { entries: readonly CellValue[]; isTyped: boolean } {
    if (source.startsWith('=')) return { entries: this.cells(source), isTyped: false };
    return { entries: source.split(',').map((entry) => entry.trim()), isTyped: true };
  }

  private cells(formula: string): CellValue[] {
    const moved = translate(formula, this.offset).replace(/^=/, '');
    const { sheet, area } = this.place(moved.replaceAll('$', ''));
    return sheet.grid.map(area, (cell) => cell.value).flat();
  }

  private place(text: string): { sheet: SheetModel; area: Area } {
    const isPlace = parseAddress(text) !== null || /^[\p{L}_\\][\p{L}\p{N}._\\]*$/u.test(text);
    if (!isPlace) throw refuse(text);
    const { sheet } = this.at;
    return sheet.workbook.range(text, sheet, 'DataValidation.valid');
  }
}

const refuse = (formula: string): HostError =>
  new HostError('NotImplemented', 'DataValidation.valid', `This host cannot judge by the formula ${formula}.`);
