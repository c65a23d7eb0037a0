import { intersection, isSameArea, type Area } from '../a1.ts';
import { rangeOf, textOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import type { Argument } from '../host-object.ts';
import { requireUnlocked } from '../model/guards.ts';
import { formulasFollow } from '../model/moves.ts';
import { RangeModel } from '../model/range.ts';
import type { SheetModel } from '../model/shapes.ts';
import { requireBearable } from './range-values.ts';

const LOCATION = 'Range.moveTo';

/**
 * `Range.moveTo`, as cut and paste: "moves cell values, formatting, and formulas"; the destination is "expanded
 * automatically" to the size of the range, and formulas anywhere follow what they refer to.
 */
export function moveTo(self: RangeModel, [to]: readonly Argument[]): void {
  const { sheet } = self;
  const place = rangeOf(to) ?? sheet.workbook.range(textOf(to, LOCATION), sheet, LOCATION);
  if (place.sheet !== sheet) {
    throw new HostError('NotImplemented', LOCATION, 'This host moves cells within one sheet only.');
  }
  const from = self.area;
  const target = new RangeModel(sheet, { ...from, row: place.area.row, column: place.area.column });
  requireBearable(target, LOCATION);
  for (const range of [self, target]) requireUnlocked(range, LOCATION);
  if (isSameArea(from, target.area)) return;
  for (const table of sheet.tables) refuseTable(table.area, from, target.area);
  relocate(sheet, from, target.area);
  for (const area of [from, target.area]) {
    sheet.workbook.cellsChanged(new RangeModel(sheet, area), { source: 'ThisLocalAddin' });
  }
}

/** A table's cells move within it; the table itself does not move here. */
function refuseTable(table: Area, from: Area, to: Area): void {
  const shared = intersection(table, from);
  if (shared && isSameArea(shared, table)) {
    throw new HostError('NotImplemented', LOCATION, 'This host does not move whole tables.');
  }
  const header = { ...table, rows: 1 };
  if (intersection(header, from) || intersection(header, to)) throw new HostError('InvalidOperation', LOCATION);
}

function relocate(sheet: SheetModel, from: Area, to: Area): void {
  const by = { rows: to.row - from.row, columns: to.column - from.column };
  const isWithin = (area: Area, whole: Area): boolean => {
    const shared = intersection(area, whole);
    return shared !== null && isSameArea(shared, area);
  };
  const moved = (area: Area): Area => ({ ...area, row: area.row + by.rows, column: area.column + by.columns });
  // What refers to cells that were replaced refers to nothing.
  const forFormulas = (area: Area): Area | null =>
    isWithin(area, from) ? moved(area) : isWithin(area, to) ? null : area;
  formulasFollow(sheet, forFormulas);
  const cells = [...sheet.grid.existing(from)].map(({ row, column, cell }) => ({ row, column, cell: { ...cell } }));
  sheet.grid.remove(from);
  sheet.grid.remove(to);
  for (const { row, column, cell } of cells) sheet.grid.put(row + by.rows, column + by.columns, cell);
  sheet.workbook.referencesShifted(sheet, (area) => (isWithin(area, from) ? moved(area) : area));
}
