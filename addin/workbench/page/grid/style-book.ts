import type { ICellData, IStyleData, Styles } from '@univerjs/core';
import { PLAIN, type CellStyle } from '../../host/model/grid.ts';

/** How a cell looks: Excel's number format and the model's style. */
export interface Look {
  readonly format: string;
  readonly style: CellStyle;
}

const PLAIN_LOOK: Look = { format: 'General', style: PLAIN };
const HORIZONTAL = ['General', 'Left', 'Center', 'Right', 'Justify', 'CenterAcrossSelection', 'Distributed', 'Fill'];
const VERTICAL = ['', 'Top', 'Center', 'Bottom'];
const WRAP = 3;

/**
 * Translates between the model's styles and Univer's, which are numbered in its workbook. What Univer knows beyond the
 * object model (borders, strike-through…) travels as `other`, so that an add-in's change of the fill does not lose it.
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

function toUniver(style: CellStyle, format: string): IStyleData {
  const other = style.other === undefined ? {} : (JSON.parse(style.other) as IStyleData);
  const horizontal = HORIZONTAL.indexOf(style.horizontalAlignment ?? 'General');
  const vertical = VERTICAL.indexOf(style.verticalAlignment ?? '');
  return {
    ...other,
    ...(format !== 'General' && { n: { pattern: format } }),
    ...(style.fontName !== undefined && { ff: style.fontName }),
    ...(style.fontSize !== undefined && { fs: style.fontSize }),
    ...(style.bold && { bl: 1 }),
    ...(style.italic && { it: 1 }),
    ...(style.underline !== undefined && style.underline !== 'None' && { ul: { s: 1 } }),
    ...(style.fontColor !== undefined && { cl: { rgb: style.fontColor } }),
    ...(style.fill !== undefined && { bg: { rgb: style.fill } }),
    ...(horizontal > 0 && { ht: horizontal }),
    ...(vertical > 0 && { vt: vertical }),
    ...(style.wrapText && { tb: WRAP }),
  };
}

function toModel(univer: IStyleData): Look {
  const { n, ff, fs, bl, it, ul, cl, bg, ht, vt, tb, ...other } = univer;
  const horizontal = ht ? HORIZONTAL[ht] : undefined;
  const vertical = vt ? VERTICAL[vt] : undefined;
  const rest = Object.fromEntries(Object.entries(other).filter(([, value]) => value != null));
  const style: CellStyle = {
    ...(ff && { fontName: ff }),
    ...(fs && { fontSize: fs }),
    ...(bl && { bold: true }),
    ...(it && { italic: true }),
    ...(ul?.s && { underline: 'Single' }),
    ...(cl?.rgb && { fontColor: hex(cl.rgb) }),
    ...(bg?.rgb && { fill: hex(bg.rgb) }),
    ...(horizontal !== undefined && { horizontalAlignment: horizontal }),
    ...(vertical !== undefined && { verticalAlignment: vertical }),
    ...(tb === WRAP && { wrapText: true }),
    ...(Object.keys(rest).length > 0 && { other: JSON.stringify(rest) }),
  };
  const isPlain = Object.keys(style).length === 0;
  return { format: n?.pattern || 'General', style: isPlain ? PLAIN : Object.freeze(style) };
}

/** Univer's colour picker gives `rgb(255,0,0)`; the object model speaks `#FF0000`. */
function hex(color: string): string {
  const parts = /^rgba?\((\d+),\s*(\d+),\s*(\d+)/.exec(color);
  if (!parts) return color.startsWith('#') ? color.toUpperCase() : color;
  const digits = parts.slice(1, 4).map((part) => Number(part).toString(16).padStart(2, '0'));
  return `#${digits.join('')}`.toUpperCase();
}
