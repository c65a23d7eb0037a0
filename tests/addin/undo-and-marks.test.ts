import { afterEach, describe, expect, test } from '@jest/globals';
import { preview } from '../../addin/flows/preview.ts';
import { pull } from '../../addin/flows/pull.ts';
import { push } from '../../addin/flows/push.ts';
import { revertToBase } from '../../addin/flows/revert-to-base.ts';
import { pulled, STRICT, type Desk } from './support/desk.ts';
import { priceKey, tierPrices } from './support/matrices.ts';

describe('one step to undo', () => {
  const requirements = (): { isSetSupported(name: string, version?: string): boolean } => Office.context.requirements;
  let restore: () => void = () => undefined;
  afterEach(() => restore());

  /** The options of every `Excel.run` of a pull, in an Excel that has this requirement set. The library knows no later one. */
  async function runsOfPull(desk: Desk, newest: number): Promise<readonly Excel.RunOptions[]> {
    const { isSetSupported } = requirements();
    const { run } = Excel;
    const seen: Excel.RunOptions[] = [];
    requirements().isSetSupported = (_name, version = '1.1') => Number(String(version).split('.')[1]) <= newest;
    const watched = (options: Excel.RunOptions, work: (context: Excel.RequestContext) => Promise<unknown>) => {
      seen.push(options);
      return run(options, work);
    };
    Object.assign(Excel, { run: watched });
    restore = () => {
      requirements().isSetSupported = isSetSupported;
      Object.assign(Excel, { run });
    };
    await pull(desk.context, desk.view.request, { replaces: desk.view.id });
    return seen;
  }

  test('where Excel can merge, a pull in the place of another sheet is one undoable step', async () => {
    const runs = await runsOfPull(await pulled(tierPrices(3)), 20);
    expect(runs).toEqual([{ delayForCellEdit: true, mergeUndoGroup: true }]);
  });

  test('an older Excel is not asked for what it does not know', async () => {
    const runs = await runsOfPull(await pulled(tierPrices(3)), 19);
    expect(runs).toEqual([{ delayForCellEdit: true }]);
  });
});

describe('marks', () => {
  async function marked(): Promise<Desk> {
    const desk = await pulled(tierPrices(3));
    await desk.type(priceKey(1), 'USD', 'dear');
    await desk.type(priceKey(2), 'USD', 'cheap');
    await expect(push(desk.context, [desk.view.id], STRICT)).rejects.toMatchObject({ code: 'SHEET_HAS_PROBLEMS' });
    expect(await looks(desk)).toEqual([
      ['#FFC7CE', true],
      ['#FFC7CE', true],
      ['#FFEBB0', false],
    ]);
    return desk;
  }

  /** Fill of each row's USD cell, and whether a comment stands on it. */
  function looks({ inExcel }: Desk): Promise<unknown[]> {
    return inExcel(async (t, excel) => {
      const comments = t.worksheet.comments.load('items/content');
      const body = t.getDataBodyRange().load('rowCount,rowIndex');
      await excel.sync();
      const cells = Array.from({ length: body.rowCount }, (_, i) => body.getCell(i, 12));
      const fills = cells.map((cell) => cell.format.fill.load('color'));
      const places = comments.items.map((comment) => comment.getLocation().load('rowIndex,columnIndex'));
      await excel.sync();
      const commented = new Set(places.filter((p) => p.columnIndex === 12).map((p) => p.rowIndex - body.rowIndex));
      return fills.map((fill, i) => [fill.color, commented.has(i)]);
    });
  }

  test('go from a cell that is reverted, and stay on the others', async () => {
    const desk = await marked();
    await revertToBase(desk.context, desk.view.id, [{ row: priceKey(1), column: 'USD' }]);
    expect(await looks(desk)).toEqual([
      ['#FFEBB0', false],
      ['#FFC7CE', true],
      ['#FFEBB0', false],
    ]);
    expect((await desk.context.sheet.state(desk.view.id)).marks).toEqual([{ row: priceKey(2), column: 'USD' }]);
  });

  test('go with a revert of the whole sheet', async () => {
    const desk = await marked();
    await revertToBase(desk.context, desk.view.id, 'SHEET');
    expect((await looks(desk)).map(String)).toEqual(['#FFEBB0,false', '#FFEBB0,false', '#FFEBB0,false']);
  });

  test('go with the next preview from a cell into which the old value was typed by hand', async () => {
    const desk = await marked();
    await desk.type(priceKey(2), 'USD', 2.5);
    await preview(desk.context, [desk.view.id], STRICT);
    expect((await looks(desk)).map(String)).toEqual(['#FFC7CE,true', '#FFEBB0,false', '#FFEBB0,false']);
  });

  test('of thousands go over in requests that Excel takes', async () => {
    const desk = await pulled(tierPrices(2_000));
    const marks = desk.view.rows.map(([row]) => ({ row, column: 'USD', text: 'x'.repeat(200) }));
    await desk.context.sheet.mark(desk.view, marks);
    expect(desk.office.largest).toBeLessThan(2_000_000);
    const fills = desk.office.host.workbook.active.grid.map(
      { row: 5, column: 12, rows: 2_000, columns: 1 },
      (c) => c.style.fill,
    );
    expect(new Set(fills.flat())).toEqual(new Set(['#FFC7CE']));
    await desk.context.sheet.mark(desk.view, []);
    expect(desk.office.largest).toBeLessThan(2_000_000);
  });
});
