import { integerOf, isAbsent, rangeOf, textOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type Argument, type HostObject } from '../host-object.ts';
import { filtered } from '../model/filter.ts';
import { requireAllowed } from '../model/guards.ts';
import { RangeModel } from '../model/range.ts';
import type { SheetModel, TableModel } from '../model/shapes.ts';
import { required } from './collection.ts';
import { criteriaJson, filterCriteria } from './filter-criteria.ts';
import { applyTo, criteriaOf } from './filter.object.ts';
import { wrap } from './wrap.ts';

function columnOf(argument: Argument | undefined, count: number, location: string): number {
  const index = integerOf(argument, location);
  if (index < 0 || index >= count) throw new HostError('InvalidArgument', location);
  return index;
}

export function clearFilters(table: TableModel): void {
  requireAllowed(table.sheet, 'allowAutoFilter', 'Table.clearFilters');
  for (const id of table.columnIds) table.filterColumn(id, null);
  table.applyFilters();
}

function applyToTable(table: TableModel, [, column, criteria]: readonly Argument[]): void {
  const location = 'AutoFilter.apply';
  if (isAbsent(column)) return;
  const id = table.columnIds[columnOf(column, table.columnIds.length, location)] ?? 0;
  if (!isAbsent(criteria)) applyTo({ table, id }, filterCriteria(criteria, location));
}

const isTableFiltered = ({ filters, criteria }: TableModel): boolean => filters.size + criteria.size > 0;

/** The filter buttons of a table. */
export const tableAutoFilter = hostClass<TableModel>({
  name: 'AutoFilter',
  properties: {
    Enabled: { get: (table) => table.showFilterButton },
    IsDataFiltered: { get: isTableFiltered },
    Criteria: { get: (table) => table.columnIds.map((id) => criteriaJson(criteriaOf({ table, id }))) },
  },
  methods: {
    Apply: applyToTable,
    ClearCriteria: clearFilters,
    ClearColumnCriteria: (table, [column]) => {
      const index = columnOf(column, table.columnIds.length, 'AutoFilter.clearColumnCriteria');
      applyTo({ table, id: table.columnIds[index] ?? 0 }, null);
    },
    Reapply: (table) => table.applyFilters(),
    GetRange: (table) => wrap(new RangeModel(table.sheet, table.area)),
    GetRangeOrNullObject: (table) => wrap(new RangeModel(table.sheet, table.area)),
  },
});

/** Hides the rows that the sheet's own filter does not let through. */
function reapply(sheet: SheetModel): void {
  const { autoFilter, grid } = sheet;
  if (!autoFilter) return;
  const { row, rows } = autoFilter.area;
  const columns = [...autoFilter.criteria].map(([index, criteria]) => {
    const { column } = autoFilter.area;
    const cells = grid.map({ row: row + 1, rows: rows - 1, column: column + index, columns: 1 }, (cell) => cell);
    return filtered(cells.flat(), criteria);
  });
  for (let i = 0; i < rows - 1; i++) sheet.setRowHidden(row + 1 + i, !columns.every((passing) => passing[i]));
}

function applyToSheet(sheet: SheetModel, [range, column, criteria]: readonly Argument[]): void {
  const location = 'AutoFilter.apply';
  requireAllowed(sheet, 'allowAutoFilter', location);
  const { area } = rangeOf(range) ?? sheet.workbook.range(textOf(range, location), sheet, location);
  const { autoFilter } = sheet;
  const isSame = autoFilter?.area.row === area.row && autoFilter.area.column === area.column;
  // One filter a sheet: another range takes its place.
  if (!isSame) clearSheet(sheet);
  const filter = { area, criteria: isSame ? autoFilter.criteria : new Map() };
  if (!isAbsent(column)) {
    const index = columnOf(column, area.columns, location);
    if (isAbsent(criteria)) filter.criteria.delete(index);
    else filter.criteria.set(index, filterCriteria(criteria, location));
  }
  sheet.autoFilter = filter;
  reapply(sheet);
}

function clearSheet(sheet: SheetModel, column?: number): void {
  requireAllowed(sheet, 'allowAutoFilter', 'AutoFilter.clearCriteria');
  if (column === undefined) sheet.autoFilter?.criteria.clear();
  else sheet.autoFilter?.criteria.delete(column);
  reapply(sheet);
}

const place = (sheet: SheetModel): HostObject | null =>
  sheet.autoFilter && wrap(new RangeModel(sheet, sheet.autoFilter.area));

function sheetCriteria({ autoFilter }: SheetModel): ReturnType<typeof criteriaJson>[] {
  const columns = autoFilter?.area.columns ?? 0;
  return Array.from({ length: columns }, (_, i) => criteriaJson(autoFilter?.criteria.get(i) ?? null));
}

/** The filter of a sheet that stands on no table. */
export const sheetAutoFilter = hostClass<SheetModel>({
  name: 'AutoFilter',
  properties: {
    Enabled: { get: ({ autoFilter }) => autoFilter !== null },
    IsDataFiltered: { get: ({ autoFilter }) => (autoFilter?.criteria.size ?? 0) > 0 },
    Criteria: { get: sheetCriteria },
  },
  methods: {
    Apply: applyToSheet,
    ClearCriteria: (sheet) => clearSheet(sheet),
    ClearColumnCriteria: (sheet, [column]) => {
      const count = sheet.autoFilter?.area.columns ?? 0;
      clearSheet(sheet, columnOf(column, count, 'AutoFilter.clearColumnCriteria'));
    },
    Reapply: reapply,
    Remove: (sheet) => {
      clearSheet(sheet);
      sheet.autoFilter = null;
    },
    GetRange: (sheet) => required(place(sheet), 'AutoFilter.getRange'),
    GetRangeOrNullObject: place,
  },
});
