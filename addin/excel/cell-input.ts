import type { SheetValue } from '../../schema/matrix/sheet-value.ts';

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
export interface CellInput {
  readonly input: SheetValue;
  /** The cell needs the format General, though its column is a text column. */
  readonly isGeneral: boolean;
}

export function cellInput(value: SheetValue, isTextColumn: boolean): CellInput {
  if (typeof value !== 'string' || value === '') return { input: value, isGeneral: false };
  // NUL cannot stand in a cell at all; the server takes none either.
  const text = value.replaceAll('\0', '');
  if (isTextColumn && !text.startsWith("'")) return { input: text, isGeneral: false };
  return { input: `'${text}`, isGeneral: isTextColumn };
}
