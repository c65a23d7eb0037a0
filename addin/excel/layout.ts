import { MAX_SCALE } from '../../schema/domain/decimal.ts';
import type { ColumnType, MatrixColumn } from '../../schema/matrix/definition.ts';
import type { MatrixRequest } from '../client/contract.ts';
import { allColumns, type View } from '../flows/view.ts';

/** How a view lies on its sheet: three lines of text, an empty one, then the table. Rows count from 0. */
export const HEAD_ROWS = 3;
export const TABLE_ROW = 4;
export const TEXT = '@';

/** Inverted, as programs draw them in the dark, they keep more than 4.5 to 1, too (WCAG 2.2, 1.4.3). */
export const INPUT_FILL = '#FFEBB0';
export const INPUT_FONT = '#0000A8';
export const KEY_FONT = '#707070';
/** Points; the other cells have 11. */
export const KEY_SIZE = 8;
/** Points that a line of this size takes. */
export const KEY_LINE_HEIGHT = 11;
/** Points that a line of the header takes. */
export const LINE_HEIGHT = 15;
export const MARK_FILL = '#FFC7CE';

const KEY_TITLE = 'Row key';

export const tableName = (viewId: string): string => `Marketgrid_${viewId.replace(/[^A-Za-z0-9]/g, '')}`;

/** Columns on the sheet: the key's and the view's. */
export const viewWidth = (view: View): number => allColumns(view).length + 1;

/** Header cells: the key column's, then each column's title; unique without regard to case, as Excel wants them. */
export function headerTitles(view: View): readonly string[] {
  const taken = new Set<string>();
  return [{ key: 'key', title: KEY_TITLE }, ...allColumns(view)].map(({ key, title }) => {
    let name = plainLine(title, 200) || key;
    if (taken.has(name.toLowerCase())) name = `${name} (${key})`;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${name} ${n}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

/** One line without control characters, which Excel would drop or show as boxes. */
const plainLine = (text: string, length: number): string =>
  text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, length);

/** Three lines above the table: what it is, for which filter, from when and by whom. */
export function headLines(view: View): readonly [string, string, string] {
  const when = view.pulledAt.slice(0, 16).replace('T', ' ');
  const day = view.request.asOf ? ` · as of ${view.request.asOf}` : '';
  const revision = `Revision ${view.revision}${day} · pulled by ${view.pulledBy} · ${when} UTC`;
  return [plainLine(view.title, 250), plainLine(filterInWords(view.request), 2_000), plainLine(revision, 2_000)];
}

/** `Markets SMB, ENT; plan 2027`, or that there is none. */
export function filterInWords({ filter }: MatrixRequest): string {
  const parts = Object.entries(filter ?? {}).flatMap(([name, codes]) => {
    const list = typeof codes === 'string' ? codes : (codes ?? []).join(', ');
    return list === '' ? [] : [`${name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)} ${list}`];
  });
  const text = parts.join('; ');
  return text === '' ? 'No filter' : text.charAt(0).toUpperCase() + text.slice(1);
}

/** Text columns are text cells as a whole, so that what is typed there later stays text too. */
export const isTextColumn = (type: ColumnType): boolean => type === 'TEXT' || type === 'CHOICE' || type === 'CODES';

export function numberFormat({ type, scale }: MatrixColumn): string {
  if (isTextColumn(type)) return TEXT;
  if (type === 'DATE') return 'yyyy-mm-dd';
  if (type === 'INTEGER') return '0';
  if (type === 'BOOLEAN') return 'General';
  // What is typed with too many decimals is refused; shown rounded, it would look as if it were right.
  return scale ? `#,##0.${'0'.repeat(scale)}${'#'.repeat(Math.max(0, MAX_SCALE - scale))}` : '#,##0';
}

/**
 * A name that Excel takes for a sheet and that no other sheet has.
 * Source: support.microsoft.com, "Rename a worksheet".
 */
export function sheetName(title: string, taken: readonly string[]): string {
  const names = new Set(taken.map((name) => name.toLowerCase()));
  const text = plainLine(title.replace(/[:\\/?*[\]']/g, ' '), 1_000).replace(/^[=+@\s-]+/, '');
  const clean = wholeWords(text, 31) || 'Marketgrid';
  const base = clean.toLowerCase() === 'history' ? 'Marketgrid' : clean;
  let name = base;
  for (let n = 2; names.has(name.toLowerCase()); n++) name = `${base.slice(0, 31 - ` (${n})`.length)} (${n})`;
  return name;
}

/** What fits of a text, without the word that would be cut: `2027` must not read `20`. */
function wholeWords(text: string, length: number): string {
  if (text.length <= length) return text.trim();
  const cut = text.slice(0, length + 1);
  const end = cut.lastIndexOf(' ');
  return (end > length / 2 ? cut.slice(0, end) : text.slice(0, length)).replace(/[\s·:,-]+$/, '');
}
