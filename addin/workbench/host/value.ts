/**
 * What Excel makes of a value that is entered into a cell.
 *
 * Sources: `Range.values` in the Office.js reference ("if the returned value starts with a plus, minus or equal sign,
 * Excel interprets this value as a formula"); the support articles on text format, on the leading apostrophe, and on
 * fifteen significant digits; days and times are read in entered-days.ts. en-US conventions only: what a German Excel makes of `1.5` is not modelled.
 */
import { recogniseTime } from './entered-days.ts';

export type CellValue = string | number | boolean;

export interface Entry {
  readonly value: CellValue;
  readonly formula: string | null;
  /** The number format that Excel gives a General cell along with the value, as for `5%` or a date. */
  readonly format?: string;
  /** Entered with a leading apostrophe, which is not part of the value. */
  readonly quoted?: boolean;
}

/** The number format that makes a cell a text cell. */
export const TEXT_FORMAT = '@';

/** True where a cell of this format holds exactly what is entered: the quick way past `enter`. */
export const isPlainEntry = (input: CellValue, format: string): boolean =>
  typeof input === 'string' ? format === TEXT_FORMAT && !input.startsWith("'") : format !== TEXT_FORMAT;

/** `input` is a literal from the wire; null (leave the cell) must not come here. */
export function enter(input: CellValue, format: string): Entry {
  if (typeof input !== 'string') return { value: format === TEXT_FORMAT ? asText(input) : input, formula: null };
  // An apostrophe is taken off in text cells too: the worse case for an add-in, and nobody here could ask an Excel.
  if (input.startsWith("'")) return { value: input.slice(1), formula: null, quoted: true };
  if (format === TEXT_FORMAT || input === '') return { value: input, formula: null };
  if (input.startsWith('=') && input.length > 1) return { value: 0, formula: input };
  const recognised = recognise(input.trim());
  if (recognised) return { ...recognised, formula: null };
  // `+A1` and `-A1` are formulas; so is `@SUM(A1)`, as in Lotus 1-2-3.
  if (/^[+@-]./s.test(input)) return { value: 0, formula: `=${input.replace(/^[+@]/, '')}` };
  return { value: input, formula: null };
}

/** What is entered into a text cell is text, numbers too. */
const asText = (input: number | boolean): string => String(input).toUpperCase();

const GROUPED = /^([+-]?)\$?((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)$/;
const SCIENTIFIC = /^[+-]?(?:\d+\.?\d*|\.\d+)e[+-]?\d{1,3}$/i;
const ERRORS = new Set(['#N/A', '#DIV/0!', '#NAME?', '#NULL!', '#NUM!', '#REF!', '#VALUE!']);

function recognise(text: string): { value: CellValue; format?: string } | null {
  const upper = text.toUpperCase();
  if (upper === 'TRUE' || upper === 'FALSE') return { value: upper === 'TRUE' };
  if (ERRORS.has(upper)) return { value: upper };
  if (text.endsWith('%') && GROUPED.test(text.slice(0, -1))) {
    return { value: plainNumber(text.slice(0, -1)) / 100, format: text.includes('.') ? '0.00%' : '0%' };
  }
  if (GROUPED.test(text)) {
    const decimals = text.includes('.') ? '.00' : '';
    const format = text.includes('$') ? `$#,##0${decimals}` : text.includes(',') ? `#,##0${decimals}` : null;
    return { value: plainNumber(text), ...(format !== null && { format }) };
  }
  if (SCIENTIFIC.test(text)) return scientific(text);
  return recogniseTime(text);
}

const plainNumber = (text: string): number => Number(fifteenDigits(text.replace(/[$,]/g, '')));

function scientific(text: string): { value: number; format: string } | null {
  const value = Number(text);
  return Number.isFinite(value) ? { value, format: '0.00E+00' } : null;
}

/** Excel keeps fifteen significant digits of what is typed and puts zeros for the rest. */
export function fifteenDigits(text: string): string {
  let significant = 0;
  let result = '';
  for (const character of text) {
    const isDigit = character >= '0' && character <= '9';
    if (isDigit && (significant > 0 || character !== '0')) significant += 1;
    result += isDigit && significant > 15 ? '0' : character;
  }
  return result;
}

export type ValueType = 'Empty' | 'Double' | 'Boolean' | 'Error' | 'String';

export function typeOfValue(value: CellValue): ValueType {
  if (value === '') return 'Empty';
  if (typeof value === 'number') return 'Double';
  if (typeof value === 'boolean') return 'Boolean';
  return ERRORS.has(value) ? 'Error' : 'String';
}
