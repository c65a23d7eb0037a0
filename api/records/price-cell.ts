/** A price row has a cell for each currency, named by its code, and one for the text of a quote. */

/** The cell of a quote; no currency is called so. */
export const QUOTE_CELL = 'quote';

/** The field that holds the cell's value. */
export const valueField = (cell: string): 'amount' | 'text' => (cell === QUOTE_CELL ? 'text' : 'amount');

/** What a new price of this cell is, beside its key and its value. */
export const kindOfCell = (cell: string): { readonly kind: 'LIST' | 'QUOTE'; readonly currency: string | null } =>
  cell === QUOTE_CELL ? { kind: 'QUOTE', currency: null } : { kind: 'LIST', currency: cell };
