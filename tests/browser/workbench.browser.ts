/** The workbench's spreadsheet: what a person does in it reaches the add-in, and what the add-in does is seen in it. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startBrowser } from '../support/browser.ts';
import { openWorkbench, type PageServer, servePages, type WorkbenchPage } from './workbench-page.ts';

let server: PageServer;
let browser: Browser;
let bench: WorkbenchPage;

beforeAll(async () => {
  server = await servePages();
  browser = await startBrowser();
  bench = await openWorkbench(browser, server.url);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});
beforeEach(() => bench.freshSheet());
afterEach(() => {
  // Whatever else a test is about: no script failed, nothing was refused, nobody else's server was asked.
  expect(bench.watched.troubles).toEqual([]);
  expect([...bench.watched.origins]).toEqual([server.url]);
});

/** A table of three rows at A1, with formats and a formula column. */
const fillTable = (): Promise<void> =>
  bench.run(async (context) => {
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

/** Handlers that write down what they hear, in the pane. */
const listen = (): Promise<void> =>
  bench.run(async (context) => {
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

async function heard(): Promise<readonly (readonly [string, string, unknown?])[]> {
  const frame = await bench.pane();
  // Delivery is in turns of the page's own.
  await frame.waitForTimeout(50);
  return frame.evaluate('window.heard.splice(0)');
}
const changes = async (): Promise<unknown[]> => (await heard()).filter(([type]) => type !== 'Selected');

describe('what a person types', () => {
  test.each<[what: string, typed: string, value: unknown]>([
    ['a number', '68.68', 68.68],
    ['a text', 'Gold tier', 'Gold tier'],
    ['a text that begins with an apostrophe', "'007", '007'],
    ['a percentage', '5%', 0.05],
    ['a day', '2026-11-21', 46347],
    ['TRUE', 'TRUE', true],
    ['sixteen digits, of which Excel keeps fifteen', '1234567890123456', 1234567890123450],
    ['a formula', '=2*21', 42],
  ])('%s arrives in the add-in', async (_what, typed, value) => {
    await bench.type('B2', typed);
    expect(await bench.values('B2')).toEqual([[value]]);
  });

  test('raises one event with the value before and after', async () => {
    await bench.type('B2', '1');
    await listen();
    await bench.type('B2', '2');
    expect(await changes()).toEqual([['RangeEdited', 'B2', [1, 2]]]);
  });

  test('into a text cell stays text', async () => {
    await fillTable();
    await bench.type('A2', '0815');
    expect(await bench.values('A2')).toEqual([['0815']]);
  });

  test('straight below a table becomes a row of it', async () => {
    await fillTable();
    await bench.type('A5', 'K-4');
    const address = await bench.run(async (context) => {
      const range = context.workbook.tables.getItem('Prices').getRange().load('address');
      await context.sync();
      return range.address;
    });
    expect(address).toMatch(/!A1:D5$/);
  });

  test('over a heading of a table is made text and unique, and the grid shows it', async () => {
    await fillTable();
    await bench.type('C1', 'Tier');
    expect(await bench.values('A1:D1')).toEqual([['Key', 'Tier', 'Tier2', 'Twice']]);
    expect(await bench.shown('C1')).toBe('Tier2');
  });
});

describe('what a person does to cells', () => {
  test('a pasted block arrives with one event', async () => {
    await listen();
    await bench.paste('B2', 'a\t1\nb\t2\nc\t3');
    expect(await bench.values('B2:C4')).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ]);
    expect(await changes()).toEqual([['RangeEdited', 'B2:C4', null]]);
  });

  test('Delete empties a block', async () => {
    await fillTable();
    await listen();
    await bench.select('B2:C3');
    await bench.press('Delete');
    expect(await bench.values('A2:C3')).toEqual([
      ['K-1', '', ''],
      ['K-2', '', ''],
    ]);
    expect(await changes()).toEqual([['RangeEdited', 'B2:C3', null]]);
  });

  test('undo and redo arrive as changes', async () => {
    await bench.type('B2', '1');
    await bench.type('B2', '2');
    await listen();
    await bench.press('ControlOrMeta+Z');
    expect(await bench.values('B2')).toEqual([[1]]);
    await bench.press('ControlOrMeta+Y');
    expect(await bench.values('B2')).toEqual([[2]]);
    expect(await changes()).toEqual([
      ['RangeEdited', 'B2', [2, 1]],
      ['RangeEdited', 'B2', [1, 2]],
    ]);
  });

  test('Ctrl+Z still undoes what was typed before the add-in wrote elsewhere', async () => {
    await bench.type('B2', '1');
    await bench.run(async (context) => {
      context.workbook.worksheets.getActiveWorksheet().getRange('D1:D3').values = [[7], [8], [9]];
      await context.sync();
    });
    await bench.select('B2');
    await bench.press('ControlOrMeta+Z');
    expect(await bench.values('B1:D2')).toEqual([
      ['', '', 7],
      ['', '', 8],
    ]);
  });

  test('the selection arrives', async () => {
    await listen();
    await bench.select('B2:C3');
    expect(await heard()).toContainEqual(['Selected', expect.stringMatching(/B2:C3$/)]);
  });
});
