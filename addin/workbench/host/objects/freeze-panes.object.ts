import { MAX_COLUMNS, MAX_ROWS } from '../a1.ts';
import { integerOf, isAbsent, rangeOf, textOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type Argument, type HostObject } from '../host-object.ts';
import { RangeModel } from '../model/range.ts';
import type { SheetModel } from '../model/shapes.ts';
import { required } from './collection.ts';
import { wrap } from './wrap.ts';

function count(argument: Argument | undefined, location: string): number {
  const wanted = isAbsent(argument) ? 1 : integerOf(argument, location);
  if (wanted < 0) throw new HostError('InvalidArgument', location);
  return wanted;
}

/** Null when nothing is frozen. */
function location(sheet: SheetModel): HostObject | null {
  const { frozenRows, frozenColumns } = sheet;
  if (frozenRows === 0 && frozenColumns === 0) return null;
  const rows = frozenRows === 0 ? MAX_ROWS : frozenRows;
  const columns = frozenColumns === 0 ? MAX_COLUMNS : frozenColumns;
  return wrap(new RangeModel(sheet, { row: 0, column: 0, rows, columns }));
}

/** Frozen are the rows above and the columns left of the scrolled part, from the first on. */
function freeze(sheet: SheetModel, rows: number, columns: number): void {
  sheet.frozenRows = rows;
  sheet.frozenColumns = columns;
}

export const freezePanes = hostClass<SheetModel>({
  name: 'WorksheetFreezePanes',
  methods: {
    FreezeRows: (sheet, [rows]) => freeze(sheet, count(rows, 'WorksheetFreezePanes.freezeRows'), 0),
    FreezeColumns: (sheet, [columns]) => freeze(sheet, 0, count(columns, 'WorksheetFreezePanes.freezeColumns')),
    FreezeAt: (sheet, [frozen]) => {
      const name = 'WorksheetFreezePanes.freezeAt';
      const { area } = rangeOf(frozen) ?? sheet.workbook.range(textOf(frozen, name), sheet, name);
      const rows = area.rows === MAX_ROWS ? 0 : area.row + area.rows;
      freeze(sheet, rows, area.columns === MAX_COLUMNS ? 0 : area.column + area.columns);
    },
    Unfreeze: (sheet) => freeze(sheet, 0, 0),
    GetLocation: (sheet) => required(location(sheet), 'WorksheetFreezePanes.getLocation'),
    GetLocationOrNullObject: location,
  },
});
