/** Criteria such as `">=5"`, `"<>"` or `"N*"` (support.microsoft.com, "COUNTIF function"). */
import { typeOfValue, type CellValue } from '../value.ts';
import { wildcard } from '../wildcard.ts';
import { compare } from './operand.ts';

const COMPARISONS: Record<string, (order: number) => boolean> = {
  '<': (order) => order < 0,
  '>': (order) => order > 0,
  '<=': (order) => order <= 0,
  '>=': (order) => order >= 0,
};

export function meets(criterion: CellValue): (value: CellValue) => boolean {
  if (typeof criterion !== 'string') return (value) => value === criterion;
  const [, operator = '=', rest = ''] = /^(<>|<=|>=|<|>|=)?(.*)$/s.exec(criterion) ?? [];
  const wanted = literal(rest);
  const ordered = COMPARISONS[operator];
  if (ordered) return (value) => typeof value === typeof wanted && value !== '' && ordered(compare(value, wanted));
  const equal = equals(wanted);
  return operator === '<>' ? (value) => !equal(value) : equal;
}

function equals(wanted: CellValue): (value: CellValue) => boolean {
  if (typeof wanted !== 'string') return (value) => value === wanted;
  if (wanted === '') return (value) => value === '';
  const pattern = wildcard(wanted, { isWhole: true });
  return (value) => typeof value === 'string' && pattern.test(value);
}

function literal(text: string): CellValue {
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return text !== '' && typeOfValue(text) !== 'Error' && !Number.isNaN(Number(text)) ? Number(text) : text;
}
