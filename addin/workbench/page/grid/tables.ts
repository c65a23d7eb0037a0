/** Excel tables in Univer: banding, filter buttons, what is filtered. */
import type { Worksheet } from '@univerjs/core';
import {
  AddSheetTableMutation,
  DeleteSheetTableMutation,
  SetSheetTableFilterMutation,
  SetSheetTableMutation,
  TABLE_FILTER_EMPTY_VALUE,
  TableColumnFilterTypeEnum,
  TableManager,
} from '@univerjs/preset-sheets-table';
import { isSameArea, type Area } from '../../host/a1.ts';
import type { SheetModel } from '../../host/model/sheet.ts';
import type { TableModel } from '../../host/model/table.ts';
import type { WorkbookModel } from '../../host/model/workbook.ts';
import { areaOf, rangeOf } from './ranges.ts';
import { themeOf } from './table-themes.ts';
import type { Spreadsheet } from './univer.ts';

type Table = NonNullable<ReturnType<TableManager['getTable']>>;

/** What of a table Univer knows: its totals row stands outside, out of the reach of sorting and filtering. */
const inGrid = ({ area, totals }: TableModel): Area => (totals ? { ...area, rows: area.rows - 1 } : area);

export class TableSync {
  private readonly manager: TableManager;
  /** The filters that Univer shows, by table and column. */
  private readonly filters = new Map<string, ReadonlySet<string>>();

  constructor(
    private readonly spreadsheet: Spreadsheet,
    private readonly unitId: string,
  ) {
    this.manager = spreadsheet.injector.get(TableManager);
  }

  show(sheet: SheetModel, worksheet: Worksheet): void {
    const tables = sheet.tables;
    for (const shown of this.manager.getTablesBySubunitId(this.unitId, sheet.id)) {
      if (!tables.some(({ id }) => id === shown.getId())) this.remove(shown.getId());
    }
    for (const table of tables) {
      this.showTable(table);
      this.showFilters(table, worksheet);
    }
  }

  private showTable(table: TableModel): void {
    const shown = this.manager.getTable(this.unitId, table.id);
    const header = table.columnIds.map((_, i) => table.headerAt(i));
    const isSameHeader = shown && header.every((name, i) => shown.getColumnNameByIndex(i) === name);
    if (shown && isSameHeader && shown.getColumnsCount() === header.length) return this.change(table, shown);
    if (shown) this.remove(table.id);
    this.run(AddSheetTableMutation.id, {
      subUnitId: table.sheet.id,
      tableId: table.id,
      name: table.name,
      range: rangeOf(inGrid(table)),
      header,
      options: { tableStyleId: themeOf(table) },
    });
  }

  private change(table: TableModel, shown: Table): void {
    const place = { subUnitId: table.sheet.id, tableId: table.id };
    if (!isSameArea(areaOf(shown.getRange()), inGrid(table))) {
      this.run(SetSheetTableMutation.id, { ...place, config: { updateRange: { newRange: rangeOf(inGrid(table)) } } });
    }
    if (shown.getDisplayName() !== table.name) {
      this.run(SetSheetTableMutation.id, { ...place, config: { name: table.name } });
    }
    if (shown.getTableStyleId() !== themeOf(table)) {
      this.run(SetSheetTableMutation.id, { ...place, config: { theme: themeOf(table) } });
    }
  }

  private remove(tableId: string): void {
    for (const key of [...this.filters.keys()]) if (key.startsWith(`${tableId} `)) this.filters.delete(key);
    this.run(DeleteSheetTableMutation.id, { tableId });
  }

  /** Univer filters by what cells show, the model by their values. */
  private showFilters(table: TableModel, worksheet: Worksheet): void {
    table.columnIds.forEach((id, column) => {
      const wanted = table.filters.get(id) ?? undefined;
      const key = filterKey(table, id);
      if (this.filters.get(key) === wanted) return;
      if (wanted) this.filters.set(key, wanted);
      else this.filters.delete(key);
      const values =
        wanted &&
        [...shownTexts(table, column, worksheet)].flatMap(([value, text]) => (wanted.has(value) ? [text] : []));
      const tableFilter = values && { filterType: TableColumnFilterTypeEnum.manual, values };
      this.run(SetSheetTableFilterMutation.id, { tableId: table.id, column, tableFilter });
    });
  }

  /** Tables as a person has made them. After rows or columns moved, the model knows better. */
  take(model: WorkbookModel, { hasMoved }: { hasMoved: boolean }): void {
    for (const table of [...model.tables]) {
      const isInGrid = table.sheet.visibility !== 'VeryHidden';
      if (isInGrid && !this.manager.getTable(this.unitId, table.id)) model.removeTable(table);
    }
    for (const { id, subUnitId, range, name } of this.manager.getTableList(this.unitId)) {
      const sheet = model.sheet(subUnitId);
      if (!sheet) continue;
      const table = model.table(id) ?? model.addTable(sheet, areaOf(range), id);
      const area = areaOf(range);
      if (!hasMoved && !isSameArea(inGrid(table), area)) {
        table.resize(table.totals ? { ...area, rows: area.rows + 1 } : area);
      }
      if (table.name !== name && !model.table(name)) table.name = name;
    }
  }

  takeFilters(sheet: SheetModel, worksheet: Worksheet): void {
    for (const table of sheet.tables) {
      const shown = this.manager.getTable(this.unitId, table.id);
      table.columnIds.forEach((id, column) => this.takeFilter(table, { id, column }, { shown, worksheet }));
    }
  }

  private takeFilter(
    table: TableModel,
    { id, column }: { id: number; column: number },
    { shown, worksheet }: { shown: Table | undefined; worksheet: Worksheet },
  ): void {
    const filter = shown?.getTableFilterColumn(column);
    const key = filterKey(table, id);
    if (!filter) {
      table.filters.delete(id);
      this.filters.delete(key);
      return;
    }
    const known = this.filters.get(key);
    if (known && table.filters.get(id) === known && !this.isForeign(filter, known, { table, column, worksheet }))
      return;
    const allowed = new Set<string>();
    const texts = new Set(filter.filterType === TableColumnFilterTypeEnum.manual ? filter.values : []);
    for (const [value, text] of shownTexts(table, column, worksheet)) if (texts.has(text)) allowed.add(value);
    // What a condition lets through is what can be seen.
    if (filter.filterType !== TableColumnFilterTypeEnum.manual) {
      const { row, rows } = table.body;
      for (let i = row; i < row + rows; i++) {
        if (!worksheet.isRowFiltered(i)) allowed.add(String(table.sheet.grid.at(i, table.area.column + column).value));
      }
    }
    table.filters.set(id, allowed);
    this.filters.set(key, allowed);
  }

  /** False when Univer's filter is the one that we gave it. */
  private isForeign(
    filter: NonNullable<ReturnType<Table['getTableFilterColumn']>>,
    known: ReadonlySet<string>,
    { table, column, worksheet }: { table: TableModel; column: number; worksheet: Worksheet },
  ): boolean {
    if (filter.filterType !== TableColumnFilterTypeEnum.manual) return true;
    const texts = new Set(filter.values);
    for (const [value, text] of shownTexts(table, column, worksheet)) {
      if (known.has(value) !== texts.has(text)) return true;
    }
    return false;
  }

  private run(id: string, params: object): void {
    this.spreadsheet.commands.syncExecuteCommand(id, { unitId: this.unitId, ...params });
  }
}

const filterKey = (table: TableModel, columnId: number): string => `${table.id} ${columnId}`;

/** What the column's values look like, by value. */
function shownTexts(table: TableModel, index: number, worksheet: Worksheet): Map<string, string> {
  const { row, rows } = table.body;
  const column = table.area.column + index;
  const texts = new Map<string, string>();
  for (let i = row; i < row + rows; i++) {
    const value = String(table.sheet.grid.at(i, column).value);
    if (texts.has(value)) continue;
    const shown = worksheet.getCell(i, column);
    texts.set(value, shown?.v == null && !shown?.p ? TABLE_FILTER_EMPTY_VALUE : String(shown.v ?? ''));
  }
  return texts;
}
