/** What a planner does in the grid with the mouse, as the server's preview sees it. One journey: each test goes on where the one before ended. */
import { expect, test } from '@jest/globals';
import { addressIn, type CellPlace, placeOfCell } from './grid-places.ts';
import { useJourney } from './journey-support.ts';

const GOOD = 'SMB/HOUSEHOLD-GOOD/US/YEAR/1';
const TAX = 'SMB/TAX-BEST/US/RETURN/1';

const journey = useJourney();

/** What the preview's list of changed cells says; without its heading. */
const changedCells = (): Promise<string> =>
  journey.desk.pane.getByRole('region', { name: /Changed cells/ }).innerText();

/** Where a column's heading in the table is. */
const headingOf = async (title: string): Promise<CellPlace> =>
  placeOfCell(journey.desk.page, await addressIn(journey.desk.page, null, title));

/** Sorts the table by the menu in a column's heading. */
async function sortBy(title: string, way: RegExp): Promise<void> {
  const { page } = journey.desk;
  const { end, bottom } = await headingOf(title);
  await page.mouse.click(end - 12, bottom - 10);
  await page.getByText(way).filter({ visible: true }).first().click();
}

/** Inserts a column by the menu of the sheet's heading. */
async function insertBefore(title: string): Promise<void> {
  const { page } = journey.desk;
  const { end, grid } = await headingOf(title);
  await page.mouse.click(end - 20, grid.y + 10);
  await page.mouse.click(end - 20, grid.y + 10, { button: 'right' });
  // At its first letter: in its middle is a field for their number.
  const entry = page
    .getByText(/cols left/)
    .filter({ visible: true })
    .first();
  await entry.click({ position: { x: 4, y: 8 } });
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
