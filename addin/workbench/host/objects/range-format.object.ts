import { flagOf, integerOf, numberOf, oneOf, textOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type Argument, type Property } from '../host-object.ts';
import { PLAIN, type CellStyle } from '../model/grid.ts';
import { requireUnprotected } from '../model/guards.ts';
import type { RangeModel } from '../model/range.ts';
import { borders } from './borders.object.ts';
import { changeStyle, styled, type Styled } from './cell-style.ts';
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
const READING_ORDERS = ['Context', 'LeftToRight', 'RightToLeft'] as const;
/** "LinearGradient and RectangularGradient are not supported" (RangeFill.pattern). */
const PATTERNS = [
  ...(['None', 'Solid', 'Gray50', 'Gray75', 'Gray25', 'Horizontal', 'Vertical', 'Down', 'Up', 'Checker'] as const),
  ...(['SemiGray75', 'LightHorizontal', 'LightVertical', 'LightDown', 'LightUp', 'Grid', 'CrissCross'] as const),
  ...(['Gray16', 'Gray8'] as const),
] as const;
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

/** -1 is darkest, 1 brightest, 0 the colour itself. */
const tint =
  (location: string) =>
  (value: Argument): number => {
    const number = numberOf(value, location);
    if (number < -1 || number > 1) throw new HostError('InvalidArgument', location);
    return number;
  };

function withoutFill(style: CellStyle): CellStyle {
  const { fill: _fill, fillPattern: _pattern, patternColor: _color, ...rest } = style;
  const { patternTintAndShade: _patternTint, fillTintAndShade: _tint, ...others } = rest;
  return Object.keys(others).length === 0 ? PLAIN : others;
}

const pattern = styled(
  'fillPattern',
  (style) => (style.fill === undefined ? 'None' : 'Solid'),
  (value) => oneOf(value, PATTERNS, 'RangeFill.pattern'),
);

/** Kept and answered; what shows the workbook draws the fill's colour alone. */
export const fill = hostClass<Styled>({
  name: 'RangeFill',
  properties: {
    Color: styled('fill', '#FFFFFF', color),
    Pattern: {
      get: pattern.get,
      set: (target, value) => (value === 'None' ? changeStyle(target, withoutFill) : pattern.set?.(target, value)),
    },
    PatternColor: styled('patternColor', '#000000', color),
    PatternTintAndShade: styled('patternTintAndShade', 0, tint('RangeFill.patternTintAndShade')),
    TintAndShade: styled('fillTintAndShade', 0, tint('RangeFill.tintAndShade')),
  },
  methods: { Clear: (target) => changeStyle(target, withoutFill) },
});

export const font = hostClass<Styled>({
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
    TintAndShade: styled('fontTintAndShade', 0, tint('RangeFont.tintAndShade')),
  },
});

/** Whether cells may be written on a protected sheet. @param of the class whose properties they are */
export const protections = (of: string): { readonly [name: string]: Property<Styled> } => ({
  Locked: styled('locked', true, flag(`${of}.locked`)),
  FormulaHidden: styled('formulaHidden', false, flag(`${of}.formulaHidden`)),
});

/** It can only be changed while the sheet is not protected. */
const protection = hostClass<RangeModel>({
  name: 'FormatProtection',
  properties: Object.fromEntries(
    Object.entries(protections('FormatProtection')).map(([name, property]) => [name, unprotected(property)]),
  ),
});

function unprotected(property: Property<Styled>): Property<RangeModel> {
  return {
    get: property.get,
    set: (range, value) => {
      requireUnprotected(range.sheet, 'FormatProtection.locked');
      property.set?.(range, value);
    },
  };
}

/** How text lies in a cell. @param of the class whose properties they are */
export const alignments = (of: string): { readonly [name: string]: Property<Styled> } => ({
  HorizontalAlignment: styled('horizontalAlignment', 'General', (v) =>
    oneOf(v, HORIZONTAL, `${of}.horizontalAlignment`),
  ),
  VerticalAlignment: styled('verticalAlignment', 'Bottom', (v) => oneOf(v, VERTICAL, `${of}.verticalAlignment`)),
  WrapText: styled('wrapText', false, flag(`${of}.wrapText`)),
  ShrinkToFit: styled('shrinkToFit', false, flag(`${of}.shrinkToFit`)),
  // 0 to 250, and -90 to 90 degrees or 180 for stacked: RangeFormat in the Office.js reference.
  IndentLevel: styled('indentLevel', 0, (v) => integerBetween(v, [0, 250], `${of}.indentLevel`)),
  TextOrientation: styled('textOrientation', 0, (v) =>
    v === 180 ? 180 : integerBetween(v, [-90, 90], `${of}.textOrientation`),
  ),
  AutoIndent: styled('autoIndent', false, flag(`${of}.autoIndent`)),
  ReadingOrder: styled('readingOrder', 'Context', (v) => oneOf(v, READING_ORDERS, `${of}.readingOrder`)),
});

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
    ...alignments('RangeFormat'),
    ...sizes,
    ...standardSizes,
  },
  methods: { AutofitColumns: fitColumns, AutofitRows: fitRows, AdjustIndent: adjustIndent },
});
