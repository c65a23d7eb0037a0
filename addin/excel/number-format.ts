/**
 * One number format for a whole range: the API takes a scalar for that ("Range.numberFormat", set a single value), which
 * its types do not say.
 */
export function setNumberFormat(range: Excel.Range, format: string): void {
  (range as { numberFormat: unknown }).numberFormat = format;
}
