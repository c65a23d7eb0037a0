import { displayText } from './display-text.ts';
import type { Cell } from './model/grid.ts';
import type { RangeModel } from './model/range.ts';

/** About what a digit of Calibri 11 takes, in points, and the cell's own margin. */
const CHARACTER_WIDTH = 5.8;
const CELL_MARGIN = 10;
/** The filter button of a table's header cell. */
const BUTTON_WIDTH = 18;
/** 255 characters. */
const MAX_WIDTH = 1_340;

/** Makes columns as wide as the longest text needs; only cells within the range count, as in Excel. */
export function autofitColumns({ sheet, area }: RangeModel): void {
  const widest = new Map<number, number>();
  const headerRows = new Set(sheet.tables.map((table) => table.area.row));
  for (const { row, column, cell } of sheet.grid.existing(area)) {
    const scale = (cell.style.fontSize ?? 11) / 11;
    const button = headerRows.has(row) ? BUTTON_WIDTH : 0;
    const width = shownText(cell).length * scale * CHARACTER_WIDTH + CELL_MARGIN + button;
    widest.set(column, Math.max(widest.get(column) ?? 0, width));
  }
  for (let column = area.column; column < area.column + area.columns; column++) {
    const width = widest.get(column);
    if (width === undefined) sheet.columnWidths.delete(column);
    else sheet.columnWidths.set(column, Math.ceil(Math.min(width, MAX_WIDTH)));
  }
}

/** A number format that the host cannot show is no reason to fail here. */
function shownText({ value, format }: Readonly<Cell>): string {
  try {
    return displayText(value, format);
  } catch {
    return String(value);
  }
}
