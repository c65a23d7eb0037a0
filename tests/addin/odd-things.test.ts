import { describe, expect, test } from '@jest/globals';
import { preview } from '../../addin/flows/preview.ts';
import { pull } from '../../addin/flows/pull.ts';
import { push } from '../../addin/flows/push.ts';
import { refresh } from '../../addin/flows/refresh.ts';
import { tableName } from '../../addin/excel/layout.ts';
import { clientFor, pulled, STRICT, type Desk } from './support/desk.ts';
import { budgets, priceKey, roadmap, tierPrices } from './support/matrices.ts';
import { StandInServer } from './support/stand-in-server.ts';

const HOSTILE = [
  '=HYPERLINK("https://example.org","x")',
  '+1',
  '-1',
  '@a',
  '\tafter a tab',
  'a "quoted" word',
  '😀 and e\u0301',
  'שלום עולם',
  'x'.repeat(255),
  '00123',
  '1E5',
  'TRUE',
  '2026-11-21',
  "'apostrophe first",
  "''two of them",
  '  blanks around  ',
  '5%',
  '#N/A or not',
  'two\nlines',
];

describe('text stays exactly the text that it is', () => {
  test('through pull, preview, edit elsewhere, push and refresh, and nothing of it is a difference', async () => {
    const { context, view, server, type, table } = await pulled(roadmap(HOSTILE));
    const titles = async (): Promise<unknown[]> => (await table()).slice(1).map((row) => row[3]);
    expect(await titles()).toEqual(HOSTILE);
    expect((await preview(context, [view.id], STRICT)).views[0]?.diff).toMatchObject({ edits: [], problems: [] });

    await type('SMB/R-1', 'Slip reason', 'late');
    server.editElsewhere('SMB/R-2', 'title', '=1+1');
    await push(context, [view.id], STRICT);
    await refresh(context, view.id);
    expect(await titles()).toEqual(HOSTILE.map((title, i) => (i === 1 ? '=1+1' : title)));
    expect(HOSTILE.map((_, i) => server.stored(`SMB/R-${i + 1}`, 'title'))).toEqual(await titles());
  });

  test.each(HOSTILE.filter((text) => !text.startsWith("'")))(
    '%j typed into a text cell is pushed as it is',
    async (text) => {
      const { context, view, server, type } = await pulled(roadmap(['One']));
      await type('SMB/R-1', 'Title', text);
      await push(context, [view.id], STRICT);
      expect(server.stored('SMB/R-1', 'title')).toBe(text);
    },
  );

  test('in titles, filters and sheet names too', async () => {
    const { office } = await pulled({ ...budgets(), title: "=cmd|'/c calc'!A1 [x]*?: and much more text than fits" });
    const [, sheet] = office.host.workbook.sheets;
    expect(sheet?.name).toBe('cmd|  c calc !A1  x     and');
    expect(sheet?.grid.at(0, 0)).toMatchObject({ formula: null, format: '@' });
    const formulas = office.host.workbook.sheets
      .flatMap((s) => [...s.grid.existing()])
      .filter(({ cell }) => cell.formula !== null);
    expect(formulas).toEqual([]);
  });
});

describe('rows are known by their key, never by their place', () => {
  const sortings: [string, (desk: Desk) => Promise<void>][] = [
    ['the key column', (desk) => sortBy(desk, 'Row key')],
    ['an input column', (desk) => sortBy(desk, 'USD')],
    ['a label', (desk) => sortBy(desk, 'Tier')],
  ];
  test.each(sortings)('sorted by %s, an edit reaches its own record only', async (_by, sort) => {
    const desk = await pulled(tierPrices(12, (i) => [String((i * 7) % 12), null]));
    await sort(desk);
    await desk.type(priceKey(5), 'USD', 99);
    await sort(desk);
    const { result } = await push(desk.context, [desk.view.id], STRICT);
    expect(result.applied).toBe(1);
    const stored = Array.from({ length: 12 }, (_, i) => desk.server.stored(priceKey(i + 1), 'USD'));
    expect(stored).toEqual(Array.from({ length: 12 }, (_, i) => (i === 4 ? '99' : String(((i + 1) * 7) % 12))));

    desk.server.editElsewhere(priceKey(7), 'EUR', '70');
    await refresh(desk.context, desk.view.id);
    const euros = (await desk.table()).filter((row) => row[13] !== '').map((row) => [row[0], row[13]]);
    expect(euros).toEqual([
      ['Row key', 'EUR'],
      [priceKey(7), 70],
    ]);
  });

  test('a column inserted in the middle, with a formula of its own, is ignored and stays', async () => {
    const { context, view, server, type, table, inExcel } = await pulled(tierPrices(2));
    await inExcel(async (t, excel) => {
      const column = t.columns.add(13, [['Mine'], ['=1+1'], ['=2+2']]);
      await excel.sync();
      expect(column.isNullObject).toBeFalsy();
    });
    await type(priceKey(2), 'EUR', 8);
    server.editElsewhere(priceKey(1), 'EUR', '4');
    await refresh(context, view.id);
    await push(context, [view.id], STRICT);
    expect([server.stored(priceKey(1), 'EUR'), server.stored(priceKey(2), 'EUR')]).toEqual(['4', '8']);
    expect((await table()).map((row) => row.slice(12))).toEqual([
      ['USD', 'Mine', 'EUR', 'Quote'],
      [1.5, 2, 4, ''],
      [2.5, 4, 8, ''],
    ]);
  });

  test('filtered rows keep their values, and an edit of one that is hidden is found', async () => {
    const { context, view, server, type, inExcel } = await pulled(tierPrices(6));
    await inExcel((t) => t.columns.getItem('Tier').filter.applyValuesFilter(['1']));
    await type(priceKey(2), 'USD', 5);
    await push(context, [view.id], STRICT);
    expect(server.stored(priceKey(2), 'USD')).toBe('5');
  });

  test('a row that was copied doubles its key: both are named, nothing is sent', async () => {
    const { context, view, server, inExcel } = await pulled(tierPrices(2));
    await inExcel(async (t, excel) => {
      const first = t.rows.getItemAt(0).load('values');
      await excel.sync();
      t.rows.add(undefined, first.values as (string | number)[][]);
    });
    const { problems } = (await preview(context, [view.id], STRICT)).views[0]?.diff ?? {};
    expect(problems).toMatchObject([
      { kind: 'DUPLICATE_KEY', key: priceKey(1), row: 0 },
      { kind: 'DUPLICATE_KEY', key: priceKey(1), row: 2 },
    ]);
    await expect(push(context, [view.id], STRICT)).rejects.toMatchObject({ code: 'ROWS_WITHOUT_IDENTITY' });
    await expect(refresh(context, view.id)).rejects.toMatchObject({ code: 'ROWS_WITHOUT_IDENTITY' });
    expect(server.count('PushChanges')).toBe(0);
  });

  test('a key that was emptied is named with the key to put back', async () => {
    const { context, view, server, inExcel } = await pulled(tierPrices(2));
    await inExcel((t) => setKey(t, ''));
    const { problems, missing } = (await preview(context, [view.id], STRICT)).views[0]?.diff ?? {};
    expect(problems).toMatchObject([{ kind: 'LOST_KEY', row: 1, restore: priceKey(2) }]);
    expect(missing).toEqual([]);
    expect(server.count('PushChanges')).toBe(0);
  });

  test('a key that was never pulled is named', async () => {
    const { context, view, inExcel } = await pulled(tierPrices(2));
    await inExcel((t) => setKey(t, 'SMB/OFF-77/LIST/MONTH/1'));
    expect((await preview(context, [view.id], STRICT)).views[0]?.diff.problems).toMatchObject([
      { kind: 'UNKNOWN_KEY', key: 'SMB/OFF-77/LIST/MONTH/1' },
    ]);
  });

  test.each([
    ['the key column was deleted', 'KEY_COLUMN_GONE', (t: Excel.Table): void => t.columns.getItem('Row key').delete()],
    ['the table was turned into a range', 'TABLE_GONE', (t: Excel.Table): void => void t.convertToRange()],
    ['the sheet was deleted', 'TABLE_GONE', (t: Excel.Table): void => t.worksheet.delete()],
  ] as const)('when %s, the view says so by name and sends nothing', async (_what, code, damage) => {
    const { context, view, server, inExcel } = await pulled(tierPrices(2));
    await inExcel((t) => damage(t));
    await expect(preview(context, [view.id], STRICT)).rejects.toMatchObject({ name: 'ExcelFault', code });
    expect(server.count('PushChanges')).toBe(0);
  });

  test('an input column that was deleted is named, and nothing is cleared on the server', async () => {
    const { context, view, server, inExcel } = await pulled(tierPrices(2));
    await inExcel((t) => t.columns.getItem('EUR').delete());
    await expect(push(context, [view.id], STRICT)).rejects.toMatchObject({ code: 'UNREAD_COLUMNS' });
    expect(server.stored(priceKey(1), 'EUR')).toBe('1.40');
  });
});

function setKey(table: Excel.Table, key: string): void {
  table.getDataBodyRange().getCell(1, 0).values = [[key]];
}

async function sortBy(desk: Desk, title: string): Promise<void> {
  const key = (await desk.table())[0]?.indexOf(title) ?? -1;
  await desk.inExcel((t) => t.sort.apply([{ key, ascending: false }]));
}

describe('numbers and dates', () => {
  test.each([
    ['68.68', '68.68', '68.68'],
    [68.68, '68.68', '68.68'],
    ['=1.1*3', '3.3', 'the value of a formula'],
    ['=EUR_NOT_A_NAME', null, 'a failed formula'],
    [123456789012.34, '123456789012.34', '14 digits'],
    ['1234567890123.45', '1234567890123.45', '15 digits'],
    [1234567890123456, null, '16 digits as a number'],
    [12345678901234.56, null, '16 digits, two of them decimals'],
    ["'1234567890123456", null, '16 digits as text'],
    ["'12", '12', 'a number as text'],
    ['1,234.5', '1234.5', 'with a thousands mark'],
    ['twelve', null, 'a word'],
    [true, null, 'a truth value'],
    [0, '0', 'zero'],
    ['', null, 'blank clears'],
  ] as const)('%j in an amount is pushed as %j (%s)', async (input, stored, what) => {
    const { context, view, server, type } = await pulled(tierPrices(1));
    await type(priceKey(1), 'USD', input);
    if (stored === null && what !== 'blank clears') {
      const { problems } = (await preview(context, [view.id], STRICT)).views[0]?.diff ?? {};
      const code = what.startsWith('16') ? 'TOO_MANY_DIGITS' : 'BAD_NUMBER';
      expect(problems).toMatchObject([{ kind: 'UNREADABLE', key: priceKey(1), column: 'USD', problem: { code } }]);
      await expect(push(context, [view.id], STRICT)).rejects.toMatchObject({ code: 'SHEET_HAS_PROBLEMS' });
      expect(server.stored(priceKey(1), 'USD')).toBe('1.50');
      return;
    }
    await push(context, [view.id], STRICT);
    expect(server.stored(priceKey(1), 'USD')).toBe(stored);
  });

  test('a formula stays in its cell after the push of its value', async () => {
    const { context, view, type, inExcel } = await pulled(tierPrices(2));
    await type(priceKey(1), 'USD', '=10*2');
    await push(context, [view.id], STRICT);
    const formula = await inExcel(async (t, excel) => {
      const cell = t.getDataBodyRange().getCell(0, 12).load('formulas,values');
      await excel.sync();
      return [cell.formulas[0]?.[0] as unknown, cell.values[0]?.[0] as unknown];
    });
    expect(formula).toEqual(['=10*2', 20]);
  });

  test.each([
    ['2027-02-01', '2027-02-01'],
    ["'2027-02-01", '2027-02-01'],
    [46419, '2027-02-01'],
    ["'1.2.2027", null],
  ])('%j in a date is pushed as %j', async (input, stored) => {
    const { context, view, server, type } = await pulled(roadmap(['One']));
    await type('SMB/R-1', 'Starts on', input);
    const { problems } = (await preview(context, [view.id], STRICT)).views[0]?.diff ?? {};
    if (stored === null) expect(problems).toMatchObject([{ problem: { code: 'BAD_DATE' } }]);
    else {
      await push(context, [view.id], STRICT);
      expect(server.stored('SMB/R-1', 'starts_on')).toBe(stored);
    }
  });
});

describe('what is not the analyst’s to change', () => {
  test('a read-only cell and a label that were typed over are explained, never sent, and restored', async () => {
    const { context, view, server, type, table } = await pulled(budgets());
    await type('SMB/LINE/SALES', 'Total', 1);
    await type('SMB/LINE/SALES', 'Posture', 'X');
    await type('SMB/LINE/SALES', '2027-Q1', 5);
    const { problems } = (await preview(context, [view.id], STRICT)).views[0]?.diff ?? {};
    expect(problems).toMatchObject([{ kind: 'HEADER' }, { kind: 'READ_ONLY' }]);
    await push(context, [view.id], STRICT);
    const [input] = server.requests.filter((r) => r.operation === 'PushChanges').slice(-1);
    expect(JSON.stringify(input)).not.toContain('"total"');
    expect((await table())[1]?.slice(4)).toEqual(['INVEST', 5, 2000, 3000]);
  });

  test('a refresh puts them back in rows that others have changed, to what holds now; a push does so everywhere', async () => {
    const { context, view, server, type, table } = await pulled(budgets());
    await type('SMB/LINE/SALES', 'Total', 1);
    await type('SMB/LINE/SALES', 'Posture', 'Y');
    await type('SMB/LINE/MARKETING', 'Posture', 'X');
    server.editElsewhere('SMB/LINE/SALES', 'total', '9');
    expect((await refresh(context, view.id)).conflicts).toEqual([]);
    const shown = async (): Promise<unknown[][]> => (await table()).slice(1).map((row) => [row[4], row[7]]);
    expect(await shown()).toEqual([
      ['INVEST', 9],
      ['X', 68.68],
    ]);
    await expect(push(context, [view.id], STRICT)).rejects.toMatchObject({ code: 'NOTHING_TO_PUSH' });
    expect(await shown()).toEqual([
      ['INVEST', 9],
      ['INVEST', 68.68],
    ]);
  });

  test('no protection call is ever made', async () => {
    const { context, view, office, type } = await pulled(budgets());
    await type('SMB/LINE/SALES', '2027-Q1', 5);
    await push(context, [view.id], STRICT);
    expect(JSON.stringify(office.exchanges)).not.toContain('Protect');
  });
});

test('a second pull takes the place and the name of the first one’s sheet, also of a renamed one', async () => {
  const { context, view, office, inExcel } = await pulled(tierPrices(2));
  await inExcel((t) => void (t.worksheet.name = 'My prices'));
  const again = await pull(context, view.request, { replaces: view.id });
  const names = office.host.workbook.sheets.filter((s) => s.visibility === 'Visible').map((s) => s.name);
  expect(names).toEqual(['Sheet1', 'My prices']);
  expect(await context.sheet.views()).toEqual([again.id]);
  expect((await preview(context, [again.id], STRICT)).views[0]?.differences).toEqual([]);
});

describe('a pull that does not come to its end', () => {
  test.each([0, 1])('cancelled after %i blocks, the workbook is as before', async (blocks) => {
    const desk = await pulled(tierPrices(2));
    // Two blocks of 1.5 MB.
    const large = clientFor(new StandInServer(tierPrices(14_000)));
    const before = desk.office.host.workbook.sheets.map((s) => s.name);
    const controller = new AbortController();
    let written = 0;
    const onProgress = (): void => {
      if (++written > blocks) controller.abort();
    };
    if (blocks === 0) controller.abort();
    const options = { signal: controller.signal, onProgress, replaces: desk.view.id };
    await expect(pull({ ...desk.context, client: large }, desk.view.request, options)).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(desk.office.host.workbook.sheets.map((s) => s.name)).toEqual(before);
    expect(await desk.context.sheet.views()).toEqual([desk.view.id]);
    expect(desk.office.host.workbook.tables.map((t) => t.name)).toEqual([tableName(desk.view.id)]);
  });
});
