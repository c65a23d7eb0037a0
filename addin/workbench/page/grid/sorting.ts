/** Rows that a person sorts: under a sign where they are many, by moving their cells, in Univer and in the model. */
import { CustomCommandExecutionError, type ICommandInfo } from '@univerjs/core';
import { type IReorderRangeMutationParams, ReorderRangeMutation } from '@univerjs/preset-sheets-core';
import { type ISortRangeCommandParams, SortRangeCommand } from '@univerjs/preset-sheets-sort';
import { RangeModel } from '../../host/model/range.ts';
import type { WorkbookModel } from '../../host/model/workbook.ts';
import type { Touched } from './person.ts';
import { areaOf } from './ranges.ts';
import type { Spreadsheet } from './univer.ts';

/** Rows that take a good part of a second to sort, on a slow machine. */
const MANY_ROWS = 5_000;

export class Sorting {
  private isUnderSign = false;

  constructor(
    private readonly spreadsheet: Spreadsheet,
    private readonly model: () => WorkbookModel,
  ) {}

  /** Before a command: many rows are sorted once the person sees that they are. */
  showSign({ id, params }: Readonly<ICommandInfo>): void {
    if (id !== SortRangeCommand.id || this.isUnderSign) return;
    const { startRow, endRow } = (params as ISortRangeCommandParams).range;
    if (endRow - startRow < MANY_ROWS) return;
    const { commands, working } = this.spreadsheet;
    void working.during(() => {
      this.isUnderSign = true;
      try {
        commands.syncExecuteCommand(id, params);
      } finally {
        this.isUnderSign = false;
      }
    });
    throw new SortedSoon();
  }

  /**
   * Whole rows go where they went in the grid, without a look at their cells; false where these must be looked at. Excel
   * raises one event for all that was sorted, too.
   */
  take({ id, params }: Readonly<ICommandInfo>, touched: Touched): boolean {
    if (id !== ReorderRangeMutation.id) return false;
    const sorted = params as IReorderRangeMutationParams;
    const area = areaOf(sorted.range);
    const sheet = this.model().sheet(sorted.subUnitId);
    const order = orderOf(sorted);
    // Rows that were noted by number stand elsewhere now.
    if (!sheet || !order || sheet.protection || touched.rows.has(sorted.subUnitId)) return false;
    touched.isTaken = true;
    const first = order.findIndex((from, i) => from !== i);
    const last = order.findLastIndex((from, i) => from !== i);
    if (first < 0) return true;
    const moved = { ...area, row: area.row + first, rows: last - first + 1 };
    const isShown = !sheet.grid.hasChangedRows;
    sheet.grid.reorder(area, order);
    // They stand in the grid as they do here; formulas may have been written anew.
    if (isShown && !sheet.grid.hasFormulas) sheet.grid.takeChangedRows();
    sheet.settleHeaders(moved);
    this.model().cellsChanged(new RangeModel(sheet, moved), { source: 'Unknown' });
    return true;
  }
}

/** Thrown before a command that is carried out a little later; it ends the command and nothing else. */
class SortedSoon extends CustomCommandExecutionError {
  constructor() {
    super('sorted soon');
  }
}

/** The present index of what shall be i-th; null where rows come from outside of the range. */
function orderOf({ range, order }: IReorderRangeMutationParams): readonly number[] | null {
  const { row, rows } = areaOf(range);
  const indices = Array.from({ length: rows }, (_, i) => (order[row + i] ?? row + i) - row);
  return indices.every((from) => from >= 0 && from < rows) ? indices : null;
}
