/**
 * A planner at the built product's workbench: mouse and keys in the grid and the pane on one side, on the other what the
 * server holds, asked over HTTP by somebody else.
 *
 * It does not prove what a real Excel does: see the head of addin/workbench/host/excel-host.ts.
 */
import { rm } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, FrameLocator, Page } from 'playwright-core';
import type { WorkbookModel } from '../../addin/workbench/host/model/workbook.ts';
import { startBrowser, type Watched, watch } from '../support/browser.ts';
import { lendContext } from '../support/kept-context.ts';
import { productFolder } from '../support/product-folder.ts';
import { endServerProcesses, type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { type Colleague, colleague } from './colleague.ts';

export interface Product {
  readonly url: string;
  readonly server: ServerProcess;
  readonly browser: Browser;
  /** Another session, over HTTP. */
  colleague(user: string): Promise<Colleague>;
  end(): Promise<void>;
}

/** The product with its demo, on a database of its own. */
export async function startProduct(): Promise<Product> {
  const folder = await productFolder();
  const [server, browser] = await Promise.all([
    startServerProcess({ env: { MARKETGRID_DATA: folder } }),
    startBrowser(),
  ]);
  const { url } = server;
  if (url === undefined) throw new Error(server.output().stderr);
  return {
    ...{ url, server, browser },
    colleague: (user) => colleague(url, user),
    end: async () => {
      await browser.close();
      await endServerProcesses();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface Desk {
  readonly page: Page;
  readonly pane: FrameLocator;
  readonly watched: Watched;
  signIn(as: RegExp): Promise<void>;
  /** By the matrix's title; `choose` are radio buttons to tick on the way, such as the budget plan. */
  pull(matrix: RegExp, choose?: RegExp): Promise<void>;
  /** What the sheet in front holds in the row of that key, under that title. */
  cell(row: string, title: string): Promise<unknown>;
  /** The keys of the rows on the sheet in front, from above. */
  keys(): Promise<string[]>;
  /** Types into a cell and leaves it by Enter. */
  type(row: string, title: string, text: string): Promise<void>;
  /** Types a row straight below the table, from cell to cell by Tab. */
  typeNewRow(cells: Readonly<Record<string, string>>): Promise<void>;
  /** Deletes the row as a person does: by the menu of its heading. */
  deleteRow(row: string): Promise<void>;
  /** Presses a button of the ribbon. */
  ribbon(name: string): Promise<void>;
  /** Presses a button of the pane. */
  press(name: string | RegExp): Promise<void>;
  /** Waits until the pane shows this. */
  sees(text: string | RegExp): Promise<void>;
  close(): Promise<void>;
}

export async function openDesk({ browser, url }: Product, o: BrowserContextOptions = {}): Promise<Desk> {
  const options = { viewport: { width: 1400, height: 860 }, locale: 'en-GB', ...o };
  const { context, giveBack } = await lendContext(browser, { url, options, kind: 'desk' });
  const page = await context.newPage();
  const watched = watch(page);
  await page.goto(`${url}/workbench`);
  const pane = page.frameLocator('iframe[title="Marketgrid task pane"]');
  const press = (name: string | RegExp): Promise<void> =>
    pane.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).click();
  const sees = (text: string | RegExp): Promise<void> =>
    pane.getByText(text).filter({ visible: true }).first().waitFor();
  const select = (address: string): Promise<void> => selectCell(page, address);
  const enter = async (address: string, text: string, isListed = false): Promise<void> => {
    await select(address);
    await page.keyboard.type(text);
    // At a person's pace: a list that opens after Enter would take this entry for one that is not in it.
    if (isListed) await seesList(page);
    await page.keyboard.press('Enter');
  };
  return {
    ...{ page, pane, watched, press, sees },
    async signIn(as) {
      await press(as);
      await pane.getByRole('heading', { name: 'Sheets in this workbook' }).waitFor();
    },
    async pull(matrix, choose) {
      await press(/^Pull (a|another) matrix$/);
      await pane.getByRole('radio', { name: matrix }).check();
      // The only one is chosen for him, and its list closes then: it may be hidden.
      if (choose)
        await pane
          .locator('input:checked')
          .and(pane.getByRole('radio', { name: choose, includeHidden: true }))
          .waitFor({ state: 'attached' });
      await sees(/rows?, \d+ columns? of cells/);
      await press('Pull');
      await sees(/rows pulled at revision/);
    },
    cell: async (row, title) => {
      const { rows } = await tableOf(page);
      return rows.find(({ key }) => key === row)?.cells[title];
    },
    keys: async () => (await tableOf(page)).rows.map(({ key }) => key),
    async type(row, title, text) {
      const { lists, rows, titles } = await tableOf(page);
      const at = rows.find(({ key }) => key === row)?.at;
      if (at === undefined || !titles.includes(title)) throw new Error(`no cell ${row} ${title}`);
      await enter(addressOf(at, titles.indexOf(title)), text, lists.includes(title));
    },
    async typeNewRow(cells) {
      const { lists, rows, titles } = await tableOf(page);
      const below = (rows.at(-1)?.at ?? 0) + 1;
      const last = Math.max(...Object.keys(cells).map((title) => titles.indexOf(title)));
      await select(addressOf(below, 1));
      for (const title of titles.slice(1, last + 1)) {
        await page.keyboard.type(cells[title] ?? '');
        if (lists.includes(title) && title in cells) await seesList(page);
        await page.keyboard.press('Tab');
        await page.waitForTimeout(REVEAL);
      }
    },
    async deleteRow(row) {
      const { rows } = await tableOf(page);
      const at = rows.find(({ key }) => key === row)?.at;
      if (at === undefined) throw new Error(`no row ${row}`);
      await select(addressOf(at, 0));
      const { x, y } = await rowHeading(page);
      await page.mouse.click(x, y);
      await page.mouse.click(x, y, { button: 'right' });
      await page
        .getByText(/Delete Selected Row/)
        .filter({ visible: true })
        .first()
        .click();
    },
    ribbon: (name) => page.getByRole('toolbar', { name: 'Marketgrid' }).getByRole('button', { name }).click(),
    close: giveBack,
  };
}

const REVEAL = 120;

const seesList = (page: Page): Promise<void> =>
  page.getByText('Select an item').filter({ visible: true }).first().waitFor();

async function selectCell(page: Page, address: string): Promise<void> {
  const box = page.locator('[data-u-comp=defined-name] input');
  await box.click();
  await box.fill(address);
  await box.press('Enter');
  // At a person's pace: a cell out of sight is scrolled to first, and keys that come during that are lost.
  await page.waitForTimeout(REVEAL);
}

/** Where the heading of the selected row is: beside the cell's editor, which F2 opens over the cell. */
async function rowHeading(page: Page): Promise<{ x: number; y: number }> {
  await page.keyboard.press('F2');
  const editor = await page.locator('canvas[id^=univer-doc-main]').last().boundingBox();
  await page.keyboard.press('Escape');
  const grid = await page.locator('canvas[id^=univer-sheet-main]').boundingBox();
  if (!editor || !grid) throw new Error('the grid cannot be seen');
  return { x: grid.x + 20, y: editor.y + 10 };
}

interface SheetTable {
  readonly titles: readonly string[];
  /** Titles of the columns that offer a list. */
  readonly lists: readonly string[];
  readonly rows: readonly {
    readonly key: string;
    readonly at: number;
    readonly cells: Readonly<Record<string, unknown>>;
  }[];
}

/** The table on the sheet in front, as the workbench's own model has it: what stands in Excel's file. */
const tableOf = (page: Page): Promise<SheetTable> => page.evaluate(readTable);

function readTable(): SheetTable {
  const { marketgridWorkbench } = window as unknown as { marketgridWorkbench: { host: { workbook: WorkbookModel } } };
  const { grid, tables, validations } = marketgridWorkbench.host.workbook.active;
  const [table] = tables;
  if (!table) throw new Error('there is no table on the sheet');
  const { row, rows, column, columns } = table.area;
  const titles = Array.from({ length: columns }, (_, i) => String(grid.at(row, column + i).value));
  const bodies = Array.from({ length: rows - 1 }, (_, i) => {
    const at = row + 1 + i;
    const cells = Object.fromEntries(titles.map((title, j) => [title, grid.at(at, column + j).value]));
    return { key: String(grid.at(at, column).value), at, cells };
  });
  const lists = validations.flatMap(({ area, rule }) => ('list' in rule ? [titles[area.column - column] ?? ''] : []));
  return { titles, lists, rows: bodies };
}

/** From 0; the sheets of these journeys have fewer than 27 columns. */
const addressOf = (row: number, column: number): string => `${String.fromCharCode(65 + column)}${row + 1}`;
