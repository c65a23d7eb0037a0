import { literalOf, objectOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import type { Argument } from '../host-object.ts';
import type { Json } from '../protocol.ts';

export const RULE_TYPES: Record<string, string> = {
  wholeNumber: 'WholeNumber',
  decimal: 'Decimal',
  list: 'List',
  date: 'Date',
  time: 'Time',
  textLength: 'TextLength',
  custom: 'Custom',
};
/** support.microsoft.com, "Excel specifications": a list that is typed into the rule holds 255 characters. */
const MAX_LITERAL_LIST = 255;
const OPERATORS = new Set([
  'Between',
  'NotBetween',
  'EqualTo',
  'NotEqualTo',
  'GreaterThan',
  'LessThan',
  'GreaterThanOrEqualTo',
  'LessThanOrEqualTo',
]);

type Part = { readonly [key: string]: Json };

const isFormula = (value: Json | undefined): boolean =>
  typeof value === 'number' || (typeof value === 'string' && value !== '');

function isSound(kind: string, part: Part): boolean {
  if (kind === 'list') {
    const source = part['source'];
    return typeof source === 'string' && (source.startsWith('=') || source.length <= MAX_LITERAL_LIST);
  }
  if (kind === 'custom') return typeof part['formula'] === 'string' && part['formula'].startsWith('=');
  const operator = part['operator'];
  if (typeof operator !== 'string' || !OPERATORS.has(operator) || !isFormula(part['formula1'])) return false;
  return !operator.endsWith('Between') || isFormula(part['formula2']);
}

/**
 * A rule of exactly one kind; an empty object takes the rule away.
 * @throws HostError InvalidArgument
 */
export function checkedRule(value: Argument): { readonly [key: string]: Json } {
  const location = 'DataValidation.rule';
  const rule = literalOf(objectOf(value, location)) as { readonly [key: string]: Json };
  const kinds = Object.keys(rule).filter((key) => rule[key] != null);
  if (kinds.length === 0) return {};
  const [kind = ''] = kinds;
  const part = rule[kind];
  const isPart = typeof part === 'object' && part !== null && !Array.isArray(part);
  if (kinds.length > 1 || !RULE_TYPES[kind] || !isPart || !isSound(kind, part as Part)) {
    throw new HostError('InvalidArgument', location);
  }
  return { [kind]: part };
}
