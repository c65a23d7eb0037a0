/** The workbench's spreadsheet: what a person does in it reaches the add-in, and what the add-in does is seen in it. */
import { describe, expect, test } from '@jest/globals';
import { fillTable, heardIn, listenIn, useWorkbench } from './workbench-support.ts';

const workbench = useWorkbench();

const changes = async (): Promise<unknown[]> =>
  (await heardIn(workbench.bench)).filter(([type]) => type !== 'Selected');

describe('what a person types', () => {
  test.each<[what: string, typed: string, value: unknown]>([
    ['a number', '68.68', 68.68],
    ['a text', 'Gold tier', 'Gold tier'],
    ['a text that begins with an apostrophe', "'007", '007'],
    ['a formula that begins with an apostrophe', `'=HYPERLINK("x")`, '=HYPERLINK("x")'],
    ['a sign that begins with an apostrophe', "'+1", '+1'],
    ['two apostrophes', "''quoted'", "'quoted'"],
    ['a percentage', '5%', 0.05],
    ['a day', '2026-11-21', 46347],
    ['TRUE', 'TRUE', true],
    ['sixteen digits, of which Excel keeps fifteen', '1234567890123456', 1234567890123450],
    ['a formula', '=2*21', 42],
  ])('%s arrives in the add-in', async (_what, typed, value) => {
    await workbench.bench.type('B2', typed);
    expect(await workbench.bench.values('B2')).toEqual([[value]]);
  });

  test('raises one event with the value before and after', async () => {
    await workbench.bench.type('B2', '1');
    await listenIn(workbench.bench);
    await workbench.bench.type('B2', '2');
    expect(await changes()).toEqual([['RangeEdited', 'B2', [1, 2]]]);
  });

  test('into a text cell stays text', async () => {
    await fillTable(workbench.bench);
    await workbench.bench.type('A2', '0815');
    expect(await workbench.bench.values('A2')).toEqual([['0815']]);
  });

  test('straight below a table becomes a row of it', async () => {
    await fillTable(workbench.bench);
    await workbench.bench.type('A5', 'K-4');
    const address = await workbench.bench.run(async (context) => {
      const range = context.workbook.tables.getItem('Prices').getRange().load('address');
      await context.sync();
      return range.address;
    });
    expect(address).toMatch(/!A1:D5$/);
  });

  test('over a heading of a table is made text and unique, and the grid shows it', async () => {
    await fillTable(workbench.bench);
    await workbench.bench.type('C1', 'Tier');
    expect(await workbench.bench.values('A1:D1')).toEqual([['Key', 'Tier', 'Tier2', 'Twice']]);
    expect(await workbench.bench.shown('C1')).toBe('Tier2');
  });
});

describe('what a person does to cells', () => {
  test('a pasted block arrives with one event', async () => {
    await listenIn(workbench.bench);
    await workbench.bench.paste('B2', 'a\t1\nb\t2\nc\t3');
    expect(await workbench.bench.values('B2:C4')).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ]);
    expect(await changes()).toEqual([['RangeEdited', 'B2:C4', null]]);
  });

  test('Delete empties a block', async () => {
    await fillTable(workbench.bench);
    await listenIn(workbench.bench);
    await workbench.bench.select('B2:C3');
    await workbench.bench.press('Delete');
    expect(await workbench.bench.values('A2:C3')).toEqual([
      ['K-1', '', ''],
      ['K-2', '', ''],
    ]);
    expect(await changes()).toEqual([['RangeEdited', 'B2:C3', null]]);
  });

  test('undo and redo arrive as changes', async () => {
    await workbench.bench.type('B2', '1');
    await workbench.bench.type('B2', '2');
    await listenIn(workbench.bench);
    await workbench.bench.press('ControlOrMeta+Z');
    expect(await workbench.bench.values('B2')).toEqual([[1]]);
    await workbench.bench.press('ControlOrMeta+Y');
    expect(await workbench.bench.values('B2')).toEqual([[2]]);
    expect(await changes()).toEqual([
      ['RangeEdited', 'B2', [2, 1]],
      ['RangeEdited', 'B2', [1, 2]],
    ]);
  });

  test('Ctrl+Z still undoes what was typed before the add-in wrote elsewhere', async () => {
    await workbench.bench.type('B2', '1');
    await workbench.bench.run(async (context) => {
      context.workbook.worksheets.getActiveWorksheet().getRange('D1:D3').values = [[7], [8], [9]];
      await context.sync();
    });
    await workbench.bench.select('B2');
    await workbench.bench.press('ControlOrMeta+Z');
    expect(await workbench.bench.values('B1:D2')).toEqual([
      ['', '', 7],
      ['', '', 8],
    ]);
  });

  test('the selection arrives', async () => {
    await listenIn(workbench.bench);
    await workbench.bench.select('B2:C3');
    expect(await heardIn(workbench.bench)).toContainEqual(['Selected', expect.stringMatching(/B2:C3$/)]);
  });
});
