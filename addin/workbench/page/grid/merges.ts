/** Merged cells, in the model and in Univer. */
import type { Worksheet } from '@univerjs/core';
import { AddWorksheetMergeMutation, RemoveWorksheetMergeMutation } from '@univerjs/preset-sheets-core';
import { intersection, isSameArea, type Area } from '../../host/a1.ts';
import type { SheetModel } from '../../host/model/sheet.ts';
import { areaOf, rangeOf } from './ranges.ts';
import type { Spreadsheet } from './univer.ts';

export class MergeSync {
  constructor(
    private readonly spreadsheet: Spreadsheet,
    private readonly unitId: string,
  ) {}

  show(sheet: SheetModel, worksheet: Worksheet): void {
    const shown = worksheet.getMergeData().map(areaOf);
    if (shown.length === 0 && sheet.merges.length === 0) return;
    const wanted = sheet.merges.map((merge) => within(merge, worksheet)).filter(isSeveral);
    this.run(RemoveWorksheetMergeMutation.id, sheet, without(shown, wanted));
    this.run(AddWorksheetMergeMutation.id, sheet, without(wanted, shown));
  }

  /** Cells as a person has merged them; those of a table, which can come out of the clipboard, stay apart as in Excel. */
  take(sheet: SheetModel, worksheet: Worksheet): void {
    const shown = worksheet.getMergeData().map(areaOf);
    sheet.merges = shown
      .filter((area) => !sheet.tables.some((table) => intersection(table.area, area)))
      // Whole rows or columns are longer than what Univer has of them.
      .map((area) => sheet.merges.find((merge) => isSameArea(within(merge, worksheet), area)) ?? area);
  }

  private run(id: string, sheet: SheetModel, areas: readonly Area[]): void {
    if (areas.length === 0) return;
    const params = { unitId: this.unitId, subUnitId: sheet.id, ranges: areas.map(rangeOf) };
    this.spreadsheet.commands.syncExecuteCommand(id, params);
  }
}

const within = (area: Area, worksheet: Worksheet): Area => ({
  ...area,
  rows: Math.min(area.rows, worksheet.getRowCount() - area.row),
  columns: Math.min(area.columns, worksheet.getColumnCount() - area.column),
});

const isSeveral = ({ rows, columns }: Area): boolean => rows > 0 && columns > 0 && rows * columns > 1;

const without = (areas: readonly Area[], others: readonly Area[]): readonly Area[] =>
  areas.filter((area) => !others.some((other) => isSameArea(area, other)));
