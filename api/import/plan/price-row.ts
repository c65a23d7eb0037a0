/** A row of prices as the cell that it fills: an amount in a currency, or the text of a quote. */
import { parseDecimal } from '../../../schema/domain/decimal.ts';
import { problem } from '../../../schema/errors/catalogue.ts';
import { placeOf } from '../sourced-row.ts';
import type { StoredScales } from '../stored-records.ts';
import type { ReadRow } from './read-row.ts';

/** `cell` of a price that is a text; see `Price.cell`. */
export const QUOTE_CELL = 'quote';

/** Fills `values.cell`, or adds faults. Amount and text exclude each other; only an amount has a currency. */
export function readPrice(read: ReadRow, scales: StoredScales): void {
  const get = (field: string): string | null => read.values.get(field) ?? null;
  const fail = (field: string, message: string): void =>
    void read.faults.push({ origin: placeOf(read.row, field), message });
  const [amount, text, currency, kind] = [get('amount'), get('text'), get('currency'), get('kind')];
  // A value that could not be read has its fault; what follows from it would only mislead.
  if (read.faults.length > 0) return;
  if (amount !== null && text !== null) return fail('text', 'A price has an amount or a text, and this row has both.');
  if (amount === null && text === null)
    return fail('amount', 'A price has an amount or a text, and this row has neither.');
  if (kind !== null && kind !== (amount === null ? 'QUOTE' : 'LIST')) {
    return fail(
      'kind',
      `A price with ${amount === null ? 'a text is a QUOTE' : 'an amount is a LIST price'}, and kind says ${kind}.`,
    );
  }
  if (amount === null) {
    if (currency !== null) return fail('currency', 'A quote has no currency; leave currency blank or give an amount.');
    return void read.values.set('cell', QUOTE_CELL);
  }
  if (currency === null) return fail('currency', problem('REQUIRED', { field: 'currency' }).message);
  const scale = scales.lists.get(get('priceList') ?? '') ?? scales.currencies.get(currency);
  if (scale !== undefined && !parseDecimal(amount, scale).ok) {
    return fail('amount', problem('BAD_SCALE', { field: 'amount', value: amount, scale, unit: currency }).message);
  }
  read.values.set('cell', currency);
}

/** Scales of the database, overridden by rows of currencies and price lists in the same files. */
export function withScalesOf(rows: readonly ReadRow[], stored: StoredScales): StoredScales {
  const currencies = new Map(stored.currencies);
  const lists = new Map(stored.lists);
  for (const { definition, values } of rows) {
    const code = values.get('code');
    if (!code) continue;
    const minorUnit = values.get('minorUnit');
    if (definition.name === 'Currency' && minorUnit) currencies.set(code, Number(minorUnit));
    const decimals = values.get('decimals');
    if (definition.name !== 'PriceList' || decimals === undefined) continue;
    if (decimals === null) lists.delete(code);
    else lists.set(code, Number(decimals));
  }
  return { currencies, lists };
}
