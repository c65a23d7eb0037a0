/** What a workbook remembers on its hidden sheet, as somebody who knows how it is stamped may write it by hand. */
import type { ExcelHost } from '../../addin/workbench/host/excel-host.ts';
import type { CellValue } from '../../addin/workbench/host/value.ts';

export const HIDDEN = '_marketgrid';
const MARK = '~';
const HEAD = 2;
const CHUNK = 31_999;

/** The column of the text whose name begins so, for example `state:`. */
export function hiddenColumn({ workbook }: ExcelHost, name: string): number {
  const cells = [...(workbook.sheet(HIDDEN)?.grid.existing() ?? [])];
  const found = cells.find(({ row, cell }) => row === 0 && String(cell.value).startsWith(MARK + name));
  if (!found) throw new Error(`the workbook remembers no ${name}`);
  return found.column;
}

export function hiddenText({ workbook }: ExcelHost, column: number): string {
  return [...(workbook.sheet(HIDDEN)?.grid.existing() ?? [])]
    .filter((cell) => cell.column === column && cell.row >= HEAD)
    .map(({ cell }) => String(cell.value).slice(MARK.length))
    .join('');
}

/** Puts another text there, stamped as the add-in stamps its own. */
export function writeHiddenText({ workbook }: ExcelHost, column: number, text: string): void {
  const grid = workbook.sheet(HIDDEN)?.grid;
  const put = (row: number, value: CellValue): void => grid?.put(row, column, { ...BLANK, value });
  const inert = text.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  put(1, MARK + stampOf(inert));
  for (let at = 0; at * CHUNK < inert.length; at++) put(HEAD + at, MARK + inert.slice(at * CHUNK, (at + 1) * CHUNK));
}

const BLANK = { formula: null, format: '@', style: {} } as const;

function stampOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return `${text.length} ${(hash >>> 0).toString(16).padStart(8, '0')}`;
}
