import { flagOf, integerOf, numberOf, oneOf, textOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type Argument, type Property } from '../host-object.ts';
import { PLAIN } from '../model/grid.ts';
import { requireUnprotected } from '../model/guards.ts';
import type { RangeModel } from '../model/range.ts';
import { borders } from './borders.object.ts';
import { changeStyle, styled } from './cell-style.ts';
import { color } from './color.ts';
import { fitColumns, fitRows, sizes, standardSizes } from './sizes.ts';

const HORIZONTAL = [
  'General',
  'Left',
  'Center',
  'Right',
  'Fill',
  'Justify',
  'CenterAcrossSelection',
  'Distributed',
] as const;
const VERTICAL = ['Top', 'Center', 'Bottom', 'Justify', 'Distributed'] as const;
const UNDERLINES = ['None', 'Single', 'Double', 'SingleAccountant', 'DoubleAccountant'] as const;

const text =
  (location: string) =>
  (value: Argument): string =>
    textOf(value, location);
const flag =
  (location: string) =>
  (value: Argument): boolean =>
    flagOf(value, location);

function integerBetween(value: Argument, [least, most]: readonly [number, number], location: string): number {
  const number = integerOf(value, location);
  if (number < least || number > most) throw new HostError('InvalidArgument', location);
  return number;
}

const fill = hostClass<RangeModel>({
  name: 'RangeFill',
  properties: { Color: styled('fill', '#FFFFFF', color) },
  methods: {
    Clear: (range) =>
      changeStyle(range, ({ fill: _cleared, ...rest }) => (Object.keys(rest).length === 0 ? PLAIN : rest)),
  },
});

const font = hostClass<RangeModel>({
  name: 'RangeFont',
  properties: {
    Bold: styled('bold', false, flag('RangeFont.bold')),
    Italic: styled('italic', false, flag('RangeFont.italic')),
    Strikethrough: styled('strikethrough', false, flag('RangeFont.strikethrough')),
    Subscript: styled('subscript', false, flag('RangeFont.subscript')),
    Superscript: styled('superscript', false, flag('RangeFont.superscript')),
    Underline: styled('underline', 'None', (v) => oneOf(v, UNDERLINES, 'RangeFont.underline')),
    Color: styled('fontColor', '#000000', color),
    Name: styled('fontName', 'Calibri', text('RangeFont.name')),
    Size: styled('fontSize', 11, (v) => numberOf(v, 'RangeFont.size')),
  },
});

/** Whether cells may be written on a protected sheet; it can only be changed while the sheet is not. */
const protection = hostClass<RangeModel>({
  name: 'FormatProtection',
  properties: {
    Locked: unprotected(styled('locked', true, flag('FormatProtection.locked'))),
    FormulaHidden: unprotected(styled('formulaHidden', false, flag('FormatProtection.formulaHidden'))),
  },
});

function unprotected(property: Property<RangeModel>): Property<RangeModel> {
  return {
    get: property.get,
    set: (range, value) => {
      requireUnprotected(range.sheet, 'FormatProtection.locked');
      property.set?.(range, value);
    },
  };
}

/** "The indent value ranges from 0 to 250" (RangeFormat.adjustIndent): it stops at both ends. */
function adjustIndent(range: RangeModel, [amount]: readonly Argument[]): void {
  const by = integerOf(amount, 'RangeFormat.adjustIndent');
  changeStyle(range, (style) => ({
    ...style,
    indentLevel: Math.min(250, Math.max(0, (style.indentLevel ?? 0) + by)),
  }));
}

export const rangeFormat = hostClass<RangeModel>({
  name: 'RangeFormat',
  navigation: { Fill: fill, Font: font, Protection: protection, Borders: borders },
  properties: {
    HorizontalAlignment: styled('horizontalAlignment', 'General', (v) =>
      oneOf(v, HORIZONTAL, 'RangeFormat.horizontalAlignment'),
    ),
    VerticalAlignment: styled('verticalAlignment', 'Bottom', (v) =>
      oneOf(v, VERTICAL, 'RangeFormat.verticalAlignment'),
    ),
    WrapText: styled('wrapText', false, flag('RangeFormat.wrapText')),
    ShrinkToFit: styled('shrinkToFit', false, flag('RangeFormat.shrinkToFit')),
    // 0 to 250, and -90 to 90 degrees or 180 for stacked: RangeFormat in the Office.js reference.
    IndentLevel: styled('indentLevel', 0, (v) => integerBetween(v, [0, 250], 'RangeFormat.indentLevel')),
    TextOrientation: styled('textOrientation', 0, (v) =>
      v === 180 ? 180 : integerBetween(v, [-90, 90], 'RangeFormat.textOrientation'),
    ),
    ...sizes,
    ...standardSizes,
  },
  methods: { AutofitColumns: fitColumns, AutofitRows: fitRows, AdjustIndent: adjustIndent },
});
