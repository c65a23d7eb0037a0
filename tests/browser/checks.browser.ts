/**
 * What an analyst would check that only the page can show: the pane, the grid and the keys of a person at the built
 * workbench. The numbers are those of docs/checks.md; the others stand in tests/checks.
 */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import type { WorkbookModel } from '../../addin/workbench/host/model/workbook.ts';
import { accessibilityFaults, overflow } from './axe.ts';
import type { Colleague, MatrixRequest } from './colleague.ts';
import { openDesk, startProduct, type Desk, type Product } from './journey-page.ts';

const PRICES: MatrixRequest = { kind: 'TIER_PRICE' };
const GOOD = 'SMB/HOUSEHOLD-GOOD/US/YEAR/1';
const BETTER = 'SMB/HOUSEHOLD-BETTER/US/YEAR/1';
const BEST = 'SMB/HOUSEHOLD-BEST/US/YEAR/1';

let product: Product;
let desk: Desk;
let admin: Colleague;

beforeAll(async () => {
  product = await startProduct();
  admin = await product.colleague('admin');
});
afterAll(() => product?.end());

async function pulledPrices(locale = 'en-GB'): Promise<void> {
  desk = await openDesk(product, { locale });
  await desk.signIn(/^Pricing analyst/);
  await desk.pull(/^Tier prices/);
}
afterEach(async () => {
  expect(desk.watched.troubles.filter((trouble) => !/ERR_ABORTED|ERR_FAILED/.test(trouble))).toEqual([]);
  await desk.close();
});

/** Shows the address of the selected cell. */
const nameBox = (): Locator => desk.page.locator('[data-u-comp=defined-name] input');
const stored = (row: string): Promise<unknown> => admin.cell(PRICES, row, 'USD');

/** Holds what a request answers, so that there is time to press Cancel; resolves when it is held. */
async function holdAnswers(operation: string): Promise<void> {
  await desk.page.route('**/graphql', async (route) => {
    if (!(route.request().postData() ?? '').includes(operation)) return route.continue();
    const response = await route.fetch();
    await desk.pane.getByRole('button', { name: 'Cancel' }).click();
    await route.fulfill({ response }).catch(() => undefined);
  });
}

interface Shown {
  readonly sheets: readonly string[];
  readonly active: string;
  readonly cells: readonly string[];
}

/** The sheets that a person sees, and what stands in them. */
const workbook = (): Promise<Shown> =>
  desk.page.evaluate(() => {
    const { marketgridWorkbench } = window as unknown as { marketgridWorkbench: { host: { workbook: WorkbookModel } } };
    const { active, sheets } = marketgridWorkbench.host.workbook;
    const seen = sheets.filter(({ visibility }) => visibility === 'Visible');
    return {
      sheets: seen.map(({ name }) => name),
      active: active.name,
      cells: seen.flatMap(({ grid }) =>
        [...grid.existing()].map(({ row, column, cell }) => `${row} ${column} ${String(cell.value)} ${cell.format}`),
      ),
    };
  });

test('check 3: cancel in the middle of a pull: the workbook is as it was before, and the pane says so', async () => {
  await pulledPrices();
  await desk.type(GOOD, 'USD', '41');
  const before = await workbook();
  await holdAnswers('matrix(request: $request) { kind');
  await desk.press('Actions for Tier prices');
  await desk.press('Pull again');
  await desk.sees('The pull was cancelled. The workbook is as it was before.');
  expect(await workbook()).toEqual(before);
});

test('check 4: cancel in the middle of a push: all or nothing, and the pane says which', async () => {
  await pulledPrices();
  await desk.type(GOOD, 'USD', '42');
  await desk.type(BETTER, 'USD', '55');
  const revision = await admin.revision();
  await desk.ribbon('Preview');
  await desk.sees('Changed cells (2)');
  await holdAnswers('"dryRun":false');
  await desk.press('Push 2 cells');
  await desk.sees('You stopped waiting for the answer.');
  expect([await stored(GOOD), await stored(BETTER)]).toEqual([42, 55]);
  await desk.page.unroute('**/graphql');
  await desk.press('Finish the push');
  await desk.sees('Already so on the server: 2 cells.');
  await desk.press('Finish the push');
  await desk.sees(`2 cells written as revision ${revision + 1}.`);
  expect(await admin.revision()).toBe(revision + 1);
});

test('check 7: old, new, delta and total effect stand in the preview before the push', async () => {
  await pulledPrices();
  const [good, better] = [Number(await stored(GOOD)), Number(await stored(BETTER))];
  await desk.type(GOOD, 'USD', String(good + 2.5));
  await desk.type(BETTER, 'USD', String(better - 1));
  await desk.ribbon('Preview');
  await desk.sees('Changed cells (2)');
  const text = await desk.pane.getByRole('main').innerText();
  for (const shown of [good.toFixed(2), (good + 2.5).toFixed(2), '+2.50', better.toFixed(2), '−1.00', '+1.50']) {
    expect(text).toContain(shown);
  }
  expect([await stored(GOOD), await stored(BETTER)]).toEqual([good, better]);
});

test('check 12: after a pull and a push Ctrl+Z still takes back a format and a value that were given by hand', async () => {
  await pulledPrices();
  await desk.type(BEST, 'USD', '107');
  await desk.ribbon('Push');
  await desk.sees('Changed cells (1)');
  await desk.ribbon('Push');
  await desk.sees(/1 cell written/);
  await desk.type(BEST, 'USD', '108');
  await desk.page.keyboard.press('ControlOrMeta+B');
  await desk.ribbon('Preview');
  await desk.sees('Changed cells (1)');
  // Back to the cells, by Enter in the name box.
  await nameBox().click();
  await nameBox().press('Enter');
  await desk.page.keyboard.press('ControlOrMeta+Z');
  await desk.page.keyboard.press('ControlOrMeta+Z');
  await desk.ribbon('Preview');
  await desk.sees(/[Nn]othing/);
  expect([await desk.cell(BEST, 'USD'), await stored(BEST)]).toEqual([107, 107]);
});

test('check 13: a pull is undone from the pane: the workbook is as it was before it', async () => {
  desk = await openDesk(product);
  await desk.signIn(/^Pricing analyst/);
  const before = await workbook();
  await desk.pull(/^Tier prices/);
  expect(await workbook()).not.toEqual(before);
  await desk.press('Actions for Tier prices');
  await desk.press('Remove from the workbook');
  await desk.press('Remove the sheet');
  await desk.sees('Nothing has been pulled into this workbook yet.');
  expect(await workbook()).toEqual(before);
});

test('check 14: a cell, and the whole sheet, go back to what was pulled', async () => {
  await pulledPrices();
  const before = await workbook();
  const was = await desk.cell(GOOD, 'USD');
  for (const row of [GOOD, BETTER, BEST]) await desk.type(row, 'USD', '999');
  await desk.ribbon('Preview');
  await desk.sees('Changed cells (3)');
  const changed = desk.pane.getByRole('region', { name: /^Changed cells/ });
  await changed.getByRole('button', { name: /^Go to .*HOUSEHOLD-GOOD/ }).click();
  await desk.pane.getByRole('tab', { name: 'Cell' }).click();
  await desk.press('Put this cell back');
  await desk.sees('1 cell put back to what was pulled.');
  expect([await desk.cell(GOOD, 'USD'), await desk.cell(BETTER, 'USD')]).toEqual([was, 999]);
  await desk.pane.getByRole('tab', { name: 'Sheets' }).click();
  await desk.press(/^(Back|Back to the sheets)$/);
  await desk.press('Actions for Tier prices');
  await desk.press('Put the sheet back');
  await desk.pane.getByRole('alertdialog').getByRole('button', { name: 'Put the sheet back' }).click();
  await desk.sees('2 cells put back to what was pulled.');
  expect(await workbook()).toEqual(before);
});

test("check 22: a refresh with another's changes moves neither the sheet in front nor the selection", async () => {
  await pulledPrices();
  await desk.page.getByText('Sheet1', { exact: true }).first().click();
  const box = nameBox();
  await box.click();
  await box.fill('C150');
  await box.press('Enter');
  const picture = (): Promise<Buffer> => desk.page.locator('canvas[id^=univer-sheet-main]').screenshot();
  const before = await picture();
  await admin.push(PRICES, [[BEST, 'USD', '111']], 'Meanwhile');
  await desk.ribbon('Refresh');
  await desk.sees(/Up to date at revision \d+: 1 row changed/);
  expect((await workbook()).active).toBe('Sheet1');
  expect(await box.inputValue()).toBe('C150');
  expect((await picture()).equals(before)).toBe(true);
});

/** Walks by Tab to what is meant, as who has no mouse does. */
async function tabTo(target: Locator): Promise<void> {
  for (let steps = 0; steps < 80; steps++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await desk.page.keyboard.press('Tab');
  }
  throw new Error(`no Tab leads to ${await target.innerText()}`);
}

const isInFrame = (): Promise<boolean> => desk.page.evaluate(() => document.activeElement?.tagName === 'IFRAME');

/** From part to part of the window by F6, to the pane's first element. */
async function f6ToPane(): Promise<void> {
  for (let presses = 0; presses < 4 && !(await isInFrame()); presses++) await desk.page.keyboard.press('F6');
  expect(await isInFrame()).toBe(true);
}

/** From the selected cell to another by arrows; columns up to Z. */
async function arrowTo(column: string, row: number): Promise<void> {
  const address = await nameBox().inputValue();
  const [, letter = 'A', number = '1'] = /^([A-Z])(\d+)/.exec(address) ?? [];
  const press = async (steps: number, [forwards, backwards]: readonly [string, string]): Promise<void> => {
    for (let i = 0; i < Math.abs(steps); i++) await desk.page.keyboard.press(steps > 0 ? forwards : backwards);
  };
  await press(column.charCodeAt(0) - letter.charCodeAt(0), ['ArrowRight', 'ArrowLeft']);
  await press(row - Number(number), ['ArrowDown', 'ArrowUp']);
}

test('check 25: all of it by keyboard, in a comma-decimal locale, with nothing for axe to find', async () => {
  desk = await openDesk(product, { locale: 'de-DE' });
  const { pane, page } = desk;
  const go = async (name: string | RegExp, role: 'button' | 'radio' = 'button'): Promise<void> => {
    const target = pane.getByRole(role, typeof name === 'string' ? { name, exact: true } : { name });
    await target.waitFor();
    if (role === 'radio') {
      // One stop for Tab; the arrows choose among the radio buttons.
      await tabTo(pane.getByRole('radio').first());
      await page.keyboard.press('Space');
      while (!(await target.isChecked())) await page.keyboard.press('ArrowDown');
      return;
    }
    await tabTo(target);
    await page.keyboard.press('Enter');
  };
  const isSound = async (): Promise<void> => {
    // The grid's own bars are Univer's.
    const frame = page.frame({ url: /taskpane/ });
    if (!frame) throw new Error('the pane is no frame');
    expect([await accessibilityFaults(frame), await overflow(frame)]).toEqual([[], 0]);
  };
  await pane.getByRole('button', { name: /^Pricing analyst/ }).waitFor();
  await f6ToPane();
  await go(/^Pricing analyst/);
  await go('Pull a matrix');
  await go(/^Tier prices/, 'radio');
  await desk.sees(/rows?, \d+ columns? of cells/);
  await go('Pull');
  await desk.sees(/rows pulled at revision/);
  await isSound();
  await page.keyboard.press('Shift+F6');
  expect(await isInFrame()).toBe(false);
  // The table's header stands in row 5, and the prices in dollars in the column N.
  await arrowTo('N', 6 + (await desk.keys()).indexOf(GOOD));
  await page.keyboard.type('68.68');
  await page.keyboard.press('Enter');
  expect(await desk.cell(GOOD, 'USD')).toBe(68.68);
  await f6ToPane();
  await go('Preview');
  await desk.sees('68,68');
  await isSound();
  await go('Push 1 cell');
  await desk.sees(/1 cell written/);
  await isSound();
  expect(await stored(GOOD)).toBe(68.68);
});
