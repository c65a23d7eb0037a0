import type { ICellData, IStyleData, Styles } from '@univerjs/core';
import { PLAIN, type CellStyle } from '../../host/model/grid.ts';
import { bordersToModel, bordersToUniver } from './border-styles.ts';
import { hex } from './colors.ts';

/** How a cell looks: Excel's number format and the model's style. */
export interface Look {
  readonly format: string;
  readonly style: CellStyle;
}

const PLAIN_LOOK: Look = { format: 'General', style: PLAIN };
const HORIZONTAL = ['General', 'Left', 'Center', 'Right', 'Justify', 'CenterAcrossSelection', 'Distributed', 'Fill'];
const VERTICAL = ['', 'Top', 'Center', 'Bottom'];
const WRAP = 3;
const SUBSCRIPT = 2;
const SUPERSCRIPT = 3;
/** Pixels of one step. */
const INDENT = 9;

/**
 * Translates between the model's styles and Univer's, which are numbered in its workbook. What Univer knows beyond the
 * object model travels as `other`, and what the model knows beyond Univer (whether a cell is locked) as `kept`, so that
 * neither loses what the other cannot show.
 */
export class StyleBook {
  private readonly ids = new Map<CellStyle, Map<string, string>>();
  private readonly looks = new Map<string, Look>();

  constructor(private readonly styles: Styles) {}

  /** Univer's number of a look, `''` for a plain cell. */
  idOf(style: CellStyle, format: string): string {
    let ofStyle = this.ids.get(style);
    if (!ofStyle) this.ids.set(style, (ofStyle = new Map<string, string>()));
    let id = ofStyle.get(format);
    if (id === undefined) ofStyle.set(format, (id = this.add(toUniver(style, format))));
    return id;
  }

  /** The look that a cell of Univer's has; the same object for the same number. */
  lookOf(cellStyle: ICellData['s']): Look {
    if (!cellStyle) return PLAIN_LOOK;
    const id = typeof cellStyle === 'string' ? cellStyle : this.add(cellStyle);
    let look = this.looks.get(id);
    if (!look) {
      look = toModel(this.styles.get(id) ?? {});
      this.looks.set(id, look);
      // So that the way back gives this number again.
      let ofStyle = this.ids.get(look.style);
      if (!ofStyle) this.ids.set(look.style, (ofStyle = new Map<string, string>()));
      ofStyle.set(look.format, id);
    }
    return look;
  }

  private add(style: IStyleData): string {
    return Object.keys(style).length === 0 ? '' : (this.styles.setValue(style) ?? '');
  }
}

/** What Univer does not know of a style. */
const KEPT = [
  ...(['locked', 'formulaHidden', 'shrinkToFit', 'autoIndent', 'readingOrder', 'named'] as const),
  ...(['fillPattern', 'patternColor', 'patternTintAndShade', 'fillTintAndShade', 'fontTintAndShade'] as const),
] as const;
type Kept = (typeof KEPT)[number];

/** A style of Univer's with what it only carries along. */
interface CarryingStyle extends IStyleData {
  readonly kept?: { readonly [K in Kept]?: CellStyle[K] | undefined };
}

function toUniver(style: CellStyle, format: string): CarryingStyle {
  const other = style.other === undefined ? {} : (JSON.parse(style.other) as IStyleData);
  const horizontal = HORIZONTAL.indexOf(style.horizontalAlignment ?? 'General');
  const vertical = VERTICAL.indexOf(style.verticalAlignment ?? '');
  const borders = bordersToUniver(style.borders);
  const kept = Object.fromEntries(KEPT.filter((key) => style[key] !== undefined).map((key) => [key, style[key]]));
  const isCarrying = Object.keys(kept).length > 0;
  return {
    ...other,
    ...fontToUniver(style),
    ...(format !== 'General' && { n: { pattern: format } }),
    ...(style.fill !== undefined && { bg: { rgb: style.fill } }),
    ...(borders && { bd: borders }),
    ...(horizontal > 0 && { ht: horizontal }),
    ...(vertical > 0 && { vt: vertical }),
    ...(style.wrapText && { tb: WRAP }),
    ...(style.indentLevel && { pd: { l: style.indentLevel * INDENT } }),
    ...(style.textOrientation !== undefined && { tr: rotation(style.textOrientation) }),
    ...(isCarrying && { kept }),
  };
}

const fontToUniver = (style: CellStyle): IStyleData => ({
  ...(style.fontName !== undefined && { ff: style.fontName }),
  ...(style.fontSize !== undefined && { fs: style.fontSize }),
  ...(style.bold && { bl: 1 }),
  ...(style.italic && { it: 1 }),
  ...(style.underline !== undefined && style.underline !== 'None' && { ul: { s: 1 } }),
  ...(style.strikethrough && { st: { s: 1 } }),
  ...(style.subscript && { va: SUBSCRIPT }),
  ...(style.superscript && { va: SUPERSCRIPT }),
  ...(style.fontColor !== undefined && { cl: { rgb: style.fontColor } }),
});

/** Excel turns to the left with positive degrees, Univer to the right; 180 stacks the letters. */
const rotation = (degrees: number): { a: number; v: 0 | 1 } =>
  degrees === 180 ? { a: 0, v: 1 } : { a: -degrees, v: 0 };

function toModel(univer: CarryingStyle): Look {
  const { n, ff, fs, bl, it, ul, st, va, cl, bg, bd, ht, vt, tb, pd, tr, kept, ...other } = univer;
  const horizontal = ht ? HORIZONTAL[ht] : undefined;
  const vertical = vt ? VERTICAL[vt] : undefined;
  const borders = bordersToModel(bd ?? null);
  const rest = Object.fromEntries(Object.entries(other).filter(([, value]) => value != null));
  const style: CellStyle = {
    ...(ff && { fontName: ff }),
    ...(fs && { fontSize: fs }),
    ...(bl && { bold: true }),
    ...(it && { italic: true }),
    ...(ul?.s && { underline: 'Single' }),
    ...(st?.s && { strikethrough: true }),
    ...(va === SUBSCRIPT && { subscript: true }),
    ...(va === SUPERSCRIPT && { superscript: true }),
    ...(cl?.rgb && { fontColor: hex(cl.rgb) }),
    ...(bg?.rgb && { fill: hex(bg.rgb) }),
    ...(borders && { borders }),
    ...(horizontal !== undefined && { horizontalAlignment: horizontal }),
    ...(vertical !== undefined && { verticalAlignment: vertical }),
    ...(tb === WRAP && { wrapText: true }),
    ...(pd?.l && { indentLevel: Math.round(pd.l / INDENT) }),
    ...(tr && { textOrientation: tr.v === 1 ? 180 : -tr.a || 0 }),
    ...carried(kept),
    ...(Object.keys(rest).length > 0 && { other: JSON.stringify(rest) }),
  };
  const isPlain = Object.keys(style).length === 0;
  return { format: n?.pattern || 'General', style: isPlain ? PLAIN : Object.freeze(style) };
}

const carried = (kept: CarryingStyle['kept']): CellStyle =>
  Object.fromEntries(Object.entries(kept ?? {}).filter(([, value]) => value !== undefined));
