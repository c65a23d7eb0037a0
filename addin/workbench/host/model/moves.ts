import { MAX_COLUMNS, MAX_ROWS, type Area } from '../a1.ts';
import { followMove } from '../formula-references.ts';
import { HostError } from '../host-error.ts';
import { acrossOf, AXES, shifted, type Along, type Axis } from './geometry.ts';
import type { SheetModel, TableModel } from './shapes.ts';

/** Inserts (1) or deletes (-1) cells; everything that lies over the sheet and every formula follows. */
export function moveCells(sheet: SheetModel, area: Area, to: { along: Along; direction: 1 | -1 }): void {
  const { along, direction } = to;
  const emptied = direction === -1 && along === 'rows' ? tablesEmptiedBy(sheet, area) : [];
  if (emptied.length > 0) return emptyTables(sheet, area, emptied);
  const axis = AXES[along];
  for (const table of sheet.tables) refuseTear(table, area, axis);
  if (direction === -1) sheet.grid.remove(area);
  const start = area[axis.start] + (direction === -1 ? area[axis.size] : 0);
  const rest = { ...area, [axis.start]: start, [axis.size]: axis.max - start };
  const by = { rows: 0, columns: 0, [along]: direction * area[axis.size] };
  sheet.grid.move(rest, by);
  for (const table of [...sheet.tables]) shiftTable(table, area, { axis, direction });
  const isWhole = along === 'rows' ? area.columns === MAX_COLUMNS : area.rows === MAX_ROWS;
  if (isWhole) sheet.renumber(along, { start: area[axis.start], count: area[axis.size] }, direction);
  const move = (other: Area): Area | null => shifted(other, area, axis, direction);
  overlaysFollow(sheet, move);
  sheet.workbook.referencesShifted(sheet, move);
  formulasFollow(sheet, move);
}

/** The tables whose every row of data goes while their header stays. */
const tablesEmptiedBy = (sheet: SheetModel, area: Area): TableModel[] =>
  sheet.tables.filter((table) => isWithin(table.body, area) && table.area.row < area.row && !table.isEmpty);

const isWithin = (inner: Area, outer: Area): boolean =>
  inner.row >= outer.row &&
  inner.row + inner.rows <= outer.row + outer.rows &&
  inner.column >= outer.column &&
  inner.column + inner.columns <= outer.column + outer.columns;

/** A table keeps one row, blank: the others go, and what is below comes up to it. */
function emptyTables(sheet: SheetModel, area: Area, tables: readonly TableModel[]): void {
  for (const { body } of tables) sheet.grid.remove(body);
  const rest = { ...area, row: area.row + 1, rows: area.rows - 1 };
  sheet.grid.remove({ ...area, rows: 1 });
  for (const table of tables) table.hasInsertRow = true;
  if (rest.rows > 0) moveCells(sheet, rest, { along: 'rows', direction: -1 });
}

/** Rules of cells that are gone go with them. */
function overlaysFollow(sheet: SheetModel, move: (area: Area) => Area | null): void {
  const moved = <T extends { readonly area: Area }>(overlays: readonly T[]): T[] =>
    overlays.flatMap((overlay) => {
      const area = move(overlay.area);
      return area ? [{ ...overlay, area }] : [];
    });
  sheet.validations = moved(sheet.validations);
  sheet.conditionalFormats = sheet.conditionalFormats.flatMap((format) => {
    const areas = format.areas.flatMap((area) => move(area) ?? []);
    return areas.length > 0 ? [{ ...format, areas }] : [];
  });
  sheet.hyperlinks = moved(sheet.hyperlinks);
  sheet.merges = sheet.merges.flatMap((merge) => move(merge) ?? []);
  sheet.pageLayout.follow(move);
  const filter = sheet.autoFilter;
  if (!filter) return;
  const area = move(filter.area);
  if (area) filter.area = area;
  else sheet.autoFilter = null;
}

/** Every formula of the workbook follows the cells that moved on a sheet; of those that are gone `#REF!` remains. */
export function formulasFollow(moved: SheetModel, move: (area: Area) => Area | null): void {
  for (const sheet of moved.workbook.sheets) {
    if (!sheet.grid.hasFormulas) continue;
    const concerns = (name: string | null): boolean =>
      name === null ? sheet === moved : name.toLowerCase() === moved.name.toLowerCase();
    for (const { cell } of sheet.grid.edit()) {
      if (cell.formula !== null) cell.formula = followMove(cell.formula, { concerns, move });
    }
  }
}

function refuseTear(table: TableModel, area: Area, axis: Axis): void {
  const other = acrossOf(axis);
  const isBehind = table.area[axis.start] + table.area[axis.size] > area[axis.start];
  const isBeside =
    table.area[other.start] >= area[other.start] + area[other.size] ||
    area[other.start] >= table.area[other.start] + table.area[other.size];
  const isWhole =
    area[other.start] <= table.area[other.start] &&
    area[other.start] + area[other.size] >= table.area[other.start] + table.area[other.size];
  if (isBehind && !isBeside && !isWhole) throw new HostError('InsertDeleteConflict', 'Range.insert');
}

function shiftTable(table: TableModel, area: Area, { axis, direction }: { axis: Axis; direction: 1 | -1 }): void {
  const other = acrossOf(axis);
  if (table.area[other.start] < area[other.start]) return;
  if (table.area[other.start] >= area[other.start] + area[other.size]) return;
  const before = table.area;
  const after = shifted(before, area, axis, direction);
  if (!after) return table.sheet.workbook.removeTable(table);
  const change = after[axis.size] - before[axis.size];
  if (change === 0 || axis === AXES.rows) table.area = after;
  else if (change > 0) table.columnsInserted(area.column - before.column, change);
  else {
    table.columnsDeleted(Math.max(0, area.column - before.column), -change);
    table.area = after;
  }
}
