import { parseAddress, type Area } from './a1.ts';
import { FormulaError, type Operand } from './functions/operand.ts';
import { parseFormula } from './formula-parser.ts';
import { HostError } from './host-error.ts';
import type { Cell } from './model/grid.ts';
import type { SheetModel, WorkbookModel } from './model/shapes.ts';
import { structuredArea } from './structured-reference.ts';
import type { CellValue } from './value.ts';

/**
 * The calculator where there is no grid: numbers, texts, references, names, columns of tables, the operators and the
 * functions of functions/. Every other function is `#NAME?`. What a real Excel calculates it does not prove.
 */
export function calculateSimply(workbook: WorkbookModel): void {
  const run = new Run(workbook);
  for (const sheet of workbook.sheets) {
    if (!sheet.grid.hasFormulas) continue;
    for (const { row, column, cell } of sheet.grid.existing()) {
      if (cell.formula !== null) run.settle(cell, { sheet, row, column });
    }
  }
}

interface Place {
  readonly sheet: SheetModel;
  readonly row: number;
  readonly column: number;
}

class Run {
  private readonly done = new Set<Readonly<Cell>>();
  private readonly open = new Set<Readonly<Cell>>();

  constructor(private readonly workbook: WorkbookModel) {}

  /** Calculates a cell, first those that it refers to. */
  settle(cell: Cell, at: Place): CellValue {
    if (cell.formula === null || this.done.has(cell)) return cell.value;
    // Excel refuses circular references and shows 0.
    if (this.open.has(cell)) return 0;
    this.open.add(cell);
    try {
      cell.value = parseFormula(cell.formula, (reference) => this.values(at, reference))();
    } catch (fault) {
      if (!(fault instanceof FormulaError)) throw fault;
      cell.value = fault.message;
    }
    this.open.delete(cell);
    this.done.add(cell);
    return cell.value;
  }

  private values(from: Place, reference: string): Operand {
    const { sheet, area } = this.cells(from, reference);
    return operandOf(sheet, area, (cell, at) => this.settle(cell, at));
  }

  private cells(from: Place, reference: string): { sheet: SheetModel; area: Area } {
    if (reference.includes('[') && !reference.includes('!')) {
      const found = structuredArea(reference, from);
      if (!found) throw new FormulaError('#REF!');
      return found;
    }
    try {
      return this.workbook.range(reference, from.sheet, 'Range.formulas');
    } catch (fault) {
      if (!(fault instanceof HostError)) throw fault;
      throw new FormulaError(parseAddress(reference) ? '#REF!' : '#NAME?');
    }
  }
}

/** The cells of an area, each as `read` says; of whole columns and rows no more than what is used. */
export function operandOf(sheet: SheetModel, area: Area, read: (cell: Cell, at: Place) => CellValue): Operand {
  const used = sheet.grid.extent();
  const rows = area.rows < MANY ? area.rows : Math.min(area.rows, Math.max(1, used.rows - area.row));
  const columns = area.columns < MANY ? area.columns : Math.min(area.columns, Math.max(1, used.columns - area.column));
  const values: CellValue[] = [];
  for (let row = area.row; row < area.row + rows; row++) {
    for (let column = area.column; column < area.column + columns; column++) {
      // `at` is read-only, but a formula's cell always exists and may be settled.
      values.push(read(sheet.grid.at(row, column), { sheet, row, column }));
    }
  }
  return { rows, columns, values, place: { row: area.row, column: area.column } };
}

const MANY = 10_000;
