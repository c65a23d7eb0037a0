import type { ICellData, IObjectMatrixPrimitiveType, Nullable, Workbook, Worksheet } from '@univerjs/core';
import {
  FormulaDataModel,
  IRenderManagerService,
  SetRangeValuesMutation,
  SheetSkeletonManagerService,
  Spreadsheet as SpreadsheetComponent,
} from '@univerjs/preset-sheets-core';
import type { Cell } from '../../host/model/grid.ts';
import type { SheetModel } from '../../host/model/sheet.ts';
import type { CellValue } from '../../host/value.ts';
import { contentOf, firstContentOf, hasNothing, isSameContent, valueIn } from './cells.ts';
import { isLocked } from './protection.ts';
import type { StyleBook } from './style-book.ts';
import type { Spreadsheet } from './univer.ts';

/** A cell that a person changed: what stood there before. */
export interface Edit {
  readonly row: number;
  readonly column: number;
  readonly before: CellValue;
  /** It holds a formula before and after. */
  readonly isFormula: boolean;
}

type CellMatrix = IObjectMatrixPrimitiveType<Nullable<ICellData>>;

/** A sheet of the model and the same sheet in Univer, cell by cell. */
export class SheetView {
  private readonly formulas: FormulaDataModel;

  constructor(
    private readonly spreadsheet: Spreadsheet,
    private readonly workbook: Workbook,
    readonly worksheet: Worksheet,
    private readonly book: StyleBook,
  ) {
    this.formulas = spreadsheet.injector.get(FormulaDataModel);
  }

  get unit(): { unitId: string; subUnitId: string } {
    return { unitId: this.workbook.getUnitId(), subUnitId: this.worksheet.getSheetId() };
  }

  /** Shows the cells of these rows as the model has them. */
  show(sheet: SheetModel, rows: Iterable<number>): void {
    const matrix = this.matrix();
    const contents: CellMatrix = {};
    let isChanged = false;
    let isRestyled = false;
    for (const row of rows) {
      const width = Math.max(sheet.grid.width(row), lastColumn(matrix[row]) + 1);
      for (let column = 0; column < width; column++) {
        const model = sheet.grid.at(row, column);
        const shown = matrix[row]?.[column];
        if (this.showStyle(model, row, column)) isRestyled = true;
        if (isSameContent(model, shown, this.formulaAt(row, column, shown))) continue;
        (contents[row] ??= {})[column] = hasNothing(shown) ? firstContentOf(model) : contentOf(model);
        isChanged = true;
      }
    }
    if (isRestyled) this.redraw();
    if (!isChanged) return;
    this.spreadsheet.commands.syncExecuteCommand(SetRangeValuesMutation.id, { ...this.unit, cellValue: contents });
  }

  /** Takes over what a person made of these rows; answers the cells whose content changed, and whether any is locked. */
  read(sheet: SheetModel, rows: Iterable<number>): { edits: Edit[]; isRefused: boolean } {
    const matrix = this.matrix();
    const edits: Edit[] = [];
    let isRefused = false;
    for (const row of rows) {
      const width = Math.max(sheet.grid.width(row), lastColumn(matrix[row]) + 1);
      for (let column = 0; column < width; column++) {
        const before = sheet.grid.at(row, column);
        const shown = matrix[row]?.[column];
        const formula = this.formulaAt(row, column, shown);
        const isSame = isSameContent(before, shown, formula);
        const look = this.book.lookOf(shown?.s);
        if (isSame && look.style === before.style && look.format === before.format) continue;
        if (isLocked(sheet, row, column)) {
          // It is shown again as it is.
          sheet.grid.touch(row, column);
          isRefused = true;
          continue;
        }
        const value = isSame ? before.value : valueIn(shown);
        sheet.grid.put(row, column, { value, formula, ...look });
        if (isSame) continue;
        edits.push({ row, column, before: before.value, isFormula: before.formula !== null && formula !== null });
      }
    }
    return { edits, isRefused };
  }

  /** Results of formulas, from Univer into the model. */
  readResults(sheet: SheetModel): void {
    const matrix = this.matrix();
    for (const { row, column, cell } of sheet.grid.existing()) {
      if (cell.formula !== null) cell.value = valueIn(matrix[row]?.[column]);
    }
  }

  /** Straight into Univer's matrix: its own way clones and hashes a style for each cell, and 300,000 cells take seconds. */
  private showStyle(model: Readonly<Cell>, row: number, column: number): boolean {
    const id = this.book.idOf(model.style, model.format);
    const matrix = this.worksheet.getCellMatrix();
    const shown = matrix.getValue(row, column);
    if ((shown?.s ?? '') === id) return false;
    if (shown && id === '') delete shown.s;
    else if (shown) shown.s = id;
    else matrix.setValue(row, column, { s: id });
    return true;
  }

  /** Univer hears of no change of style, so it is told to draw anew; its reset of a range would keep fills and borders. */
  private redraw(): void {
    const { unitId, subUnitId } = this.unit;
    const render = this.spreadsheet.injector.get(IRenderManagerService).getRenderById(unitId);
    render?.with(SheetSkeletonManagerService).getSkeleton(subUnitId)?.resetCache();
    if (render?.mainComponent instanceof SpreadsheetComponent) render.mainComponent.makeForceDirty();
  }

  private formulaAt(row: number, column: number, shown: Nullable<ICellData>): string | null {
    if (!shown?.f && !shown?.si) return null;
    const { unitId, subUnitId } = this.unit;
    return shown.si
      ? (this.formulas.getFormulaStringByCell(row, column, subUnitId, unitId) ?? null)
      : (shown.f ?? null);
  }

  private matrix(): CellMatrix {
    return this.worksheet.getCellMatrix().getMatrix();
  }
}

function lastColumn(row: Record<number, Nullable<ICellData>> | undefined): number {
  let last = -1;
  for (const key in row) last = Math.max(last, Number(key));
  return last;
}
