import { intersection, type Area } from '../a1.ts';
import { PLAIN } from './grid.ts';
import type { SheetModel, TableModel } from './shapes.ts';

/**
 * What a person enters straight below or beside a table becomes part of it, with the looks of its neighbours. Excel
 * does so for typing and pasting (support.microsoft.com, "Resize a table by adding or removing rows"); that it does not
 * for an add-in's writes is what we take for granted without having seen it. Below a totals row nothing grows.
 */
export function growTables(sheet: SheetModel, entered: Area): void {
  if (!sheet.grid.hasContent(entered)) return;
  for (const table of sheet.tables) {
    const { area } = table;
    const isWithin = (start: 'row' | 'column', size: 'rows' | 'columns'): boolean =>
      entered[start] >= area[start] && entered[start] + entered[size] <= area[start] + area[size];
    if (entered.row === area.row + area.rows && isWithin('column', 'columns') && !table.showTotals) {
      addRows(table, entered.rows);
    } else if (entered.column === area.column + area.columns && isWithin('row', 'rows')) {
      addColumns(table, entered.columns);
    }
  }
}

const isFree = (table: TableModel, grown: Area): boolean =>
  !table.sheet.tables.some((other) => other !== table && intersection(other.area, grown));

function addRows(table: TableModel, count: number): void {
  const { sheet, area, body } = table;
  const last = area.row + area.rows - 1;
  const grown = { ...area, rows: area.rows + count };
  if (!isFree(table, grown)) return;
  table.area = grown;
  for (let column = area.column; column < area.column + area.columns; column++) {
    const { format, style } = sheet.grid.at(last, column);
    for (let row = last + 1; row <= last + count; row++) {
      const cell = sheet.grid.touch(row, column);
      if (cell.style === PLAIN) cell.style = style;
      if (cell.format === 'General') cell.format = format;
    }
  }
  rulesFollow(sheet, body, count);
}

/** Rules that reach from the first row of the body to the last one reach to its new end. */
function rulesFollow(sheet: SheetModel, body: Area, count: number): void {
  const grown = (area: Area): Area => {
    const isOfBody =
      area.row === body.row &&
      area.rows === body.rows &&
      area.column >= body.column &&
      area.column + area.columns <= body.column + body.columns;
    return isOfBody ? { ...area, rows: area.rows + count } : area;
  };
  sheet.validations = sheet.validations.map((rule) => ({ ...rule, area: grown(rule.area) }));
  sheet.conditionalFormats = sheet.conditionalFormats.map((format) => ({
    ...format,
    areas: format.areas.map(grown),
  }));
}

function addColumns(table: TableModel, count: number): void {
  const grown = { ...table.area, columns: table.area.columns + count };
  if (isFree(table, grown)) table.resize(grown);
}
