/** Which cells are selected, in the model and in Univer. */
import type { Workbook } from '@univerjs/core';
import { type ISetSelectionsOperationParams, SetSelectionsOperation } from '@univerjs/preset-sheets-core';
import { isSameArea } from '../../host/a1.ts';
import { RangeModel } from '../../host/model/range.ts';
import type { WorkbookModel } from '../../host/model/workbook.ts';
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
    if (!this.shown.note(WHAT, [sheet.id, area]) || !worksheet) return;
    const whole = rangeOf(area);
    const range = {
      ...whole,
      endRow: Math.min(whole.endRow, worksheet.getRowCount() - 1),
      endColumn: Math.min(whole.endColumn, worksheet.getColumnCount() - 1),
    };
    const primary = {
      ...rangeOf({ ...area, rows: 1, columns: 1 }),
      ...{ actualRow: area.row, actualColumn: area.column, isMerged: false, isMergedMainCell: false },
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
    this.shown.note(WHAT, [sheet.id, area]);
  }
}
