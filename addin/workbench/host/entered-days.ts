/**
 * Days and times as they are typed into a General cell in en-US: what they are worth and the number format that Excel gives
 * the cell along with them (support.microsoft.com, "Enter data manually in worksheet cells" and "Change the date system,
 * format, or two-digit year interpretation").
 */
const EPOCH = Date.UTC(1899, 11, 30);
const DAY = 86_400_000;
/** 1900-03-01: from here on Excel's serial days and the calendar agree (Excel believes in a 29 February 1900). */
export const FIRST_RELIABLE_SERIAL = 61;

export function serialOfDay(year: number, month: number, day: number): number | null {
  const time = Date.UTC(year, month - 1, day);
  const date = new Date(time);
  if (year < 1900 || year > 9999 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const serial = (time - EPOCH) / DAY;
  return serial < FIRST_RELIABLE_SERIAL ? serial - 1 : serial;
}

/** The day of a serial number, from 1900-03-01 on. */
export const dayOfSerial = (serial: number): Date => new Date(EPOCH + Math.floor(serial) * DAY);

export interface EnteredNumber {
  readonly value: number;
  readonly format: string;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = String.raw`(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)`;
const SEPARATOR = String.raw`(?:[-/ ]|, ?)`;

type Day = readonly [year: number, month: number, day: number, format: string];
type Reader = readonly [pattern: RegExp, read: (parts: readonly string[]) => Day];

const pattern = (text: string): RegExp => new RegExp(`^${text}$`, 'i');
const thisYear = (): number => new Date().getUTCFullYear();
const monthOf = (name = ''): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
/** 00 to 29 are of this century, 30 to 99 of the last. */
const yearOf = (text = ''): number =>
  text.length > 2 ? Number(text) : Number(text) + (Number(text) < 30 ? 2000 : 1900);

const READERS: readonly Reader[] = [
  [/^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/, ([y, m, d]) => [Number(y), Number(m), Number(d), 'm/d/yyyy']],
  [/^(\d{1,2})[-/](\d{1,2})[-/](\d{2}|\d{4})$/, ([m, d, y]) => [yearOf(y), Number(m), Number(d), 'm/d/yyyy']],
  [/^(\d{1,2})[-/](\d{1,2})$/, ([m, d]) => [thisYear(), Number(m), Number(d), 'd-mmm']],
  [pattern(`(\\d{1,2})${SEPARATOR}${MONTH}`), ([d, m]) => [thisYear(), monthOf(m), Number(d), 'd-mmm']],
  [pattern(`${MONTH}${SEPARATOR}(\\d{1,2})`), ([m, d]) => [thisYear(), monthOf(m), Number(d), 'd-mmm']],
  [pattern(`${MONTH}${SEPARATOR}(\\d{4})`), ([m, y]) => [Number(y), monthOf(m), 1, 'mmm-yy']],
  [
    pattern(`(\\d{1,2})${SEPARATOR}${MONTH}${SEPARATOR}(\\d{2}|\\d{4})`),
    ([d, m, y]) => [yearOf(y), monthOf(m), Number(d), 'd-mmm-yy'],
  ],
  [
    pattern(`${MONTH}${SEPARATOR}(\\d{1,2})${SEPARATOR}(\\d{2}|\\d{4})`),
    ([m, d, y]) => [yearOf(y), monthOf(m), Number(d), 'd-mmm-yy'],
  ],
];

function recogniseDay(text: string): EnteredNumber | null {
  for (const [reader, read] of READERS) {
    const [, ...parts] = reader.exec(text) ?? [];
    if (parts.length === 0) continue;
    const [year, month, day, format] = read(parts);
    const value = serialOfDay(year, month, day);
    if (value !== null) return { value, format };
  }
  return null;
}

const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([ap])\.?m?\.?)?$/i;

function recogniseHours(text: string): EnteredNumber | null {
  const [match, h = '', m = '', s, half] = TIME.exec(text) ?? [];
  const [hours, minutes, seconds] = [Number(h), Number(m), Number(s ?? 0)];
  const isTime = match !== undefined && minutes < 60 && seconds < 60 && hours < 24;
  if (!isTime || (half !== undefined && (hours < 1 || hours > 12))) return null;
  const afternoon = half === undefined ? 0 : (half.toLowerCase() === 'p' ? 12 : 0) - (hours === 12 ? 12 : 0);
  const format = `h:mm${s === undefined ? '' : ':ss'}${half === undefined ? '' : ' AM/PM'}`;
  return { value: ((hours + afternoon) * 3600 + minutes * 60 + seconds) / 86_400, format };
}

/** A day, a time of day, or a day with its time; null for anything else. */
export function recogniseTime(text: string): EnteredNumber | null {
  const alone = recogniseDay(text) ?? recogniseHours(text);
  const [match, day = '', time = ''] = /^(.+?) +(\d{1,2}:.+)$/.exec(text) ?? [];
  if (alone || match === undefined) return alone;
  const [date, hours] = [recogniseDay(day), recogniseHours(time)];
  return date && hours && { value: date.value + hours.value, format: 'm/d/yyyy h:mm' };
}
