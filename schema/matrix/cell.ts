/**
 * One typed cell: from the text of an edit to the canonical text that is stored, and from there to what people read.
 * Canonical text and limits: docs/architecture.md "Values" and the contract's semantics 9.
 */
import { decimal, formatDecimal, MAX_DIGITS, MAX_SCALE, parseDecimal } from '../domain/decimal.ts';
import { isDay } from '../domain/day.ts';
import { problem } from '../errors/catalogue.ts';
import type { TextFault } from '../errors/problem-figures.ts';
import type { Problem } from '../errors/rejection.ts';
import type { MatrixColumn } from './definition.ts';
import { isCode } from './row-key.ts';

/** What has to be known of a column to read one of its cells; matrix columns and header columns both fit. */
export interface CellColumn extends Pick<MatrixColumn, 'key' | 'title' | 'type' | 'unit' | 'scale' | 'options'> {
  /** DECIMAL, INTEGER: inclusive bounds. An INTEGER is a 32-bit one in any case. */
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** TEXT: in characters (code points); 4,000 unless told. */
  readonly maxLength?: number | undefined;
  /** Blank is refused. */
  readonly required?: boolean | undefined;
  /** TEXT: the value refers to a record by its code. */
  readonly isCode?: boolean | undefined;
}

export type ParsedCell =
  { readonly ok: true; readonly value: string | null } | { readonly ok: false; readonly problem: Problem };

export const MAX_TEXT = 4000;
/** What an Excel cell holds: a set of codes that is longer could not be shown (support.microsoft.com, "Excel specifications"). */
const MAX_CODES_TEXT = 32_767;
const INT4 = { min: -2_147_483_648, max: 2_147_483_647 } as const;

/** The value in canonical form, null for blank; or why it cannot be stored. Never throws. */
export function parseCell(value: string | null, column: CellColumn): ParsedCell {
  const parsed = value === null ? blank : PARSERS[column.type](value, column);
  if (parsed.ok && parsed.value === null && column.required)
    return refuse(problem('REQUIRED', { field: column.title }));
  return parsed;
}

/** True when both mean the same stored value (`2.50` and `2.5`); texts that do not parse are compared as they are. */
export function sameValue(a: string | null, b: string | null, column: CellColumn): boolean {
  if (a === b) return true;
  const [left, right] = [parseCell(a, column), parseCell(b, column)];
  return left.ok && right.ok && left.value === right.value;
}

/**
 * A canonical value as people read it, the same in every locale: decimals at the column's scale (`68.60`), blank as ''.
 * More decimals than the column's scale are shown, never rounded away.
 */
export function formatCell(value: string | null, column: CellColumn): string {
  if (value === null) return '';
  return column.type === 'DECIMAL' ? formatDecimal(decimal(value), column.scale ?? 0) : value;
}

type Parser = (text: string, column: CellColumn) => ParsedCell;

const accept = (value: string | null): ParsedCell => ({ ok: true, value });
const refuse = (why: Problem): ParsedCell => ({ ok: false, problem: why });
const blank = accept(null);

const PARSERS: { readonly [T in CellColumn['type']]: Parser } = {
  TEXT: parseText,
  DECIMAL: (text, column) => parseNumber(text, column, column.scale ?? MAX_SCALE),
  INTEGER: (text, column) =>
    parseNumber(text, { ...column, min: column.min ?? INT4.min, max: column.max ?? INT4.max }, 0),
  DATE: (text, column) => (isDay(text) ? accept(text) : refuse(problem('BAD_DATE', faulty(text, column)))),
  BOOLEAN: (text, column) => parseOneOf(text, column, ['true', 'false']),
  // Without a closed list (it is the server's, or depends on the row) a choice is still a short name.
  CHOICE: (text, column) =>
    column.options ? parseOneOf(text, column, column.options) : parseText(text, { ...column, isCode: true }),
  CODES: parseCodes,
};

const faulty = (value: string, column: CellColumn) => ({ field: column.title, value });

function parseNumber(text: string, column: CellColumn, scale: number): ParsedCell {
  const figures = faulty(text, column);
  const parsed = parseDecimal(text, scale);
  if (parsed.ok) {
    const [min, max] = [bound(column.min), bound(column.max)];
    const outside = (min !== null && parsed.value < decimal(min)) || (max !== null && parsed.value > decimal(max));
    return outside ? refuse(problem('OUT_OF_RANGE', { ...figures, min, max })) : accept(formatDecimal(parsed.value));
  }
  switch (parsed.fault) {
    case 'BAD_NUMBER':
      return refuse(problem('BAD_NUMBER', figures));
    case 'BAD_SCALE':
      return refuse(problem('BAD_SCALE', { ...figures, scale, unit: column.unit }));
    case 'TOO_MANY_DIGITS':
      return refuse(problem('TOO_MANY_DIGITS', { ...figures, digits: MAX_DIGITS }));
  }
}

const bound = (limit: number | undefined): string | null => (limit === undefined ? null : String(limit));

function parseOneOf(text: string, column: CellColumn, options: readonly string[]): ParsedCell {
  return options.includes(text) ? accept(text) : refuse(problem('BAD_CHOICE', { ...faulty(text, column), options }));
}

function parseText(text: string, column: CellColumn): ParsedCell {
  if (text === '') return blank;
  const fault = textFault(text, column.maxLength ?? MAX_TEXT);
  if (fault) return refuse(problem('BAD_TEXT', { field: column.title, ...fault }));
  return column.isCode && !isCode(text) ? refuse(problem('BAD_CODE', faulty(text, column))) : accept(text);
}

/** Why PostgreSQL or the contract would not hold the text; null when they do. */
export function textFault(text: string, maxLength: number): TextFault | null {
  if (text.includes('\0')) return { fault: 'NUL' };
  if (/\p{Surrogate}/u.test(text)) return { fault: 'LONE_SURROGATE' };
  // Code units bound code points from above, so most texts need no counting.
  const length = text.length <= maxLength ? text.length : text.length - (text.match(/[\ud800-\udbff]/g)?.length ?? 0);
  return length > maxLength ? { fault: 'TOO_LONG', length, maxLength } : null;
}

function parseCodes(text: string, column: CellColumn): ParsedCell {
  const fault = textFault(text, MAX_CODES_TEXT);
  if (fault) return refuse(problem('BAD_TEXT', { field: column.title, ...fault }));
  const codes = splitCodes(text);
  const bad = codes.find((code) => !isCode(code));
  if (bad !== undefined) return refuse(problem('BAD_CODE', faulty(bad, column)));
  return accept(joinCodes(codes));
}

/** `R-2; R-1;` → `['R-2', 'R-1']`. */
export const splitCodes = (text: string | null): string[] =>
  (text ?? '')
    .split(';')
    .map((code) => code.trim())
    .filter((code) => code !== '');

/** A set of codes in canonical form: each once, in code order, joined by `;`; null when there is none. */
export function joinCodes(codes: Iterable<string>): string | null {
  // The default order is by code unit, which for codes is PostgreSQL's COLLATE "C".
  const sorted = [...new Set(codes)].sort();
  return sorted.length === 0 ? null : sorted.join(';');
}
