/** A workbook is saved to a file and opened again; each test begins with a workbench that nobody has touched. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { openWorkbench, type WorkbenchPage } from './workbench-page.ts';
import { useServedPages } from './workbench-support.ts';

const pages = useServedPages();
let bench: WorkbenchPage;

beforeEach(async () => {
  bench = await openWorkbench(pages.browser, pages.server.url);
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
