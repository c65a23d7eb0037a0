/** What every file about the workbench's grid sets up: the pages, a browser, one workbench, an empty sheet for each test. */
import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Browser } from 'playwright-core';
import { startBrowser } from '../support/browser.ts';
import { PATIENCE_MS } from '../support/kept-context.ts';
import { openWorkbench, type PageServer, servePages, type WorkbenchPage } from './workbench-page.ts';

/** The built pages, and a browser to open them in, of a test file; there from its first `beforeEach` on. */
export function useServedPages(): { readonly server: PageServer; readonly browser: Browser } {
  let server: PageServer | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    server = await servePages();
    browser = await startBrowser();
  }, PATIENCE_MS);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  return {
    get server() {
      return there(server);
    },
    get browser() {
      return there(browser);
    },
  };
}

function there<T>(set: T | undefined): T {
  if (set === undefined) throw new Error('this is there within tests only');
  return set;
}

/** The workbench of a test file; there from the first `beforeEach` on. Whatever a test is about, no script may fail in it. */
export function useWorkbench(): { readonly bench: WorkbenchPage } {
  const pages = useServedPages();
  let bench: WorkbenchPage | undefined;
  beforeAll(async () => {
    bench = await openWorkbench(pages.browser, pages.server.url);
  }, PATIENCE_MS);
  beforeEach(() => there(bench).freshSheet());
  afterEach(() => {
    const { troubles, origins } = there(bench).watched;
    expect(troubles).toEqual([]);
    // Nobody else's server was asked for anything.
    expect([...origins]).toEqual([pages.server.url]);
  });
  return {
    get bench() {
      return there(bench);
    },
  };
}

/** A table of three rows at A1, with formats and a formula column. */
export const fillTable = ({ run }: WorkbenchPage): Promise<void> =>
  run(async (context) => {
    const sheet = context.workbook.worksheets.getActiveWorksheet();
    sheet.getRange('A1:A4').numberFormat = [['@'], ['@'], ['@'], ['@']];
    sheet.getRange('A1:D4').values = [
      ['Key', 'Tier', 'Price', 'Twice'],
      ['K-1', 'Good', 30, '=C2*2'],
      ['K-2', 'Better', 10, '=C3*2'],
      ['K-3', 'Best', 20, '=C4*2'],
    ];
    sheet.tables.add('A1:D4', true).name = 'Prices';
    await context.sync();
  });

/** Handlers that write down in the pane what they hear; `heardIn` takes it. */
export const listenIn = ({ run }: WorkbenchPage): Promise<void> =>
  run(async (context) => {
    const heard: unknown[] = [];
    Object.assign(window, { heard });
    context.workbook.worksheets.onChanged.add(async ({ address, changeType, details }) => {
      heard.push([changeType, address, details ? [details.valueBefore, details.valueAfter] : null]);
    });
    context.workbook.worksheets.onSelectionChanged.add(async ({ address }) => {
      heard.push(['Selected', address]);
    });
    await context.sync();
  });

/** Reads until it finds what is wanted, for half of a test's time at most; answers what it read last. */
export async function settled<T>(read: () => Promise<T>, wanted: T): Promise<T> {
  const end = Date.now() + 30_000;
  for (;;) {
    const found = await read();
    if (isDeepStrictEqual(found, wanted) || Date.now() > end) return found;
    await sleep(20);
  }
}

export type Heard = readonly [type: string, address: string, values?: unknown];

/** All that has been heard, once what the person did so far has been told. */
export async function heardIn(bench: WorkbenchPage): Promise<readonly Heard[]> {
  // What he did is taken with a batch, and told after its answer.
  await bench.run((context) => context.sync());
  return (await bench.pane()).evaluate(takeHeard);
}

/** Runs in the pane. Delivery is in turns of the page's own: waits until ten of them in a row have brought nothing. */
async function takeHeard(): Promise<Heard[]> {
  const { heard } = window as unknown as { heard: Heard[] };
  for (let seen = heard.length, quiet = 0; quiet < 10; quiet++) {
    await new Promise((turn) => setTimeout(turn));
    if (heard.length !== seen) quiet = 0;
    seen = heard.length;
  }
  return heard.splice(0);
}
