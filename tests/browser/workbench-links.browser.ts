/** Links of cells, as a person follows them with the mouse. */
import { expect, test } from '@jest/globals';
import { settled, useWorkbench } from './workbench-support.ts';

const workbench = useWorkbench();

/** Gives a cell the link and clicks on the cell. */
async function follow(address: string, link: Excel.RangeHyperlink): Promise<void> {
  const { bench } = workbench;
  await bench.run(
    async (context, given: { address: string; link: Excel.RangeHyperlink }) => {
      context.workbook.worksheets.getActiveWorksheet().getRange(given.address).hyperlink = given.link;
      await context.sync();
    },
    { address, link },
  );
  const { x, y } = await bench.at(address);
  await bench.page.mouse.click(x, y);
}

const selected = (): Promise<string> =>
  workbench.bench.run(async (context) => {
    const range = context.workbook.getSelectedRange().load('address');
    await context.sync();
    return range.address;
  });

test('a link to a page opens it in a tab of its own, which knows nothing of the workbench', async () => {
  const { page, context } = workbench.bench;
  const address = new URL('/manifest.xml', page.url()).href;
  const [tab] = await Promise.all([
    context.waitForEvent('page'),
    follow('C3', { address, textToDisplay: 'the manifest', screenTip: 'Opens the manifest' }),
  ]);
  await tab.waitForURL(address);
  expect(await tab.evaluate(() => [window.opener, document.referrer])).toEqual([null, '']);
  await tab.close();
  expect(await page.getByRole('region', { name: 'Spreadsheet' }).getAttribute('title')).toBe('Opens the manifest');
});

test('a link to a place in the workbook goes there', async () => {
  const { bench } = workbench;
  await bench.run(async (context) => {
    context.workbook.worksheets.add('Other sheet');
    await context.sync();
  });
  await follow('C3', { documentReference: "'Other sheet'!D7", textToDisplay: 'there' });
  expect(await settled(selected, "'Other sheet'!D7")).toBe("'Other sheet'!D7");
});

test('a link to anything else is not followed, and the person is told', async () => {
  const { page } = workbench.bench;
  await follow('C3', { address: 'javascript:document.title="run"', textToDisplay: 'a script' });
  await page
    .getByRole('alert')
    .getByText(/only links to http, https and mailto/)
    .waitFor();
  expect(await page.title()).not.toBe('run');
  await page.getByRole('button', { name: 'Dismiss' }).click();
});

test('who selects several cells from a link on follows nothing', async () => {
  const { bench } = workbench;
  await bench.run(async (context) => {
    const range = context.workbook.worksheets.getActiveWorksheet().getRange('C3:C5');
    range.hyperlink = { documentReference: 'A1', textToDisplay: 'up' };
    await context.sync();
  });
  const [from, to] = [await bench.at('C3'), await bench.at('C5')];
  await bench.page.mouse.move(from.x, from.y);
  await bench.page.mouse.down();
  await bench.page.mouse.move(to.x, to.y, { steps: 5 });
  await bench.page.mouse.up();
  expect(await settled(async () => (await selected()).split('!')[1], 'C3:C5')).toBe('C3:C5');
});
