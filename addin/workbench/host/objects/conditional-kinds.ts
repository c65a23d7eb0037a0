/** What a conditional format asks of a cell, by its type. */
import { integerOf, isAbsent, objectOf, oneOf, textOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type Argument, type HostObject, type Property } from '../host-object.ts';
import type { ConditionalFormatType } from '../model/conditional-format.ts';
import type { Json } from '../protocol.ts';
import { color } from './color.ts';
import { formatOf, ruleProperty, styleOf, type Format } from './conditional-rule.ts';
import { dataBar } from './data-bar.object.ts';
import { iconSet } from './icon-set.object.ts';

const CELL_OPERATORS = [
  'Between',
  'NotBetween',
  'EqualTo',
  'NotEqualTo',
  'GreaterThan',
  'LessThan',
  'GreaterThanOrEqual',
  'LessThanOrEqual',
] as const;
const TEXT_OPERATORS = ['Contains', 'NotContains', 'BeginsWith', 'EndsWith'] as const;
const RANKINGS = ['TopItems', 'TopPercent', 'BottomItems', 'BottomPercent'] as const;
const COLOR_POINTS = ['LowestValue', 'HighestValue', 'Number', 'Percent', 'Formula', 'Percentile'] as const;
/** `Excel.ConditionalFormatPresetCriterion`. */
const PRESETS = [
  ...(['Blanks', 'NonBlanks', 'Errors', 'NonErrors', 'Yesterday', 'Today', 'Tomorrow', 'LastSevenDays'] as const),
  ...(['LastWeek', 'ThisWeek', 'NextWeek', 'LastMonth', 'ThisMonth', 'NextMonth'] as const),
  ...(['AboveAverage', 'BelowAverage', 'EqualOrAboveAverage', 'EqualOrBelowAverage'] as const),
  ...(['OneStdDevAboveAverage', 'OneStdDevBelowAverage', 'TwoStdDevAboveAverage', 'TwoStdDevBelowAverage'] as const),
  ...(['ThreeStdDevAboveAverage', 'ThreeStdDevBelowAverage', 'UniqueValues', 'DuplicateValues'] as const),
];

function cellRule(value: Argument): Json {
  const location = 'CellValueConditionalFormat.rule';
  const { formula1, formula2, operator } = objectOf(value, location);
  const known = oneOf(operator, CELL_OPERATORS, location);
  const rule = { formula1: textOf(formula1, location), operator: known };
  return known.endsWith('Between') ? { ...rule, formula2: textOf(formula2, location) } : rule;
}

function textRule(value: Argument): Json {
  const location = 'TextConditionalFormat.rule';
  const { text, operator } = objectOf(value, location);
  return { text: textOf(text, location), operator: oneOf(operator, TEXT_OPERATORS, location) };
}

/** "The rank between 1 and 1000 for numeric ranks or 1 and 100 for percent ranks" (ConditionalTopBottomRule.rank). */
function rankRule(value: Argument): Json {
  const location = 'TopBottomConditionalFormat.rule';
  const { rank, type } = objectOf(value, location);
  const ranking = oneOf(type, RANKINGS, location);
  const place = integerOf(rank, location);
  if (place < 1 || place > (ranking.endsWith('Percent') ? 100 : 1000)) throw new HostError('InvalidArgument', location);
  return { rank: place, type: ranking };
}

function presetRule(value: Argument): Json {
  const location = 'PresetCriteriaConditionalFormat.rule';
  return { criterion: oneOf(objectOf(value, location)['criterion'], PRESETS, location) };
}

/** The lowest and the highest value need no formula, the other points do. */
function colorPoint(value: Argument | undefined): Json {
  const location = 'ColorScaleConditionalFormat.criteria';
  const { type, formula, color: shade } = objectOf(value, location);
  const kind = oneOf(type, COLOR_POINTS, location);
  const isEnd = kind === 'LowestValue' || kind === 'HighestValue';
  return {
    type: kind,
    formula: isEnd || isAbsent(formula) ? null : textOf(formula, location),
    color: isAbsent(shade) ? '' : color(shade, location),
  };
}

function colorScaleRule(value: Argument): Json {
  const { minimum, midpoint, maximum } = objectOf(value, 'ColorScaleConditionalFormat.criteria');
  const ends = { minimum: colorPoint(minimum), maximum: colorPoint(maximum) };
  return isAbsent(midpoint) ? ends : { ...ends, midpoint: colorPoint(midpoint) };
}

const formula = ruleProperty((value) => {
  const text = textOf(value, 'ConditionalFormatRule.formula');
  if (!text.startsWith('=')) throw new HostError('InvalidArgument', 'ConditionalFormatRule.formula');
  return text;
});
const formulaRule = hostClass<Format>({
  name: 'ConditionalFormatRule',
  properties: { Formula: formula, FormulaLocal: formula },
});

const isThreeColored: Property<Format> = {
  get: (self) => Object.hasOwn((formatOf(self).rule ?? {}) as object, 'midpoint'),
};

const styled = (name: string, rule: (value: Argument) => Json): ((self: Format) => HostObject) =>
  hostClass<Format>({ name, navigation: { Format: styleOf }, properties: { Rule: ruleProperty(rule) } });

export const KINDS: Record<ConditionalFormatType, (self: Format) => HostObject> = {
  CellValue: styled('CellValueConditionalFormat', cellRule),
  ContainsText: styled('TextConditionalFormat', textRule),
  TopBottom: styled('TopBottomConditionalFormat', rankRule),
  PresetCriteria: styled('PresetCriteriaConditionalFormat', presetRule),
  Custom: hostClass<Format>({ name: 'CustomConditionalFormat', navigation: { Format: styleOf, Rule: formulaRule } }),
  ColorScale: hostClass<Format>({
    name: 'ColorScaleConditionalFormat',
    properties: { Criteria: ruleProperty(colorScaleRule), ThreeColorScale: isThreeColored },
  }),
  DataBar: dataBar,
  IconSet: iconSet,
};
