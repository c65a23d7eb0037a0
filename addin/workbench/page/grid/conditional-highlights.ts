/** Conditional formats that give a look to the cells which meet a condition, in Univer's words. */
import type { IStyleBase } from '@univerjs/core';
import {
  CFNumberOperator,
  CFRuleType,
  CFSubRuleType,
  CFTextOperator,
  CFTimePeriodOperator,
  type IConditionalFormattingRuleConfig,
} from '@univerjs/preset-sheets-conditional-formatting';
import { formatArea } from '../../host/a1.ts';
import type { ConditionalFormatModel, ConditionalStyle } from '../../host/model/conditional-format.ts';
import { bordersToUniver } from './border-styles.ts';

/** Null while the add-in has given no rule, and for a condition that Univer does not know. */
export function highlightOf(format: ConditionalFormatModel): IConditionalFormattingRuleConfig | null {
  const { type, rule } = format;
  if (rule === null) return null;
  const look = { type: CFRuleType.highlightCell as const, style: styleOf(format.style) };
  if (type === 'Custom') return { ...look, subType: CFSubRuleType.formula, value: String(rule) };
  const fields = rule as Readonly<Record<string, string>>;
  if (type === 'ContainsText') {
    const operator = TEXT_OPERATORS[fields['operator'] ?? ''] ?? CFTextOperator.containsText;
    return { ...look, subType: CFSubRuleType.text, operator, value: fields['text'] ?? '' };
  }
  if (type === 'TopBottom') return { ...look, ...ranking(fields) };
  if (type === 'PresetCriteria') {
    const preset = presetOf(fields['criterion'] ?? '', firstCell(format));
    return preset && ({ ...look, ...preset } as IConditionalFormattingRuleConfig);
  }
  return type === 'CellValue' ? { ...look, ...cellValue(fields, firstCell(format)) } : null;
}

const TEXT_OPERATORS: Record<string, CFTextOperator> = {
  Contains: CFTextOperator.containsText,
  NotContains: CFTextOperator.notContainsText,
  BeginsWith: CFTextOperator.beginsWith,
  EndsWith: CFTextOperator.endsWith,
};

const ranking = ({ rank, type = '' }: Readonly<Record<string, string>>) => ({
  subType: CFSubRuleType.rank as const,
  isBottom: type.startsWith('Bottom'),
  isPercent: type.endsWith('Percent'),
  value: Number(rank),
});

const AVERAGES: Record<string, CFNumberOperator> = {
  AboveAverage: CFNumberOperator.greaterThan,
  BelowAverage: CFNumberOperator.lessThan,
  EqualOrAboveAverage: CFNumberOperator.greaterThanOrEqual,
  EqualOrBelowAverage: CFNumberOperator.lessThanOrEqual,
};
const PERIODS: Record<string, CFTimePeriodOperator> = {
  Yesterday: CFTimePeriodOperator.yesterday,
  Today: CFTimePeriodOperator.today,
  Tomorrow: CFTimePeriodOperator.tomorrow,
  LastSevenDays: CFTimePeriodOperator.last7Days,
  LastWeek: CFTimePeriodOperator.lastWeek,
  ThisWeek: CFTimePeriodOperator.thisWeek,
  NextWeek: CFTimePeriodOperator.nextWeek,
  LastMonth: CFTimePeriodOperator.lastMonth,
  ThisMonth: CFTimePeriodOperator.thisMonth,
  NextMonth: CFTimePeriodOperator.nextMonth,
};
const FORMULAS: Record<string, (cell: string) => string> = {
  Blanks: (cell) => `=LEN(TRIM(${cell}))=0`,
  NonBlanks: (cell) => `=LEN(TRIM(${cell}))>0`,
  Errors: (cell) => `=ISERROR(${cell})`,
  NonErrors: (cell) => `=NOT(ISERROR(${cell}))`,
};

/** Null for standard deviations from the average. */
function presetOf(criterion: string, cell: string): object | null {
  const formula = FORMULAS[criterion]?.(cell);
  if (formula !== undefined) return { subType: CFSubRuleType.formula, value: formula };
  if (criterion in AVERAGES) return { subType: CFSubRuleType.average, operator: AVERAGES[criterion] };
  if (criterion in PERIODS) return { subType: CFSubRuleType.timePeriod, operator: PERIODS[criterion] };
  if (criterion === 'UniqueValues') return { subType: CFSubRuleType.uniqueValues };
  return criterion === 'DuplicateValues' ? { subType: CFSubRuleType.duplicateValues } : null;
}

const firstCell = ({ areas: [first] }: ConditionalFormatModel): string =>
  first ? formatArea({ ...first, rows: 1, columns: 1 }) : 'A1';

const OPERATORS: Record<string, readonly [CFNumberOperator, sign: string]> = {
  EqualTo: [CFNumberOperator.equal, '='],
  NotEqualTo: [CFNumberOperator.notEqual, '<>'],
  GreaterThan: [CFNumberOperator.greaterThan, '>'],
  LessThan: [CFNumberOperator.lessThan, '<'],
  GreaterThanOrEqual: [CFNumberOperator.greaterThanOrEqual, '>='],
  LessThanOrEqual: [CFNumberOperator.lessThanOrEqual, '<='],
};

type Condition =
  | { readonly subType: CFSubRuleType.formula; readonly value: string }
  | Extract<IConditionalFormattingRuleConfig, { readonly subType: CFSubRuleType.number }>;

/** With numbers as Univer's own rule, which is the faster; with anything else as a formula over the first cell. */
function cellValue(rule: Readonly<Record<string, string>>, cell: string): Condition {
  const { operator = '', formula1 = '', formula2 = '' } = rule;
  const [first, second] = [formula1, formula2].map((formula) => formula.replace(/^=/, ''));
  if (operator.endsWith('Between')) {
    const within = `AND(${cell}>=(${first}),${cell}<=(${second}))`;
    return { subType: CFSubRuleType.formula, value: operator === 'Between' ? `=${within}` : `=NOT(${within})` };
  }
  const [numeric, sign] = OPERATORS[operator] ?? [CFNumberOperator.equal, '='];
  const number = Number(first);
  if (first === undefined || first.trim() === '' || Number.isNaN(number)) {
    return { subType: CFSubRuleType.formula, value: `=${cell}${sign}(${first})` };
  }
  return { subType: CFSubRuleType.number, operator: numeric, value: number } as Condition;
}

function styleOf(style: ConditionalStyle): IStyleBase {
  const sides = [...style.borders].map(([edge, { style: line, color }]) => [
    edge.replace('Edge', ''),
    { style: line, weight: 'Thin', color: color || '#000000' },
  ]);
  const borders = bordersToUniver(Object.fromEntries(sides) as object);
  return {
    ...(style.fill !== undefined && { bg: { rgb: style.fill } }),
    ...(style.fontColor !== undefined && { cl: { rgb: style.fontColor } }),
    ...(style.bold !== undefined && { bl: style.bold ? 1 : 0 }),
    ...(style.italic !== undefined && { it: style.italic ? 1 : 0 }),
    ...(style.strikethrough && { st: { s: 1 } }),
    ...(style.underline !== undefined && style.underline !== 'None' && { ul: { s: 1 } }),
    ...(style.numberFormat !== undefined && { n: { pattern: style.numberFormat } }),
    ...(borders && { bd: borders }),
  };
}
