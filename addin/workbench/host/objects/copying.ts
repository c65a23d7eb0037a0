/** `copyFrom`: cells onto cells, formulas moving with them. */
import { intersection } from '../a1.ts';
import { isAbsent, oneOf, rangeOf, textOf } from '../arguments.ts';
import { translate } from '../formula-references.ts';
import { HostError } from '../host-error.ts';
import type { Argument } from '../host-object.ts';
import type { Cell } from '../model/grid.ts';
import { requireUnlocked } from '../model/guards.ts';
import { mergesFollowCopy } from '../model/merges.ts';
import type { RangeModel } from '../model/range.ts';
import { optionalFlag, requireBearable } from './range-values.ts';

const COPY_TYPES = ['All', 'Formulas', 'Values', 'Formats'] as const;
export type CopyType = (typeof COPY_TYPES)[number];

interface Copy {
  readonly type: CopyType;
  readonly skipBlanks: boolean;
  readonly transpose: boolean;
}

/**
 * A source that is smaller than the target is repeated where it fits a whole number of times; a target that is smaller
 * is expanded ("If the destination range is smaller … it will be expanded automatically", Range.copyFrom).
 */
export function copyFrom(self: RangeModel, [from, type, skipBlanks, transpose]: readonly Argument[]): void {
  const location = 'Range.copyFrom';
  const source = rangeOf(from) ?? self.sheet.workbook.range(textOf(from, location), self.sheet, location);
  const copy: Copy = {
    type: isAbsent(type) ? 'All' : oneOf(type, COPY_TYPES, location),
    skipBlanks: optionalFlag(skipBlanks, location),
    transpose: optionalFlag(transpose, location),
  };
  const used = source.sheet.grid.used(false);
  const isEndless = source.cellCount > 1_000_000;
  // Of whole rows and columns only what is used needs copying.
  const part = isEndless ? used && intersection(used, source.area) : source.area;
  if (!part) return;
  const reach = isEndless
    ? self.with({
        row: self.area.row + part.row - source.area.row,
        column: self.area.column + part.column - source.area.column,
      })
    : self;
  paste(reach, source.with(part), copy);
}

function paste(at: RangeModel, source: RangeModel, copy: Copy): void {
  const size = copy.transpose
    ? { rows: source.area.columns, columns: source.area.rows }
    : { rows: source.area.rows, columns: source.area.columns };
  const target = at.with({
    rows: at.area.rows % size.rows === 0 ? at.area.rows : size.rows,
    columns: at.area.columns % size.columns === 0 ? at.area.columns : size.columns,
  });
  requireBearable(target, 'Range.copyFrom');
  requireUnlocked(target, 'Range.copyFrom');
  // Taken before anything is written: source and target may overlap.
  const cells = source.sheet.grid.map(source.area, (cell) => ({ ...cell }));
  for (let i = 0; i < target.area.rows; i++) {
    for (let j = 0; j < target.area.columns; j++) {
      const [row, column] = [i % size.rows, j % size.columns];
      const [r, c] = copy.transpose ? [column, row] : [row, column];
      const cell = cells[r]?.[c];
      const from = { row: source.area.row + r, column: source.area.column + c };
      if (cell) copyCell(cell, from, { target, i, j, copy });
    }
  }
  const takesLooks = copy.type === 'All' || copy.type === 'Formats';
  if (takesLooks && !copy.transpose) mergesFollowCopy(source, target);
  target.sheet.settleHeaders(target.area);
  target.sheet.workbook.cellsChanged(target, { source: 'ThisLocalAddin' });
}

function copyCell(
  cell: Cell,
  from: { row: number; column: number },
  { target, i, j, copy }: { target: RangeModel; i: number; j: number; copy: Copy },
): void {
  if (copy.skipBlanks && cell.value === '' && cell.formula === null) return;
  const row = target.area.row + i;
  const column = target.area.column + j;
  const { format, style, value } = target.sheet.grid.at(row, column);
  const before = target.sheet.grid.at(row, column);
  const moved =
    cell.formula === null ? null : translate(cell.formula, { rows: row - from.row, columns: column - from.column });
  const takesContent = copy.type !== 'Formats';
  const takesLooks = copy.type === 'All' || copy.type === 'Formats';
  target.sheet.grid.put(row, column, {
    value: takesContent ? cell.value : value,
    formula: takesContent ? (copy.type === 'Values' ? null : moved) : before.formula,
    format: takesLooks ? cell.format : format,
    style: takesLooks ? cell.style : style,
  });
}

/** @throws HostError InvalidArgument when the destination does not hold the range itself */
export function requireHolds(self: RangeModel, destination: RangeModel, location: string): void {
  const shared = intersection(self.area, destination.area);
  const isHeld =
    destination.sheet === self.sheet && shared?.rows === self.area.rows && shared.columns === self.area.columns;
  if (!isHeld) throw new HostError('InvalidArgument', location);
}
