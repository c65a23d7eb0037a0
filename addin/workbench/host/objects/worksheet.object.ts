import { columnName, MAX_COLUMNS, MAX_ROWS } from '../a1.ts';
import { flagOf, integerOf, isAbsent, oneOf, rangeOf, textOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type Argument, type HostObject } from '../host-object.ts';
import { EventType, WORKBOOK_TARGET } from '../model/events.ts';
import { RangeModel } from '../model/range.ts';
import { SheetModel } from '../model/sheet.ts';
import type { WorkbookModel } from '../model/workbook.ts';
import { keyedCollection } from './collection.ts';
import { sheetComments } from './comments.object.ts';
import { eventMethods } from './event-methods.ts';
import { sheetTables } from './table-collection.object.ts';
import { wrap, wraps } from './wrap.ts';

const VISIBILITIES = ['Visible', 'Hidden', 'VeryHidden'] as const;

function rangeAt(sheet: SheetModel, address: Argument | undefined): HostObject {
  if (isAbsent(address) || address === '') {
    return wrap(new RangeModel(sheet, { row: 0, column: 0, rows: MAX_ROWS, columns: MAX_COLUMNS }));
  }
  return wrap(sheet.workbook.range(textOf(address, 'Worksheet.getRange'), sheet, 'Worksheet.getRange'));
}

function used(sheet: SheetModel, valuesOnly: Argument | undefined): HostObject | null {
  const area = sheet.grid.used(isAbsent(valuesOnly) ? false : flagOf(valuesOnly, 'Worksheet.getUsedRange'));
  return area && wrap(new RangeModel(sheet, area));
}

function setVisibility(sheet: SheetModel, value: Argument): void {
  const visibility = oneOf(value, VISIBILITIES, 'Worksheet.visibility');
  const others = sheet.workbook.sheets.filter((s) => s !== sheet && s.visibility === 'Visible');
  // Excel keeps one sheet that can be seen.
  if (visibility !== 'Visible' && others.length === 0) throw new HostError('InvalidOperation', 'Worksheet.visibility');
  sheet.visibility = visibility;
  const [next] = others;
  if (visibility !== 'Visible' && sheet.workbook.active === sheet && next) sheet.workbook.activate(next);
}

const freezePanes = hostClass<SheetModel>({
  name: 'WorksheetFreezePanes',
  methods: {
    FreezeRows: (sheet, [count]) => {
      sheet.frozenRows = isAbsent(count) ? 1 : integerOf(count, 'WorksheetFreezePanes.freezeRows');
    },
    FreezeColumns: (sheet, [count]) => {
      sheet.frozenColumns = isAbsent(count) ? 1 : integerOf(count, 'WorksheetFreezePanes.freezeColumns');
    },
    FreezeAt: (sheet, [frozen]) => {
      const top = rangeOf(frozen) ?? sheet.workbook.range(textOf(frozen, 'freezeAt'), sheet, 'freezeAt');
      sheet.frozenRows = top.area.rows === MAX_ROWS ? 0 : top.area.row + top.area.rows;
      sheet.frozenColumns = top.area.columns === MAX_COLUMNS ? 0 : top.area.column + top.area.columns;
    },
    Unfreeze: (sheet) => {
      sheet.frozenRows = 0;
      sheet.frozenColumns = 0;
    },
    GetLocationOrNullObject: (sheet) => {
      const { frozenRows, frozenColumns } = sheet;
      if (frozenRows === 0 && frozenColumns === 0) return null;
      if (frozenColumns === 0) return rangeAt(sheet, `1:${frozenRows}`);
      if (frozenRows === 0) return rangeAt(sheet, `A:${columnName(frozenColumns - 1)}`);
      return wrap(new RangeModel(sheet, { row: 0, column: 0, rows: frozenRows, columns: frozenColumns }));
    },
  },
});

/** Sheets are never protected here, and the add-in never protects one (it clears the undo stack). */
const protection = hostClass<SheetModel>({
  name: 'WorksheetProtection',
  properties: { Protected: { get: () => false } },
});

export const worksheet: (sheet: SheetModel) => HostObject = hostClass<SheetModel>({
  name: 'Worksheet',
  identity: (sheet) => ({ Id: sheet.id }),
  navigation: { Tables: sheetTables, FreezePanes: freezePanes, Protection: protection, Comments: sheetComments },
  properties: {
    Id: { get: (sheet) => sheet.id },
    Name: {
      get: (sheet) => sheet.name,
      set: (sheet, value) => {
        const name = textOf(value, 'Worksheet.name');
        if (sheet.workbook.sheet(name) !== sheet) sheet.workbook.checkSheetName(name, 'Worksheet.name');
        sheet.name = name;
      },
    },
    Position: {
      get: (sheet) => sheet.workbook.sheets.indexOf(sheet),
      set: (sheet, value) => {
        const { sheets } = sheet.workbook;
        const position = integerOf(value, 'Worksheet.position');
        if (position < 0 || position >= sheets.length) throw new HostError('InvalidArgument', 'Worksheet.position');
        sheets.splice(sheets.indexOf(sheet), 1);
        sheets.splice(position, 0, sheet);
      },
    },
    Visibility: { get: (sheet) => sheet.visibility, set: setVisibility },
    Gridlines: {
      alias: 'showGridlines',
      get: (sheet) => sheet.showGridlines,
      set: (sheet, value) => void (sheet.showGridlines = flagOf(value, 'Worksheet.showGridlines')),
    },
    Headings: {
      alias: 'showHeadings',
      get: (sheet) => sheet.showHeadings,
      set: (sheet, value) => void (sheet.showHeadings = flagOf(value, 'Worksheet.showHeadings')),
    },
    TabColor: {
      get: (sheet) => sheet.tabColor,
      set: (sheet, value) => void (sheet.tabColor = textOf(value, 'Worksheet.tabColor')),
    },
  },
  methods: {
    ...eventMethods<SheetModel>(
      (sheet) => sheet.workbook.events,
      (sheet) => sheet.id,
      {
        DataChanged: EventType.DataChanged,
        Activated: EventType.Activated,
        Deactivated: EventType.Deactivated,
        SelectionChanged: EventType.SelectionChanged,
      },
    ),
    Activate: (sheet) => {
      if (sheet.visibility !== 'Visible') throw new HostError('InvalidOperation', 'Worksheet.activate');
      sheet.workbook.activate(sheet);
    },
    Delete: (sheet) => sheet.workbook.removeSheet(sheet),
    GetRange: (sheet, [address]) => rangeAt(sheet, address),
    GetRangeByIndexes: (sheet, args) => {
      const [row, column, rows, columns] = args.map((a) => integerOf(a, 'Worksheet.getRangeByIndexes'));
      return wrap(
        new RangeModel(sheet, { row: row ?? 0, column: column ?? 0, rows: rows ?? 0, columns: columns ?? 0 }),
      );
    },
    GetCell: (sheet, [row, column]) =>
      wrap(
        new RangeModel(sheet, {
          row: integerOf(row, 'Worksheet.getCell'),
          column: integerOf(column, 'Worksheet.getCell'),
          rows: 1,
          columns: 1,
        }),
      ),
    // An empty sheet answers its first cell, as Excel documents.
    GetUsedRange: (sheet, [valuesOnly]) => used(sheet, valuesOnly) ?? rangeAt(sheet, 'A1'),
    GetUsedRangeOrNullObject: (sheet, [valuesOnly]) => used(sheet, valuesOnly),
  },
});

const worksheetCollection = keyedCollection<WorkbookModel>({
  name: 'WorksheetCollection',
  items: (workbook) => workbook.sheets.map(worksheet),
  find: (workbook, key) => {
    const found = workbook.sheet(key);
    return found && worksheet(found);
  },
});

export const worksheets = hostClass<WorkbookModel>({
  ...worksheetCollection,
  methods: {
    ...worksheetCollection.methods,
    ...eventMethods<WorkbookModel>(
      (workbook) => workbook.events,
      () => WORKBOOK_TARGET,
      {
        Added: EventType.SheetAdded,
        Deleted: EventType.SheetDeleted,
        DataChanged: EventType.DataChanged,
        Activated: EventType.Activated,
        Deactivated: EventType.Deactivated,
        SelectionChanged: EventType.SelectionChanged,
      },
    ),
    GetCount: (workbook, [visibleOnly]) =>
      workbook.sheets.filter((s) => visibleOnly !== true || s.visibility === 'Visible').length,
    Add: (workbook, [name]) => {
      let n = workbook.sheets.length + 1;
      while (workbook.sheet(`Sheet${n}`)) n += 1;
      return worksheet(workbook.addSheet(isAbsent(name) ? `Sheet${n}` : textOf(name, 'WorksheetCollection.add')));
    },
    GetActiveWorksheet: (workbook) => worksheet(workbook.active),
    GetFirst: (workbook, [visibleOnly]) => {
      const first = workbook.sheets.find((s) => visibleOnly !== true || s.visibility === 'Visible');
      if (!first) throw new HostError('ItemNotFound', 'WorksheetCollection.getFirst');
      return worksheet(first);
    },
  },
});

wraps(SheetModel, worksheet);
