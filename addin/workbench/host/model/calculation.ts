import type { Cell } from './grid.ts';
import type { Calculator, WorkbookModel } from './shapes.ts';

/** When formulas are calculated: before every read, or in manual mode only those that are new. */
export class Calculation {
  mode = 'Automatic';
  /** Cells have changed since the last calculation. */
  isStale = false;
  /** `application.calculate` was called. */
  private isRequested = false;
  private known = new WeakMap<Cell, string>();

  constructor(private readonly calculator: Calculator) {}

  request(): void {
    this.isStale = true;
    this.isRequested = true;
  }

  /** True when results may have changed. */
  async run(workbook: WorkbookModel): Promise<boolean> {
    if (!this.isStale) return false;
    const isManual = this.mode === 'Manual' && !this.isRequested;
    this.isRequested = false;
    // What manual mode leaves as it is remains stale.
    this.isStale = isManual;
    if (!workbook.sheets.some((sheet) => sheet.grid.hasFormulas)) return false;
    const kept = isManual ? this.results(workbook) : [];
    await this.calculator(workbook);
    for (const { cell, value } of kept) cell.value = value;
    this.remember(workbook);
    return true;
  }

  /** Formulas that have been calculated since they were entered. */
  private results(workbook: WorkbookModel): { cell: Cell; value: Cell['value'] }[] {
    return [...formulaCells(workbook)].flatMap((cell) =>
      this.known.get(cell) === cell.formula ? [{ cell, value: cell.value }] : [],
    );
  }

  private remember(workbook: WorkbookModel): void {
    for (const cell of formulaCells(workbook)) this.known.set(cell, cell.formula ?? '');
  }
}

function* formulaCells({ sheets }: WorkbookModel): Generator<Cell> {
  for (const { grid } of sheets) {
    if (!grid.hasFormulas) continue;
    for (const { cell } of grid.existing()) if (cell.formula !== null) yield cell;
  }
}
