import { parseAddress, type Area } from './a1.ts';
import { isKnownFunction } from './functions/call.ts';
import { FormulaError, scalar, type Operand } from './functions/operand.ts';
import { parseFormula } from './formula-parser.ts';
import { HostError } from './host-error.ts';
import type { Cell } from './model/grid.ts';
import type { NameModel, SheetModel, WorkbookModel } from './model/shapes.ts';
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

/**
 * What a formula would show in a cell, from what the other cells show now, whoever calculated them.
 * @throws FormulaError for an error value, `#NAME?` also for a function that the host does not know
 */
export function evaluate(formula: string, at: Place): CellValue {
  // Within `ISERROR` and its like an unknown function would pass for an error of the data.
  if (!callsKnownFunctionsOnly(formula)) throw new FormulaError('#NAME?');
  return new Evaluation(at.sheet.workbook, (cell) => cell.value).of(formula, at);
}

const CALLED = /"(?:[^"]|"")*"|([A-Za-z_][\w.]*)\(/g;

const callsKnownFunctionsOnly = (formula: string): boolean =>
  [...formula.matchAll(CALLED)].every(([, name]) => name === undefined || isKnownFunction(name.toUpperCase()));

/** One formula, and those of the names in it. */
class Evaluation {
  private readonly names = new Set<string>();

  constructor(
    private readonly workbook: WorkbookModel,
    private readonly read: (cell: Cell, at: Place) => CellValue,
  ) {}

  of(formula: string, at: Place): CellValue {
    return parseFormula(formula, (reference) => this.values(at, reference))();
  }

  private values(from: Place, reference: string): Operand {
    const named = formulaOf(reference, from);
    if (named !== null) return scalar(this.named(reference.toLowerCase(), named, from));
    const { sheet, area } = this.cells(from, reference);
    return operandOf(sheet, area, this.read);
  }

  private named(name: string, formula: string, from: Place): CellValue {
    // Excel refuses a name that refers to itself.
    if (this.names.has(name)) throw new FormulaError('#NAME?');
    this.names.add(name);
    try {
      return this.of(formula, from);
    } finally {
      this.names.delete(name);
    }
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

/** Of a name that stands for no cells; the sheet's own come first. */
function formulaOf(name: string, { sheet }: Place): string | null {
  const { names } = sheet.workbook;
  const isCalled = (known: NameModel): boolean => known.name.toLowerCase() === name.toLowerCase();
  const found = names.find((n) => n.scope === sheet && isCalled(n)) ?? names.find((n) => !n.scope && isCalled(n));
  return typeof found?.target === 'string' ? found.target : null;
}

class Run {
  private readonly done = new Set<Readonly<Cell>>();
  private readonly open = new Set<Readonly<Cell>>();
  private readonly evaluation: Evaluation;

  constructor(workbook: WorkbookModel) {
    this.evaluation = new Evaluation(workbook, (cell, at) => this.settle(cell, at));
  }

  /** Calculates a cell, first those that it refers to. */
  settle(cell: Cell, at: Place): CellValue {
    if (cell.formula === null || this.done.has(cell)) return cell.value;
    // Excel refuses circular references and shows 0.
    if (this.open.has(cell)) return 0;
    this.open.add(cell);
    try {
      cell.value = this.evaluation.of(cell.formula, at);
    } catch (fault) {
      if (!(fault instanceof FormulaError)) throw fault;
      cell.value = fault.message;
    }
    this.open.delete(cell);
    this.done.add(cell);
    return cell.value;
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
