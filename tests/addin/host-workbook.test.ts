/** Sheets, protection, names, XML parts, comments, properties and events, as in learn.microsoft.com/office/dev/add-ins/excel. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { addExpenses, heardSoon, openDesk, type Desk, type Snippet } from './support/snippets.ts';

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});

describe('worksheets', () => {
  test('are added, moved, copied, coloured and stepped through', async () => {
    await desk.run(async (context, sheet) => {
      addExpenses(sheet);
      const { worksheets } = context.workbook;
      worksheets.add('Last').visibility = 'Hidden';
      const copy = sheet.copy('Before', sheet);
      copy.tabColor = '#FF0000';
      sheet.showGridlines = false;
      sheet.position = 2;
      worksheets.load('items/name,items/tabColor');
      const next = copy.getNext(true).load('name');
      const end = worksheets.getLast().getNextOrNullObject();
      const tables = copy.tables.load('items/name');
      const cell = copy.getRange('B3').load('values');
      await context.sync();
      expect(worksheets.items.map((s) => s.name)).toEqual(['Sheet1 (2)', 'Last', 'Sheet1']);
      expect(worksheets.items[0]?.tabColor).toBe('#FF0000');
      expect([next.name, end.isNullObject, tables.items.length]).toEqual(['Sheet1', true, 1]);
      expect(tables.items[0]?.name).not.toBe('ExpensesTable');
      expect(cell.values).toEqual([['Northwind Electric Cars']]);
    });
  });

  test.each<[string, (panes: Excel.WorksheetFreezePanes) => void, string | null]>([
    ['rows', (panes) => panes.freezeRows(2), 'Sheet1!1:2'],
    ['columns', (panes) => panes.freezeColumns(1), 'Sheet1!A:A'],
    ['at', (panes) => panes.freezeAt('A1:B3'), 'Sheet1!A1:B3'],
    ['nothing', (panes) => (panes.freezeRows(2), panes.unfreeze()), null],
  ])('freeze panes: %s', async (_what, freeze, address) => {
    await desk.run(async (context, sheet) => {
      freeze(sheet.freezePanes);
      const location = sheet.freezePanes.getLocationOrNullObject().load('address');
      await context.sync();
      expect(location.isNullObject ? null : location.address).toBe(address);
    });
  });
});

describe('a protected sheet', () => {
  beforeEach(() =>
    desk.run((_context, sheet) => {
      sheet.getRange('A1:B2').values = [
        ['Name', 'Price'],
        ['a', 1],
      ];
      sheet.getRange('B2').format.protection.locked = false;
      sheet.protection.protect({ allowFormatColumns: true, allowInsertRows: true }, 'secret');
    }),
  );

  test.each<[string, Snippet]>([
    ['a locked cell is written', (_c, sheet) => void (sheet.getRange('A2').values = [['b']])],
    ['a locked cell among others is written', (_c, sheet) => void (sheet.getRange('A2:B2').values = [['b', 2]])],
    ['cells are cleared', (_c, sheet) => sheet.getRange('A1').clear()],
    ['cells are formatted', (_c, sheet) => void (sheet.getRange('B2').format.fill.color = '#FF0000')],
    ['columns are deleted', (_c, sheet) => sheet.getRange('A:A').delete('Left')],
    ['a table is made', (_c, sheet) => void sheet.tables.add('A1:B2', true)],
    ['rows are sorted', (_c, sheet) => sheet.getRange('A1:B2').sort.apply([{ key: 0 }])],
    ['the password is wrong', (_c, sheet) => sheet.protection.unprotect('guess')],
  ])('answers AccessDenied where %s', async (_what, snippet) => {
    await expect(desk.run(snippet)).rejects.toMatchObject({ code: 'AccessDenied' });
    expect(await desk.values('A1:B2')).toEqual([
      ['Name', 'Price'],
      ['a', 1],
    ]);
  });

  test('takes values in unlocked cells and what its options allow', async () => {
    await desk.run(async (context, sheet) => {
      sheet.getRange('B2').values = [[2]];
      sheet.getRange('A:A').format.columnWidth = 99;
      sheet.getRange('1:1').insert('Down');
      sheet.protection.load('protected,options');
      await context.sync();
      expect(sheet.protection.protected).toBe(true);
      expect(sheet.protection.options).toMatchObject({ allowFormatColumns: true, allowSort: false });
      sheet.protection.unprotect('secret');
      sheet.getRange('A3').values = [['free']];
    });
    expect(await desk.values('A3:B3')).toEqual([['free', 2]]);
  });

  test('is not protected twice', async () => {
    const again = desk.run((_context, sheet) => sheet.protection.protect());
    await expect(again).rejects.toMatchObject({ code: 'InvalidOperation' });
  });
});

test.each<[string, Snippet]>([
  ['added', (context) => void context.workbook.worksheets.add('New')],
  ['renamed', (_c, sheet) => void (sheet.name = 'New')],
  ['copied', (_c, sheet) => void sheet.copy()],
])('while the workbook is protected no sheet is %s', async (_what, snippet) => {
  await desk.run((context) => context.workbook.protection.protect('pw'));
  await expect(desk.run(snippet)).rejects.toMatchObject({ code: 'AccessDenied' });
  await desk.run((context) => context.workbook.protection.unprotect('pw'));
  await desk.run(snippet);
});

describe('names', () => {
  test('of a sheet go before those of the workbook, and both follow their cells', async () => {
    await desk.run(async (context, sheet) => {
      const { names } = context.workbook;
      names.add('rate', sheet.getRange('A1'));
      names.add('vat', '=0.19', 'standard rate');
      sheet.names.add('rate', '=Sheet1!$C$3');
      sheet.getRange('1:1').insert('Down');
      names.load('items/name,items/formula,items/scope,items/type');
      sheet.names.load('items/name,items/formula,items/scope');
      const own = sheet.getRange('rate').load('address');
      const wide = names.getItem('rate').getRange().load('address');
      const vat = names.getItem('vat').load('value,comment');
      const owner = sheet.names.getItem('rate').worksheet.load('name');
      const nobody = names.getItem('rate').worksheetOrNullObject;
      await context.sync();
      expect(names.items.map((n) => [n.name, n.formula, n.scope, n.type])).toEqual([
        ['rate', '=Sheet1!$A$2', 'Workbook', 'Range'],
        ['vat', '=0.19', 'Workbook', 'Double'],
      ]);
      expect(sheet.names.items.map((n) => [n.formula, n.scope])).toEqual([['=Sheet1!$C$4', 'Worksheet']]);
      expect([own.address, wide.address]).toEqual(['Sheet1!C4', 'Sheet1!A2']);
      expect([vat.value, vat.comment, owner.name, nobody.isNullObject]).toEqual([
        0.19,
        'standard rate',
        'Sheet1',
        true,
      ]);
    });
  });

  test.each([
    ['A1', 'InvalidArgument'],
    ['two words', 'InvalidArgument'],
    ['1st', 'InvalidArgument'],
    ['TAKEN', 'ItemAlreadyExists'],
  ])('%s is refused with %s', async (name, code) => {
    await desk.run((context, sheet) => void context.workbook.names.add('taken', sheet.getRange('A1')));
    const adding = desk.run((context, sheet) => void context.workbook.names.add(name, sheet.getRange('A1')));
    await expect(adding).rejects.toMatchObject({ code });
  });
});

describe('custom XML parts', () => {
  const xml = "<Reviewers xmlns='http://schemas.contoso.com/review/1.0'><Reviewer>Juan</Reviewer></Reviewers>";

  test('are found by their namespace, changed and deleted', async () => {
    await desk.run(async (context) => {
      const { customXmlParts } = context.workbook;
      const part = customXmlParts.add(xml).load('id');
      customXmlParts.add('<p:other xmlns:p="urn:other"/>');
      await context.sync();
      const found = customXmlParts.getByNamespace('http://schemas.contoso.com/review/1.0').getOnlyItem();
      found.load('id,namespaceUri');
      const text = found.getXml();
      const other = customXmlParts.getByNamespace('urn:other').getCount();
      await context.sync();
      expect([found.id, text.value, other.value]).toEqual([part.id, xml, 1]);
      customXmlParts.getItem(part.id).setXml(xml.replace('Juan', 'Hong'));
      const changed = part.getXml();
      await context.sync();
      expect(changed.value).toContain('Hong');
      part.delete();
      const gone = customXmlParts.getItemOrNullObject(part.id);
      const none = customXmlParts.getByNamespace('http://schemas.contoso.com/review/1.0').getOnlyItemOrNullObject();
      await context.sync();
      expect([gone.isNullObject, none.isNullObject]).toEqual([true, true]);
    });
  });

  test.each(['', 'text', '<a>', '<a></b>', '<a/><b/>', '<a x=1/>', '<a>&</a', '<a><b></a></b>'])(
    '%j is no XML',
    async (text) => {
      const adding = desk.run((context) => void context.workbook.customXmlParts.add(text));
      await expect(adding).rejects.toMatchObject({ code: 'InvalidArgument' });
    },
  );
});

test('comments have replies, are resolved, and take their replies along', async () => {
  const heard: string[] = [];
  await desk.run(async (context) => {
    const { comments } = context.workbook;
    comments.onChanged.add((event) => Promise.resolve(void heard.push(event.changeType)));
    const comment = comments.add('Sheet1!A2', 'Why?');
    const reply = comment.replies.add('Because.').load('id,content,resolved');
    comment.resolved = true;
    await context.sync();
    const parent = comments.getItemByReplyId(reply.id).load('content,resolved');
    const place = reply.getLocation().load('address');
    await context.sync();
    expect([parent.content, parent.resolved, place.address]).toEqual(['Why?', true, 'Sheet1!A2']);
    reply.delete();
    const count = comment.replies.getCount();
    await context.sync();
    expect(count.value).toBe(0);
    comments.getItemByCell('Sheet1!A2').delete();
    const left = comments.getCount();
    await context.sync();
    expect(left.value).toBe(0);
  });
  await heardSoon();
  expect(heard).toEqual(['ReplyAdded', 'CommentResolved', 'ReplyDeleted']);
});

test('settings, document properties and properties of a sheet are kept', async () => {
  await desk.run(async (context, sheet) => {
    const { properties, settings } = context.workbook;
    settings.add('view', { rows: [1, 2] });
    properties.title = 'Prices';
    properties.custom.add('Revision', 7);
    sheet.customProperties.add('market', 'SMB');
    properties.load('title,subject');
    const revision = properties.custom.getItem('revision').load('value,type');
    const market = sheet.customProperties.getItem('market').load('value');
    const view = settings.getItem('view').load('value');
    const none = properties.custom.getItemOrNullObject('no');
    await context.sync();
    expect([properties.title, properties.subject, revision.value, revision.type]).toEqual(['Prices', '', 7, 'Number']);
    expect([market.value, view.value, none.isNullObject]).toEqual(['SMB', { rows: [1, 2] }, true]);
  });
});
