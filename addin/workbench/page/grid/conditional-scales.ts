/** Colour scales, data bars and icon sets, in Univer's words. */
import {
  CFNumberOperator,
  CFRuleType,
  CFValueType,
  type IConditionalFormattingRuleConfig,
  type IValueConfig,
  type IIconSetType,
} from '@univerjs/preset-sheets-conditional-formatting';
import type { ConditionalFormatModel } from '../../host/model/conditional-format.ts';

/** A place on a scale as the object model has it: `{type: 'Percentile', formula: '=50'}`. */
interface Point {
  readonly type: string;
  readonly formula?: string | null;
  readonly color?: string;
  readonly operator?: string;
}

/** Null for any other format, and while the add-in has not said between which values the scale reaches. */
export function scaleOf({ type, rule }: ConditionalFormatModel): IConditionalFormattingRuleConfig | null {
  const fields = (rule ?? {}) as Readonly<Record<string, unknown>>;
  if (type === 'ColorScale') return rule === null ? null : colorScale(fields as Readonly<Record<string, Point>>);
  if (type === 'DataBar') return dataBar(fields);
  return type === 'IconSet' ? iconSet(fields) : null;
}

const VALUES: Record<string, CFValueType> = {
  LowestValue: CFValueType.min,
  HighestValue: CFValueType.max,
  Number: CFValueType.num,
  Percent: CFValueType.percent,
  Percentile: CFValueType.percentile,
  Formula: CFValueType.formula,
};

/** What is no number is a formula, whatever its type says. */
function valueOf({ type, formula }: Point, automatic: CFValueType): IValueConfig {
  const kind = VALUES[type] ?? automatic;
  if (kind === CFValueType.min || kind === CFValueType.max) return { type: kind };
  const text = (formula ?? '0').trim();
  const number = Number(text.replace(/^=/, ''));
  if (kind !== CFValueType.formula && !Number.isNaN(number)) return { type: kind, value: number };
  return { type: CFValueType.formula, value: text.startsWith('=') ? text : `=${text}` };
}

function colorScale({ minimum, midpoint, maximum }: Readonly<Record<string, Point>>): IConditionalFormattingRuleConfig {
  const points = [minimum, midpoint, maximum].filter((point) => point !== undefined);
  const config = points.map((point, index) => ({
    index,
    color: point.color || '#FFFFFF',
    value: valueOf(point, index === 0 ? CFValueType.min : CFValueType.max),
  }));
  return { type: CFRuleType.colorScale, config };
}

const AUTOMATIC: Point = { type: 'Automatic' };

/** Excel's own colours until the add-in gives others. In one colour: Univer's gradients end in white, in the dark too, over white numbers. */
function dataBar(fields: Readonly<Record<string, unknown>>): IConditionalFormattingRuleConfig {
  const {
    positiveFill = '#638EC6',
    negativeFill = '#FF0000',
    showDataBarOnly = false,
    matchPositiveFill = false,
    lowerBoundRule = AUTOMATIC,
    upperBoundRule = AUTOMATIC,
  } = fields;
  return {
    type: CFRuleType.dataBar,
    isShowValue: showDataBarOnly !== true,
    config: {
      min: valueOf(lowerBoundRule as Point, CFValueType.min),
      max: valueOf(upperBoundRule as Point, CFValueType.max),
      isGradient: false,
      positiveColor: String(positiveFill),
      nativeColor: String(matchPositiveFill === true ? positiveFill : negativeFill),
    },
  };
}

const COUNTS: Record<string, number> = { Three: 3, Four: 4, Five: 5 };
/** Univer lists these from the least to the most, all others from the best to the worst. */
const FROM_THE_LEAST = new Set(['4Rating', '5Rating']);

/** Excel names the criteria from the lowest value up, Univer from the highest down. */
function iconSet(fields: Readonly<Record<string, unknown>>): IConditionalFormattingRuleConfig {
  const { style = 'ThreeTrafficLights1', criteria, reverseIconOrder = false, showIconOnly = false } = fields;
  const [, word = 'Three', kind = ''] = /^(Three|Four|Five)(.*)$/.exec(String(style)) ?? [];
  const count = COUNTS[word] ?? 3;
  const iconType = `${count}${kind}`;
  const given = (criteria as readonly Point[] | undefined) ?? evenly(count);
  const isReversed = (reverseIconOrder === true) !== FROM_THE_LEAST.has(iconType);
  const config = [...given].reverse().map((point, i) => ({
    operator: point.operator === 'GreaterThan' ? CFNumberOperator.greaterThan : CFNumberOperator.greaterThanOrEqual,
    value: valueOf(point, CFValueType.percent),
    // Univer's enumeration holds Excel's names with a digit.
    iconType: iconType as IIconSetType,
    iconId: String(isReversed ? count - 1 - i : i),
  }));
  return { type: CFRuleType.iconSet, isShowValue: showIconOnly !== true, config };
}

/** As Excel divides the values until it is told otherwise. */
const evenly = (count: number): Point[] =>
  Array.from({ length: count }, (_, i) => ({ type: 'Percent', formula: `=${Math.round((i * 100) / count)}` }));
