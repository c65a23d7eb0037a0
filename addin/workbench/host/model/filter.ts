import { HostError } from '../host-error.ts';
import { displayText } from '../display-text.ts';
import type { CellValue } from '../value.ts';
import { wildcard } from '../wildcard.ts';
import type { Cell } from './grid.ts';

/** Which values of a column the filter lets through; null means all. */
export type ColumnFilter = ReadonlySet<string> | null;

/** `Excel.FilterCriteria`, as far as this host filters. */
export interface FilterCriteria {
  readonly filterOn: FilterOn;
  readonly criterion1?: string;
  readonly criterion2?: string;
  readonly operator?: 'And' | 'Or';
  readonly values?: readonly string[];
  readonly color?: string;
  readonly dynamicCriteria?: string;
}

export const FILTERS = [
  'Values',
  'Custom',
  'TopItems',
  'TopPercent',
  'BottomItems',
  'BottomPercent',
  'CellColor',
  'FontColor',
  'Dynamic',
] as const;
export type FilterOn = (typeof FILTERS)[number];

/**
 * For each cell of a column, whether the filter lets its row through.
 * @throws HostError NotImplemented for dynamic criteria that depend on today
 */
export function filtered(cells: readonly Readonly<Cell>[], criteria: FilterCriteria): boolean[] {
  switch (criteria.filterOn) {
    case 'Values': {
      const wanted = new Set(criteria.values ?? []);
      return cells.map((cell) => isAmong(cell, wanted));
    }
    case 'Custom':
      return cells.map((cell) => meets(cell, criteria));
    case 'CellColor':
      return cells.map((cell) => (cell.style.fill ?? '#FFFFFF').toUpperCase() === criteria.color?.toUpperCase());
    case 'FontColor':
      return cells.map((cell) => (cell.style.fontColor ?? '#000000').toUpperCase() === criteria.color?.toUpperCase());
    case 'Dynamic':
      return beside(cells, criteria.dynamicCriteria ?? '');
    default:
      return extreme(cells, criteria);
  }
}

/** Excel offers what cells show; a value's own text is let through too, where the host cannot show its format. */
export function isAmong(cell: Readonly<Cell>, wanted: ReadonlySet<string>): boolean {
  return wanted.has(String(cell.value)) || wanted.has(shownText(cell));
}

function shownText({ value, format }: Readonly<Cell>): string {
  try {
    return displayText(value, format);
  } catch {
    return String(value);
  }
}

function meets(cell: Readonly<Cell>, { criterion1, criterion2, operator }: FilterCriteria): boolean {
  const first = meetsOne(cell, criterion1 ?? '');
  if (criterion2 === undefined || criterion2 === '') return first;
  const second = meetsOne(cell, criterion2);
  return operator === 'Or' ? first || second : first && second;
}

const CRITERION = /^(<>|>=|<=|=|>|<)?(.*)$/s;

/** `>5`, `<>Good`, `=*tier*`: numbers compare with numbers, texts with texts, `*` and `?` stand for any text. */
function meetsOne(cell: Readonly<Cell>, criterion: string): boolean {
  const [, operator = '=', operand = ''] = CRITERION.exec(criterion) ?? [];
  const number = Number(operand);
  const isNumber = operand.trim() !== '' && !Number.isNaN(number);
  if (operator === '=' || operator === '<>') {
    const isSame = isNumber && typeof cell.value === 'number' ? cell.value === number : isLike(cell, operand);
    return isSame === (operator === '=');
  }
  const order = compare(cell.value, isNumber ? number : operand);
  if (order === null) return false;
  if (operator === '>') return order > 0;
  if (operator === '>=') return order >= 0;
  return operator === '<' ? order < 0 : order <= 0;
}

const isLike = (cell: Readonly<Cell>, pattern: string): boolean =>
  pattern === '' ? cell.value === '' : wildcard(pattern, { isWhole: true }).test(shownText(cell));

function compare(value: CellValue, with_: string | number): number | null {
  if (typeof value === 'number' && typeof with_ === 'number') return value - with_;
  if (typeof value !== 'string' || value === '' || typeof with_ !== 'string') return null;
  return value.localeCompare(with_, 'en', { sensitivity: 'base' });
}

const numbersOf = (cells: readonly Readonly<Cell>[]): number[] =>
  cells.flatMap(({ value }) => (typeof value === 'number' ? [value] : []));

function extreme(cells: readonly Readonly<Cell>[], { filterOn, criterion1 }: FilterCriteria): boolean[] {
  const isTop = filterOn.startsWith('Top');
  const numbers = numbersOf(cells).sort((a, b) => (isTop ? b - a : a - b));
  const wanted = Number(criterion1);
  if (!Number.isFinite(wanted) || wanted <= 0) throw new HostError('InvalidArgument', 'Filter.apply');
  const count = filterOn.endsWith('Percent') ? Math.max(1, Math.floor((numbers.length * wanted) / 100)) : wanted;
  const last = numbers[Math.min(count, numbers.length) - 1];
  // As many as share the last place are shown.
  return cells.map(
    ({ value }) => typeof value === 'number' && last !== undefined && (isTop ? value >= last : value <= last),
  );
}

function beside(cells: readonly Readonly<Cell>[], criterion: string): boolean[] {
  if (criterion !== 'AboveAverage' && criterion !== 'BelowAverage') {
    throw new HostError('NotImplemented', 'Filter.applyDynamicFilter', `This host has no dynamic filter ${criterion}.`);
  }
  const numbers = numbersOf(cells);
  const average = numbers.reduce((total, n) => total + n, 0) / numbers.length;
  return cells.map(
    ({ value }) => typeof value === 'number' && (criterion === 'AboveAverage' ? value > average : value < average),
  );
}
