/** Conditional formats of the add-in, which Univer judges and shows. */
import type { IStyleBase } from '@univerjs/core';
import {
  AddConditionalRuleMutation,
  CFNumberOperator,
  CFRuleType,
  CFSubRuleType,
  CFTextOperator,
  DeleteConditionalRuleMutation,
  type IConditionalFormattingRuleConfig,
  type IConditionFormattingRule,
} from '@univerjs/preset-sheets-conditional-formatting';
import { formatArea } from '../../host/a1.ts';
import type { ConditionalFormatModel, ConditionalStyle } from '../../host/model/conditional-format.ts';
import type { SheetModel } from '../../host/model/sheet.ts';
import { bordersToUniver } from './border-styles.ts';
import { rangeOf } from './ranges.ts';
import { Shown } from './shown.ts';
import type { Spreadsheet } from './univer.ts';

export class ConditionalFormatSync {
  private readonly shown = new Shown();
  /** Those of the add-in, by sheet; a person may have others. */
  private readonly ids = new Map<string, readonly string[]>();

  constructor(
    private readonly spreadsheet: Spreadsheet,
    private readonly unitId: string,
  ) {}

  show(sheet: SheetModel): void {
    const wanted = sheet.conditionalFormats.flatMap((format) => ruleOf(format) ?? []);
    if (!this.shown.note(sheet.id, wanted)) return;
    const place = { unitId: this.unitId, subUnitId: sheet.id };
    const { commands } = this.spreadsheet;
    for (const cfId of this.ids.get(sheet.id) ?? []) {
      commands.syncExecuteCommand(DeleteConditionalRuleMutation.id, { ...place, cfId });
    }
    // Univer puts each new one before the others.
    for (const rule of [...wanted].reverse()) {
      commands.syncExecuteCommand(AddConditionalRuleMutation.id, { ...place, rule });
    }
    this.ids.set(
      sheet.id,
      wanted.map(({ cfId }) => cfId),
    );
  }
}

/** Null while the add-in has given no rule; bars, scales, icons, ranks and presets are kept and not shown. */
function ruleOf(format: ConditionalFormatModel): IConditionFormattingRule | null {
  const config = configOf(format);
  if (!config) return null;
  return { cfId: format.id, ranges: [rangeOf(format.area)], stopIfTrue: format.stopIfTrue, rule: config };
}

function configOf(format: ConditionalFormatModel): IConditionalFormattingRuleConfig | null {
  const { type, rule } = format;
  if (rule === null) return null;
  const look = { type: CFRuleType.highlightCell as const, style: styleOf(format.style) };
  if (type === 'Custom') return { ...look, subType: CFSubRuleType.formula, value: String(rule) };
  const fields = rule as Readonly<Record<string, string>>;
  if (type === 'ContainsText') {
    const operator = TEXT_OPERATORS[fields['operator'] ?? ''] ?? CFTextOperator.containsText;
    return { ...look, subType: CFSubRuleType.text, operator, value: fields['text'] ?? '' };
  }
  return type === 'CellValue' ? { ...look, ...cellValue(fields, firstCell(format)) } : null;
}

const TEXT_OPERATORS: Record<string, CFTextOperator> = {
  Contains: CFTextOperator.containsText,
  NotContains: CFTextOperator.notContainsText,
  BeginsWith: CFTextOperator.beginsWith,
  EndsWith: CFTextOperator.endsWith,
};

const firstCell = ({ area }: ConditionalFormatModel): string => formatArea({ ...area, rows: 1, columns: 1 });

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
