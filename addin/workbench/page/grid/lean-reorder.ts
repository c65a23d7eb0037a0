import { type ICellData, IUniverInstanceService, type Nullable, Tools, type Workbook } from '@univerjs/core';
import { ReorderRangeMutation } from '@univerjs/preset-sheets-core';

/** Univer 0.25.1 copies each cell with all that could be in it, and puts it down twice. */
export function reorderLean(): void {
  const handler: typeof ReorderRangeMutation.handler = (accessor, { unitId, subUnitId, range, order }) => {
    const units = accessor.get(IUniverInstanceService);
    const worksheet = units.getUnit<Workbook>(unitId)?.getSheetBySheetId(subUnitId);
    if (!worksheet) return false;
    const cells = worksheet.getCellMatrix();
    const moved: [number, Nullable<ICellData>[]][] = [];
    for (let row = range.startRow; row <= range.endRow; row++) {
      const from = order[row];
      if (from === undefined) continue;
      const line = [];
      for (let column = range.startColumn; column <= range.endColumn; column++)
        line.push(copyOf(cells.getValue(from, column)));
      moved.push([row, line]);
    }
    for (const [row, line] of moved) line.forEach((cell, i) => cells.setValue(row, range.startColumn + i, cell));
    return true;
  };
  Object.assign(ReorderRangeMutation, { handler });
}

/** What was sorted can be undone, so no cell is in two places. */
function copyOf(cell: Nullable<ICellData>): Nullable<ICellData> {
  if (!cell) return cell;
  const isPlain = !cell.p && !cell.custom && typeof cell.s !== 'object';
  return isPlain ? { ...cell } : Tools.deepClone(cell);
}
