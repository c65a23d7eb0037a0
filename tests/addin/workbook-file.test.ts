/** A workbook that is saved and opened again is the same to an add-in. */
import { expect, test } from '@jest/globals';
import { readWorkbook, writeWorkbook } from '../../addin/workbench/file/workbook-file.ts';
import { calculateSimply } from '../../addin/workbench/host/calculator.ts';
import { addExpenses, openDesk } from './support/snippets.ts';

test('rules, filters, protection, names, replies, XML parts and borders survive saving and opening', async () => {
  const desk = openDesk();
  await desk.run((context, sheet) => {
    const { workbook } = context;
    const table = addExpenses(sheet);
    table.showTotals = true;
    table.columns.getItem('Amount').filter.applyCustomFilter('>100', '<300', 'And');
    sheet.getRange('A1:D1').format.borders.getItem('EdgeBottom').set({ style: 'Double', color: '#FF0000' });
    sheet.getRange('B2').format.font.strikethrough = true;
    sheet.getRange('D2:D6').dataValidation.rule = { decimal: { formula1: 0, operator: 'GreaterThan' } };
    const format = sheet.getRange('D2:D6').conditionalFormats.add('CellValue');
    format.cellValue.rule = { formula1: '=300', operator: 'GreaterThan' };
    format.cellValue.format.fill.color = '#FFC7CE';
    sheet.names.add('rate', sheet.getRange('F1'));
    sheet.customProperties.add('market', 'SMB');
    workbook.comments.add('Sheet1!B2', 'why?').replies.add('because');
    workbook.customXmlParts.add('<view xmlns="urn:marketgrid"/>');
    workbook.properties.title = 'Prices';
    const other = workbook.worksheets.add('Other');
    other.getRange('A1:B3').values = [
      ['a', 'b'],
      [1, 2],
      [3, 4],
    ];
    other.autoFilter.apply('A1:B3', 0, { filterOn: 'Values', values: ['3'] });
    other.protection.protect({ allowSort: true, selectionMode: 'Unlocked' }, 'pw');
    workbook.protection.protect('structure');
  });
  const { workbook } = desk.office.host;
  await workbook.calculate();
  const text = writeWorkbook({ workbook, documentSettings: new Map() });
  const opened = readWorkbook(text, calculateSimply);
  const saved = (of: string): object => ({ ...(JSON.parse(of) as object), lastId: 0 });
  expect(saved(writeWorkbook(opened))).toEqual(saved(text));
  const [sheet, other] = opened.workbook.sheets;
  expect(sheet?.isRowHidden(3)).toBe(workbook.sheets[0]?.isRowHidden(3));
  expect(sheet?.conditionalFormats[0]?.style.fill).toBe('#FFC7CE');
  expect(other?.protection?.allowed).toEqual(new Set(['allowSort']));
  expect(opened.workbook.xmlParts[0]?.namespace).toBe('urn:marketgrid');
});

test('a file of before these rules opens without them', () => {
  const { workbook } = openDesk().office.host;
  const text = writeWorkbook({ workbook, documentSettings: new Map() });
  const file = JSON.parse(text) as Record<string, unknown> & { sheets: Record<string, unknown>[] };
  for (const part of ['xmlParts', 'protection', 'properties']) delete file[part];
  for (const sheet of file.sheets) {
    for (const rule of ['conditionalFormats', 'autoFilter', 'protection', 'customProperties']) delete sheet[rule];
  }
  expect(readWorkbook(JSON.stringify(file), calculateSimply).workbook.sheets).toHaveLength(1);
});
