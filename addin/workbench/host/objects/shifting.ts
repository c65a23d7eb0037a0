import { MAX_COLUMNS, MAX_ROWS } from '../a1.ts';
import { oneOf } from '../arguments.ts';
import type { Argument } from '../host-object.ts';
import { requireAllowed, requireUnprotected } from '../model/guards.ts';
import { RangeModel } from '../model/range.ts';

/** `Range.insert` (1) and `Range.delete` (-1), with the events that tell whole rows and columns from single cells. */
export function insertOrDelete(self: RangeModel, to: Argument | undefined, direction: 1 | -1): void {
  const { sheet, area } = self;
  const location = direction === 1 ? 'Range.insert' : 'Range.delete';
  const sides = direction === 1 ? (['Down', 'Right'] as const) : (['Up', 'Left'] as const);
  const side = oneOf<string>(to, sides, location);
  const along = side === sides[0] ? 'rows' : 'columns';
  const isWhole = along === 'rows' ? area.columns === MAX_COLUMNS : area.rows === MAX_ROWS;
  const verb = direction === 1 ? 'Insert' : 'Delete';
  if (isWhole) requireAllowed(sheet, `allow${verb}${along === 'rows' ? 'Rows' : 'Columns'}`, location);
  else requireUnprotected(sheet, location);
  const place = new RangeModel(sheet, area);
  sheet.shift(area, along, direction);
  const what = isWhole ? (along === 'rows' ? 'Row' : 'Column') : 'Cell';
  sheet.workbook.cellsChanged(place, {
    type: `${what}${direction === 1 ? 'Inserted' : 'Deleted'}`,
    source: 'ThisLocalAddin',
    shiftDirection: `ShiftCell${side}`,
  });
}
