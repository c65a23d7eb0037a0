/**
 * Prices that a planner fills, pastes and whose rows he deletes with the mouse: the server's preview shows every difference,
 * and nothing else. One journey: each test goes on where the one before ended.
 */
import { expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { addressIn, type CellPlace, placeOfCell } from './grid-places.ts';
import { useJourney } from './journey-support.ts';
import { drag } from './workbench-page.ts';
import { settled } from './workbench-support.ts';

const business = (tier: string, list = 'US'): string => `SMB/BUSINESS-${tier}/${list}/MONTH/1`;
const TAX_BETTER = 'SMB/TAX-BETTER/US/RETURN/1';
const TAX_BEST = 'SMB/TAX-BEST/US/RETURN/1';
const HOUSEHOLD = 'SMB/HOUSEHOLD-BEST/US/YEAR/1';

const journey = useJourney();

/** A line of the preview's list of changed cells: row, column, and the values before and after. */
type Difference = readonly [row: string, column: string, was: string, becomes: string];

const ROW_HEIGHT = 20;
const ROW = /^(.+ · .+)\n\n/;
const CELL = /(\w+)\nwas\n(.+) → \nbecomes\n(.+)\n/g;

/** Presses *Preview*, and holds what it shows against all that was changed; what an earlier one showed stands there until then. */
async function previewShows(wanted: readonly Difference[]): Promise<void> {
  await journey.desk.ribbon('Preview');
  expect(await settled(differences, [...wanted])).toEqual(wanted);
}

async function differences(): Promise<Difference[]> {
  const text = await journey.desk.pane.getByRole('region', { name: /Changed cells/ }).innerText();
  return text.split(/\n\n(?=.+ · )/).flatMap((part) => {
    const row = ROW.exec(part)?.[1]?.replaceAll(' · ', '/') ?? '';
    return [...part.matchAll(CELL)].map(
      ([, column = '', was = '', becomes = '']) => [row, column, was, becomes] as const,
    );
  });
}

const usd = async (row: string): Promise<CellPlace> => {
  const { page } = journey.desk;
  return placeOfCell(page, await addressIn(page, row, 'USD'));
};

const FILLED: readonly Difference[] = [
  [business('BETTER', 'EU'), 'USD', 'blank', '25.00'],
  [business('BETTER'), 'USD', '50.00', '25.00'],
];
const PASTED: readonly Difference[] = [
  [HOUSEHOLD, 'USD', '104.00', '131.00'],
  [TAX_BETTER, 'USD', '69.00', '70.50'],
  [TAX_BEST, 'USD', '129.00', '131.00'],
];

async function settles(row: string, wanted: number): Promise<void> {
  expect(await settled(() => journey.desk.cell(row, 'USD'), wanted)).toBe(wanted);
}

/** Chooses an entry of the menu that a right click on what is selected opens. */
async function choose(place: CellPlace, entry: string): Promise<void> {
  const { page } = journey.desk;
  await page.mouse.click(place.start + 10, place.top + 10, { button: 'right' });
  const found = page.getByText(entry, { exact: true }).filter({ visible: true });
  // Univer measures some entries outside of the window first.
  const isInWindow = async (at: Locator): Promise<boolean> => ((await at.boundingBox())?.x ?? -1) >= 0;
  for (;;) for (const at of await found.all()) if (await isInWindow(at)) return at.click();
}

test('a price that is filled down by the mouse changes each row that it is filled into, and no other', async () => {
  await journey.desk.signIn(/^Pricing analyst/);
  await journey.desk.pull(/^Tier prices/);
  const from = await usd(business('GOOD'));
  await drag(
    journey.desk.page,
    { x: from.end, y: from.bottom },
    { x: from.end - 20, y: from.top + 2 * ROW_HEIGHT + 10 },
  );
  await previewShows(FILLED);
});

test('what is pasted from the menu, out of another program or of another row, is just as much', async () => {
  const { page } = journey.desk;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(() => navigator.clipboard.writeText('70.50\r\n131\r\n'));
  await choose(await usd(TAX_BETTER), 'Paste');
  await settles(TAX_BEST, 131);
  await choose(await usd(TAX_BEST), 'Copy');
  await choose(await usd(HOUSEHOLD), 'Paste');
  await settles(HOUSEHOLD, 131);
  await previewShows([...FILLED, ...PASTED]);
});

test('of a row that is deleted in the grid its edit is gone, and the row itself is named', async () => {
  const { desk } = journey;
  await desk.deleteRow(TAX_BEST);
  await previewShows([...FILLED, ...PASTED].filter(([row]) => row !== TAX_BEST));
  const deleted = desk.pane.getByRole('region', { name: /Rows deleted from the sheet/ });
  expect(await deleted.innerText()).toMatch(/^Rows deleted from the sheet \(1\)[^]*SMB · TAX-BEST · US · RETURN · 1/);
});
