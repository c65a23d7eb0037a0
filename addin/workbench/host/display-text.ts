import { format as formatNumber } from 'numfmt';
import { HostError } from './host-error.ts';
import { TEXT_FORMAT, type CellValue } from './value.ts';

/**
 * `Range.text`: the value as the cell shows it, whatever its width, in en-US.
 * @throws HostError NotImplemented for a number format that numfmt does not read, by its name, rather than a guess
 */
export function displayText(value: CellValue, format: string): string {
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  // What most cells are: it costs no reading of the format.
  if (typeof value === 'string' && (format === 'General' || format === TEXT_FORMAT)) return value;
  try {
    return formatNumber(format, value);
  } catch {
    throw new HostError('NotImplemented', 'Range.text', `This host cannot show the number format ${format}.`);
  }
}
