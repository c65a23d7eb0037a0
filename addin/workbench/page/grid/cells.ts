/** One cell as the model has it and as Univer has it, and where the two differ. */
import type { ICellData, Nullable } from '@univerjs/core';
import type { Cell } from '../../host/model/grid.ts';
import { fifteenDigits, TEXT_FORMAT, type CellValue } from '../../host/value.ts';

/** `CellValueType` of Univer. */
const STRING = 1;
const NUMBER = 2;
const BOOLEAN = 3;
const FORCED_STRING = 4;

export type UniverRow = Record<number, Nullable<ICellData>> | undefined;

/** What Univer shows in a cell; of a formula, its last result. */
export function valueIn(cell: Nullable<ICellData>): CellValue {
  if (!cell) return '';
  const { v, t, p } = cell;
  // Text that was formatted in part is a document of its own.
  if (v == null) return p?.body?.dataStream.replace(/\r?\n$/, '') ?? '';
  if (t === BOOLEAN) return v === 1 || v === true || v === 'TRUE';
  return t === NUMBER || typeof v === 'number' ? fifteenDigitsOf(Number(v)) : v;
}

/** Excel keeps no more; Univer does. */
const fifteenDigitsOf = (value: number): number =>
  Number.isInteger(value) ? Number(fifteenDigits(String(value))) : value;

/** The change that makes Univer show the cell's content. Its style is not in it. */
export const contentOf = (cell: Readonly<Cell>): ICellData => ({
  ...{ p: null, si: null, f: null, v: null },
  ...firstContentOf(cell),
});

/** The same for a cell in which nothing stands yet. */
export function firstContentOf({ value, formula, format }: Readonly<Cell>): ICellData {
  if (formula !== null) return { f: formula, v: null };
  if (value === '') return {};
  if (typeof value === 'boolean') return { v: value ? 1 : 0, t: BOOLEAN };
  if (typeof value === 'number') return { v: value, t: NUMBER };
  return { v: value, t: isTakenForAnother(value, format) ? FORCED_STRING : STRING };
}

export const hasNothing = (shown: Nullable<ICellData>): boolean =>
  !shown || (shown.v == null && shown.f == null && shown.si == null && shown.p == null);

/** A text that Univer would read as a number or a formula when someone edits its cell. */
const isTakenForAnother = (text: string, format: string): boolean =>
  format !== TEXT_FORMAT && (/^[=+\-@']/.test(text) || (text.trim() !== '' && !Number.isNaN(Number(text))));

/** True when Univer's content is the model's. A formula's result is Univer's to say. */
export function isSameContent(model: Readonly<Cell>, shown: Nullable<ICellData>, formula: string | null): boolean {
  if (model.formula !== formula) return false;
  return formula !== null || (model.value === valueIn(shown) && !isLonger(shown));
}

/** A number of more than fifteen digits, which must be shown as Excel would have cut it. */
const isLonger = (shown: Nullable<ICellData>): boolean =>
  typeof shown?.v === 'number' && shown.t === NUMBER && valueIn(shown) !== shown.v;
