import type { Area } from '../a1.ts';
import { translate } from '../formula-references.ts';
import { enter, isPlainEntry, type CellValue } from '../value.ts';
import { ChangedRows } from './changed-rows.ts';

/** How a cell looks; immutable and shared, so that a formatted block costs one object. */
export interface CellStyle {
  readonly fill?: string;
  /** `Solid` where there is a fill and nothing else was said. */
  readonly fillPattern?: string;
  readonly patternColor?: string;
  readonly patternTintAndShade?: number;
  readonly fillTintAndShade?: number;
  readonly fontTintAndShade?: number;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: string;
  readonly fontColor?: string;
  readonly fontName?: string;
  readonly fontSize?: number;
  readonly horizontalAlignment?: string;
  readonly verticalAlignment?: string;
  readonly strikethrough?: boolean;
  readonly subscript?: boolean;
  readonly superscript?: boolean;
  readonly indentLevel?: number;
  readonly shrinkToFit?: boolean;
  readonly textOrientation?: number;
  readonly formulaHidden?: boolean;
  readonly autoIndent?: boolean;
  readonly readingOrder?: string;
  /** Of the workbook's styles; absent is `Normal`. */
  readonly named?: string;
  /** By side: `Top`, `Bottom`, `Left`, `Right`, `DiagonalDown`, `DiagonalUp`. */
  readonly borders?: Readonly<Partial<Record<BorderSide, Border>>>;
  readonly wrapText?: boolean;
  readonly locked?: boolean;
  /** What the workbench's grid knows beyond the object model, such as borders, in its own words. */
  readonly other?: string;
}

export type BorderSide = 'Top' | 'Bottom' | 'Left' | 'Right' | 'DiagonalDown' | 'DiagonalUp';

export interface Border {
  /** `Continuous`, `Dash`, …; a side without a line is absent. */
  readonly style: string;
  readonly weight: string;
  readonly color: string;
}

export interface Cell {
  /** Of a formula: its last result. */
  value: CellValue;
  formula: string | null;
  format: string;
  style: CellStyle;
}

export const PLAIN: CellStyle = Object.freeze({});
const EMPTY: Readonly<Cell> = Object.freeze({ value: '', formula: null, format: 'General', style: PLAIN });

/** Formats of whole columns are kept as the column's default, not in a million cells. */
export type ColumnDefault = Pick<Cell, 'format' | 'style'>;
const MANY_ROWS = 200_000;

/** The cells of a sheet: sparse by rows, dense within a row, so that 100,000 cells are written in tens of milliseconds. */
export class Grid {
  private rows = new Map<number, (Cell | undefined)[]>();
  readonly columnDefaults = new Map<number, ColumnDefault>();
  private readonly changed = new ChangedRows();
  /** True once a formula has been entered; a sheet without one is never calculated. */
  hasFormulas = false;

  /** Reading never creates. */
  at(row: number, column: number): Readonly<Cell> {
    return this.rows.get(row)?.[column] ?? this.blank(column);
  }

  /** The rows in which something may have changed since the last call; a grid that shows the sheet follows them. */
  takeChangedRows(): ReadonlySet<number> {
    return this.changed.take();
  }

  get hasChangedRows(): boolean {
    return !this.changed.isEmpty;
  }

  /** How many columns of a row may hold something. */
  width(row: number): number {
    return this.rows.get(row)?.length ?? 0;
  }

  /** The cell itself, to be changed; created when it is not there. */
  touch(row: number, column: number): Cell {
    return (this.rowToChange(row)[column] ??= cellOf(this.columnDefaults.get(column)));
  }

  /** Enters a value as a user would; a block of them is `enterBlock`. */
  enter(row: number, column: number, input: CellValue): void {
    this.enterInto(this.touch(row, column), input);
  }

  /** Enters `input(i, j)` into the cells of the area, counted from its first; null leaves a cell as it is. */
  enterBlock(area: Area, input: (i: number, j: number) => CellValue | null): void {
    const standards = this.standardsOf(area);
    for (let i = 0; i < area.rows; i++) {
      const cells = this.rowToChange(area.row + i);
      for (let j = 0; j < area.columns; j++) {
        const value = input(i, j);
        if (value !== null) this.enterInto((cells[area.column + j] ??= cellOf(standards[j])), value);
      }
    }
  }

  private enterInto(cell: Cell, input: CellValue): void {
    // What most cells of a block are: they cost no entry object.
    if (isPlainEntry(input, cell.format)) {
      cell.value = input;
      cell.formula = null;
      return;
    }
    const entry = enter(input, cell.format);
    cell.value = entry.value;
    cell.formula = entry.formula;
    if (entry.formula !== null) this.hasFormulas = true;
    if (entry.format !== undefined && cell.format === 'General') cell.format = entry.format;
  }

  private rowToChange(row: number): (Cell | undefined)[] {
    this.changed.add(row);
    let cells = this.rows.get(row);
    if (!cells) this.rows.set(row, (cells = []));
    return cells;
  }

  map<R>(area: Area, read: (cell: Readonly<Cell>) => R): R[][] {
    const rows: R[][] = [];
    for (let i = area.row; i < area.row + area.rows; i++) {
      const cells = this.rows.get(i);
      const values: R[] = [];
      for (let j = area.column; j < area.column + area.columns; j++) values.push(read(cells?.[j] ?? this.blank(j)));
      rows.push(values);
    }
    return rows;
  }

  /** Changes number formats or styles; on very tall areas only the columns' defaults and the cells that exist. */
  restyle(area: Area, change: (cell: Cell | ColumnDefault) => void): void {
    if (area.rows < MANY_ROWS) {
      const standards = this.standardsOf(area);
      for (let i = 0; i < area.rows; i++) {
        const cells = this.rowToChange(area.row + i);
        for (let j = 0; j < area.columns; j++) change((cells[area.column + j] ??= cellOf(standards[j])));
      }
      return;
    }
    for (let j = area.column; j < area.column + area.columns; j++) {
      const column: ColumnDefault = { ...this.blank(j) };
      change(column);
      this.columnDefaults.set(j, { format: column.format, style: column.style });
    }
    for (const { cell } of this.edit(area)) change(cell);
  }

  /** The cells that exist within the area, to be changed. */
  *edit(area?: Area): Generator<{ row: number; column: number; cell: Cell }> {
    for (const found of this.existing(area)) {
      this.changed.add(found.row);
      yield found;
    }
  }

  /** The cells that exist within the area. */
  *existing(area?: Area): Generator<{ row: number; column: number; cell: Cell }> {
    for (const [row, cells] of this.rowsWithin(area)) {
      const end = Math.min(cells.length, area ? area.column + area.columns : cells.length);
      for (let column = area?.column ?? 0; column < end; column++) {
        const cell = cells[column];
        if (cell) yield { row, column, cell };
      }
    }
  }

  /** How the cells of an area look, each look at least once; those that were never touched look as their column does. */
  *looks(area: Area): Generator<Readonly<ColumnDefault>> {
    const touched = new Map<number, number>();
    for (const { column, cell } of this.existing(area)) {
      touched.set(column, (touched.get(column) ?? 0) + 1);
      yield cell;
    }
    for (let column = area.column; column < area.column + area.columns; column++) {
      if ((touched.get(column) ?? 0) < area.rows) yield this.blank(column);
    }
  }

  private *rowsWithin(area?: Area): Generator<[number, (Cell | undefined)[]]> {
    const [start, end] = area ? [area.row, area.row + area.rows] : [0, Infinity];
    if (end - start > this.rows.size) {
      for (const [row, cells] of this.rows) if (row >= start && row < end) yield [row, cells];
      return;
    }
    for (let row = start; row < end; row++) {
      const cells = this.rows.get(row);
      if (cells) yield [row, cells];
    }
  }

  /**
   * The smallest area that holds every value (and, unless `valuesOnly`, every format) of the sheet or of a part of it;
   * null when there is none.
   */
  used(valuesOnly: boolean, within?: Area): Area | null {
    let [top, left, bottom, right] = [Infinity, Infinity, -1, -1];
    for (const { row, column, cell } of this.existing(within)) {
      if (isBlank(cell) && (valuesOnly || isUnformatted(cell))) continue;
      top = Math.min(top, row);
      bottom = Math.max(bottom, row);
      left = Math.min(left, column);
      right = Math.max(right, column);
    }
    return bottom < 0 ? null : { row: top, column: left, rows: bottom - top + 1, columns: right - left + 1 };
  }

  /** From the first cell how many rows and columns may hold something; cheaper than `used`. */
  extent(): { rows: number; columns: number } {
    let [rows, columns] = [0, 0];
    for (const [row, cells] of this.rows) {
      if (cells.length === 0) continue;
      rows = Math.max(rows, row + 1);
      columns = Math.max(columns, cells.length);
    }
    return { rows, columns };
  }

  remove(area: Area): void {
    for (const { row, column } of [...this.edit(area)]) delete this.rows.get(row)?.[column];
  }

  /** Moves the cells of `area` by rows and columns; what stood at the target is replaced, what was left is empty. */
  move(area: Area, by: { rows: number; columns: number }): void {
    const moved = [...this.edit(area)];
    for (const { row, column } of moved) delete this.rows.get(row)?.[column];
    for (const { row, column, cell } of moved) this.put(row + by.rows, column + by.columns, cell);
  }

  /** Puts rows or columns of an area in another order; `order[i]` is the present index of what shall be i-th. */
  reorder(area: Area, order: readonly number[], along: 'Rows' | 'Columns' = 'Rows'): void {
    if (along === 'Rows' && !this.hasFormulas && this.isAllOfItsRows(area)) return this.reorderRows(area, order);
    const before = Array.from({ length: area.rows }, (_, i) =>
      Array.from({ length: area.columns }, (__, j) => this.rows.get(area.row + i)?.[area.column + j]),
    );
    for (let i = 0; i < area.rows; i++) {
      for (let j = 0; j < area.columns; j++) {
        const [row, column] = along === 'Rows' ? [order[i] ?? i, j] : [i, order[j] ?? j];
        const cell = before[row]?.[column];
        if (cell?.formula != null) cell.formula = translate(cell.formula, { rows: i - row, columns: j - column });
        if (cell) this.put(area.row + i, area.column + j, cell);
        else delete this.rows.get(area.row + i)?.[area.column + j];
      }
      this.changed.add(area.row + i);
    }
  }

  private isAllOfItsRows({ row, rows, column, columns }: Area): boolean {
    for (let i = row; i < row + rows; i++) if (this.width(i) > column + columns) return false;
    return column === 0;
  }

  private reorderRows({ row, rows }: Area, order: readonly number[]): void {
    const before = Array.from({ length: rows }, (_, i) => this.rows.get(row + i));
    for (let i = 0; i < rows; i++) {
      const cells = before[order[i] ?? i];
      if (cells) this.rows.set(row + i, cells);
      else this.rows.delete(row + i);
      this.changed.add(row + i);
    }
  }

  hasContent(area: Area): boolean {
    for (const { cell } of this.existing(area)) if (!isBlank(cell)) return true;
    return false;
  }

  /** Replaces a cell as a whole. */
  put(row: number, column: number, cell: Cell): void {
    this.changed.add(row);
    if (cell.formula !== null) this.hasFormulas = true;
    let cells = this.rows.get(row);
    if (!cells) this.rows.set(row, (cells = []));
    cells[column] = cell;
  }

  /** Looked up once for a block, not for each of its cells. */
  private standardsOf(area: Area): (ColumnDefault | undefined)[] {
    return Array.from({ length: area.columns }, (_, j) => this.columnDefaults.get(area.column + j));
  }

  private blank(column: number): Readonly<Cell> {
    const standard = this.columnDefaults.get(column);
    return standard ? { ...EMPTY, ...standard } : EMPTY;
  }
}

const cellOf = (standard: ColumnDefault = EMPTY): Cell => ({
  value: '',
  formula: null,
  format: standard.format,
  style: standard.style,
});

const isBlank = (cell: Cell): boolean => cell.value === '' && cell.formula === null;
const isUnformatted = (cell: Cell): boolean => cell.format === 'General' && cell.style === PLAIN;
