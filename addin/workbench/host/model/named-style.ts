/** Cell styles: a look with a name (support.microsoft.com, "Apply, create, or remove a cell style"). */
import { PLAIN, type Border, type CellStyle } from './grid.ts';

/** Which parts of a style its cells take. */
export const STYLE_PARTS = ['Alignment', 'Border', 'Font', 'Number', 'Patterns', 'Protection'] as const;
export type StylePart = (typeof STYLE_PARTS)[number];

export interface NamedStyle {
  readonly name: string;
  readonly builtIn: boolean;
  looks: CellStyle;
  numberFormat: string;
  /** Without those that its cells do not take. */
  readonly includes: Set<StylePart>;
}

export const NORMAL = 'Normal';

const PARTS: Record<StylePart, readonly (keyof CellStyle)[]> = {
  Alignment: [
    'horizontalAlignment',
    'verticalAlignment',
    'wrapText',
    'indentLevel',
    'shrinkToFit',
    'textOrientation',
    'autoIndent',
    'readingOrder',
  ],
  Border: ['borders'],
  Font: [
    'bold',
    'italic',
    'underline',
    'fontColor',
    'fontName',
    'fontSize',
    'strikethrough',
    'subscript',
    'superscript',
    'fontTintAndShade',
  ],
  Number: [],
  Patterns: ['fill', 'fillPattern', 'patternColor', 'patternTintAndShade', 'fillTintAndShade'],
  Protection: ['locked', 'formulaHidden'],
};

/** How a cell looks that is given a style: what the style includes it takes whole, the rest stays. */
export function styleApplied(style: NamedStyle, before: CellStyle): CellStyle {
  const taken = new Set([...style.includes].flatMap((part) => PARTS[part]));
  const kept = Object.entries(before).filter(([key]) => !taken.has(key as keyof CellStyle) && key !== 'named');
  const given = Object.entries(style.looks).filter(([key]) => taken.has(key as keyof CellStyle));
  const name = style.name === NORMAL ? {} : { named: style.name };
  const after = { ...Object.fromEntries([...kept, ...given]), ...name };
  return Object.keys(after).length === 0 ? PLAIN : Object.freeze(after);
}

/** True where cells of a style follow a change of this key. */
export const isIncluded = ({ includes }: NamedStyle, key: keyof CellStyle): boolean =>
  [...includes].some((part) => PARTS[part].includes(key));

const ACCOUNTING = (symbol: string, decimals: string): string =>
  `_(${symbol}* #,##0${decimals}_);_(${symbol}* (#,##0${decimals});_(${symbol}* "-"${decimals && '??'}_);_(@_)`;

const line = (weight: string, color: string, style = 'Continuous'): Border => ({ style, weight, color });
const framed = (border: Border): CellStyle => ({
  borders: { Top: border, Bottom: border, Left: border, Right: border },
});
const below = (border: Border): CellStyle => ({ borders: { Bottom: border } });

/** Colours of the Office theme: of each accent itself and its tints of 60, 40 and 20 %. */
const ACCENTS = [
  ['#4472C4', '#8EA9DB', '#B4C6E7', '#D9E1F2'],
  ['#ED7D31', '#F4B084', '#F8CBAD', '#FCE4D6'],
  ['#A5A5A5', '#C9C9C9', '#DBDBDB', '#EDEDED'],
  ['#FFC000', '#FFD966', '#FFE699', '#FFF2CC'],
  ['#5B9BD5', '#9BC2E6', '#BDD7EE', '#DDEBF7'],
  ['#70AD47', '#A9D08E', '#C6E0B4', '#E2EFDA'],
] as const;

const accents = (): (readonly [string, CellStyle])[] =>
  ACCENTS.flatMap(([full, most, half, least], i) => {
    const name = `Accent${i + 1}`;
    return [
      [name, { fill: full, fontColor: '#FFFFFF' }],
      [`${name}_60`, { fill: most, fontColor: '#FFFFFF' }],
      [`${name}_40`, { fill: half }],
      [`${name}_20`, { fill: least }],
    ] as const;
  });

const BUILT_IN: readonly (readonly [name: string, looks: CellStyle, numberFormat?: string])[] = [
  [NORMAL, {}],
  ['Comma', {}, ACCOUNTING('', '.00')],
  ['WholeComma', {}, ACCOUNTING('', '')],
  ['Currency', {}, ACCOUNTING('$', '.00')],
  ['WholeDollar', {}, ACCOUNTING('$', '')],
  ['Percent', {}, '0%'],
  ['Hlink', { fontColor: '#0563C1', underline: 'Single' }],
  ['HlinkTrav', { fontColor: '#954F72', underline: 'Single' }],
  ['Good', { fill: '#C6EFCE', fontColor: '#006100' }],
  ['Bad', { fill: '#FFC7CE', fontColor: '#9C0006' }],
  ['Neutral', { fill: '#FFEB9C', fontColor: '#9C5700' }],
  ['Calculation', { fill: '#F2F2F2', fontColor: '#FA7D00', bold: true, ...framed(line('Thin', '#7F7F7F')) }],
  ['CheckCell', { fill: '#A5A5A5', fontColor: '#FFFFFF', bold: true, ...framed(line('Thick', '#3F3F3F', 'Double')) }],
  ['ExplanatoryText', { fontColor: '#7F7F7F', italic: true }],
  ['Input', { fill: '#FFCC99', fontColor: '#3F3F76', ...framed(line('Thin', '#7F7F7F')) }],
  ['LinkedCell', { fontColor: '#FA7D00', ...below(line('Thick', '#FF8001', 'Double')) }],
  ['Note', { fill: '#FFFFCC', ...framed(line('Thin', '#B2B2B2')) }],
  ['Output', { fill: '#F2F2F2', fontColor: '#3F3F3F', bold: true, ...framed(line('Thin', '#3F3F3F')) }],
  ['WarningText', { fontColor: '#FF0000' }],
  ['Heading1', { fontColor: '#44546A', bold: true, fontSize: 15, ...below(line('Thick', '#4472C4')) }],
  ['Heading2', { fontColor: '#44546A', bold: true, fontSize: 13, ...below(line('Thick', '#A2B8E1')) }],
  ['Heading3', { fontColor: '#44546A', bold: true, ...below(line('Medium', '#8EA9DB')) }],
  ['Heading4', { fontColor: '#44546A', bold: true }],
  ['SheetTitle', { fontColor: '#44546A', fontName: 'Calibri Light', fontSize: 18 }],
  ['Total', { bold: true, borders: { Top: line('Thin', '#4472C4'), Bottom: line('Thick', '#4472C4', 'Double') } }],
  ...accents(),
];

/** What each built-in style includes: number formats of the five of amounts, the look of the others, all of the plain one. */
function includesOf(name: string, looks: CellStyle, numberFormat?: string): Set<StylePart> {
  if (name === NORMAL) return new Set(STYLE_PARTS);
  if (numberFormat !== undefined) return new Set(['Number']);
  return new Set(STYLE_PARTS.filter((part) => PARTS[part].some((key) => looks[key] !== undefined)));
}

export const builtInStyles = (): Map<string, NamedStyle> =>
  new Map(
    BUILT_IN.map(([name, looks, numberFormat]) => [
      name,
      {
        name,
        builtIn: true,
        looks: Object.freeze(looks),
        numberFormat: numberFormat ?? 'General',
        includes: includesOf(name, looks, numberFormat),
      },
    ]),
  );

export const newStyle = (name: string): NamedStyle => ({
  name,
  builtIn: false,
  looks: PLAIN,
  numberFormat: 'General',
  includes: new Set(STYLE_PARTS),
});
