/** What a planner does in the grid with the mouse, as the server's preview sees it. One journey: each test goes on where the one before ended. */
import { expect, test } from '@jest/globals';
import type { WorkbookModel } from '../../addin/workbench/host/model/workbook.ts';
import { useJourney } from './journey-support.ts';

const GOOD = 'SMB/HOUSEHOLD-GOOD/US/YEAR/1';
const TAX = 'SMB/TAX-BEST/US/RETURN/1';

const journey = useJourney();

/** What the preview's list of changed cells says; without its heading. */
const changedCells = (): Promise<string> =>
  journey.desk.pane.getByRole('region', { name: /Changed cells/ }).innerText();

/** Where a column's heading in the table is: its cell's right end, and the grid's upper one, in pixels. */
async function placeOf(title: string): Promise<{ readonly end: number; readonly y: number; readonly top: number }> {
  const { page } = journey.desk;
  const { address, width } = await page.evaluate(headingOf, title);
  const box = page.locator('[data-u-comp=defined-name] input');
  await box.click();
  await box.fill(address);
  await box.press('Enter');
  await page.waitForFunction(() => document.activeElement?.id.startsWith('__editor'));
  // Its editor, which F2 opens over it, tells.
  await page.keyboard.press('F2');
  const cell = await page.locator('canvas[id^=univer-doc-main]').last().boundingBox();
  await page.keyboard.press('Escape');
  const grid = await page.locator('canvas[id^=univer-sheet-main]').boundingBox();
  if (!cell || !grid) throw new Error('the heading cannot be seen');
  return { end: cell.x + width, y: cell.y + cell.height - 10, top: grid.y };
}

/** Sorts the table by the menu in a column's heading. */
async function sortBy(title: string, way: RegExp): Promise<void> {
  const { page } = journey.desk;
  const { end, y } = await placeOf(title);
  await page.mouse.click(end - 12, y);
  await page.getByText(way).filter({ visible: true }).first().click();
}

/** Inserts a column by the menu of the sheet's heading. */
async function insertBefore(title: string): Promise<void> {
  const { page } = journey.desk;
  const { end, top } = await placeOf(title);
  await page.mouse.click(end - 20, top + 10);
  await page.mouse.click(end - 20, top + 10, { button: 'right' });
  // At its first letter: in its middle is a field for their number.
  const entry = page
    .getByText(/cols left/)
    .filter({ visible: true })
    .first();
  await entry.click({ position: { x: 4, y: 8 } });
}

function headingOf(title: string): { address: string; width: number } {
  const { marketgridWorkbench } = window as unknown as { marketgridWorkbench: { host: { workbook: WorkbookModel } } };
  const { grid, tables, columnWidths } = marketgridWorkbench.host.workbook.active;
  const area = tables[0]?.area;
  if (!area) throw new Error('there is no table on the sheet');
  for (let i = area.column; i < area.column + area.columns; i++) {
    if (grid.at(area.row, i).value !== title) continue;
    return { address: `${String.fromCharCode(65 + i)}${area.row + 1}`, width: ((columnWidths.get(i) ?? 48) * 96) / 72 };
  }
  throw new Error(`no column ${title}`);
}

test('rows that are sorted by the menu of a heading are no change', async () => {
  await journey.desk.signIn(/^Pricing analyst/);
  await journey.desk.pull(/^Tier prices/);
  const before = await journey.desk.keys();
  await sortBy('USD', /descending/i);
  const after = await journey.desk.keys();
  expect(after).not.toEqual(before);
  expect([...after].sort()).toEqual([...before].sort());
  await journey.desk.ribbon('Preview');
  await journey.desk.sees('Nothing has changed.');
});

test('a price that is typed into a row which has moved is the change of that row, and the only one', async () => {
  await journey.desk.type(GOOD, 'USD', '38');
  await journey.desk.ribbon('Preview');
  await journey.desk.sees('Changed cells (1)');
  expect(await changedCells()).toMatch(/HOUSEHOLD-GOOD[^]*36\.00[^]*38\.00[^]*\+2\.00/);
});

test('sorted another way, each edit stays with its row', async () => {
  await journey.desk.type(TAX, 'USD', '130');
  await sortBy('USD', /ascending/i);
  await journey.desk.ribbon('Preview');
  await journey.desk.sees('Changed cells (2)');
  expect(await changedCells()).toMatch(/HOUSEHOLD-GOOD/);
  expect(await changedCells()).toMatch(/TAX-BEST/);
  expect(await journey.desk.cell(TAX, 'USD')).toBe(130);
});

test('a column that is inserted before the prices changes none of them', async () => {
  await insertBefore('USD');
  expect(await journey.desk.cell(TAX, 'USD')).toBe(130);
  await journey.desk.ribbon('Preview');
  await journey.desk.sees('Changed cells (2)');
  expect(await changedCells()).toMatch(/TAX-BEST/);
});
