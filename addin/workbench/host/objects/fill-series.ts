/** How the fill handle goes on ("Fill data automatically in worksheet cells", support.microsoft.com). */
import type { Cell } from '../model/grid.ts';

export type Fill = 'FillDefault' | 'FillCopy' | 'FillSeries' | 'FillFormats' | 'FillValues';

type Series = (offset: number) => Cell['value'];

/**
 * The values that continue the seeds, or null when they are repeated: two or more numbers go on by their linear trend, a
 * single number only where a series is asked for; days, names of days and months and a text that ends in a number count
 * on.
 */
export function seriesOf(seeds: readonly Cell[], fill: Fill): Series | null {
  if (fill === 'FillCopy' || fill === 'FillFormats' || seeds.some(({ formula }) => formula !== null)) return null;
  const values = seeds.map(({ value }) => value);
  const [first, ...others] = values;
  if (values.every((value) => typeof value === 'number')) {
    if (values.length > 1) return linear(values);
    const isCounted = fill === 'FillSeries' || isDay(seeds[0]);
    return isCounted ? (offset) => (values[0] ?? 0) + offset : null;
  }
  if (typeof first !== 'string' || others.length > 0) return null;
  return named(first) ?? numbered(first);
}

const isDay = (seed: Cell | undefined): boolean =>
  /[dy]/i.test((seed?.format ?? '').replace(/"[^"]*"|\[[^\]]*\]/g, ''));

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];
const short = (names: readonly string[]): string[] => names.map((name) => name.slice(0, 3));

/** Excel's own lists; May alone goes on in full. */
function named(text: string): Series | null {
  const list = [DAYS, MONTHS, short(DAYS), short(MONTHS)].find((names) => names.includes(text));
  if (!list) return null;
  const start = list.indexOf(text);
  return (offset) => list[(((start + offset) % list.length) + list.length) % list.length] ?? '';
}

function numbered(text: string): Series | null {
  const ending = /^(.*?)(\d+)$/s.exec(text);
  return ending && ((offset) => `${ending[1] ?? ''}${Math.abs(Number(ending[2]) + offset)}`);
}

/** Least squares through the seeds, as the fill handle extends them. */
function linear(numbers: readonly number[]): (offset: number) => number {
  const n = numbers.length;
  const middle = (n - 1) / 2;
  const mean = numbers.reduce((total, value) => total + value, 0) / n;
  const spread = numbers.reduce((total, _, i) => total + (i - middle) ** 2, 0);
  const slope = numbers.reduce((total, value, i) => total + (i - middle) * (value - mean), 0) / spread;
  return (offset) => Number((mean + slope * (offset - middle)).toPrecision(15));
}
