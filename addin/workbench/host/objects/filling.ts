/** `autoFill`: the fill handle, down, up, right or left. */
import { isAbsent, rangeOf, textOf } from '../arguments.ts';
import { translate } from '../formula-references.ts';
import { HostError } from '../host-error.ts';
import type { Argument } from '../host-object.ts';
import type { Cell } from '../model/grid.ts';
import { requireUnlocked } from '../model/guards.ts';
import type { RangeModel } from '../model/range.ts';
import { requireHolds } from './copying.ts';
import { seriesOf, type Fill } from './fill-series.ts';
import { requireBearable } from './range-values.ts';

/** Weekdays, trends and flash fill are not modelled and refused by name. */
const FILLS: readonly Fill[] = ['FillDefault', 'FillCopy', 'FillSeries', 'FillFormats', 'FillValues'];
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
