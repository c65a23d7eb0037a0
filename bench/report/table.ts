/** Series of one workload as a Markdown table. */
import type { Series } from '../frame/measure.ts';

const figure = (value: number | null): string => (value === null ? '–' : value.toFixed(value < 10 ? 2 : 1));

const COLUMNS: readonly (readonly [title: string, of: (s: Series) => string])[] = [
  ['', (s) => s.label],
  ['median ms', (s) => figure(s.medianMs)],
  ['least ms', (s) => figure(s.leastMs)],
  ['CPU node ms', (s) => figure(s.nodeMs)],
  ['CPU postgres ms', (s) => figure(s.postgresMs)],
  ['MB', (s) => (s.bytes / 1e6).toFixed(2)],
  ['samples', (s) => String(s.samples)],
];

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

export function seriesTable(series: readonly Series[]): string {
  const titles = COLUMNS.map(([title]) => title);
  const rows = series.map((s) => COLUMNS.map(([, of]) => of(s)));
  const widths = titles.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const padded = (cells: readonly string[]): string[] =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)));
  const rule = widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(padded(titles)), line(rule), ...rows.map((row) => line(padded(row)))].join('\n');
}
