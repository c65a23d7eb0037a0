/**
 * What a spreadsheet hands back for a cell, and what it is given: between its numbers, booleans and date serials, and the
 * text that stored values are everywhere else. Nothing is guessed: what cannot be read for certain stays the text that
 * it is, and `parseCell` refuses it by name.
 */
import type { Day } from '../domain/day.ts';
import { addDays, isDay } from '../domain/day.ts';
import type { CellColumn } from './cell.ts';

export type SheetValue = string | number | boolean;

/** The constants that Excel shows for a failed formula (ECMA-376 part 1, 18.17.2.7, and Excel's later ones). */
const SHEET_ERRORS: ReadonlySet<string> = new Set([
  '#NULL!',
  '#DIV/0!',
  '#VALUE!',
  '#REF!',
  '#NAME?',
  '#NUM!',
  '#N/A',
  '#GETTING_DATA',
  '#SPILL!',
  '#CALC!',
  '#BLOCKED!',
  '#UNKNOWN!',
  '#FIELD!',
  '#CONNECT!',
  '#BUSY!',
  '#EXTERNAL!',
  '#PYTHON!',
  '#TIMEOUT!',
]);

/** True for the text of a failed formula. */
export const isSheetError = (raw: unknown): boolean => typeof raw === 'string' && SHEET_ERRORS.has(raw);

/**
 * The text of an edit for what a sheet (or a pulled row's JSON) holds; null for blank.
 * Numbers: plain decimal text of the 15 digits that Excel keeps, so that 0.1 + 0.2 is `0.3`; in a DATE column a serial of
 * the 1900 date system. Blanks around a value count in TEXT only.
 */
export function readSheetValue(raw: unknown, column: CellColumn): string | null {
  switch (typeof raw) {
    case 'number':
      return (column.type === 'DATE' ? dayOfSerial(raw) : null) ?? numberText(raw);
    case 'boolean':
      // A text cell into which TRUE was typed shows TRUE.
      return column.type === 'BOOLEAN' ? String(raw) : String(raw).toUpperCase();
    case 'string':
      return readText(raw, column);
    default:
      return raw === null || raw === undefined ? null : '#VALUE!';
  }
}

function readText(raw: string, column: CellColumn): string | null {
  if (raw === '') return null;
  if (column.type === 'TEXT') return raw;
  const text = raw.trim();
  if (column.type === 'BOOLEAN' && /^(true|false)$/i.test(text)) return text.toLowerCase();
  return text === '' ? null : text;
}

/** Significant digits that Excel keeps. */
const DIGITS = 15;

/** What to write into a sheet for a canonical value: the inverse of `readSheetValue`. Text is not escaped here. */
export function toSheetValue(value: string | null, column: CellColumn): SheetValue {
  if (value === null) return '';
  switch (column.type) {
    case 'DECIMAL':
    case 'INTEGER':
      return Number(value); // At most 15 digits, which a double carries exactly there and back.
    case 'BOOLEAN':
      return value === 'true';
    case 'DATE':
      return serialOfDay(value) ?? value;
    default:
      return value;
  }
}

/** What to write into a sheet for a value as a pull's JSON has it: the same as by way of its canonical text, but quicker. */
export function sheetValueOf(pulled: unknown, column: CellColumn): SheetValue {
  if (pulled === null || pulled === undefined) return '';
  const isNumeric = column.type === 'DECIMAL' || column.type === 'INTEGER';
  if (isNumeric && typeof pulled === 'number') return pulled;
  if (column.type === 'TEXT' && typeof pulled === 'string') return pulled;
  return toSheetValue(readSheetValue(pulled, column), column);
}

/** Decimal text without exponent of the first 15 significant digits, rounded half away from zero in the last. */
export function numberText(value: number): string {
  // The shortest text that is read as this number; with no more digits than that it is the one that was entered.
  const shortest = String(value);
  if (!Number.isFinite(value) || (shortest.length <= DIGITS && !shortest.includes('e'))) return shortest;
  const [mantissa = '', exponent = '0'] = Math.abs(value)
    .toExponential(DIGITS - 1)
    .split('e');
  const digits = mantissa.replace('.', '').replace(/0+$/, '');
  if (digits === '') return '0';
  return (value < 0 ? '-' : '') + placePoint(digits, Number(exponent) + 1);
}

/** `digits` with the decimal point after so many of them (also before the first or beyond the last). */
function placePoint(digits: string, point: number): string {
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return digits.padEnd(point, '0');
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}

const LAST_SERIAL = 2_958_465; // 9999-12-31
/** Excel counts a 1900-02-29 that never was, as Lotus 1-2-3 did; before it serials lie one day closer to the epoch. */
const LEAP_BUG = 60;
const EPOCH: Day = '1899-12-30';
const EPOCH_BEFORE_BUG: Day = '1899-12-31';

/** The day of a serial of the 1900 date system; null for times, for 1900-02-29 and for what is out of its range. */
export function dayOfSerial(serial: number): Day | null {
  if (!Number.isInteger(serial) || serial < 1 || serial > LAST_SERIAL || serial === LEAP_BUG) return null;
  return addDays(serial < LEAP_BUG ? EPOCH_BEFORE_BUG : EPOCH, serial);
}

/** The serial of a day; null before 1900, where a sheet has only text. */
export function serialOfDay(day: Day): number | null {
  if (!isDay(day) || day < '1900-01-01') return null;
  const since = (epoch: Day): number => (Date.parse(day) - Date.parse(epoch)) / 86_400_000;
  return day < '1900-03-01' ? since(EPOCH_BEFORE_BUG) : since(EPOCH);
}
