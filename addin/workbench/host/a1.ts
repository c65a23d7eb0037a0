/** Cell addresses in A1 style. Rows and columns count from 0 inside the host and from 1 / `A` in an address. */

export const MAX_ROWS = 1_048_576;
export const MAX_COLUMNS = 16_384;

/** A rectangle of cells. */
export interface Area {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

export interface Address {
  /** Null when the address names no sheet. */
  readonly sheet: string | null;
  readonly area: Area;
}

/** `0` → `A`, `27` → `AB`. */
export function columnName(index: number): string {
  let name = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

/** `A` → `0`, `ab` → `27`. */
export function columnIndex(name: string): number {
  let index = 0;
  for (const letter of name.toUpperCase()) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

const SHEET_PREFIX = /^(?:'((?:[^']|'')+)'|([^'!]+))!(.+)$/s;
const CELLS = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/i;
const COLUMNS = /^\$?([A-Z]{1,3}):\$?([A-Z]{1,3})$/i;
const ROWS = /^\$?(\d{1,7}):\$?(\d{1,7})$/;

/** Reads `A1`, `$A$1:B2`, `A:C`, `2:3`, each with or without `Sheet!` or `'My sheet'!`; null when it is none of these. */
export function parseAddress(text: string): Address | null {
  const prefixed = SHEET_PREFIX.exec(text);
  const area = parseArea(prefixed?.[3] ?? text);
  if (!area) return null;
  const sheet = prefixed ? (prefixed[1] ?? prefixed[2] ?? '').replaceAll("''", "'") : null;
  return { sheet, area };
}

function parseArea(text: string): Area | null {
  let match = CELLS.exec(text);
  if (match) {
    const [, firstColumn = '', firstRow = '', lastColumn = firstColumn, lastRow = firstRow] = match;
    return between(Number(firstRow) - 1, columnIndex(firstColumn), Number(lastRow) - 1, columnIndex(lastColumn));
  }
  match = COLUMNS.exec(text);
  if (match) return between(0, columnIndex(match[1] ?? ''), MAX_ROWS - 1, columnIndex(match[2] ?? ''));
  match = ROWS.exec(text);
  if (match) return between(Number(match[1]) - 1, 0, Number(match[2]) - 1, MAX_COLUMNS - 1);
  return null;
}

function between(row1: number, column1: number, row2: number, column2: number): Area | null {
  const area = {
    row: Math.min(row1, row2),
    column: Math.min(column1, column2),
    rows: Math.abs(row2 - row1) + 1,
    columns: Math.abs(column2 - column1) + 1,
  };
  return isInside(area) ? area : null;
}

/** True for a rectangle of at least one cell that lies on a sheet. */
export function isInside(area: Area): boolean {
  return (
    area.row >= 0 &&
    area.column >= 0 &&
    area.rows > 0 &&
    area.columns > 0 &&
    area.row + area.rows <= MAX_ROWS &&
    area.column + area.columns <= MAX_COLUMNS
  );
}

/** `B2`, `B2:C9`, `B:C` for whole columns, `2:3` for whole rows. */
export function formatArea(area: Area): string {
  const lastColumn = columnName(area.column + area.columns - 1);
  const lastRow = area.row + area.rows;
  if (area.rows === MAX_ROWS) return `${columnName(area.column)}:${lastColumn}`;
  if (area.columns === MAX_COLUMNS) return `${area.row + 1}:${lastRow}`;
  const first = columnName(area.column) + (area.row + 1);
  return area.rows === 1 && area.columns === 1 ? first : `${first}:${lastColumn}${lastRow}`;
}

/** `$B$2:$C$9`, as a name refers to cells. */
export const formatFixed = (area: Area): string => formatArea(area).replace(/[A-Z]+|\d+/g, (part) => `$${part}`);

/** A sheet's name as it stands before `!`: quoted unless it is a plain word. */
export function quoteSheet(name: string): string {
  return /^[A-Za-z_][\w.]*$/.test(name) ? name : `'${name.replaceAll("'", "''")}'`;
}

export function intersection(a: Area, b: Area): Area | null {
  const row = Math.max(a.row, b.row);
  const column = Math.max(a.column, b.column);
  const rows = Math.min(a.row + a.rows, b.row + b.rows) - row;
  const columns = Math.min(a.column + a.columns, b.column + b.columns) - column;
  return rows > 0 && columns > 0 ? { row, column, rows, columns } : null;
}

export function bounding(a: Area, b: Area): Area {
  const row = Math.min(a.row, b.row);
  const column = Math.min(a.column, b.column);
  return {
    row,
    column,
    rows: Math.max(a.row + a.rows, b.row + b.rows) - row,
    columns: Math.max(a.column + a.columns, b.column + b.columns) - column,
  };
}

/** What is left of an area without another: at most four rectangles. */
export function without(area: Area, cut: Area): Area[] {
  const shared = intersection(area, cut);
  if (!shared) return [area];
  const end = { row: area.row + area.rows, column: area.column + area.columns };
  const cutEnd = { row: shared.row + shared.rows, column: shared.column + shared.columns };
  const { row, rows } = shared;
  return [
    { ...area, rows: shared.row - area.row },
    { ...area, row: cutEnd.row, rows: end.row - cutEnd.row },
    { row, rows, column: area.column, columns: shared.column - area.column },
    { row, rows, column: cutEnd.column, columns: end.column - cutEnd.column },
  ].filter((part) => part.rows > 0 && part.columns > 0);
}

export const isSameArea = (a: Area, b: Area): boolean =>
  a.row === b.row && a.column === b.column && a.rows === b.rows && a.columns === b.columns;
