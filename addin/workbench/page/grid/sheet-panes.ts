/** What of a sheet can be seen: hidden rows and columns, frozen panes, gridlines. */
import type { Workbook, Worksheet } from '@univerjs/core';
import {
  SetColHiddenMutation,
  SetColVisibleMutation,
  SetFrozenMutation,
  SetRowHiddenMutation,
  SetRowVisibleMutation,
  ToggleGridlinesMutation,
} from '@univerjs/preset-sheets-core';
import type { SheetModel } from '../../host/model/sheet.ts';
import { runs, wholeColumns, wholeRows } from './ranges.ts';
import type { Shown } from './shown.ts';
import type { Spreadsheet } from './univer.ts';

export class SheetPanes {
  constructor(
    private readonly spreadsheet: Spreadsheet,
    private readonly workbook: Workbook,
    private readonly shown: Shown,
  ) {}

  show(sheet: SheetModel, worksheet: Worksheet): void {
    const subUnitId = sheet.id;
    const { frozenRows: ySplit, frozenColumns: xSplit } = sheet;
    this.shown.once(`${subUnitId} frozen`, [ySplit, xSplit], () => {
      const [startRow, startColumn] = [ySplit > 0 ? ySplit : -1, xSplit > 0 ? xSplit : -1];
      this.run(SetFrozenMutation.id, { subUnitId, startRow, startColumn, ySplit, xSplit });
    });
    this.shown.once(`${subUnitId} gridlines`, [sheet.showGridlines], () => {
      this.run(ToggleGridlinesMutation.id, { subUnitId, showGridlines: sheet.showGridlines ? 1 : 0 });
    });
    this.shown.once(`${subUnitId} hidden rows`, [...sheet.hiddenRowNumbers], () => this.showRows(sheet, worksheet));
    this.shown.once(`${subUnitId} hidden columns`, [...sheet.hiddenColumns], () => this.showColumns(sheet, worksheet));
  }

  private showRows(sheet: SheetModel, worksheet: Worksheet): void {
    const data = worksheet.getRowManager();
    const wanted = new Set([...sheet.hiddenRowNumbers].filter((row) => !worksheet.isRowFiltered(row)));
    const hide = [...wanted].filter((row) => data.getRow(row)?.hd !== 1);
    const reveal = Object.keys(data.getRowData())
      .map(Number)
      .filter((row) => data.getRow(row)?.hd === 1 && !wanted.has(row));
    const subUnitId = sheet.id;
    if (hide.length > 0) this.run(SetRowHiddenMutation.id, { subUnitId, ranges: runs(hide, wholeRows) });
    if (reveal.length > 0) this.run(SetRowVisibleMutation.id, { subUnitId, ranges: runs(reveal, wholeRows) });
  }

  private showColumns(sheet: SheetModel, worksheet: Worksheet): void {
    const all = Array.from({ length: worksheet.getColumnCount() }, (_, i) => i);
    const hide = all.filter((i) => sheet.hiddenColumns.has(i) && worksheet.getColVisible(i));
    const reveal = all.filter((i) => !sheet.hiddenColumns.has(i) && !worksheet.getColVisible(i));
    const subUnitId = sheet.id;
    if (hide.length > 0) this.run(SetColHiddenMutation.id, { subUnitId, ranges: runs(hide, wholeColumns) });
    if (reveal.length > 0) this.run(SetColVisibleMutation.id, { subUnitId, ranges: runs(reveal, wholeColumns) });
  }

  /** Panes, gridlines and hidden rows and columns as a person has made them. */
  take(sheet: SheetModel, worksheet: Worksheet): void {
    const { ySplit, xSplit } = worksheet.getFreeze();
    sheet.frozenRows = ySplit;
    sheet.frozenColumns = xSplit;
    sheet.showGridlines = worksheet.getConfig().showGridlines !== 0;
    for (let i = 0; i < worksheet.getColumnCount(); i++) {
      if (worksheet.getColVisible(i)) sheet.hiddenColumns.delete(i);
      else sheet.hiddenColumns.add(i);
    }
    for (let i = 0; i < worksheet.getRowCount(); i++) {
      sheet.setRowHidden(i, worksheet.getRowManager().getRow(i)?.hd === 1 || worksheet.isRowFiltered(i));
    }
  }

  private run(id: string, params: object): void {
    this.spreadsheet.commands.syncExecuteCommand(id, { unitId: this.workbook.getUnitId(), ...params });
  }
}
