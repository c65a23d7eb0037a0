/** Everything of a sheet but its cells: name, order, visibility, sizes, hidden rows, frozen panes, selection. */
import {
  type IWorkbookData,
  type IWorksheetData,
  LocaleType,
  mergeWorksheetSnapshotWithDefault,
  type Workbook,
  type Worksheet,
} from '@univerjs/core';
import {
  InsertSheetMutation,
  type ISetSelectionsOperationParams,
  RemoveSheetMutation,
  SetColHiddenMutation,
  SetColVisibleMutation,
  SetFrozenMutation,
  SetRowHiddenMutation,
  SetRowVisibleMutation,
  SetSelectionsOperation,
  SetTabColorMutation,
  SetWorksheetActiveOperation,
  SetWorksheetColumnCountMutation,
  SetWorksheetColWidthMutation,
  SetWorksheetHideMutation,
  SetWorksheetNameMutation,
  SetWorksheetOrderMutation,
  SetWorksheetRowCountMutation,
  SetWorksheetRowHeightMutation,
  ToggleGridlinesMutation,
} from '@univerjs/preset-sheets-core';
import { isSameArea, MAX_COLUMNS, MAX_ROWS, type Area } from '../../host/a1.ts';
import { RangeModel } from '../../host/model/range.ts';
import type { SheetModel } from '../../host/model/sheet.ts';
import type { WorkbookModel } from '../../host/model/workbook.ts';
import type { Spreadsheet } from './univer.ts';

/** Excel's sizes are points; Univer's are pixels of 96 to the inch. */
const PIXELS = 96 / 72;
const COLUMN_WIDTH = 64;
const ROW_HEIGHT = 20;
const FIRST_ROWS = 1_000;
const FIRST_COLUMNS = 40;
/** Empty cells beyond the last one. */
const MARGIN_ROWS = 200;
const MARGIN_COLUMNS = 10;
/** Univer draws a drop-down's arrow within the cell, Excel beside it. */
const ARROW_WIDTH = 24;

function arrowColumns({ validations }: SheetModel): ReadonlySet<number> {
  const lists = validations.filter(({ rule }) => rule['list'] != null);
  return new Set(lists.flatMap(({ area }) => Array.from({ length: area.columns }, (_, i) => area.column + i)));
}

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

export class SheetFrames {
  /** What was shown last, to change only what differs. */
  private readonly shown = new Map<string, string>();

  constructor(
    private readonly spreadsheet: Spreadsheet,
    private readonly workbook: Workbook,
  ) {}

  static emptyWorkbook(id: string, model: WorkbookModel): Partial<IWorkbookData> {
    const sheets = model.sheets.filter(isShown);
    return {
      id,
      name: 'Workbook',
      locale: LocaleType.EN_US,
      sheetOrder: sheets.map((s) => s.id),
      sheets: Object.fromEntries(sheets.map((s) => [s.id, worksheetData(s)])),
      defaultStyle: { ff: 'Calibri', fs: 11 },
    };
  }

  showSheets(model: WorkbookModel): void {
    const wanted = model.sheets.filter(isShown);
    wanted.forEach((sheet, index) => {
      if (this.workbook.getSheetBySheetId(sheet.id)) return;
      this.run(InsertSheetMutation.id, { index, sheet: mergeWorksheetSnapshotWithDefault(worksheetData(sheet)) });
      this.shown.delete(sheet.id);
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

  showActive(model: WorkbookModel): void {
    const { active, selection } = model;
    if (this.workbook.getActiveSheet(true)?.getSheetId() !== active.id) {
      this.run(SetWorksheetActiveOperation.id, { subUnitId: active.id });
    }
    const wanted = JSON.stringify([selection.sheet.id, selection.area]);
    if (this.shown.get('selection') === wanted) return;
    this.shown.set('selection', wanted);
    this.showSelection(selection);
  }

  private showSelection({ sheet, area }: RangeModel): void {
    const worksheet = this.workbook.getSheetBySheetId(sheet.id);
    if (!worksheet) return;
    const range = {
      startRow: area.row,
      startColumn: area.column,
      endRow: Math.min(area.row + area.rows, worksheet.getRowCount()) - 1,
      endColumn: Math.min(area.column + area.columns, worksheet.getColumnCount()) - 1,
    };
    const cell = { startRow: area.row, startColumn: area.column, endRow: area.row, endColumn: area.column };
    const primary = {
      ...cell,
      actualRow: area.row,
      actualColumn: area.column,
      isMerged: false,
      isMergedMainCell: false,
    };
    this.run(SetSelectionsOperation.id, {
      subUnitId: sheet.id,
      selections: [{ range, primary, style: null }],
      reveal: true,
    });
  }

  /** Sizes, hidden rows and columns, panes: compared as a whole, since they are few. */
  showLayout(sheet: SheetModel, worksheet: Worksheet): void {
    const subUnitId = sheet.id;
    this.makeRoom(sheet, worksheet);
    const arrows = arrowColumns(sheet);
    this.once(sheet, 'widths', [[...sheet.columnWidths], [...arrows]], () => {
      for (const [column, width] of sheet.columnWidths) {
        const colWidth = Math.round(width * PIXELS) + (arrows.has(column) ? ARROW_WIDTH : 0);
        this.run(SetWorksheetColWidthMutation.id, { subUnitId, ranges: [columns(column, 1)], colWidth });
      }
    });
    this.once(sheet, 'heights', [...sheet.rowHeights], () => {
      for (const [row, height] of sheet.rowHeights) {
        const ranges = [rows(row, 1)];
        this.run(SetWorksheetRowHeightMutation.id, { subUnitId, ranges, rowHeight: Math.round(height * PIXELS) });
      }
    });
    this.once(sheet, 'frozen', [sheet.frozenRows, sheet.frozenColumns], () => {
      const { frozenRows: ySplit, frozenColumns: xSplit } = sheet;
      this.run(SetFrozenMutation.id, {
        subUnitId,
        startRow: ySplit > 0 ? ySplit : -1,
        startColumn: xSplit > 0 ? xSplit : -1,
        ySplit,
        xSplit,
      });
    });
    this.once(sheet, 'gridlines', [sheet.showGridlines], () => {
      this.run(ToggleGridlinesMutation.id, { subUnitId, showGridlines: sheet.showGridlines ? 1 : 0 });
    });
    this.showHidden(sheet, worksheet);
  }

  private showHidden(sheet: SheetModel, worksheet: Worksheet): void {
    const subUnitId = sheet.id;
    this.once(sheet, 'hidden rows', [...sheet.hiddenRowNumbers], () => {
      const data = worksheet.getRowManager();
      const wanted = new Set([...sheet.hiddenRowNumbers].filter((row) => !worksheet.isRowFiltered(row)));
      const hide = [...wanted].filter((row) => data.getRow(row)?.hd !== 1);
      const reveal = Object.keys(data.getRowData())
        .map(Number)
        .filter((row) => data.getRow(row)?.hd === 1 && !wanted.has(row));
      if (hide.length > 0) this.run(SetRowHiddenMutation.id, { subUnitId, ranges: runs(hide, rows) });
      if (reveal.length > 0) this.run(SetRowVisibleMutation.id, { subUnitId, ranges: runs(reveal, rows) });
    });
    this.once(sheet, 'hidden columns', [...sheet.hiddenColumns], () => {
      const all = Array.from({ length: worksheet.getColumnCount() }, (_, i) => i);
      const hide = all.filter((i) => sheet.hiddenColumns.has(i) && worksheet.getColVisible(i));
      const reveal = all.filter((i) => !sheet.hiddenColumns.has(i) && !worksheet.getColVisible(i));
      if (hide.length > 0) this.run(SetColHiddenMutation.id, { subUnitId, ranges: runs(hide, columns) });
      if (reveal.length > 0) this.run(SetColVisibleMutation.id, { subUnitId, ranges: runs(reveal, columns) });
    });
  }

  /** Univer draws a sheet of limited size; it grows with what is on it. */
  private makeRoom(sheet: SheetModel, worksheet: Worksheet): void {
    const used = sheet.grid.used(false);
    if (!used) return;
    const rowCount = Math.min(MAX_ROWS, used.row + used.rows + MARGIN_ROWS);
    const columnCount = Math.min(MAX_COLUMNS, used.column + used.columns + MARGIN_COLUMNS);
    const subUnitId = sheet.id;
    if (worksheet.getRowCount() < rowCount) this.run(SetWorksheetRowCountMutation.id, { subUnitId, rowCount });
    if (worksheet.getColumnCount() < columnCount) {
      this.run(SetWorksheetColumnCountMutation.id, { subUnitId, columnCount });
    }
  }

  /** Names, order, visibility and existence of sheets, as a person has made them. */
  takeSheets(model: WorkbookModel): void {
    const ids = this.workbook.getSheetOrders();
    for (const sheet of [...model.sheets]) if (isShown(sheet) && !ids.includes(sheet.id)) model.removeSheet(sheet);
    ids.forEach((id) => {
      const worksheet = this.workbook.getSheetBySheetId(id);
      if (!worksheet) return;
      const sheet = model.sheet(id) ?? model.addSheet(worksheet.getName(), id);
      sheet.name = worksheet.getName();
      sheet.tabColor = worksheet.getTabColor() ?? '';
      sheet.visibility = worksheet.isSheetHidden() === 1 ? 'Hidden' : 'Visible';
    });
    const order = (id: string): number => (ids.includes(id) ? ids.indexOf(id) : ids.length);
    model.sheets.sort((a, b) => order(a.id) - order(b.id));
    const active = model.sheet(this.workbook.getActiveSheet(true)?.getSheetId());
    if (active) model.activate(active);
  }

  takeLayout(sheet: SheetModel): void {
    const worksheet = this.workbook.getSheetBySheetId(sheet.id);
    if (!worksheet) return;
    const { ySplit, xSplit } = worksheet.getFreeze();
    sheet.frozenRows = ySplit;
    sheet.frozenColumns = xSplit;
    sheet.showGridlines = worksheet.getConfig().showGridlines !== 0;
    const arrows = arrowColumns(sheet);
    for (let i = 0; i < worksheet.getColumnCount(); i++) {
      const width = worksheet.getColumnWidth(i) - (arrows.has(i) && sheet.columnWidths.has(i) ? ARROW_WIDTH : 0);
      if (worksheet.getColVisible(i)) sheet.hiddenColumns.delete(i);
      else sheet.hiddenColumns.add(i);
      if (width !== COLUMN_WIDTH || sheet.columnWidths.has(i)) sheet.columnWidths.set(i, width / PIXELS);
    }
    for (let i = 0; i < worksheet.getRowCount(); i++) {
      sheet.setRowHidden(i, worksheet.getRowManager().getRow(i)?.hd === 1 || worksheet.isRowFiltered(i));
    }
  }

  takeSelection(model: WorkbookModel, { subUnitId, selections }: ISetSelectionsOperationParams): void {
    const sheet = model.sheet(subUnitId);
    const range = selections.at(-1)?.range;
    if (!sheet || !range || sheet.visibility !== 'Visible') return;
    const isWholeRows = Number.isNaN(range.startColumn);
    const isWholeColumns = Number.isNaN(range.startRow);
    const area: Area = {
      row: isWholeColumns ? 0 : range.startRow,
      column: isWholeRows ? 0 : range.startColumn,
      rows: isWholeColumns ? MAX_ROWS : range.endRow - range.startRow + 1,
      columns: isWholeRows ? MAX_COLUMNS : range.endColumn - range.startColumn + 1,
    };
    if (model.selection.sheet === sheet && isSameArea(model.selection.area, area)) return;
    const selection = new RangeModel(sheet, area);
    model.select(selection);
    this.shown.set('selection', JSON.stringify([sheet.id, area]));
  }

  private once(sheet: SheetModel, what: string, state: unknown, show: () => void): void {
    const key = `${sheet.id} ${what}`;
    const text = JSON.stringify(state);
    if (this.shown.get(key) === text) return;
    this.shown.set(key, text);
    show();
  }

  private run(id: string, params: object): void {
    this.spreadsheet.commands.syncExecuteCommand(id, { unitId: this.workbook.getUnitId(), ...params });
  }
}

interface Ranges {
  readonly startRow: number;
  readonly endRow: number;
  readonly startColumn: number;
  readonly endColumn: number;
}

const rows = (row: number, count: number): Ranges => ({
  startRow: row,
  endRow: row + count - 1,
  startColumn: 0,
  endColumn: MAX_COLUMNS - 1,
});

const columns = (column: number, count: number): Ranges => ({
  startRow: 0,
  endRow: MAX_ROWS - 1,
  startColumn: column,
  endColumn: column + count - 1,
});

/** Neighbours together. */
function runs(indices: readonly number[], range: (start: number, count: number) => Ranges): Ranges[] {
  const found: { start: number; count: number }[] = [];
  for (const index of [...indices].sort((a, b) => a - b)) {
    const last = found.at(-1);
    if (last && last.start + last.count === index) last.count += 1;
    else found.push({ start: index, count: 1 });
  }
  return found.map(({ start, count }) => range(start, count));
}
