/**
 * How wide the columns of a view are, known from the view itself: Excel's autofit would make room for every long title in
 * one line and push the cells that are to be edited out of sight. Here titles wrap, and texts beyond a line's length are
 * cut by the next cell as in any sheet.
 */
import type { MatrixColumn } from '../../schema/matrix/definition.ts';
import { allColumns, type View } from '../flows/view.ts';
import { headerTitles, headLines, KEY_SIZE } from './layout.ts';

export interface ColumnSizes {
  /** In points, the key's column first. */
  readonly widths: readonly number[];
  /** Lines that the longest of the wrapped titles takes. */
  readonly headerLines: number;
  /** Lines that each text above the table takes in the key's column. */
  readonly headLines: readonly number[];
}

/** Points that a character of an 11 point sans serif takes: capitals, and all else. Codes are mostly capitals. */
const CAPITAL = 7.8;
const OTHER = 6.2;
const CELL_MARGIN = 8;
/** Titles are bold. */
const BOLD = 1.12;
/** The filter button of a header cell. */
const BUTTON = 14;
const MIN_WIDTH = 36;
/** About 40 characters; a longer text is read in the formula bar. */
const MAX_WIDTH = 260;
/** Room for the figures that are typed next, which may be longer. */
const MIN_INPUT_WIDTH = 64;

export function columnSizes(view: View): ColumnSizes {
  const columns = [null, ...allColumns(view)];
  const widths = headerTitles(view).map((title, at) => {
    const column = columns[at] ?? null;
    const body = bodyWidth(view, at, column);
    if (column === null) return columnWidth([body, widthOf(title)].map((w) => (w * KEY_SIZE) / 11));
    return columnWidth([
      column.editable ? MIN_INPUT_WIDTH : MIN_WIDTH,
      body,
      ...wordWidths(title).map((word) => word + BUTTON),
    ]);
  });
  const lines = headerTitles(view).map((title, at) =>
    at === 0 ? 1 : linesOf(title, (widths[at] ?? 0) - CELL_MARGIN - BUTTON),
  );
  const heads = headLines(view).map((text) => headLinesOf(text, widths[0] ?? 0));
  return { widths, headerLines: Math.max(1, ...lines), headLines: heads };
}

/** Lines that a text above the table takes in a column of a width in points: in the keys' size, not bold as titles are. */
export const headLinesOf = (text: string, width: number): number =>
  linesOf(text, ((width - CELL_MARGIN) * 11 * BOLD) / KEY_SIZE);

const columnWidth = (wanted: readonly number[]): number =>
  Math.ceil(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, ...wanted) + CELL_MARGIN));

/** What the widest of a column's cells takes, as far as it matters. */
function bodyWidth(view: View, at: number, column: MatrixColumn | null): number {
  if (column?.type === 'DATE') return widthOf('0000-00-00');
  const longest = longestText(view, at);
  return column?.type === 'DECIMAL' ? amountWidth(longest, column.scale ?? 0) : widthOf(longest);
}

/** Of texts in one column that are equally long, all are about equally wide; of amounts only what is before the point counts. */
function longestText(view: View, at: number): string {
  let [longest, least, most] = ['', 0, 0];
  for (const row of view.rows) {
    const value = row[at];
    if (typeof value === 'number') {
      least = Math.min(least, value);
      most = Math.max(most, value);
    } else if (typeof value === 'string') {
      if (value.length > longest.length) longest = value;
    }
  }
  return [String(least), String(most)].reduce((a, b) => (wholeLength(b) > wholeLength(a) ? b : a), longest);
}

const wholeLength = (text: string): number => text.split('.')[0]?.length ?? 0;

/** With the decimals and separators that an amount is shown with. */
function amountWidth(text: string, scale: number): number {
  const whole = wholeLength(text);
  const separators = Math.floor((whole - 1) / 3);
  return OTHER * (whole + separators + (scale > 0 ? scale + 1 : 0));
}

const wordWidths = (title: string): number[] => title.split(/\s+/).map((word) => widthOf(word) * BOLD);

function widthOf(text: string): number {
  let width = 0;
  for (let i = 0; i < text.length; i++) width += isCapital(text, i) ? CAPITAL : OTHER;
  return width;
}

function isCapital(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 0x80 ? code >= 0x41 && code <= 0x5a : /\p{Lu}/u.test(text.charAt(at));
}

function linesOf(title: string, width: number): number {
  let lines = 1;
  let used = 0;
  for (const word of wordWidths(title)) {
    const isFirst = used === 0;
    if (!isFirst && used + OTHER + word > width) lines += 1;
    used = isFirst || used + OTHER + word > width ? word : used + OTHER + word;
  }
  return lines;
}
