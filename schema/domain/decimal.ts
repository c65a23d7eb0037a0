/**
 * Exact decimals as whole millionths in `bigint`, which is what `numeric(21,6)` stores. Text in, text out; never a float.
 * At most 15 significant digits, because that is what an Excel cell keeps.
 */
export type Millionths = bigint;

export const MAX_SCALE = 6;
export const MAX_DIGITS = 15;
const ONE = 1_000_000n;
/** What nearly every cell holds. Its millionths have at most 15 digits, so that a double counts them exactly. */
const PLAIN = /^(\d{1,9})(?:\.(\d{1,6}))?$/;

export type DecimalFault = 'BAD_NUMBER' | 'BAD_SCALE' | 'TOO_MANY_DIGITS';
export type ParsedDecimal = { ok: true; value: Millionths } | { ok: false; fault: DecimalFault };

/**
 * Reads `-?digits[.digits]` and nothing else: no exponent, sign +, blank, thousands mark, NaN. Trailing zeros do not
 * count towards `scale` (at most 6) or the digits.
 */
export function parseDecimal(text: string, scale: number = MAX_SCALE): ParsedDecimal {
  const plain = PLAIN.exec(text);
  if (plain) {
    const [, whole = '', fraction = ''] = plain;
    if (fraction.length <= scale) return { ok: true, value: BigInt(Number(whole + fraction.padEnd(MAX_SCALE, '0'))) };
  }
  // The length guard keeps BigInt from chewing on megabytes; 400 is far above any legal spelling.
  if (text.length > 400 || !/^-?\d+(\.\d+)?$/.test(text)) return { ok: false, fault: 'BAD_NUMBER' };
  const negative = text.startsWith('-');
  const [whole = '', fraction = ''] = (negative ? text.slice(1) : text).split('.');
  const significantFraction = fraction.replace(/0+$/, '');
  const digits = (whole + significantFraction).replace(/^0+/, '');
  const significant = significantFraction === '' ? digits.replace(/0+$/, '') : digits;
  if (significant.length > MAX_DIGITS || whole.replace(/^0+/, '').length > MAX_DIGITS) {
    return { ok: false, fault: 'TOO_MANY_DIGITS' };
  }
  if (significantFraction.length > Math.min(scale, MAX_SCALE)) return { ok: false, fault: 'BAD_SCALE' };
  const value = BigInt(whole) * ONE + BigInt(significantFraction.padEnd(MAX_SCALE, '0'));
  return { ok: true, value: negative ? -value : value };
}

/** For values that are known to be well-formed. @throws Error otherwise: our own mistake, never the analyst's. */
export function decimal(text: string): Millionths {
  const parsed = parseDecimal(text);
  if (!parsed.ok) throw new Error(`not a decimal: ${text.slice(0, 40)}`);
  return parsed.value;
}

/** Canonical text: no trailing zeros, no `-0`. With `minScale`, at least so many digits after the point. */
export function formatDecimal(value: Millionths, minScale = 0): string {
  const magnitude = value < 0n ? -value : value;
  const fraction = (magnitude % ONE).toString().padStart(MAX_SCALE, '0').replace(/0+$/, '').padEnd(minScale, '0');
  const text = (magnitude / ONE).toString() + (fraction === '' ? '' : `.${fraction}`);
  return value < 0n ? `-${text}` : text;
}
