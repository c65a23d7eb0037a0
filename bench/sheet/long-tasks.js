/**
 * The longest tasks of the pane's page while a preview opens, in the built product in Chromium: one of 3,000 differences, and
 * one of 100,500 cells with 500 edits; and the first of them in the workbench. Prints, for each, the five longest tasks in milliseconds: by the clock, as
 * `PerformanceObserver` says it, and of CPU of the page's thread, which other work on the machine does not lengthen.
 *
 *   npm run build:web && node --import ./bench/sheet/register.js bench/sheet/long-tasks.js
 *
 * What it does not count: office.js and Excel in a process of their own. Here the host answers from this one.
 */
import { openDesk, startProduct } from '../../tests/browser/journey-page.ts';
import { openPane } from '../../tests/browser/pane-page.ts';
import { answer, answerLargeMatrix, pullAnother, pushAnswer } from '../../tests/browser/pane-states/support.ts';
import { sheetLoad } from '../../tests/addin/support/sheet-load.ts';
import { tasksDuring } from './page-tasks.js';

const ROUNDS = Number(process.argv[2] ?? 3);
/** Only the cases whose name holds this. */
const WANTED = process.argv[3] ?? '';

/** Without what the tests expect: an Analyst of theirs runs in Jest only. */
function analystAt(pane) {
  const { page } = pane;
  page.setDefaultTimeout(120_000);
  const press = (name) => page.getByRole('button', { name, exact: typeof name === 'string' }).click();
  const heading = (name) => page.getByRole('heading', { name }).waitFor();
  return {
    ...{ page, pane, press, heading },
    choose: (name) => page.getByRole('radio', { name }).click(),
    reads: (text) => page.getByRole('main').getByText(text).first().waitFor(),
    signIn: async () => {
      await press(/Administrator/);
      await heading('Sheets in this workbook');
    },
  };
}

const CASES = {
  '3,000 differences': async (product) => {
    const me = analystAt(await openPane(product.browser, product.url));
    await me.signIn();
    await answerLargeMatrix(me, 3_000);
    await pullAnother(me, /Tier prices/);
    me.pane.fill('USD', 7.77);
    await answer(me.page, 'PushChanges', pushAnswer({}));
    return me;
  },
  '100,500 cells, 500 edits': async (product) => {
    const load = sheetLoad();
    const { host } = await load.writeView();
    await load.edit(500);
    const me = analystAt(await openPane(product.browser, product.url, { host }));
    await me.signIn();
    await answer(me.page, 'PushChanges', pushAnswer({}));
    return me;
  },
  // Here grid and host stand in the pane's own process, and their work is in the same thread.
  'workbench: 3,000 differences': async (product) => {
    const desk = await openDesk(product);
    desk.page.setDefaultTimeout(120_000);
    await desk.signIn(/Administrator/);
    await answerLargeMatrix(desk, 3_000);
    await desk.pull(/Tier prices/);
    await desk.page.evaluate(fillColumn, ['USD', 7.77]);
    await answer(desk.page, 'PushChanges', pushAnswer({}));
    const heading = (name) => desk.pane.getByRole('heading', { name }).waitFor();
    return { page: desk.page, press: desk.press, heading, pane: { close: desk.close } };
  },
};

/** Runs in the workbench: enters the same into all cells under a title. */
function fillColumn([title, input]) {
  const { grid, tables } = globalThis.marketgridWorkbench.host.workbook.active;
  const { row, rows, column, columns } = tables[0].area;
  const at = Array.from({ length: columns }, (_, i) => column + i).find((c) => grid.at(row, c).value === title);
  for (let i = 1; i < rows; i++) grid.enter(row + i, at, input);
}

async function measured(product, open) {
  const me = await open(product);
  const tasks = await tasksDuring({ browser: product.browser, page: me.page }, async () => {
    await me.press('Preview');
    await me.heading(/^Changed cells/);
  });
  await me.pane.close();
  return tasks;
}

const product = await startProduct();
try {
  for (const [name, open] of Object.entries(CASES)) {
    if (!name.includes(WANTED)) continue;
    for (let round = 0; round < ROUNDS; round++) {
      process.stdout.write(`${JSON.stringify({ name, ...(await measured(product, open)) })}\n`);
    }
  }
} finally {
  await product.end();
}
