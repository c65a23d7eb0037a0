/** `autoFill`: the fill handle, down, up, right or left. */
import { isAbsent, rangeOf, textOf } from '../arguments.ts';
import { translate } from '../formula-references.ts';
import { HostError } from '../host-error.ts';
import type { Argument } from '../host-object.ts';
import type { Cell } from '../model/grid.ts';
import { requireUnlocked } from '../model/guards.ts';
import type { RangeModel } from '../model/range.ts';
import { requireHolds } from './copying.ts';
import { requireBearable } from './range-values.ts';

/** Days, months, trends and flash fill are not modelled and refused by name. */
const FILLS = ['FillDefault', 'FillCopy', 'FillSeries', 'FillFormats', 'FillValues'] as const;
type Fill = (typeof FILLS)[number];
const LOCATION = 'Range.autoFill';

export function autoFill(self: RangeModel, [destination, type]: readonly Argument[]): void {
  const fill = isAbsent(type) ? 'FillDefault' : modelled(type);
  const place = isAbsent(destination) ? null : rangeOf(destination);
  const target = place ?? self.sheet.workbook.range(textOf(destination, LOCATION), self.sheet, LOCATION);
  requireHolds(self, target, LOCATION);
  requireBearable(target, LOCATION);
  const isDown = target.area.columns === self.area.columns;
  if (!isDown && target.area.rows !== self.area.rows) throw new HostError('InvalidArgument', LOCATION);
  requireUnlocked(target, LOCATION);
  const lines = isDown ? self.area.columns : self.area.rows;
  for (let line = 0; line < lines; line++) fillLine({ self, target, line, isDown, fill });
  target.sheet.settleHeaders(target.area);
  target.sheet.workbook.cellsChanged(target, { source: 'ThisLocalAddin' });
}

function modelled(type: Argument): Fill {
  const known = FILLS.find((fill) => fill === type);
  if (known) return known;
  throw new HostError('NotImplemented', LOCATION, `This host does not fill ${textOf(type, LOCATION)}.`);
}

interface Line {
  readonly self: RangeModel;
  readonly target: RangeModel;
  readonly line: number;
  readonly isDown: boolean;
  readonly fill: Fill;
}

function fillLine({ self, target, line, isDown, fill }: Line): void {
  const { grid } = self.sheet;
  const at = (index: number): [number, number] =>
    isDown ? [index, self.area.column + line] : [self.area.row + line, index];
  const [start, count] = isDown ? [self.area.row, self.area.rows] : [self.area.column, self.area.columns];
  const [first, total] = isDown ? [target.area.row, target.area.rows] : [target.area.column, target.area.columns];
  const seeds = Array.from({ length: count }, (_, i) => ({ ...grid.at(...at(start + i)) }));
  const series = seriesOf(seeds, fill);
  for (let index = first; index < first + total; index++) {
    const offset = index - start;
    if (offset >= 0 && offset < count) continue;
    const seedAt = ((offset % count) + count) % count;
    const seed = seeds[seedAt];
    if (!seed) continue;
    const distance = offset - seedAt;
    const before = grid.at(...at(index));
    const by = isDown ? { rows: distance, columns: 0 } : { rows: 0, columns: distance };
    grid.put(...at(index), filled(seed, { before, fill, by, value: series?.(offset) ?? seed.value }));
  }
}

function filled(
  seed: Cell,
  {
    before,
    fill,
    by,
    value,
  }: { before: Cell; fill: Fill; by: { rows: number; columns: number }; value: Cell['value'] },
): Cell {
  const looks = fill === 'FillValues' ? before : seed;
  const content = fill === 'FillFormats' ? before : { value, formula: seed.formula && translate(seed.formula, by) };
  return { value: content.value, formula: content.formula, format: looks.format, style: looks.style };
}

/**
 * The values that continue the seeds, or null when they are repeated: two or more numbers go on by their linear trend,
 * a single number only where a series is asked for, and a text that ends in a number counts on.
 */
function seriesOf(seeds: readonly Cell[], fill: Fill): ((offset: number) => Cell['value']) | null {
  if (fill === 'FillCopy' || fill === 'FillFormats' || seeds.some(({ formula }) => formula !== null)) return null;
  const numbers = seeds.map(({ value }) => value);
  if (numbers.every((value) => typeof value === 'number')) {
    if (numbers.length === 1) return fill === 'FillSeries' ? (offset) => (numbers[0] ?? 0) + offset : null;
    return linear(numbers);
  }
  const ending = /^(.*?)(\d+)$/s.exec(String(numbers[0]));
  if (!ending || numbers.length !== 1 || typeof numbers[0] !== 'string') return null;
  return (offset) => `${ending[1] ?? ''}${Math.abs(Number(ending[2]) + offset)}`;
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
