/** Events, as in learn.microsoft.com/office/dev/add-ins/excel/excel-add-ins-events. */
import { beforeEach, expect, test } from '@jest/globals';
import { addExpenses, heardSoon, openDesk, type Desk, type Snippet } from './support/snippets.ts';

let desk: Desk;
let heard: Record<string, unknown>[];
// Workbooks give their first sheet the same id, and the library keeps handlers by id: each test has an ear of its own.
let note: (event: object) => Promise<void>;
beforeEach(async () => {
  desk = openDesk();
  const mine: Record<string, unknown>[] = [];
  heard = mine;
  note = (event) => Promise.resolve(void mine.push({ ...event }));
  await desk.run((_context, sheet) => void addExpenses(sheet));
});

interface Case {
  readonly listen: (context: Excel.RequestContext, sheet: Excel.Worksheet) => void;
  readonly act: Snippet;
  readonly events: readonly object[];
}

test.each<[string, Case]>([
  [
    'a write of one cell tells both values',
    {
      listen: (_c, sheet) => sheet.onChanged.add(note),
      act: (_c, sheet) => void (sheet.getRange('D2').values = [[130]]),
      events: [{ address: 'D2', source: 'Local', details: { valueBefore: 120, valueAfter: 130 } }],
    },
  ],
  [
    'a block tells its address and no values',
    {
      listen: (context) => context.workbook.worksheets.onChanged.add(note),
      act: (_c, sheet) =>
        void (sheet.getRange('F1:G2').values = [
          [1, 2],
          [3, 4],
        ]),
      events: [{ address: 'F1:G2', changeType: 'RangeEdited', details: undefined }],
    },
  ],
  [
    'whole rows that are inserted and cells that are deleted',
    {
      listen: (_c, sheet) => sheet.onChanged.add(note),
      act: (_c, sheet) => {
        sheet.getRange('9:10').insert('Down');
        sheet.getRange('F1').delete('Up');
      },
      events: [
        { address: '9:10', changeType: 'RowInserted', changeDirectionState: { insertShiftDirection: 'Down' } },
        { address: 'F1', changeType: 'CellDeleted', changeDirectionState: { deleteShiftDirection: 'Up' } },
      ],
    },
  ],
  [
    'a table hears of its own cells only',
    {
      listen: (_c, sheet) => sheet.tables.getItem('ExpensesTable').onChanged.add(note),
      act: (_c, sheet) => {
        sheet.getRange('F9').values = [[1]];
        sheet.getRange('B2').values = [['x']];
      },
      events: [{ type: 'TableChanged', address: 'B2' }],
    },
  ],
  [
    'a selection inside and outside a table',
    {
      listen: (_c, sheet) => sheet.tables.getItem('ExpensesTable').onSelectionChanged.add(note),
      act: (_c, sheet) => {
        sheet.getRange('B2').select();
        sheet.getRange('F9').select();
      },
      events: [{ isInsideTable: true, address: 'B2' }, { isInsideTable: false }],
    },
  ],
  [
    'tables that come and go',
    {
      listen: (context) => {
        context.workbook.tables.onAdded.add(note);
        context.workbook.tables.onDeleted.add(note);
      },
      act: (_c, sheet) => sheet.tables.add('F1:G2', true).delete(),
      events: [{ type: 'TableAdded' }, { type: 'TableDeleted', tableName: 'Table2' }],
    },
  ],
  [
    'names, visibility and places of sheets',
    {
      listen: ({ workbook: { worksheets } }) => {
        worksheets.onNameChanged.add(note);
        worksheets.onVisibilityChanged.add(note);
        worksheets.onMoved.add(note);
      },
      act: (context) => {
        const sheet = context.workbook.worksheets.add('Two');
        sheet.name = 'Second';
        sheet.visibility = 'Hidden';
        sheet.position = 0;
      },
      events: [
        { nameBefore: 'Two', nameAfter: 'Second' },
        { visibilityBefore: 'Visible', visibilityAfter: 'Hidden' },
        { positionBefore: 1, positionAfter: 0 },
      ],
    },
  ],
  [
    'formats',
    {
      listen: (_c, sheet) => sheet.onFormatChanged.add(note),
      act: (_c, sheet) => void (sheet.getRange('B2:C3').format.fill.color = '#FF0000'),
      events: [{ type: 'WorksheetFormatChanged', address: 'B2:C3' }],
    },
  ],
  [
    'calculation',
    {
      listen: (_c, sheet) => sheet.onCalculated.add(note),
      act: async (context, sheet) => {
        sheet.getRange('F1').values = [['=D2*2']];
        sheet.getRange('F1').load('values');
        await context.sync();
      },
      events: [{ type: 'WorksheetCalculated' }],
    },
  ],
  [
    'protection, hidden rows and sorts',
    {
      listen: (_c, sheet) => {
        sheet.onProtectionChanged.add(note);
        sheet.onRowHiddenChanged.add(note);
        sheet.onRowSorted.add(note);
      },
      act: (_c, sheet) => {
        sheet.getRange('2:3').rowHidden = true;
        sheet.tables.getItem('ExpensesTable').sort.apply([{ key: 1 }]);
        sheet.protection.protect();
      },
      events: [{ changeType: 'Hidden', address: '2:3' }, { address: 'A2:D6' }, { isProtected: true }],
    },
  ],
])('%s', async (_what, { listen, act, events }) => {
  await desk.run((context, sheet) => listen(context, sheet));
  await desk.run(act);
  await heardSoon();
  expect(heard).toHaveLength(events.length);
  expect(heard).toMatchObject(events);
});

test('an edit of someone elsewhere is Remote, of the person here Local', async () => {
  await desk.run((_context, sheet) => void sheet.onChanged.add(note));
  desk.office.host.receive('Sheet1!D2', '5');
  desk.office.host.type('Sheet1!D2', '6');
  await heardSoon();
  expect(heard).toMatchObject([
    { source: 'Remote', details: { valueAfter: 5 } },
    { source: 'Local', details: { valueAfter: 6 } },
  ]);
});

test('a handler that was removed hears nothing more', async () => {
  const handler = await desk.run((_context, sheet) => sheet.onChanged.add(note));
  await desk.office.Excel.run(handler.context as Excel.RequestContext, async (context) => {
    handler.remove();
    await context.sync();
  });
  await desk.run((_context, sheet) => void (sheet.getRange('D2').values = [[1]]));
  await heardSoon();
  expect(heard).toEqual([]);
});
