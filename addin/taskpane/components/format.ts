/** Figures and days as this person reads them. Only for showing: what is typed is never guessed at. */
import type { PushCounts } from '../state/push-counts.ts';

const PLAIN_NUMBER = /^-?\d+(?:\.(\d+))?$/;

/** Decimal text in the reader's notation, with all of its digits: `1234.50` is `1.234,50` in German. Other text as it is. */
export function formatFigure(text: string, locale?: string): string {
  const decimals = PLAIN_NUMBER.exec(text);
  if (!decimals) return text;
  const digits = (decimals[1] ?? '').length;
  const format = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  // As text, so that no digit passes through a double (ECMA-402, Intl.NumberFormat v3).
  return format.format(text as `${number}`);
}

/** The same with its sign: `+2.00`, `−2.00`, `±0.00`. */
export function formatDelta(text: string, locale?: string): string {
  const shown = formatFigure(text.replace(/^-/, ''), locale);
  if (text.startsWith('-')) return `−${shown}`;
  return /[1-9]/.test(text) ? `+${shown}` : `±${shown}`;
}

export const formatCount = (count: number, locale?: string): string => new Intl.NumberFormat(locale).format(count);

/** An instant in the reader's time zone. */
export function formatInstant(iso: string, locale?: string): string {
  const instant = new Date(iso);
  if (Number.isNaN(instant.getTime())) return iso;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(instant);
}

/** A calendar day, which is the same in every time zone. */
export function formatDay(day: string, locale?: string): string {
  const instant = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(instant.getTime())) return day;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(instant);
}

/** `2 cells, 1 new row, 1 archived row`: of these what there is. */
export function countsInWords({ cells, newRows, archivedRows }: PushCounts): string {
  const parts = [
    cells > 0 ? counted(cells, 'cell') : '',
    newRows > 0 ? counted(newRows, 'new row') : '',
    archivedRows > 0 ? counted(archivedRows, 'archived row') : '',
  ];
  return parts.filter(Boolean).join(', ');
}

/** `1 row`, `2 rows`. */
export const counted = (count: number, noun: string, plural = `${noun}s`): string =>
  `${formatCount(count)} ${count === 1 ? noun : plural}`;
