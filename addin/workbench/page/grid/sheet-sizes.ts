/** How large rows and columns are: points in Excel, pixels of 96 to the inch in Univer. */
import type { Workbook, Worksheet } from '@univerjs/core';
import {
  SetWorksheetColumnCountMutation,
  SetWorksheetColWidthMutation,
  SetWorksheetRowCountMutation,
  SetWorksheetRowHeightMutation,
  SetWorksheetRowIsAutoHeightMutation,
} from '@univerjs/preset-sheets-core';
import { MAX_COLUMNS, MAX_ROWS } from '../../host/a1.ts';
import type { SheetModel } from '../../host/model/sheet.ts';
import { wholeColumns, wholeRows } from './ranges.ts';
import type { Shown } from './shown.ts';
import type { Spreadsheet } from './univer.ts';

/** Excel's, of a sheet that has no other. */
export const COLUMN_WIDTH = 64;
export const ROW_HEIGHT = 20;
const PIXELS = 96 / 72;
/** Empty cells beyond the last one. */
const MARGIN_ROWS = 200;
const MARGIN_COLUMNS = 10;
/** Univer draws a drop-down's arrow within the cell, Excel beside it. */
const ARROW_WIDTH = 24;

export class SheetSizes {
  constructor(
    private readonly spreadsheet: Spreadsheet,
    private readonly workbook: Workbook,
    private readonly shown: Shown,
  ) {}

  show(sheet: SheetModel, worksheet: Worksheet): void {
    const subUnitId = sheet.id;
    this.makeRoom(sheet, worksheet);
    this.showStandardWidth(sheet, worksheet);
    const arrows = arrowColumns(sheet);
    this.shown.once(`${subUnitId} widths`, [[...sheet.columnWidths], [...arrows]], () => {
      for (const [column, width] of sheet.columnWidths) {
        const colWidth = Math.round(width * PIXELS) + (arrows.has(column) ? ARROW_WIDTH : 0);
        this.run(SetWorksheetColWidthMutation.id, { subUnitId, ranges: [wholeColumns(column, 1)], colWidth });
      }
    });
    this.shown.once(`${subUnitId} heights`, [...sheet.rowHeights], () => {
      for (const [row, height] of sheet.rowHeights) {
        const place = { subUnitId, ranges: [wholeRows(row, 1)] };
        this.run(SetWorksheetRowHeightMutation.id, { ...place, rowHeight: Math.round(height * PIXELS) });
        // A height that was given stays, whatever is typed into the row, as in Excel.
        this.run(SetWorksheetRowIsAutoHeightMutation.id, { ...place, autoHeightInfo: 0 });
      }
    });
  }

  /** Univer has a command for new sheets only; it measures anew when any column's width is set. */
  private showStandardWidth(sheet: SheetModel, worksheet: Worksheet): void {
    const [config, colWidth] = [worksheet.getConfig(), standardWidth(sheet)];
    if (config.defaultColumnWidth === colWidth) return;
    config.defaultColumnWidth = colWidth;
    this.run(SetWorksheetColWidthMutation.id, { subUnitId: sheet.id, ranges: [], colWidth });
  }

  /** Univer draws a sheet of limited size; it grows with what is on it. */
  private makeRoom(sheet: SheetModel, worksheet: Worksheet): void {
    const used = sheet.grid.extent();
    const rowCount = Math.min(MAX_ROWS, used.rows + MARGIN_ROWS);
    const columnCount = Math.min(MAX_COLUMNS, used.columns + MARGIN_COLUMNS);
    const subUnitId = sheet.id;
    if (worksheet.getRowCount() < rowCount) this.run(SetWorksheetRowCountMutation.id, { subUnitId, rowCount });
    if (worksheet.getColumnCount() < columnCount) {
      this.run(SetWorksheetColumnCountMutation.id, { subUnitId, columnCount });
    }
  }

  /** Widths of columns and heights of rows as a person has made them. */
  take(sheet: SheetModel, worksheet: Worksheet): void {
    const arrows = arrowColumns(sheet);
    for (let i = 0; i < worksheet.getColumnCount(); i++) {
      const width = worksheet.getColumnWidth(i) - (arrows.has(i) && sheet.columnWidths.has(i) ? ARROW_WIDTH : 0);
      if (width !== standardWidth(sheet) || sheet.columnWidths.has(i)) sheet.columnWidths.set(i, width / PIXELS);
    }
    const rows = worksheet.getRowManager().getRowData();
    for (const key in rows) {
      const height = rows[key]?.h;
      if (height !== undefined && height !== ROW_HEIGHT) sheet.rowHeights.set(Number(key), height / PIXELS);
    }
  }

  private run(id: string, params: object): void {
    this.spreadsheet.commands.syncExecuteCommand(id, { unitId: this.workbook.getUnitId(), ...params });
  }
}

/** Of columns without a width of their own, in pixels. */
const standardWidth = ({ columnWidth }: SheetModel): number => Math.round(columnWidth * PIXELS);

function arrowColumns({ validations }: SheetModel): ReadonlySet<number> {
  const lists = validations.filter(({ rule }) => rule['list'] != null);
  return new Set(lists.flatMap(({ area }) => Array.from({ length: area.columns }, (_, i) => area.column + i)));
}
