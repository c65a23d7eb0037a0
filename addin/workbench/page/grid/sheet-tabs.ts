/** The sheets themselves: which there are, name, order, colour, visibility, and which one is in front. */
import {
  type ICellData,
  type IObjectMatrixPrimitiveType,
  type IWorkbookData,
  type IWorksheetData,
  LocaleType,
  mergeWorksheetSnapshotWithDefault,
  type Workbook,
} from '@univerjs/core';
import {
  InsertSheetMutation,
  RemoveSheetMutation,
  SetTabColorMutation,
  SetWorksheetActiveOperation,
  SetWorksheetHideMutation,
  SetWorksheetNameMutation,
  SetWorksheetOrderMutation,
} from '@univerjs/preset-sheets-core';
import { HostError } from '../../host/host-error.ts';
import type { SheetModel } from '../../host/model/sheet.ts';
import type { WorkbookModel } from '../../host/model/workbook.ts';
import { firstContentOf } from './cells.ts';
import { COLUMN_WIDTH, ROW_HEIGHT } from './sheet-sizes.ts';
import type { Spreadsheet } from './univer.ts';

const FIRST_ROWS = 1_000;
const FIRST_COLUMNS = 40;

/** A very hidden sheet is not even in Univer's list of hidden ones, as in Excel. */
const isShown = (sheet: SheetModel): boolean => sheet.visibility !== 'VeryHidden';

const worksheetData = (sheet: SheetModel): Partial<IWorksheetData> => ({
  id: sheet.id,
  name: sheet.name,
  rowCount: FIRST_ROWS,
  columnCount: FIRST_COLUMNS,
  defaultColumnWidth: COLUMN_WIDTH,
  defaultRowHeight: ROW_HEIGHT,
  hidden: sheet.visibility === 'Visible' ? 0 : 1,
});

/** A workbook as Univer opens it: with its values, which cost much less so than as changes; all else is shown later. */
export function openedWorkbook(id: string, model: WorkbookModel): Partial<IWorkbookData> {
  const sheets = model.sheets.filter(isShown);
  return {
    id,
    name: 'Workbook',
    locale: LocaleType.EN_US,
    sheetOrder: sheets.map((s) => s.id),
    sheets: Object.fromEntries(sheets.map((s) => [s.id, { ...worksheetData(s), cellData: valuesOf(s) }])),
    defaultStyle: { ff: 'Calibri', fs: 11 },
  };
}

function valuesOf({ grid }: SheetModel): IObjectMatrixPrimitiveType<ICellData> {
  const values: IObjectMatrixPrimitiveType<ICellData> = {};
  for (const { row, column, cell } of grid.existing()) {
    if (cell.formula === null && cell.value !== '') (values[row] ??= {})[column] = firstContentOf(cell);
  }
  return values;
}

export class SheetTabs {
  constructor(
    private readonly spreadsheet: Spreadsheet,
    private readonly workbook: Workbook,
  ) {}

  show(model: WorkbookModel): void {
    const wanted = model.sheets.filter(isShown);
    wanted.forEach((sheet, index) => {
      if (this.workbook.getSheetBySheetId(sheet.id)) return;
      this.run(InsertSheetMutation.id, { index, sheet: mergeWorksheetSnapshotWithDefault(worksheetData(sheet)) });
    });
    for (const worksheet of this.workbook.getSheets()) {
      const id = worksheet.getSheetId();
      if (!wanted.some((sheet) => sheet.id === id)) this.run(RemoveSheetMutation.id, { subUnitId: id });
    }
    wanted.forEach((sheet, index) => this.showSheet(sheet, index));
  }

  private showSheet(sheet: SheetModel, index: number): void {
    const worksheet = this.workbook.getSheetBySheetId(sheet.id);
    if (!worksheet) return;
    const subUnitId = sheet.id;
    const hidden = sheet.visibility === 'Visible' ? 0 : 1;
    if (worksheet.getName() !== sheet.name) this.run(SetWorksheetNameMutation.id, { subUnitId, name: sheet.name });
    if (worksheet.isSheetHidden() !== hidden) this.run(SetWorksheetHideMutation.id, { subUnitId, hidden });
    const at = this.workbook.getSheetOrders().indexOf(subUnitId);
    if (at !== index) this.run(SetWorksheetOrderMutation.id, { subUnitId, fromOrder: at, toOrder: index });
    if ((worksheet.getTabColor() ?? '') !== sheet.tabColor) {
      this.run(SetTabColorMutation.id, { subUnitId, color: sheet.tabColor });
    }
  }

  showActive({ active }: WorkbookModel): void {
    if (this.workbook.getActiveSheet(true)?.getSheetId() === active.id) return;
    this.run(SetWorksheetActiveOperation.id, { subUnitId: active.id });
  }

  /** Sheets as a person has made them. */
  take(model: WorkbookModel): void {
    const ids = this.workbook.getSheetOrders();
    for (const sheet of [...model.sheets]) if (isShown(sheet) && !ids.includes(sheet.id)) model.removeSheet(sheet);
    ids.forEach((id) => {
      const worksheet = this.workbook.getSheetBySheetId(id);
      if (!worksheet) return;
      const sheet = model.sheet(id) ?? model.addSheet(worksheet.getName(), id);
      sheet.tabColor = worksheet.getTabColor() ?? '';
      this.takeName(model, sheet, worksheet.getName());
      model.setVisibility(sheet, worksheet.isSheetHidden() === 1 ? 'Hidden' : 'Visible');
    });
    this.takeOrder(model, ids);
    const active = model.sheet(this.workbook.getActiveSheet(true)?.getSheetId());
    if (active) model.activate(active);
  }

  /** A name that Excel refuses is not taken over, and the old one shown again. */
  private takeName(model: WorkbookModel, sheet: SheetModel, name: string): void {
    if (sheet.name === name) return;
    try {
      model.renameSheet(sheet, name);
    } catch (fault) {
      if (!(fault instanceof HostError)) throw fault;
      this.spreadsheet.onRefusal(`A sheet cannot be called “${name}”: at most 31 characters, none of \\ / ? * [ ] :`);
    }
  }

  /** Very hidden sheets, which Univer does not know, stand behind the others. */
  private takeOrder(model: WorkbookModel, ids: readonly string[]): void {
    const order = (sheet: SheetModel): number => (ids.includes(sheet.id) ? ids.indexOf(sheet.id) : ids.length);
    const wanted = [...model.sheets].sort((a, b) => order(a) - order(b));
    wanted.forEach((sheet, position) => {
      if (model.sheets[position] !== sheet) model.moveSheet(sheet, position);
    });
  }

  private run(id: string, params: object): void {
    this.spreadsheet.commands.syncExecuteCommand(id, { unitId: this.workbook.getUnitId(), ...params });
  }
}
