/** `ConditionalFormat.dataBar`, with what Excel's own data bars are until the add-in says otherwise. */
import { flagOf, isAbsent, objectOf, oneOf, textOf } from '../arguments.ts';
import { hostClass, type Argument, type Property } from '../host-object.ts';
import type { Json } from '../protocol.ts';
import { color } from './color.ts';
import { fieldProperty, type Format } from './conditional-rule.ts';

const DIRECTIONS = ['Context', 'LeftToRight', 'RightToLeft'] as const;
const AXES = ['Automatic', 'None', 'CellMidPoint'] as const;
const BOUNDS = ['Automatic', 'LowestValue', 'HighestValue', 'Number', 'Percent', 'Formula', 'Percentile'] as const;

const AUTOMATIC: Json = { type: 'Automatic' };

function bound(value: Argument): Json {
  const location = 'DataBarConditionalFormat.boundRule';
  const { type, formula } = objectOf(value, location);
  const rule = { type: oneOf(type, BOUNDS, location) };
  return isAbsent(formula) ? rule : { ...rule, formula: textOf(formula, location) };
}

/** An empty text stands for no line. */
const colored = (name: string, standard: string): Property<Format> =>
  fieldProperty({ name, standard, check: (value) => (value === '' ? '' : color(value, `DataBar.${name}`)) });

const flag = (name: string, standard: boolean): Property<Format> =>
  fieldProperty({ name, standard, check: (value) => flagOf(value, `DataBar.${name}`) });

const choice = (name: string, allowed: readonly string[]): Property<Format> =>
  fieldProperty({
    name,
    standard: allowed[0] ?? null,
    check: (value) => oneOf(value, allowed, `DataBarConditionalFormat.${name}`),
  });

const positive = hostClass<Format>({
  name: 'ConditionalDataBarPositiveFormat',
  properties: {
    FillColor: colored('positiveFill', '#638EC6'),
    BorderColor: colored('positiveBorder', ''),
    GradientFill: flag('gradientFill', true),
  },
});

const negative = hostClass<Format>({
  name: 'ConditionalDataBarNegativeFormat',
  properties: {
    FillColor: colored('negativeFill', '#FF0000'),
    BorderColor: colored('negativeBorder', ''),
    MatchPositiveFillColor: flag('matchPositiveFill', false),
    MatchPositiveBorderColor: flag('matchPositiveBorder', true),
  },
});

export const dataBar = hostClass<Format>({
  name: 'DataBarConditionalFormat',
  navigation: { PositiveFormat: positive, NegativeFormat: negative },
  properties: {
    ShowDataBarOnly: flag('showDataBarOnly', false),
    BarDirection: choice('barDirection', DIRECTIONS),
    AxisFormat: choice('axisFormat', AXES),
    AxisColor: colored('axisColor', '#000000'),
    LowerBoundRule: fieldProperty({ name: 'lowerBoundRule', standard: AUTOMATIC, check: bound }),
    UpperBoundRule: fieldProperty({ name: 'upperBoundRule', standard: AUTOMATIC, check: bound }),
  },
});
