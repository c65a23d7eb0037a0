/** Which cells are selected, in the model and in Univer. */
import type { Workbook } from '@univerjs/core';
import { type ISetSelectionsOperationParams, SetSelectionsOperation } from '@univerjs/preset-sheets-core';
import { isSameArea } from '../../host/a1.ts';
import { RangeModel } from '../../host/model/range.ts';
import type { WorkbookModel } from '../../host/model/workbook.ts';
import { primaryAt } from './primary.ts';
import { areaOf, rangeOf } from './ranges.ts';
import type { Shown } from './shown.ts';
import type { Spreadsheet } from './univer.ts';

const WHAT = 'selection';

export class SelectionSync {
  constructor(
    private readonly spreadsheet: Spreadsheet,
    private readonly workbook: Workbook,
    private readonly shown: Shown,
  ) {}

  show({ selection: { sheet, area } }: WorkbookModel): void {
    const worksheet = this.workbook.getSheetBySheetId(sheet.id);
    if (!worksheet) return;
    const primary = primaryAt(worksheet, area.row, area.column);
    // Around cells that were merged since, the frame is another.
    if (!this.shown.note(WHAT, [sheet.id, area, rangeOf(areaOf(primary))])) return;
    const whole = rangeOf(area);
    const range = {
      startRow: Math.min(whole.startRow, primary.startRow),
      startColumn: Math.min(whole.startColumn, primary.startColumn),
      endRow: Math.max(primary.endRow, Math.min(whole.endRow, worksheet.getRowCount() - 1)),
      endColumn: Math.max(primary.endColumn, Math.min(whole.endColumn, worksheet.getColumnCount() - 1)),
    };
    this.spreadsheet.commands.syncExecuteCommand(SetSelectionsOperation.id, {
      ...{ unitId: this.workbook.getUnitId(), subUnitId: sheet.id, reveal: true },
      selections: [{ range, primary, style: null }],
    });
  }

  take(model: WorkbookModel, { subUnitId, selections }: ISetSelectionsOperationParams): void {
    const sheet = model.sheet(subUnitId);
    const range = selections.at(-1)?.range;
    if (!sheet || !range || sheet.visibility !== 'Visible') return;
    const area = areaOf(range);
    if (model.selection.sheet === sheet && isSameArea(model.selection.area, area)) return;
    model.select(new RangeModel(sheet, area));
    const worksheet = this.workbook.getSheetBySheetId(sheet.id);
    const primary = worksheet && primaryAt(worksheet, area.row, area.column);
    this.shown.note(WHAT, [sheet.id, area, primary && rangeOf(areaOf(primary))]);
  }
}
