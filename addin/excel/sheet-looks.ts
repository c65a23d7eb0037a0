/**
 * How a view looks on its sheet. Ranges are as wide as neighbouring columns are alike: a handful of them, however many
 * rows and columns there are.
 */
import type { MatrixColumn } from '../../schema/matrix/definition.ts';
import { allColumns, type View } from '../flows/view.ts';
import { type ColumnSizes, columnSizes } from './column-sizes.ts';
import {
  INPUT_FILL,
  INPUT_FONT,
  KEY_FONT,
  KEY_LINE_HEIGHT,
  KEY_SIZE,
  LINE_HEIGHT,
  numberFormat,
  TABLE_ROW,
  TEXT,
  viewWidth,
} from './layout.ts';
import { setNumberFormat } from './number-format.ts';

export interface Body {
  readonly sheet: Excel.Worksheet;
  readonly view: View;
  /** Data rows of the table: one blank row where the view has none. */
  readonly rows: number;
}

/**
 * Before the values: a text cell must be one when its text comes. Whole columns, which the sheet has for itself: that is
 * one fact for Excel, however many rows there are, and rows that come later have it too.
 */
export function formatColumns({ sheet, view }: Body): void {
  for (const { start, count, value } of columnRuns(view, (column) => (column ? numberFormat(column) : TEXT))) {
    setNumberFormat(sheet.getRangeByIndexes(0, start, 1, count).getEntireColumn(), value);
  }
  setNumberFormat(sheet.getRangeByIndexes(TABLE_ROW, 0, 1, viewWidth(view)), TEXT);
}

/** Inputs in blue on pale yellow, keys small and grey, the rest as it is. */
export function dress({ sheet, view, rows }: Body): void {
  const key = sheet.getRangeByIndexes(TABLE_ROW, 0, rows + 1, 1);
  key.format.font.set({ size: KEY_SIZE, color: KEY_FONT });
  for (const { start, count, value } of columnRuns(view, (column) => column?.editable ?? false)) {
    if (!value) continue;
    const { format } = sheet.getRangeByIndexes(TABLE_ROW + 1, start, rows, count);
    format.fill.color = INPUT_FILL;
    format.font.color = INPUT_FONT;
  }
  dressHead(sheet, sizeColumns(sheet, view));
}

interface ColumnRun<T> {
  /** Of the first column on the sheet. */
  readonly start: number;
  readonly count: number;
  readonly value: T;
}

/** Neighbouring columns of which `of` says the same; null is the column of keys. */
function columnRuns<T>(view: View, of: (column: MatrixColumn | null) => T): ColumnRun<T>[] {
  const runs: ColumnRun<T>[] = [];
  for (const [at, column] of [null, ...allColumns(view)].entries()) {
    const value = of(column);
    const last = runs.at(-1);
    if (last?.value === value) runs[runs.length - 1] = { ...last, count: last.count + 1 };
    else runs.push({ start: at, count: 1, value });
  }
  return runs;
}

function sizeColumns(sheet: Excel.Worksheet, view: View): ColumnSizes {
  const sizes = columnSizes(view);
  const { widths, headerLines } = sizes;
  for (const [index, points] of widths.entries()) {
    sheet.getRangeByIndexes(TABLE_ROW, index, 1, 1).format.columnWidth = points;
  }
  const { format } = sheet.getRangeByIndexes(TABLE_ROW, 0, 1, viewWidth(view));
  format.wrapText = true;
  format.verticalAlignment = 'Bottom';
  format.rowHeight = headerLines * LINE_HEIGHT + 3;
  return sizes;
}

/** More would leave too few rows of the table on a small screen. */
const MAX_HEAD_LINES = 4;

/** Of a row above the table, in points. */
export const headHeight = (lines: number): number => Math.min(lines, MAX_HEAD_LINES) * KEY_LINE_HEIGHT + 4;

/**
 * What stands below the title wraps in the key's column: over the next columns it would be cut as soon as they are scrolled.
 * Where the column is too narrow for that, it stands over them all the same, whole until then.
 */
function dressHead(sheet: Excel.Worksheet, { headLines }: ColumnSizes): void {
  for (const [row, lines] of headLines.entries()) {
    if (row === 0) continue;
    const { format } = sheet.getRangeByIndexes(row, 0, 1, 1);
    format.font.set({ size: KEY_SIZE, color: KEY_FONT });
    const fits = lines <= MAX_HEAD_LINES;
    format.wrapText = fits;
    format.verticalAlignment = 'Top';
    format.rowHeight = headHeight(fits ? lines : 1);
  }
}

/** Brings what is to be edited into sight; the labels before it may fill a small screen. */
export function selectFirstInput(sheet: Excel.Worksheet, view: View): void {
  const first = allColumns(view).findIndex(({ editable }) => editable);
  if (first >= 0) sheet.getRangeByIndexes(TABLE_ROW + 1, first + 1, 1, 1).select();
}

/** Drop-downs, by the formula of the range that holds each column's options. */
export function addChoices({ sheet, view, rows }: Body, lists: ReadonlyMap<string, string>): void {
  for (const [index, { key, title }] of allColumns(view).entries()) {
    const source = lists.get(key);
    if (source === undefined) continue;
    const { dataValidation } = sheet.getRangeByIndexes(TABLE_ROW + 1, index + 1, rows, 1);
    dataValidation.rule = { list: { inCellDropDown: true, source } };
    const message = 'Choose a value from the list.';
    dataValidation.errorAlert = { message, showAlert: true, style: 'Stop', title: title.slice(0, 32) };
  }
}
