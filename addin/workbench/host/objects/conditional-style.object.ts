import { flagOf, integerOf, oneOf, textOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type HostObject, type Property } from '../host-object.ts';
import type { ConditionalStyle } from '../model/conditional-format.ts';
import { BORDER_STYLES } from './borders.object.ts';
import { color } from './color.ts';

type Flag = 'bold' | 'italic' | 'strikethrough';

const flag = (key: Flag): Property<ConditionalStyle> => ({
  get: (style) => style[key] ?? null,
  set: (style, value) => void (style[key] = flagOf(value, `ConditionalRangeFont.${key}`)),
});

const font = hostClass<ConditionalStyle>({
  name: 'ConditionalRangeFont',
  properties: {
    Bold: flag('bold'),
    Italic: flag('italic'),
    Strikethrough: flag('strikethrough'),
    Color: {
      get: ({ fontColor }) => fontColor ?? '',
      set: (style, value) => void (style.fontColor = color(value)),
    },
    Underline: {
      get: ({ underline }) => underline ?? 'None',
      set: (style, value) =>
        void (style.underline = oneOf(value, ['None', 'Single', 'Double'] as const, 'ConditionalRangeFont.underline')),
    },
  },
  methods: {
    Clear: (style) => {
      for (const key of ['bold', 'italic', 'strikethrough', 'fontColor', 'underline'] as const) delete style[key];
    },
  },
});

const fill = hostClass<ConditionalStyle>({
  name: 'ConditionalRangeFill',
  properties: {
    Color: { get: (style) => style.fill ?? '', set: (style, value) => void (style.fill = color(value)) },
  },
  methods: { Clear: (style) => void delete style.fill },
});

const SIDES = ['EdgeTop', 'EdgeBottom', 'EdgeLeft', 'EdgeRight'] as const;
type Side = (typeof SIDES)[number];
interface Border {
  readonly style: ConditionalStyle;
  readonly side: Side;
}

const NO_LINE = { style: 'None', color: '' };
const lineOf = ({ style, side }: Border): { style: string; color: string } => style.borders.get(side) ?? NO_LINE;

const border = hostClass<Border>({
  name: 'ConditionalRangeBorder',
  identity: ({ side }) => ({ Id: side }),
  properties: {
    SideIndex: { get: ({ side }) => side },
    Style: {
      get: (self) => lineOf(self).style,
      set: (self, value) => {
        const line = oneOf(value, BORDER_STYLES, 'ConditionalRangeBorder.style');
        self.style.borders.set(self.side, { ...lineOf(self), style: line });
      },
    },
    Color: {
      get: (self) => lineOf(self).color,
      set: (self, value) => void self.style.borders.set(self.side, { ...lineOf(self), color: color(value) }),
    },
  },
});

function borderAt(style: ConditionalStyle, index: number): HostObject {
  const side = SIDES[index];
  if (!side) throw new HostError('InvalidArgument', 'ConditionalRangeBorderCollection.getItemAt');
  return border({ style, side });
}

const borders = hostClass<ConditionalStyle>({
  name: 'ConditionalRangeBorderCollection',
  items: (style) => SIDES.map((side) => border({ style, side })),
  item: (style, key) => border({ style, side: oneOf(key, SIDES, 'ConditionalRangeBorderCollection.getItem') }),
  properties: { Count: { get: () => SIDES.length } },
  navigation: Object.fromEntries(
    SIDES.map((side) => [side.slice('Edge'.length), (style: ConditionalStyle) => border({ style, side })]),
  ),
  methods: {
    GetItemAt: (style, [index]) => borderAt(style, integerOf(index, 'ConditionalRangeBorderCollection.getItemAt')),
  },
});

export const conditionalStyle = hostClass<ConditionalStyle>({
  name: 'ConditionalRangeFormat',
  navigation: { Font: font, Fill: fill, Borders: borders },
  properties: {
    NumberFormat: {
      get: ({ numberFormat }) => numberFormat ?? null,
      set: (style, value) => void (style.numberFormat = textOf(value, 'ConditionalRangeFormat.numberFormat')),
    },
  },
});
