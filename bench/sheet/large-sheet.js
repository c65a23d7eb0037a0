/**
 * The workbench over 20,000 rows of 8 columns, in the built pages in Chromium. Prints, for each thing that is done to it, after
 * how long it was done (as the add-in reads it), the five longest tasks of the page by the clock and of CPU, and the CPU
 * of all its tasks, in milliseconds.
 *
 *   npm run build:web && node --import ./bench/sheet/register.js bench/sheet/large-sheet.js [rounds] [part of a case's name]
 *
 * With PROFILE=<folder>, Chromium's CPU profile of each case is written there, for its DevTools.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openWorkbench, servePages } from '../../tests/browser/workbench-page.ts';
import { startBrowser } from '../../tests/support/browser.ts';
import { tasksDuring } from './page-tasks.js';

const ROUNDS = Number(process.argv[2] ?? 3);
/** Only the cases whose name holds this. */
const WANTED = process.argv[3] ?? '';
const PROFILE = process.env.PROFILE;
const ROWS = 20_000;
/** Of the rows and columns, as long as nobody has scrolled. */
const HEADINGS = { width: 46, height: 20 };
const CELL = { width: 64, height: 20 };

/** Runs in the pane: keys, texts and numbers in no order, and a table over them. */
async function writeTable(context, rows) {
  const sheet = context.workbook.worksheets.getActiveWorksheet();
  const cells = [['Key', 'A', 'B', 'C', 'D', 'E', 'F', 'G']];
  for (let i = 0; i < rows; i++)
    cells.push([`K-${i}`, `name ${(i * 7919) % 20_011}`, (i % 100) / 4, i, (i * 3) % 1013, `x${i % 7}`, i / 8, 'y']);
  sheet.getRange(`A1:H${rows + 1}`).values = cells;
  sheet.tables.add(`A1:H${rows + 1}`, true).name = 'T';
  sheet.freezePanes.freezeRows(1);
  await context.sync();
}

/** Runs in the pane: two formulas in each row; answers the last of them. */
async function writeFormulas(context, rows) {
  const sheet = context.workbook.worksheets.getActiveWorksheet();
  const formulas = [];
  for (let row = 2; row <= rows + 1; row++) formulas.push([`=D${row}*2`, `=J${row}+E${row}`]);
  sheet.getRange(`J2:K${rows + 1}`).formulas = formulas;
  const last = sheet.getRange(`K${rows + 1}`).load('values');
  await context.sync();
  return last.values[0][0];
}

/** Seldom enough for what is measured not to be the asking. */
const until = async (read, wanted) => {
  while ((await read()) !== wanted) await sleep(100);
};
const cell = async (bench, address) => (await bench.values(address))[0][0];

/** The button stands at the right end of the heading's cell. */
async function openMenuOf({ page }, column) {
  const { x, y } = await page.locator('canvas[id^=univer-sheet-main]').boundingBox();
  await page.mouse.click(x + HEADINGS.width + (column + 1) * CELL.width - 10, y + HEADINGS.height + 10);
  await page.getByText('Select All').filter({ visible: true }).first().waitFor();
}

const filled = (bench) => bench.run(writeTable, ROWS);
async function filledWithFormulas(bench) {
  await filled(bench);
  await bench.run(writeFormulas, ROWS);
}
const openMenu = async (bench) => {
  await filled(bench);
  await bench.select('A1');
  await openMenuOf(bench, 2);
};
const sortDescending = async (bench) => {
  await bench.page
    .getByText(/descending/i)
    .first()
    .click();
  await until(() => cell(bench, 'C2'), 24.75);
};

/** What is there before, and what is measured. */
const CASES = {
  'an add-in writes the cells and a table in one sync': { when: () => undefined, then: filled },
  'a value is typed': {
    when: async (bench) => {
      await filled(bench);
      await bench.select('C10');
      await bench.page.keyboard.type('5');
    },
    then: async (bench) => {
      await bench.press('Enter');
      await until(() => cell(bench, 'C10'), 5);
    },
  },
  'sorted by the menu of the table': { when: openMenu, then: sortDescending },
  'a sort is undone': {
    when: async (bench) => {
      await openMenu(bench);
      await sortDescending(bench);
    },
    then: async (bench) => {
      await bench.press('ControlOrMeta+Z');
      await until(() => cell(bench, 'C2'), 0);
    },
  },
  '10,000 cells are pasted': {
    when: async (bench) => {
      await filled(bench);
      const block = Array.from({ length: 5_000 }, (_, i) => `${i + 1_000}\t${i + 0.5}`).join('\n');
      await bench.page.evaluate((text) => globalThis.navigator.clipboard.writeText(text), block);
      await bench.select('C2');
    },
    then: async (bench) => {
      await bench.press('ControlOrMeta+V');
      await until(() => cell(bench, 'C5001'), 5_999);
    },
  },
  'an add-in writes 40,000 formulas and reads the last': {
    when: filled,
    then: async (bench) => {
      const last = await bench.run(writeFormulas, ROWS);
      if (last !== 40_228) throw new Error(`the last formula is ${last}`);
    },
  },
  'a value is typed that two of 40,000 formulas follow': {
    when: async (bench) => {
      await filledWithFormulas(bench);
      await bench.select('D10');
      await bench.page.keyboard.type('100');
    },
    then: async (bench) => {
      await bench.press('Enter');
      await until(() => cell(bench, 'J10'), 200);
    },
  },
  'a saved workbook with them is opened': {
    when: async (bench) => {
      await filledWithFormulas(bench);
      await bench.page.evaluate(async () => {
        globalThis.saved = await globalThis.marketgridWorkbench.save();
      });
      await bench.freshSheet();
    },
    then: async (bench) => {
      await bench.page.evaluate(() => globalThis.marketgridWorkbench.open(globalThis.saved));
      await bench.page.evaluate(
        () => new Promise((seen) => globalThis.requestAnimationFrame(() => globalThis.requestAnimationFrame(seen))),
      );
    },
  },
};

/** A workbench in which there is what is there before. */
async function prepared(browser, url, when) {
  const bench = await openWorkbench(browser, url);
  bench.page.setDefaultTimeout(300_000);
  await bench.freshSheet();
  await when(bench);
  // What is put off until the page has nothing else to do.
  await bench.page.waitForTimeout(1_000);
  return bench;
}

async function measured(browser, url, { when, then }) {
  const bench = await prepared(browser, url, when);
  const tasks = await tasksDuring({ browser, page: bench.page }, () => then(bench));
  await bench.close();
  return tasks;
}

async function profiled(browser, url, { name, when, then }) {
  const bench = await prepared(browser, url, when);
  const devTools = await bench.context.newCDPSession(bench.page);
  await devTools.send('Profiler.enable');
  await devTools.send('Profiler.start');
  await then(bench);
  await bench.page.waitForTimeout(1_000);
  const { profile } = await devTools.send('Profiler.stop');
  await writeFile(path.join(PROFILE, `${name}.cpuprofile`), JSON.stringify(profile));
  await bench.close();
}

const server = await servePages();
const browser = await startBrowser();
try {
  for (const [name, of] of Object.entries(CASES)) {
    if (!name.includes(WANTED)) continue;
    if (PROFILE) await profiled(browser, server.url, { name, ...of });
    else
      for (let round = 0; round < ROUNDS; round++)
        process.stdout.write(`${JSON.stringify({ name, ...(await measured(browser, server.url, of)) })}\n`);
  }
} finally {
  await browser.close();
  await server.close();
}
