/** Moving about in the grid: what a person fills, drags and types lands in the cells that he means. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { placeOfCell } from './grid-places.ts';
import { CELL, type WorkbenchPage } from './workbench-page.ts';
import { fillTable, heardIn, listenIn, settled, useWorkbench } from './workbench-support.ts';

const workbench = useWorkbench();

/** Drags the fill handle of C2 down to C4. */
async function fillDown(bench: WorkbenchPage): Promise<void> {
  await bench.select('C2');
  const { x, y } = await bench.at('C2');
  await bench.drag({ x: x + CELL.width / 2, y: y + CELL.height / 2 }, await bench.at('C4'));
}

/** All that was heard of changes, once it is what is wanted. */
function changes(bench: WorkbenchPage, wanted: unknown[]): Promise<unknown[]> {
  const heard: unknown[] = [];
  return settled(async () => {
    heard.push(...(await heardIn(bench)).filter(([type]) => type !== 'Selected'));
    return heard;
  }, wanted);
}

/** The values of a range, once they are what is wanted. */
const values = (bench: WorkbenchPage, address: string, wanted: unknown[][]): Promise<unknown[][]> =>
  settled(() => bench.values(address), wanted);

describe('on a sheet that the add-in has added', () => {
  test('the fill handle fills the column, with one event, and undo takes it back', async () => {
    const { bench } = workbench;
    await fillTable(bench);
    await listenIn(bench);
    await fillDown(bench);
    const filled = [
      [30, 60],
      [30, 60],
      [30, 60],
    ];
    expect(await values(bench, 'C2:D4', filled)).toEqual(filled);
    const events = [['RangeEdited', 'C3:C4', null]];
    expect(await changes(bench, events)).toEqual(events);
    await bench.press('ControlOrMeta+Z');
    const before = [
      [30, 60],
      [10, 20],
      [20, 40],
    ];
    expect(await values(bench, 'C2:D4', before)).toEqual(before);
  });

  test('cells that are dragged away by their frame are moved, formulas follow them, and the events name only them', async () => {
    const { bench } = workbench;
    await fillTable(bench);
    await listenIn(bench);
    await bench.select('C2:C3');
    const [from, to] = [await bench.at('C2'), await bench.at('F2')];
    await bench.drag({ x: from.x - CELL.width / 2, y: from.y + 2 }, to);
    const read = (): Promise<unknown[]> =>
      bench.run(async (context) => {
        const range = context.workbook.worksheets.getActiveWorksheet().getRange('C2:F3').load('formulas,values');
        await context.sync();
        return [range.formulas, range.values] as unknown[];
      });
    const moved = [
      [
        ['', '=F2*2', '', 30],
        ['', '=F3*2', '', 10],
      ],
      [
        ['', 60, '', 30],
        ['', 20, '', 10],
      ],
    ];
    expect(await settled(read, moved)).toEqual(moved);
    const events = [
      ['RangeEdited', 'C2:C3', null],
      ['RangeEdited', 'F2:F3', null],
    ];
    expect(await changes(bench, events)).toEqual(events);
  });
});

test('Enter goes down from the cell that was clicked, not to where Tab was pressed before', async () => {
  const { bench } = workbench;
  await bench.select('B2');
  for (const text of ['1', '2']) {
    await bench.page.keyboard.type(text);
    await bench.press('Tab');
  }
  const { x, y } = await bench.at('F9');
  await bench.page.mouse.click(x, y);
  for (const text of ['7', '8']) {
    await bench.page.keyboard.type(text);
    await bench.press('Enter');
  }
  expect(await bench.values('B2:C3')).toEqual([
    [1, 2],
    ['', ''],
  ]);
  expect(await bench.values('F9:F10')).toEqual([[7], [8]]);
});

test('Enter after Tabs returns to the column where they began, as in Excel', async () => {
  const { bench } = workbench;
  await bench.select('B2');
  for (const [text, key] of [
    ['1', 'Tab'],
    ['2', 'Enter'],
    ['3', 'Enter'],
  ] as const) {
    await bench.page.keyboard.type(text);
    await bench.press(key);
  }
  expect(await bench.values('B2:C3')).toEqual([
    [1, 2],
    [3, ''],
  ]);
});

test.each([
  ['narrower', 30],
  ['wider', 220],
])('beside frozen columns that are %s than the others no key is lost', async (_how, width) => {
  const { bench } = workbench;
  await bench.run(async (context, points: number) => {
    const sheet = context.workbook.worksheets.getActiveWorksheet();
    const rows = Array.from({ length: 60 }, (_, i) => Array.from({ length: 30 }, (_unused, j) => `r${i}c${j}`));
    sheet.getRange('A1:AD60').values = rows;
    sheet.getRange('C:AD').format.columnWidth = 150;
    sheet.getRange('A:B').format.columnWidth = points;
    sheet.freezePanes.freezeAt(sheet.getRange('A1:B5'));
    await context.sync();
  }, width);
  for (const address of ['AB50', 'J6', 'A60']) {
    await bench.type(address, address);
    expect(await bench.values(address)).toEqual([[address]]);
  }
  await bench.select('C6');
  const typed = Array.from({ length: 6 }, (_, i) => `t${i}`);
  for (const text of typed) {
    await bench.page.keyboard.type(text);
    await bench.press('Tab');
  }
  expect(await bench.values('C6:H6')).toEqual([typed]);
});

describe('beside a frozen column, under frozen rows', () => {
  beforeEach(() =>
    workbench.bench.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.getRange('A1:Z200').values = Array.from({ length: 200 }, (_, i) => Array<string>(26).fill(`r${i}`));
      sheet.getRange('A:A').format.columnWidth = 120;
      sheet.getRange('B:Z').format.columnWidth = 75;
      sheet.freezePanes.freezeAt(sheet.getRange('A1:A2'));
      await context.sync();
    }),
  );
  const [frozen, column] = [160, 100];

  test('a cell that is scrolled to leaves no column and no row half below the frozen ones', async () => {
    const { page } = workbench.bench;
    for (const address of ['P150', 'G20', 'Y199']) {
      const { start, top, grid } = await placeOfCell(page, address);
      expect([address, (start - grid.x - 46 - frozen) % column, (top - grid.y - 20) % 20]).toEqual([address, 0, 0]);
    }
  });

  test('F2 opens the editor of a frozen cell over the cell, however far the others are scrolled', async () => {
    const { page } = workbench.bench;
    const { grid } = await placeOfCell(page, 'P190');
    const [heading, corner] = [await placeOfCell(page, 'P2'), await placeOfCell(page, 'A1')];
    expect(heading.top - grid.y).toBe(40);
    expect([corner.start - grid.x, corner.top - grid.y]).toEqual([46, 20]);
  });
});

test('a fill lands at once in a page that was just opened', async () => {
  const { bench } = workbench;
  // Whatever the page puts off for seconds never happens in it: so nothing that a person needs may have been put off.
  await bench.page.addInitScript(() => {
    const start = window.setTimeout.bind(window);
    const soonOnly = (work: () => void, delay = 0): number =>
      delay < 1000 ? start(work, delay) : start(() => undefined);
    if (window === window.top) Object.assign(window, { setTimeout: soonOnly });
  });
  await bench.page.reload();
  await bench.freshSheet();
  await fillTable(bench);
  await fillDown(bench);
  const filled = [[30], [30], [30]];
  expect(await values(bench, 'C2:C4', filled)).toEqual(filled);
});
