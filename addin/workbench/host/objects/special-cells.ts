/** `getSpecialCells`: Go To Special, by name. */
import { intersection, type Area } from '../a1.ts';
import { isAbsent, oneOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import type { Argument } from '../host-object.ts';
import { areasOf, RangeAreasModel } from '../model/range-areas.ts';
import type { RangeModel } from '../model/range.ts';
import { typeOfValue, type CellValue } from '../value.ts';

const CELL_TYPES = ['Constants', 'Formulas', 'Blanks', 'Visible', 'ConditionalFormats', 'DataValidations'] as const;

/** `Excel.SpecialCellValueType`, by the types of value that it names. */
const VALUE_TYPES: Record<string, readonly string[]> = {
  All: ['Double', 'String', 'Boolean', 'Error'],
  Errors: ['Error'],
  ErrorsLogical: ['Error', 'Boolean'],
  ErrorsNumbers: ['Error', 'Double'],
  ErrorsText: ['Error', 'String'],
  ErrorsLogicalNumber: ['Error', 'Boolean', 'Double'],
  ErrorsLogicalText: ['Error', 'Boolean', 'String'],
  ErrorsNumberText: ['Error', 'Double', 'String'],
  Logical: ['Boolean'],
  LogicalNumbers: ['Boolean', 'Double'],
  LogicalText: ['Boolean', 'String'],
  LogicalNumbersText: ['Boolean', 'Double', 'String'],
  Numbers: ['Double'],
  NumbersText: ['Double', 'String'],
  Text: ['String'],
};

/** Null when there is none. As in Excel, a single cell stands for the whole used range. */
export function specialCells(self: RangeModel, [type, valueType]: readonly Argument[]): RangeAreasModel | null {
  const location = 'Range.getSpecialCells';
  const kind = oneOf(type, CELL_TYPES, location);
  const wanted = isAbsent(valueType) ? VALUE_TYPES['All'] : VALUE_TYPES[String(valueType)];
  if (!wanted) throw new HostError('InvalidArgument', location);
  const { sheet } = self;
  const used = sheet.grid.used(false);
  const within = self.cellCount === 1 ? used : used && intersection(used, self.area);
  // Only visible cells may lie beyond what is used.
  const area = kind === 'Visible' && self.cellCount > 1 ? self.area : within;
  if (!area) return null;
  if (kind === 'Visible') return visible(self, area);
  const isWanted = (value: CellValue): boolean => wanted.includes(typeOfValue(value));
  const overlays =
    kind === 'DataValidations'
      ? sheet.validations.map((rule) => rule.area)
      : sheet.conditionalFormats.flatMap(({ areas }) => areas);
  const isMember = (i: number, j: number): boolean => {
    const place = { row: area.row + i, column: area.column + j, rows: 1, columns: 1 };
    const cell = sheet.grid.at(place.row, place.column);
    if (kind === 'Constants') return cell.formula === null && cell.value !== '' && isWanted(cell.value);
    if (kind === 'Formulas') return cell.formula !== null && isWanted(cell.value);
    if (kind === 'Blanks') return cell.formula === null && cell.value === '';
    return overlays.some((overlay) => intersection(overlay, place));
  };
  return some(self, areasOf(area, isMember));
}

/** Rows are looked at before columns, so that a whole sheet costs what it has hidden. */
function visible({ sheet }: RangeModel, area: Area): RangeAreasModel | null {
  const rows = gaps(area.row, area.rows, sheet.hiddenRowNumbers);
  const columns = gaps(area.column, area.columns, sheet.hiddenColumns);
  const areas = rows.flatMap((r) =>
    columns.map((c) => ({ row: r.start, rows: r.count, column: c.start, columns: c.count })),
  );
  return areas.length > 0 ? new RangeAreasModel(sheet, areas) : null;
}

/** What is left of `count` numbers from `start` on without the hidden ones. */
function gaps(start: number, count: number, hidden: ReadonlySet<number>): { start: number; count: number }[] {
  const runs: { start: number; count: number }[] = [];
  let at = start;
  for (const next of [...hidden].filter((i) => i >= start && i < start + count).sort((a, b) => a - b)) {
    if (next > at) runs.push({ start: at, count: next - at });
    at = next + 1;
  }
  if (at < start + count) runs.push({ start: at, count: start + count - at });
  return runs;
}

const some = ({ sheet }: RangeModel, areas: readonly Area[]): RangeAreasModel | null =>
  areas.length > 0 ? new RangeAreasModel(sheet, areas) : null;
