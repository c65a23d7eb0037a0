/** The workbench around the grid: saving and opening, size, the pane, the ribbon, keyboard and screen reader. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { startBrowser } from '../support/browser.ts';
import { openWorkbench, type PageServer, servePages, type WorkbenchPage } from './workbench-page.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

let server: PageServer;
let browser: Browser;
let bench: WorkbenchPage;

beforeAll(async () => {
  server = await servePages();
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});
beforeEach(async () => {
  bench = await openWorkbench(browser, server.url);
});
afterEach(async () => {
  expect(bench.watched.troubles).toEqual([]);
  await bench.close();
});

/** The file that Save hands out. */
async function saved(): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([
    bench.page.waitForEvent('download'),
    bench.page.getByRole('button', { name: 'Save' }).click(),
  ]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

const open = (name: string, text: string): Promise<void> =>
  bench.page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });

describe('a workbook in a file', () => {
  test('opened again it has its values, formulas, table, looks and very hidden sheet, and the pane sees them', async () => {
    await bench.run(async (context) => {
      const hidden = context.workbook.worksheets.add('_baseline');
      hidden.visibility = 'VeryHidden';
      hidden.getRange('A1').values = [['what was pulled']];
      const sheet = context.workbook.worksheets.getItem('Sheet1');
      sheet.getRange('A1:B3').values = [
        ['Key', 'Price'],
        ['K-1', 10],
        ['K-2', '=B2*2'],
      ];
      sheet.getRange('B2').format.fill.color = '#FFFFE5';
      sheet.tables.add('A1:B3', true).name = 'Prices';
      await context.sync();
    });
    await bench.type('B2', '21');
    const { name, text } = await saved();
    expect(name).toBe('Workbook.marketgrid.json');

    await bench.type('B2', '0');
    await open('prices.marketgrid.json', text);
    await bench.page.getByText('prices.marketgrid.json is open.').waitFor();
    const read = await bench.run(async (context) => {
      const table = context.workbook.tables.getItem('Prices').getRange().load('values,formulas,address');
      const hidden = context.workbook.worksheets.getItem('_baseline').load('visibility');
      const baseline = hidden.getRange('A1').load('values');
      const fill = context.workbook.worksheets.getItem('Sheet1').getRange('B2').format.fill.load('color');
      await context.sync();
      return { ...table.toJSON(), hidden: hidden.visibility, baseline: baseline.values as unknown, fill: fill.color };
    });
    expect(read).toMatchObject({
      address: 'Sheet1!A1:B3',
      values: [
        ['Key', 'Price'],
        ['K-1', 21],
        ['K-2', 42],
      ],
      hidden: 'VeryHidden',
      baseline: [['what was pulled']],
      fill: '#FFFFE5',
    });
    expect(await bench.shown('B2')).toBe('21');
    await bench.type('B2', '5');
    expect(await bench.values('B3')).toEqual([[10]]);
  });

  test('keeps a name with odd letters, and 20,000 rows', async () => {
    const name = "Preise “Größe” 100 % #1 d'été 価格.marketgrid.json";
    await bench.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.getRange('A1:C20000').values = Array.from({ length: 20_000 }, (_, i) => [`K-${i}`, '=1+1', i + 0.25]);
      await context.sync();
    });
    const { text } = await saved();
    await bench.type('C20000', '0');
    await open(name, text);
    await bench.page.getByText(`${name} is open.`).waitFor();
    expect(await bench.values('A20000:C20000')).toEqual([['K-19999', 2, 19_999.25]]);
    expect((await saved()).name).toBe(name);
  });

  test('that was cut off is refused in a sentence, and what is open stays, its undo too', async () => {
    await bench.type('A1', 'first');
    const { text } = await saved();
    await bench.type('A1', 'mine');
    await open('cut.json', text.slice(0, text.length / 2));
    await bench.page
      .getByRole('alert')
      .getByText(/only a part of one/)
      .waitFor();
    expect(await bench.values('A1')).toEqual([['mine']]);
    await bench.select('A1');
    await bench.press('ControlOrMeta+Z');
    expect(await bench.values('A1')).toEqual([['first']]);
  });

  test.each([
    ['no JSON', 'hello'],
    ['bytes that are no text', '\u0000\u{FFFD}PK\u0003\u0004'],
    ['another JSON', '{"format":"something else"}'],
  ])('%s is refused in a sentence, and what is open stays', async (_what, text) => {
    await bench.type('A1', 'mine');
    await open('x.json', text);
    await bench.page
      .getByRole('alert')
      .getByText(/This is no workbook/)
      .waitFor();
    expect(await bench.values('A1')).toEqual([['mine']]);
  });
});

test('20,000 rows come in, are seen, edited and read out', async () => {
  await bench.run(async (context) => {
    const rows = Array.from({ length: 20_000 }, (_, i) => [`K-${i}`, 'Good', 'Suite', i, i + 0.5, i * 2]);
    const sheet = context.workbook.worksheets.getActiveWorksheet();
    sheet.getRange('A1:F1').values = [['Key', 'Tier', 'Suite', 'USD', 'EUR', 'JPY']];
    sheet.getRange('A2:F20001').values = rows;
    sheet.getRange('D2:F20001').format.fill.color = '#FFFFE5';
    sheet.tables.add('A1:F20001', true);
    await context.sync();
  });
  await bench.type('D20001', '7');
  expect(await bench.values('A20001:F20001')).toEqual([['K-19999', 'Good', 'Suite', 7, 19999.5, 39998]]);
  expect(await bench.shown('A20001')).toBe('K-19999');
  expect((await bench.values('A2:F20001')).length).toBe(20_000);
});

test('an empty workbook says what to do first, until there is something in it', async () => {
  const note = bench.page.getByRole('region', { name: 'First steps' });
  await note.waitFor();
  // It lies over cells and keeps nobody from them.
  const box = await note.boundingBox();
  if (!box) throw new Error('the note cannot be seen');
  await bench.page.mouse.click(box.x + 100, box.y + 100);
  await bench.page.keyboard.type('7');
  await bench.press('Enter');
  await note.waitFor({ state: 'detached' });
});

describe('the window', () => {
  test('has names for a screen reader, also where the grid has pictures, and axe finds nothing wrong', async () => {
    for (const name of ['Undo', 'Bold', 'Text color: choices', 'Horizontal align', 'Add a sheet', 'Zoom in']) {
      await bench.page.getByRole('button', { name, exact: true }).first().waitFor();
    }
    await bench.page.getByRole('textbox', { name: 'Name box' }).waitFor();
    await bench.page.evaluate(await readFile(AXE, 'utf8'));
    // The guards of the focus that Fluent puts into a page are its makers'; the pane has tests of its own.
    const exclude = [['iframe'], ['[data-tabster-dummy]']];
    const found = await bench.page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
      `axe.run(${JSON.stringify({ exclude })})`,
    );
    expect(found.violations.map(({ id, nodes }) => [id, nodes.map((n) => n.html)])).toEqual([]);
  });

  test('has no control out of sight that would take the focus and move the page', async () => {
    const places = await bench.page.evaluate<{ name: string | null; isInSight: boolean }[]>(`
      [...document.querySelectorAll('button, input, a, [tabindex="0"]')]
        .filter((control) => control.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
        .map((control) => [control, control.getBoundingClientRect()])
        .map(([control, { left, right }]) => ({
          name: control.getAttribute('aria-label') ?? control.textContent,
          isInSight: left >= 0 && right <= innerWidth + 1,
        }))`);
    expect(places.filter(({ isInSight }) => !isInSight)).toEqual([]);
    expect(places.length).toBeGreaterThan(30);
  });

  test('opens the lists of its toolbar by keyboard', async () => {
    const align = bench.page.getByRole('button', { name: 'Horizontal align' }).first();
    await align.focus();
    await bench.press('Enter');
    await bench.page.getByRole('menu').waitFor();
    await bench.press('Escape');
    await bench.page.getByRole('menu').waitFor({ state: 'detached' });
  });

  test('opens and closes its pane by keyboard, and the pane lives on while it is closed', async () => {
    const pane = bench.page.getByRole('complementary', { name: 'Task pane' });
    await (await bench.pane()).evaluate('void (window.alive = true)');
    const button = bench.page.getByRole('button', { name: 'Pane' });
    await button.focus();
    await bench.press('Enter');
    await pane.waitFor({ state: 'hidden' });
    await bench.press('Enter');
    await pane.waitFor();
    expect(await (await bench.pane()).evaluate('window.alive')).toBe(true);
  });

  test('F6 leads from the grid to the ribbon while the pane is still loading', async () => {
    const { page } = bench;
    await page.route('**/plain-pane*', (route) => route.fulfill({ contentType: 'text/html', body: '<p>not yet' }));
    await page.reload();
    await bench.select('B2');
    await bench.press('F6');
    await page.waitForFunction(() => document.activeElement?.closest('.ribbon'));
    await bench.press('Shift+F6');
    await page.waitForFunction(() => document.activeElement?.id.startsWith('__editor'));
  });

  test('a ribbon button calls the command that the add-in has bound to its name, and opens the pane', async () => {
    const frame = await bench.pane();
    await frame.evaluate(`Office.actions.associate('pull', (event) => { window.pulled = true; event.completed(); })`);
    await bench.page.getByRole('button', { name: 'Pane' }).click();
    await bench.page.getByRole('button', { name: 'Pull' }).click();
    await frame.waitForFunction('window.pulled');
    await bench.page.getByRole('complementary', { name: 'Task pane' }).waitFor();
  });

  test('a value that is being typed is entered when the person turns to the pane', async () => {
    await bench.select('B2');
    await bench.page.keyboard.type('17');
    await bench.page.frameLocator('iframe').locator('body').click();
    expect(await bench.values('B2')).toEqual([[17]]);
  });
});
