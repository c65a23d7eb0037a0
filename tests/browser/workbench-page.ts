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

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export interface PageServer {
  readonly url: string;
  close(): Promise<void>;
}

export async function servePages(): Promise<PageServer> {
  const app = express();
  app.use(webPages(at('dist/web'), at('node_modules/@microsoft/office-js/dist')));
  const server: Server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

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
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...o });
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
      const COPYING = '(being copied)';
      await page.evaluate((text) => navigator.clipboard.writeText(text), COPYING);
      await select(address);
      await page.keyboard.press('ControlOrMeta+C');
      const copied = page.waitForFunction(async (text) => {
        const now = await navigator.clipboard.readText();
        return now === text || now === '' ? null : { now };
      }, COPYING);
      return (await (await copied).jsonValue())?.now ?? '';
    },
    freshSheet: () => run(clearWorkbook),
    close: () => context.close(),
  };
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
