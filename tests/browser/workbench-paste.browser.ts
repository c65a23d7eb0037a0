/** What a person pastes in the grid, from the real clipboard and by his keys, lands as it would in Excel. */
import { describe, expect, test } from '@jest/globals';
import { fillTable, heardIn, listenIn, useWorkbench } from './workbench-support.ts';

const workbench = useWorkbench();

const changes = async (): Promise<unknown[]> =>
  (await heardIn(workbench.bench)).filter(([type]) => type !== 'Selected');

describe('text from another program', () => {
  test('one value fills all that is selected, with one event, and undo takes it back', async () => {
    const { bench } = workbench;
    await fillTable(bench);
    await listenIn(bench);
    await bench.paste('C2:C4', '5');
    expect(await bench.values('C2:D4')).toEqual([
      [5, 10],
      [5, 10],
      [5, 10],
    ]);
    expect(await changes()).toEqual([['RangeEdited', 'C2:C4', null]]);
    await bench.press('ControlOrMeta+Z');
    expect(await bench.values('C2:C4')).toEqual([[30], [10], [20]]);
    await bench.press('ControlOrMeta+Y');
    expect(await bench.values('C2:C4')).toEqual([[5], [5], [5]]);
  });

  test('a block repeats where the selection is a multiple of it, and else stands once', async () => {
    const { bench } = workbench;
    await bench.paste('B2:E3', 'a\tb');
    await bench.paste('B5:D6', 'c\td');
    expect(await bench.values('B2:E6')).toEqual([
      ['a', 'b', 'a', 'b'],
      ['a', 'b', 'a', 'b'],
      ['', '', '', ''],
      ['c', 'd', '', ''],
      ['', '', '', ''],
    ]);
  });

  test('empty cells at its start keep their place', async () => {
    const { bench } = workbench;
    await bench.type('A1', 'old');
    await bench.paste('A1', '\t1\r\n\r\n\t2\r\n');
    expect(await bench.values('A1:B4')).toEqual([
      ['', 1],
      ['', ''],
      ['', 2],
      ['', ''],
    ]);
  });

  test('quoted cells hold quotation marks, tabs and lines', async () => {
    const { bench } = workbench;
    await bench.paste('A1', '"a ""b"" c"\t"one\ntwo"\n"x\ty"\t6" pipe\n');
    expect(await bench.values('A1:C3')).toEqual([
      ['a "b" c', 'one\ntwo', ''],
      ['x\ty', '6" pipe', ''],
      ['', '', ''],
    ]);
  });

  test('what looks like HTML stays as it is', async () => {
    await workbench.bench.paste('A1', '<b>bold</b>\t<5 & >3');
    expect(await workbench.bench.values('A1:B1')).toEqual([['<b>bold</b>', '<5 & >3']]);
  });

  test('numbers, percentages, days and formulas are what they would be if they were typed, and text cells keep text', async () => {
    const { bench } = workbench;
    await fillTable(bench);
    await bench.paste('F2', '68.68\t5%\t2026-11-21\t=F2*2\tTRUE');
    await bench.paste('A2', '0815');
    expect(await bench.values('F2:J2')).toEqual([[68.68, 0.05, 46347, 137.36, true]]);
    expect(await bench.values('A2')).toEqual([['0815']]);
    expect(await bench.shown('G2')).toBe('5%');
  });

  test('straight below a table becomes rows of it', async () => {
    const { bench } = workbench;
    await fillTable(bench);
    await bench.paste('A5', 'K-4\tGood\t7\nK-5\tBest\t8');
    const address = await bench.run(async (context) => {
      const range = context.workbook.tables.getItem('Prices').getRange().load('address');
      await context.sync();
      return range.address;
    });
    expect(address).toMatch(/!A1:D6$/);
  });

  test('passes over the rows that a filter hides', async () => {
    const { bench } = workbench;
    await fillTable(bench);
    await bench.run(async (context) => {
      const column = context.workbook.tables.getItem('Prices').columns.getItem('Tier');
      column.filter.applyValuesFilter(['Good', 'Best']);
      await context.sync();
    });
    await bench.paste('C2:C4', '5');
    expect(await bench.values('C2:C4')).toEqual([[5], [10], [5]]);
  });

  test('over a whole column it is refused in a sentence, and nothing changes', async () => {
    const { bench } = workbench;
    await bench.type('B2', 'mine');
    await bench.paste('B:B', '5');
    await bench.page
      .getByRole('alert')
      .getByText(/Select the cells/)
      .waitFor();
    expect(await bench.values('B1:B3')).toEqual([[''], ['mine'], ['']]);
  });
});

describe('cells of this grid', () => {
  test('one that was copied fills all that is selected, and its formula follows', async () => {
    const { bench } = workbench;
    await fillTable(bench);
    await bench.shown('D2');
    await bench.select('F2:F4');
    await bench.press('ControlOrMeta+V');
    const formulas = await bench.run(async (context) => {
      const range = context.workbook.worksheets.getActiveWorksheet().getRange('F2:F4').load('formulas');
      await context.sync();
      return range.formulas as unknown[][];
    });
    expect(formulas).toEqual([['=E2*2'], ['=E3*2'], ['=E4*2']]);
  });

  test('that are cut and pasted are moved; the events name them and not the formulas that follow them', async () => {
    const { bench } = workbench;
    await fillTable(bench);
    await listenIn(bench);
    await bench.select('C2:C3');
    await bench.press('ControlOrMeta+X');
    await bench.select('F2');
    await bench.press('ControlOrMeta+V');
    expect(await bench.values('C2:F3')).toEqual([
      ['', 60, '', 30],
      ['', 20, '', 10],
    ]);
    expect(await changes()).toEqual([
      ['RangeEdited', 'C2:C3', null],
      ['RangeEdited', 'F2:F3', null],
    ]);
  });
});
