import { intersection, MAX_COLUMNS, MAX_ROWS, type Area } from '../a1.ts';
import type { RangeModel } from '../model/range.ts';

/** "The smallest range that is bounded by any combination of blank rows and blank columns" around a range. */
export function surroundingRegion({ sheet, area }: RangeModel): Area {
  let region = area;
  for (;;) {
    const rim = rimOf(region);
    const filled = [...sheet.grid.existing(rim)].filter(({ cell }) => cell.value !== '' || cell.formula !== null);
    const grown = filled.reduce((whole, { row, column }) => including(whole, row, column), region);
    if (grown.rows === region.rows && grown.columns === region.columns) return region;
    region = grown;
  }
}

/** The region with one more row and column on each side, as far as the sheet reaches. */
function rimOf({ row, column, rows, columns }: Area): Area {
  const rim = { row: row - 1, column: column - 1, rows: rows + 2, columns: columns + 2 };
  return (
    intersection(rim, { row: 0, column: 0, rows: MAX_ROWS, columns: MAX_COLUMNS }) ?? { row, column, rows, columns }
  );
}

function including(area: Area, row: number, column: number): Area {
  const top = Math.min(area.row, row);
  const left = Math.min(area.column, column);
  const bottom = Math.max(area.row + area.rows, row + 1);
  const right = Math.max(area.column + area.columns, column + 1);
  return { row: top, column: left, rows: bottom - top, columns: right - left };
}
