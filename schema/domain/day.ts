/** Calendar days as `YYYY-MM-DD` text: they sort and compare as text, and no time zone can move them. */
export type Day = string;

/** True for a day that exists, 0001-01-01 to 9999-12-31 (PostgreSQL's `date` and Excel's text dates both hold them). */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

/** Today in UTC, as the contract has it. */
export const today = (now: Date = new Date()): Day => now.toISOString().slice(0, 10);

/** The day `count` days later (earlier when negative). */
export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

/** A validity `[from, to)`; `to` null means open. */
export interface Validity {
  readonly from: Day;
  readonly to: Day | null;
}

export const contains = (validity: Validity, day: Day): boolean =>
  validity.from <= day && (validity.to === null || day < validity.to);

export const overlaps = (a: Validity, b: Validity): boolean =>
  (b.to === null || a.from < b.to) && (a.to === null || b.from < a.to);
