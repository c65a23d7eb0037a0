import { intersection, MAX_COLUMNS, MAX_ROWS, type Area } from '../a1.ts';
import { followMove } from '../formula-references.ts';
import { HostError } from '../host-error.ts';
import type { Json } from '../protocol.ts';
import { Grid } from './grid.ts';
import type { TableModel } from './table.ts';
import type { WorkbookModel } from './workbook.ts';

export type Visibility = 'Visible' | 'Hidden' | 'VeryHidden';

export interface Validation {
  readonly area: Area;
  rule: { readonly [key: string]: Json };
  ignoreBlanks: boolean;
  errorAlert: Json;
  prompt: Json;
}

/** A worksheet: cells and what lies over them. */
export class SheetModel {
  visibility: Visibility = 'Visible';
  showGridlines = true;
  showHeadings = true;
  tabColor = '';
  frozenRows = 0;
  frozenColumns = 0;
  readonly grid = new Grid();
  validations: Validation[] = [];
  private hiddenRows = new Set<number>();
  readonly hiddenColumns = new Set<number>();
  readonly columnWidths = new Map<number, number>();
  readonly rowHeights = new Map<number, number>();

  constructor(
    readonly workbook: WorkbookModel,
    readonly id: string,
    public name: string,
  ) {}

  get tables(): readonly TableModel[] {
    return this.workbook.tables.filter((table) => table.sheet === this);
  }

  isRowHidden(row: number): boolean {
    return this.hiddenRows.has(row);
  }

  setRowHidden(row: number, hidden: boolean): void {
    if (hidden) this.hiddenRows.add(row);
    else this.hiddenRows.delete(row);
  }

  /** Excel converts header cells to unique text as soon as something is written over them. */
  settleHeaders(written: Area): void {
    for (const table of this.tables) if (intersection(table.header, written)) table.nameHeaders();
  }

  /**
   * Makes room for `area` by moving what is there down or right, or closes the room again (`-1`).
   * @throws HostError InsertDeleteConflict when a table would be torn apart
   */
  shift(area: Area, along: 'rows' | 'columns', direction: 1 | -1): void {
    const axis = AXES[along];
    for (const table of this.tables) this.refuseTear(table, area, axis);
    if (direction === -1) this.grid.remove(area);
    const start = area[axis.start] + (direction === -1 ? area[axis.size] : 0);
    const rest = { ...area, [axis.start]: start, [axis.size]: axis.max - start };
    const by = { rows: 0, columns: 0, [along]: direction * area[axis.size] };
    this.grid.move(rest, by);
    for (const table of [...this.tables]) this.shiftTable(table, area, axis, direction);
    if (along === 'rows' && area.columns === MAX_COLUMNS) this.shiftHiddenRows(area, direction);
    this.validations = this.validations.map((v) => ({ ...v, area: shifted(v.area, area, axis, direction) ?? v.area }));
    const move = (other: Area): Area | null => shifted(other, area, axis, direction);
    this.workbook.referencesShifted(this, move);
    this.formulasFollow(move);
  }

  private formulasFollow(move: (area: Area) => Area | null): void {
    for (const sheet of this.workbook.sheets) {
      if (!sheet.grid.hasFormulas) continue;
      const concerns = (name: string | null): boolean =>
        name === null ? sheet === this : name.toLowerCase() === this.name.toLowerCase();
      for (const { cell } of sheet.grid.edit()) {
        if (cell.formula !== null) cell.formula = followMove(cell.formula, { concerns, move });
      }
    }
  }

  private refuseTear(table: TableModel, area: Area, axis: Axis): void {
    const other = axis === AXES.rows ? AXES.columns : AXES.rows;
    const isBehind = table.area[axis.start] + table.area[axis.size] > area[axis.start];
    const isBeside =
      table.area[other.start] >= area[other.start] + area[other.size] ||
      area[other.start] >= table.area[other.start] + table.area[other.size];
    const isWhole =
      area[other.start] <= table.area[other.start] &&
      area[other.start] + area[other.size] >= table.area[other.start] + table.area[other.size];
    if (isBehind && !isBeside && !isWhole) throw new HostError('InsertDeleteConflict', 'Range.insert');
  }

  private shiftTable(table: TableModel, area: Area, axis: Axis, direction: 1 | -1): void {
    const other = axis === AXES.rows ? AXES.columns : AXES.rows;
    if (table.area[other.start] < area[other.start]) return;
    if (table.area[other.start] >= area[other.start] + area[other.size]) return;
    const before = table.area;
    const after = shifted(before, area, axis, direction);
    if (!after) return this.workbook.removeTable(table);
    const change = after[axis.size] - before[axis.size];
    if (change === 0 || axis === AXES.rows) table.area = after;
    else if (change > 0) table.columnsInserted(area.column - before.column, change);
    else {
      table.columnsDeleted(Math.max(0, area.column - before.column), -change);
      table.area = after;
    }
  }

  private shiftHiddenRows(area: Area, direction: 1 | -1): void {
    const end = area.row + area.rows;
    const moved = [...this.hiddenRows]
      .filter((row) => direction === 1 || row < area.row || row >= end)
      .map((row) => (row < area.row ? row : row + direction * area.rows));
    this.hiddenRows = new Set(moved);
  }
}

interface Axis {
  readonly start: 'row' | 'column';
  readonly size: 'rows' | 'columns';
  readonly max: number;
}
const AXES: Record<'rows' | 'columns', Axis> = {
  rows: { start: 'row', size: 'rows', max: MAX_ROWS },
  columns: { start: 'column', size: 'columns', max: MAX_COLUMNS },
};

/** Where an area lies after an insertion or deletion at `at`; null when nothing of it is left. */
export function shifted(area: Area, at: Area, axis: Axis, direction: 1 | -1): Area | null {
  const other = axis === AXES.rows ? AXES.columns : AXES.rows;
  // Only what lies wholly beside the inserted or deleted cells moves with them.
  const isBeside =
    area[other.start] >= at[other.start] && area[other.start] + area[other.size] <= at[other.start] + at[other.size];
  if (!isBeside) return area;
  const [start, size, point, count] = [area[axis.start], area[axis.size], at[axis.start], at[axis.size]];
  if (direction === 1) {
    if (point <= start) return { ...area, [axis.start]: start + count };
    return point < start + size ? { ...area, [axis.size]: size + count } : area;
  }
  const before = Math.max(0, Math.min(point, start + size) - start);
  const after = Math.max(0, start + size - Math.max(point + count, start));
  if (before + after === 0) return null;
  const isMoved = start >= point;
  return { ...area, [axis.start]: isMoved ? Math.max(point, start - count) : start, [axis.size]: before + after };
}
