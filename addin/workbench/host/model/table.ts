import type { Area } from '../a1.ts';
import type { SheetModel } from './sheet.ts';

/** Which values of a column the filter lets through; null means all. */
export type ColumnFilter = ReadonlySet<string> | null;

/** An Excel table. Its header cells are unique text, whatever is written into them. */
export class TableModel {
  name: string;
  style = 'TableStyleMedium2';
  showFilterButton = true;
  showBandedRows = true;
  showBandedColumns = false;
  highlightFirstColumn = false;
  highlightLastColumn = false;
  /** Stable while columns are inserted and removed; in step with the area's columns. */
  columnIds: number[];
  readonly filters = new Map<number, ColumnFilter>();
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
    return { ...this.area, row: this.area.row + 1, rows: this.area.rows - 1 };
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
    for (const id of this.columnIds.splice(index, count)) this.filters.delete(id);
    this.area = { ...this.area, columns: this.area.columns - count };
  }

  resize(area: Area): void {
    while (this.columnIds.length < area.columns) this.columnIds.push(++this.lastColumnId);
    this.columnIds.length = area.columns;
    this.area = area;
    this.nameHeaders();
  }

  /** Hides the rows that a filter does not let through. */
  applyFilters(): void {
    const { row, rows } = this.body;
    for (let i = row; i < row + rows; i++) this.sheet.setRowHidden(i, !this.passes(i));
  }

  private passes(row: number): boolean {
    return this.columnIds.every((id, index) => {
      const allowed = this.filters.get(id);
      return !allowed || allowed.has(String(this.sheet.grid.at(row, this.area.column + index).value));
    });
  }
}
