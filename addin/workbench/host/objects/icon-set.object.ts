/** `ConditionalFormat.iconSet`. */
import { flagOf, isAbsent, objectOf, oneOf, textOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type Argument } from '../host-object.ts';
import type { Json } from '../protocol.ts';
import { fieldProperty, type Format } from './conditional-rule.ts';

/** `Excel.IconSet`; a name begins with how many icons the set has. */
const STYLES = [
  'ThreeArrows',
  'ThreeArrowsGray',
  'ThreeFlags',
  'ThreeTrafficLights1',
  'ThreeTrafficLights2',
  'ThreeSigns',
  'ThreeSymbols',
  'ThreeSymbols2',
  'FourArrows',
  'FourArrowsGray',
  'FourRedToBlack',
  'FourRating',
  'FourTrafficLights',
  'FiveArrows',
  'FiveArrowsGray',
  'FiveRating',
  'FiveQuarters',
  'ThreeStars',
  'ThreeTriangles',
  'FiveBoxes',
] as const;
const TYPES = ['Number', 'Percent', 'Formula', 'Percentile'] as const;
const OPERATORS = ['GreaterThan', 'GreaterThanOrEqual'] as const;
const COUNTS: Record<string, number> = { Thr: 3, Fou: 4, Fiv: 5 };
const STANDARD = 'ThreeTrafficLights1';

const styleProperty = fieldProperty({
  name: 'style',
  standard: STANDARD,
  check: (value) => oneOf(value, STYLES, 'IconSetConditionalFormat.style'),
});

const countOf = (self: Format): number => COUNTS[String(styleProperty.get(self)).slice(0, 3)] ?? 3;

/** A set divides the values evenly until it is told otherwise. */
function evenly(count: number): Json {
  return Array.from({ length: count }, (_, i) => ({
    type: 'Percent',
    operator: 'GreaterThanOrEqual',
    formula: `=${Math.round((i * 100) / count)}`,
  }));
}

/** "For the first criterion only the custom icon can be modified" (IconSetConditionalFormat.criteria). */
function criterion(value: Argument, index: number): Json {
  const location = 'IconSetConditionalFormat.criteria';
  const { type, operator, formula, customIcon } = objectOf(value, location);
  if (!isAbsent(customIcon)) {
    throw new HostError('NotImplemented', location, 'This host has no icons of another set.');
  }
  if (index === 0) return { type: 'Percent', operator: 'GreaterThanOrEqual', formula: '=0' };
  return {
    type: oneOf(type, TYPES, location),
    operator: oneOf(operator, OPERATORS, location),
    formula: textOf(formula, location),
  };
}

function setCriteria(self: Format, value: Argument): void {
  const location = 'IconSetConditionalFormat.criteria';
  // Each icon has one criterion.
  if (!Array.isArray(value) || value.length !== countOf(self)) throw new HostError('InvalidArgument', location);
  criteria.set?.(self, (value as readonly Argument[]).map(criterion));
}

const criteria = fieldProperty({ name: 'criteria', standard: null, check: (value) => value as Json });

export const iconSet = hostClass<Format>({
  name: 'IconSetConditionalFormat',
  properties: {
    Style: {
      get: styleProperty.get,
      // Another set has other criteria.
      set: (self, value) => {
        styleProperty.set?.(self, value);
        criteria.set?.(self, evenly(countOf(self)));
      },
    },
    Criteria: { get: (self) => criteria.get(self) ?? evenly(countOf(self)), set: setCriteria },
    ReverseIconOrder: fieldProperty({
      name: 'reverseIconOrder',
      standard: false,
      check: (value) => flagOf(value, 'IconSetConditionalFormat.reverseIconOrder'),
    }),
    ShowIconOnly: fieldProperty({
      name: 'showIconOnly',
      standard: false,
      check: (value) => flagOf(value, 'IconSetConditionalFormat.showIconOnly'),
    }),
  },
});
