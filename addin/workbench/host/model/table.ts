import type { Area } from '../a1.ts';
import type { Json } from '../protocol.ts';
import { filtered, isAmong, type ColumnFilter, type FilterCriteria } from './filter.ts';
import type { SheetModel, TableModel } from './shapes.ts';
import { writeTotals } from './table-totals.ts';

export type { TableModel } from './shapes.ts';
export type { ColumnFilter } from './filter.ts';

/** An Excel table. Its header cells are unique text, whatever is written into them. */
export class Table implements TableModel {
  name: string;
  style = 'TableStyleMedium2';
  showFilterButton = true;
  showBandedRows = true;
  showBandedColumns = false;
  highlightFirstColumn = false;
  highlightLastColumn = false;
  showTotals = false;
  /** Stable while columns are inserted and removed; in step with the area's columns. */
  columnIds: number[];
  readonly filters = new Map<number, ColumnFilter>();
  readonly criteria = new Map<number, FilterCriteria>();
  sortedBy: Json = [];
  hasInsertRow = false;
  private lastColumnId: number;

  constructor(
    readonly id: string,
    readonly sheet: SheetModel,
    public area: Area,
    name: string,
  ) {
    this.name = name;
    this.columnIds = Array.from({ length: area.columns }, (_, i) => i + 1);
    this.lastColumnId = area.columns;
    this.nameHeaders();
  }

  get header(): Area {
    return { ...this.area, rows: 1 };
  }

  get body(): Area {
    return { ...this.area, row: this.area.row + 1, rows: this.area.rows - (this.showTotals ? 2 : 1) };
  }

  get isEmpty(): boolean {
    return this.hasInsertRow && this.body.rows === 1 && !this.sheet.grid.hasContent(this.body);
  }

  get totals(): Area | null {
    return this.showTotals ? { ...this.area, row: this.area.row + this.area.rows - 1, rows: 1 } : null;
  }

  columnArea(index: number, of: Area = this.area): Area {
    return { ...of, column: of.column + index, columns: 1 };
  }

  headerAt(index: number): string {
    return String(this.sheet.grid.at(this.area.row, this.area.column + index).value);
  }

  /** Excel allows no empty, repeated or non-text header: it names, numbers and converts them. */
  nameHeaders(): void {
    const taken = new Set<string>();
    for (let i = 0; i < this.area.columns; i++) {
      const cell = this.sheet.grid.touch(this.area.row, this.area.column + i);
      const wanted = cell.value === '' ? `Column${i + 1}` : String(cell.value);
      let name = wanted;
      for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${wanted}${n}`;
      taken.add(name.toLowerCase());
      cell.value = name;
      cell.formula = null;
    }
  }

  /** Of a table that was saved: the same ids again, and none of them for a new column. */
  restoreColumns(ids: readonly number[]): void {
    this.columnIds = [...ids];
    this.lastColumnId = Math.max(this.lastColumnId, ...ids);
  }

  /** Called when sheet columns were inserted inside the table. */
  columnsInserted(index: number, count: number): void {
    const fresh = Array.from({ length: count }, () => ++this.lastColumnId);
    this.columnIds.splice(index, 0, ...fresh);
    this.area = { ...this.area, columns: this.area.columns + count };
    this.nameHeaders();
  }

  columnsDeleted(index: number, count: number): void {
    for (const id of this.columnIds.splice(index, count)) this.filterColumn(id, null);
    this.area = { ...this.area, columns: this.area.columns - count };
  }

  resize(area: Area): void {
    while (this.columnIds.length < area.columns) this.columnIds.push(++this.lastColumnId);
    this.columnIds.length = area.columns;
    this.area = area;
    this.nameHeaders();
  }

  /** The row below the body; what stands there moves down, as it comes back up when the row goes. */
  setTotals(show: boolean): void {
    if (show === this.showTotals) return;
    const { totals, area, sheet } = this;
    if (totals) {
      this.showTotals = false;
      sheet.shift(totals, 'rows', -1);
      return;
    }
    sheet.shift({ ...area, row: area.row + area.rows, rows: 1 }, 'rows', 1);
    this.area = { ...area, rows: area.rows + 1 };
    this.showTotals = true;
    writeTotals(this);
  }

  filterColumn(id: number, criteria: FilterCriteria | null): void {
    this.filters.delete(id);
    this.criteria.delete(id);
    if (criteria?.filterOn === 'Values') this.filters.set(id, new Set(criteria.values));
    else if (criteria) this.criteria.set(id, criteria);
  }

  /** Hides the rows that a filter does not let through. */
  applyFilters(): void {
    const { row, rows } = this.body;
    const columns = this.columnIds.map((id, index) => this.passing(id, index)).filter((passing) => passing !== null);
    for (let i = 0; i < rows; i++) {
      this.sheet.setRowHidden(row + i, !columns.every((passing) => passing[i]));
    }
  }

  private passing(id: number, index: number): boolean[] | null {
    const allowed = this.filters.get(id);
    const criteria = this.criteria.get(id);
    if (!allowed && !criteria) return null;
    const cells = this.sheet.grid.map(this.columnArea(index, this.body), (cell) => cell).flat();
    return criteria ? filtered(cells, criteria) : cells.map((cell) => !allowed || isAmong(cell, allowed));
  }
}
