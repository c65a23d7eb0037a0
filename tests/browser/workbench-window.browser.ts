/** The workbench around the grid: size, the pane, the ribbon, keyboard and screen reader. */
import { describe, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { useWorkbench } from './workbench-support.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const workbench = useWorkbench();

test('20,000 rows come in, are seen, edited and read out', async () => {
  const { bench } = workbench;
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

describe('the window', () => {
  test('has names for a screen reader, also where the grid has pictures, and axe finds nothing wrong', async () => {
    const { bench } = workbench;
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
    const { bench } = workbench;
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
    const { bench } = workbench;
    const align = bench.page.getByRole('button', { name: 'Horizontal align' }).first();
    await align.focus();
    await bench.press('Enter');
    await bench.page.getByRole('menu').waitFor();
    await bench.press('Escape');
    await bench.page.getByRole('menu').waitFor({ state: 'detached' });
  });

  test('opens and closes its pane by keyboard, and the pane lives on while it is closed', async () => {
    const { bench } = workbench;
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

  test('a ribbon button calls the command that the add-in has bound to its name, and opens the pane', async () => {
    const { bench } = workbench;
    const frame = await bench.pane();
    await frame.evaluate(`Office.actions.associate('pull', (event) => { window.pulled = true; event.completed(); })`);
    await bench.page.getByRole('button', { name: 'Pane' }).click();
    await bench.page.getByRole('button', { name: 'Pull' }).click();
    await frame.waitForFunction('window.pulled');
    await bench.page.getByRole('complementary', { name: 'Task pane' }).waitFor();
  });

  test('a value that is being typed is entered when the person turns to the pane', async () => {
    const { bench } = workbench;
    await bench.select('B2');
    await bench.page.keyboard.type('17');
    await bench.page.frameLocator('iframe').locator('body').click();
    expect(await bench.values('B2')).toEqual([[17]]);
  });

  test('F6 leads from the grid to the ribbon while the pane is still loading', async () => {
    const { bench } = workbench;
    const { page } = bench;
    await page.route('**/plain-pane*', (route) => route.fulfill({ contentType: 'text/html', body: '<p>not yet' }));
    await page.reload();
    await bench.select('B2');
    await bench.press('F6');
    await page.waitForFunction(() => document.activeElement?.closest('.ribbon'));
    await bench.press('Shift+F6');
    await page.waitForFunction(() => document.activeElement?.id.startsWith('__editor'));
    await page.unrouteAll();
    await page.reload();
  });
});
