import { HostError } from './host-error.ts';
import { dayOfSerial, TEXT_FORMAT, type CellValue } from './value.ts';

/**
 * `Range.text`: the value as the cell shows it, for the number formats that this add-in and the entry of values produce.
 * @throws HostError NotImplemented for another number format, by its name, rather than a guess
 */
export function displayText(value: CellValue, format: string): string {
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'string') return value;
  if (format === 'General' || format === TEXT_FORMAT) return general(value);
  const fixed = /^(\$?)(#,##)?0(?:\.(0+))?(%?)$/.exec(format);
  if (fixed) return fixedText(value, fixed);
  if (format === '0.00E+00')
    return value
      .toExponential(2)
      .replace(/e([+-])(\d)$/, 'e$10$2')
      .toUpperCase();
  if (/^[ymd/-]+$/.test(format)) return dayText(value, format);
  throw new HostError('NotImplemented', 'Range.text', `This host cannot show the number format ${format}.`);
}

/** Eleven digits at most, as a General cell shows. */
const general = (value: number): string =>
  Math.abs(value) < 1e11 ? String(Number(value.toPrecision(11))) : String(value);

function fixedText(value: number, [, currency = '', grouping, zeros = '', percent = '']: RegExpExecArray): string {
  const text = Math.abs(percent ? value * 100 : value).toLocaleString('en-US', {
    minimumFractionDigits: zeros.length,
    maximumFractionDigits: zeros.length,
    useGrouping: grouping !== undefined,
  });
  return `${value < 0 ? '-' : ''}${currency}${text}${percent}`;
}

function dayText(serial: number, format: string): string {
  const date = dayOfSerial(serial);
  const month = date.toLocaleString('en-US', { month: 'short', timeZone: 'UTC' });
  const part: Record<string, string> = {
    yyyy: String(date.getUTCFullYear()),
    mmm: month,
    mm: String(date.getUTCMonth() + 1).padStart(2, '0'),
    m: String(date.getUTCMonth() + 1),
    dd: String(date.getUTCDate()).padStart(2, '0'),
    d: String(date.getUTCDate()),
  };
  return format.replace(/y+|m+|d+/g, (run) => part[run] ?? run);
}
