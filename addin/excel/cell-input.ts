/**
 * What to send so that a cell holds exactly this value.
 *
 * Text in a text cell (`@`) is taken as it is: formulas, codes such as `00123` and `1E5`, dates and `TRUE` stay text. Two
 * things need care. Text outside a text column gets the apostrophe that makes any entry text. And text that itself begins
 * with an apostrophe: whether a text cell takes that one off is not documented, so such a cell is made a General one,
 * where the first of two apostrophes surely is.
 *
 * Numbers go as JSON numbers of at most 15 digits: they are exact there and back, and no locale reads them otherwise.
 */
import type { SheetValue } from '../../schema/matrix/sheet-value.ts';

export function cellInput(value: SheetValue, isTextColumn: boolean): SheetValue {
  if (typeof value !== 'string' || value === '') return value;
  // NUL cannot stand in a cell at all; the server takes none either.
  const text = value.includes('\0') ? value.replaceAll('\0', '') : value;
  return isTextColumn && !isQuoted(text) ? text : `'${text}`;
}

/** In a text column: the cell needs the format General for this input. */
export const isQuoted = (input: SheetValue): boolean => typeof input === 'string' && input.startsWith("'");

/** True where `cellInput` changes nothing. */
export const isWrittenAsIs = (value: SheetValue | null, isTextColumn: boolean): boolean =>
  typeof value !== 'string' || value === '' || (isTextColumn && !value.startsWith("'") && !value.includes('\0'));
