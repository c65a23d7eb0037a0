import { intersection, type Area } from '../a1.ts';
import { PLAIN } from './grid.ts';
import type { SheetModel } from './sheet.ts';
import type { TableModel } from './table.ts';

/**
 * What a person enters straight below a table becomes part of it, with the looks of the row above. Excel does so for
 * typing and pasting, not for an add-in's writes (support.microsoft.com, "Resize a table by adding or removing rows").
 */
export function growTables(sheet: SheetModel, entered: Area): void {
  const end = (area: Area): number => area.column + area.columns;
  for (const table of sheet.tables) {
    const { area } = table;
    const isStraightBelow = entered.row === area.row + area.rows;
    const isInside = entered.column >= area.column && end(entered) <= end(area);
    if (isStraightBelow && isInside && sheet.grid.hasContent(entered)) grow(table, entered.rows);
  }
}

function grow(table: TableModel, count: number): void {
  const { sheet, area } = table;
  const last = area.row + area.rows - 1;
  const grown = { ...area, rows: area.rows + count };
  if (sheet.tables.some((other) => other !== table && intersection(other.area, grown))) return;
  table.area = grown;
  for (let column = area.column; column < area.column + area.columns; column++) {
    const { format, style } = sheet.grid.at(last, column);
    for (let row = last + 1; row <= last + count; row++) {
      const cell = sheet.grid.touch(row, column);
      if (cell.style === PLAIN) cell.style = style;
      if (cell.format === 'General') cell.format = format;
    }
  }
}
