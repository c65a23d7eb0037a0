/**
 * The built workbench in headless Chromium: a person's keys and mouse in the grid on one side, Microsoft's unmodified
 * office.js in the pane's frame on the other. No server but the pages, no database.
 *
 * It does not prove what a real Excel does: see the head of excel-host.ts.
 */
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import express from 'express';
import type { Browser, BrowserContext, BrowserContextOptions, Frame, Page } from 'playwright-core';
import { webPages } from '../../api/web/web-pages.ts';
import { type Watched, watch } from '../support/browser.ts';
import { lendContext } from '../support/kept-context.ts';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export interface PageServer {
  readonly url: string;
  /** Calls with the path of each request from now on. */
  onRequest(listen: (path: string) => void): void;
  close(): Promise<void>;
}

export async function servePages(): Promise<PageServer> {
  const app = express();
  app.use(webPages({ folder: at('dist/web'), officeJs: at('node_modules/@microsoft/office-js/dist') }));
  const server: Server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    onRequest: (listen) => void server.on('request', ({ url = '' }) => listen(url)),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The usual cell, and the headings before the first, in pixels. */
export const CELL = { width: 64, height: 20 };
const HEADINGS = { width: 46, height: 20 };

/** Work in the pane: what it answers must be JSON. `input` is all that it sees of the test. */
export type InPane<I, O> = (context: Excel.RequestContext, input: I) => Promise<O>;

export interface WorkbenchPage {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly watched: Watched;
  /** `Excel.run` in the pane's frame. */
  run<O>(work: (context: Excel.RequestContext) => Promise<O>): Promise<O>;
  run<I, O>(work: InPane<I, O>, input: I): Promise<O>;
  /** Values of a range of the active sheet, as office.js reads them. */
  values(address: string): Promise<unknown[][]>;
  /** Clicks a cell of what can be seen of the active sheet, found by its address in the name box. */
  select(address: string): Promise<void>;
  /** Selects the cell, types, and leaves it by Enter. */
  type(address: string, text: string): Promise<void>;
  press(keys: string): Promise<void>;
  /** Pastes a block from another program: tabs between cells, lines between rows. */
  paste(address: string, text: string): Promise<void>;
  /** What a person gets who copies these cells. */
  shown(address: string): Promise<string>;
  /** Where a cell's middle is, on a sheet that is not scrolled and whose rows and columns are of the usual size. */
  at(address: string): Promise<Point>;
  drag(from: Point, to: Point): Promise<void>;
  /** The colours, as `#RRGGBB`, in which a cell is drawn, its lines included. */
  colors(address: string): Promise<ReadonlySet<string>>;
  /** An empty sheet in front, and nothing else in the workbook. */
  freshSheet(): Promise<void>;
  /** The pane's frame, also after it was loaded anew. */
  pane(): Promise<Frame>;
  close(): Promise<void>;
}

export async function openWorkbench(
  browser: Browser,
  url: string,
  o: BrowserContextOptions = {},
): Promise<WorkbenchPage> {
  const options = { viewport: { width: 1280, height: 800 }, ...o };
  const { context, giveBack } = await lendContext(browser, { url, options, kind: 'workbench' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: url });
  const page = await context.newPage();
  const watched = watch(page);
  await page.goto(`${url}/workbench?pane=plain`);
  const pane = (): Promise<Frame> => readyPane(page);
  // As an expression: the frame's policy allows no script of ours, DevTools' evaluation is outside of it.
  const run = async <I, O>(work: InPane<I, O>, input?: I): Promise<O> => {
    const frame = await pane();
    return frame.evaluate(`Excel.run((context) => (${work.toString()})(context, ${JSON.stringify(input)}))`);
  };
  const select = async (address: string): Promise<void> => {
    const box = page.locator('[data-u-comp=defined-name] input');
    await box.click();
    await box.fill(address);
    await box.press('Enter');
    // The keys go to the grid again.
    await page.waitForFunction(() => document.activeElement?.id.startsWith('__editor'));
  };
  await pane();
  return {
    ...{ page, context, watched, run, pane, select },
    values: (address) => run(readValues, address),
    press: (keys) => page.keyboard.press(keys),
    async type(address, text) {
      await select(address);
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    },
    async paste(address, text) {
      await page.evaluate((block) => navigator.clipboard.writeText(block), text);
      await select(address);
      await page.keyboard.press('ControlOrMeta+V');
    },
    async shown(address) {
      await page.evaluate(() => navigator.clipboard.writeText('(being copied)'));
      await select(address);
      for (;;) {
        await page.keyboard.press('ControlOrMeta+C');
        // Univer writes the clipboard in its own time.
        await drawn(page);
        const copied = await page.evaluate(() => navigator.clipboard.readText());
        if (copied !== '(being copied)' && copied !== '') return copied;
      }
    },
    at: (address) => middleOf(page, address),
    drag: (from, to) => drag(page, from, to),
    colors: async (address) => colorsWithin(page, await middleOf(page, address)),
    freshSheet: () => run(clearWorkbook),
    close: giveBack,
  };
}

async function middleOf(page: Page, address: string): Promise<Point> {
  const box = await gridBox(page);
  const [column, row] = [address.charCodeAt(0) - 65, Number(address.slice(1)) - 1];
  return {
    x: box.x + HEADINGS.width + (column + 0.5) * CELL.width,
    y: box.y + HEADINGS.height + (row + 0.5) * CELL.height,
  };
}

/** Where the grid is, once it stays there: while the page is being built, what stands above it moves it. */
async function gridBox(page: Page): Promise<{ readonly x: number; readonly y: number }> {
  const grid = page.locator('canvas[id^=univer-sheet-main]');
  let last = '';
  for (;;) {
    await drawn(page);
    const box = await grid.boundingBox();
    const found = JSON.stringify(box);
    if (box && found === last) return box;
    last = found;
  }
}

/** Presses the mouse at one place, moves it to the other at a person's pace, and lets go. */
export async function drag(page: Page, from: Point, to: Point): Promise<void> {
  // Univer asks what lies under the mouse while it moves, not when it is pressed.
  await page.mouse.move(from.x - 15, from.y - 15);
  await page.mouse.move(from.x, from.y, { steps: 5 });
  await page.waitForFunction(() =>
    [...document.querySelectorAll('canvas')].some(({ style }) => ['crosshair', 'move'].includes(style.cursor)),
  );
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 10 });
  await drawn(page);
  await page.mouse.up();
  await drawn(page);
}

/** Resolves when what has happened so far can be seen. What follows from it may take longer: `settled` waits for that. */
const drawn = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen))));

async function colorsWithin(page: Page, { x, y }: Point): Promise<ReadonlySet<string>> {
  const clip = {
    x: x - CELL.width / 2 - 1,
    y: y - CELL.height / 2 - 1,
    width: CELL.width + 2,
    height: CELL.height + 2,
  };
  const png = await page.screenshot({ clip });
  return new Set(await page.evaluate(readColors, png.toString('base64')));
}

async function readColors(base64: string): Promise<string[]> {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(picture, 0, 0);
  const { data } = context.getImageData(0, 0, picture.width, picture.height);
  const found = new Set<string>();
  for (let i = 0; i < data.length; i += 4) {
    const digits = [...data.subarray(i, i + 3)].map((part) => part.toString(16).padStart(2, '0'));
    found.add(`#${digits.join('')}`.toUpperCase());
  }
  return [...found];
}

async function readyPane(page: Page): Promise<Frame> {
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  if (!frame) throw new Error('the pane is no frame');
  await frame.waitForFunction(() => typeof Office !== 'undefined' && typeof Excel !== 'undefined');
  await frame.evaluate(() => new Promise<void>((resolve) => void Office.onReady(() => resolve())));
  return frame;
}

async function clearWorkbook(context: Excel.RequestContext): Promise<void> {
  const sheets = context.workbook.worksheets.load('items/name');
  await context.sync();
  const old = sheets.items;
  context.workbook.worksheets.add(`Fresh ${Date.now() % 1_000_000}`).activate();
  for (const sheet of old) sheet.delete();
  await context.sync();
}

async function readValues(context: Excel.RequestContext, address: string): Promise<unknown[][]> {
  const range = context.workbook.worksheets.getActiveWorksheet().getRange(address).load('values');
  await context.sync();
  return range.values as unknown[][];
}
