/**
 * The pane beside a sheet of 100,000 cells: the built product in Chromium, the real office.js, our host in this process.
 * It holds that the page gets its turns while a preview runs; how long that takes is the bench's to say.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sheetLoad } from '../addin/support/sheet-load.ts';
import { type Product, startProduct } from './journey-page.ts';
import { openPane } from './pane-page.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product?.end());

interface Turns {
  /** Milliseconds between two turns that the page got, in order. */
  readonly gaps: number[];
  /** What the pane said meanwhile of how far it is. */
  readonly progress: string[];
}

/** Runs in the page: a message to itself comes back as soon as nothing else runs. */
function watchTurns(): void {
  const turns: Turns = { gaps: [], progress: [] };
  const { port1, port2 } = new MessageChannel();
  let last = performance.now();
  port1.onmessage = () => {
    const now = performance.now();
    turns.gaps.push(now - last);
    last = now;
    const said = /[\d,.\s]+ of 100.500 cells/.exec(document.body.textContent ?? '')?.[0];
    if (said && said !== turns.progress.at(-1)) turns.progress.push(said);
    setTimeout(() => port2.postMessage(null), 0);
  };
  port2.postMessage(null);
  Object.assign(window, { turns });
}

test('a preview of 100,000 cells with 500 edits shows how far it is, and never holds the page for long', async () => {
  const load = sheetLoad();
  const { host } = await load.writeView();
  await load.edit(500);
  const { page, close } = await openPane(product.browser, product.url, { host });
  page.setDefaultTimeout(60_000);
  await page.getByRole('button', { name: /pricing/i }).click();
  await page.getByRole('heading', { name: 'Sheets in this workbook' }).waitFor();
  await page.evaluate(watchTurns);
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
  await page.getByRole('heading', { name: 'Preview' }).waitFor();
  const { gaps, progress } = await page.evaluate(() => (window as unknown as { turns: Turns }).turns);
  const whole = gaps.reduce((sum, gap) => sum + gap, 0);
  // On a loaded machine every slice is longer; what counts is that no slice is most of the work.
  expect(gaps.length).toBeGreaterThan(20);
  expect(Math.max(...gaps)).toBeLessThan(whole / 2);
  expect(progress.length).toBeGreaterThan(1);
  await close();
}, 180_000);
