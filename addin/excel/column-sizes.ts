/**
 * How wide the columns of a view are, known from the view itself: Excel's autofit would make room for every long title in
 * one line and push the cells that are to be edited out of sight. Here titles wrap, and texts beyond a line's length are
 * cut by the next cell as in any sheet.
 */
import type { MatrixColumn } from '../../schema/matrix/definition.ts';
import { sheetValues } from '../flows/sheet-changes.ts';
import { allColumns, type View } from '../flows/view.ts';
import { headerTitles, KEY_SIZE } from './layout.ts';

export interface ColumnSizes {
  /** In points, the key's column first. */
  readonly widths: readonly number[];
  /** Lines that the longest of the wrapped titles takes. */
  readonly headerLines: number;
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
  const titles = headerTitles(view);
  const columns = allColumns(view);
  const bodies = [0, ...columns.map(() => 0)];
  for (const row of view.rows) {
    const values = [row[0], ...sheetValues(view, row)];
    values.forEach((value, at) => {
      const text = shownLength(value, columns[at - 1]);
      // Most texts are no wider than the widest so far even if they were all capitals.
      if (text.length * CAPITAL > (bodies[at] ?? 0)) bodies[at] = Math.max(bodies[at] ?? 0, widthOf(text));
    });
  }
  bodies[0] = ((bodies[0] ?? 0) * KEY_SIZE) / 11;
  const widths = titles.map((title, at) => {
    const words = at === 0 ? [(widthOf(title) * KEY_SIZE) / 11] : wordWidths(title);
    const least = columns[at - 1]?.editable ? MIN_INPUT_WIDTH : MIN_WIDTH;
    return Math.ceil(
      Math.min(MAX_WIDTH, Math.max(least, bodies[at] ?? 0, ...words.map((w) => w + BUTTON)) + CELL_MARGIN),
    );
  });
  const lines = titles.map((title, at) => (at === 0 ? 1 : linesOf(title, (widths[at] ?? 0) - CELL_MARGIN - BUTTON)));
  return { widths, headerLines: Math.max(1, ...lines) };
}

const wordWidths = (title: string): number[] => title.split(/\s+/).map((word) => widthOf(word) * BOLD);

function widthOf(text: string): number {
  let width = 0;
  for (const sign of text) width += /\p{Lu}/u.test(sign) ? CAPITAL : OTHER;
  return width;
}

/** The text that a value is shown with, as far as its length goes: figures with their decimals and separators. */
function shownLength(value: string | number | boolean, column: MatrixColumn | undefined): string {
  if (column?.type === 'DATE') return '0000-00-00';
  if (column?.type !== 'DECIMAL' || value === '') return String(value);
  const [whole = ''] = String(value).split('.');
  const separators = Math.floor((whole.length - 1) / 3);
  return '0'.repeat(whole.length + separators + (column.scale ? column.scale + 1 : 0));
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
