/** Where cells of the sheet in front are in the window, told by the editor that F2 opens over a cell. */
import type { Page } from 'playwright-core';
import type { WorkbookModel } from '../../addin/workbench/host/model/workbook.ts';

/** A cell's edges, and the grid's upper and left one; in pixels. */
export interface CellPlace {
  readonly start: number;
  readonly end: number;
  readonly top: number;
  readonly bottom: number;
  readonly grid: { readonly x: number; readonly y: number };
}

/** Chooses the cell by its address, which scrolls to it. */
export async function chooseCell(page: Page, address: string): Promise<void> {
  const box = page.locator('[data-u-comp=defined-name] input');
  await box.click();
  await box.fill(address);
  await box.press('Enter');
  await page.waitForFunction(() => document.activeElement?.id.startsWith('__editor'));
}

export async function placeOfCell(page: Page, address: string): Promise<CellPlace> {
  await chooseCell(page, address);
  await page.keyboard.press('F2');
  const editor = await page.locator('canvas[id^=univer-doc-main]').last().boundingBox();
  await page.keyboard.press('Escape');
  const grid = await page.locator('canvas[id^=univer-sheet-main]').boundingBox();
  if (!editor || !grid) throw new Error(`${address} cannot be seen`);
  const { width, height } = await page.evaluate(sizeOf, address);
  return { start: editor.x, end: editor.x + width, top: editor.y, bottom: editor.y + height, grid };
}

/** In the table on the sheet in front; `row` is a row's key, or null for the headings. */
export const addressIn = (page: Page, row: string | null, title: string): Promise<string> =>
  page.evaluate(findCell, { row, title });

type Workbench = { readonly marketgridWorkbench: { readonly host: { readonly workbook: WorkbookModel } } };

function findCell({ row, title }: { row: string | null; title: string }): string {
  const { grid, tables } = (window as unknown as Workbench).marketgridWorkbench.host.workbook.active;
  const area = tables[0]?.area;
  if (!area) throw new Error('there is no table on the sheet');
  const range = (start: number, count: number): number[] => Array.from({ length: count }, (_, i) => start + i);
  const column = range(area.column, area.columns).find((i) => grid.at(area.row, i).value === title);
  const at = range(area.row, area.rows).find((i) => row === null || grid.at(i, area.column).value === row);
  if (column === undefined || at === undefined) throw new Error(`no cell ${row} ${title}`);
  return `${String.fromCharCode(65 + column)}${at + 1}`;
}

/** Of rows and columns, in pixels; Excel's usual ones where they have no size of their own. */
function sizeOf(address: string): { width: number; height: number } {
  const { columnWidths, rowHeights } = (window as unknown as Workbench).marketgridWorkbench.host.workbook.active;
  const [column, row] = [address.charCodeAt(0) - 65, Number(address.slice(1)) - 1];
  const pixels = (points: number): number => Math.round((points * 96) / 72);
  return { width: pixels(columnWidths.get(column) ?? 48), height: pixels(rowHeights.get(row) ?? 15) };
}
