import { MAX_COLUMNS, MAX_ROWS } from '../a1.ts';
import { flagOf, integerOf, isAbsent, oneOf, textOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type Argument, type HostObject, type Methods, type Property } from '../host-object.ts';
import { EventType, WORKBOOK_TARGET } from '../model/events.ts';
import { requireOpenStructure } from '../model/guards.ts';
import { RangeModel } from '../model/range.ts';
import { RangeAreasModel } from '../model/range-areas.ts';
import type { SheetModel, WorkbookModel } from '../model/shapes.ts';
import { Sheet } from '../model/sheet.ts';
import { sheetAutoFilter } from './auto-filter.object.ts';
import { charts } from './charts.object.ts';
import { keyedCollection, required } from './collection.ts';
import { color } from './color.ts';
import { sheetComments } from './comments.object.ts';
import { copyTo } from './copy-sheet.ts';
import { sheetCustomProperties } from './custom-properties.object.ts';
import { eventMethods } from './event-methods.ts';
import { freezePanes } from './freeze-panes.object.ts';
import { showOutlineLevels } from './grouping.ts';
import { sheetNames } from './names.object.ts';
import { pageLayout } from './page-layout.object.ts';
import { areasAt } from './range-areas.object.ts';
import { optionalFlag } from './range-values.ts';
import { findAll, replaceAll } from './search.ts';
import { sheetTables } from './table-collection.object.ts';
import { worksheetProtection } from './worksheet-protection.object.ts';
import { ROW_HEIGHT } from '../model/sheet-layout.ts';
import { standardWidth } from './sizes.ts';
import { wrap, wraps } from './wrap.ts';

const VISIBILITIES = ['Visible', 'Hidden', 'VeryHidden'] as const;

function rangeAt(sheet: SheetModel, address: Argument | undefined): HostObject {
  if (isAbsent(address) || address === '') {
    return wrap(whole(sheet));
  }
  return wrap(sheet.workbook.range(textOf(address, 'Worksheet.getRange'), sheet, 'Worksheet.getRange'));
}

function used(sheet: SheetModel, valuesOnly: Argument | undefined): HostObject | null {
  const area = sheet.grid.used(optionalFlag(valuesOnly, 'Worksheet.getUsedRange'));
  return area && wrap(new RangeModel(sheet, area));
}

/** All of a sheet, or the ranges of an address such as `A1:B2,D4`. */
function ranges(sheet: SheetModel, address: Argument | undefined): HostObject {
  const location = 'Worksheet.getRanges';
  if (isAbsent(address)) return wrap(new RangeAreasModel(sheet, [whole(sheet).area]));
  return wrap(areasAt(sheet, textOf(address, location), location));
}

const whole = (sheet: SheetModel): RangeModel =>
  new RangeModel(sheet, { row: 0, column: 0, rows: MAX_ROWS, columns: MAX_COLUMNS });

/** The sheet `step` places on, passing over hidden ones if so wished; null at the end. */
function neighbour(sheet: SheetModel, visibleOnly: Argument | undefined, step: 1 | -1): HostObject | null {
  const { sheets } = sheet.workbook;
  const isWanted = (s: SheetModel): boolean => visibleOnly !== true || s.visibility === 'Visible';
  for (let i = sheets.indexOf(sheet) + step; i >= 0 && i < sheets.length; i += step) {
    const found = sheets[i];
    if (found && isWanted(found)) return worksheet(found);
  }
  return null;
}

function remove(sheet: SheetModel): void {
  requireOpenStructure(sheet.workbook, 'Worksheet.delete');
  // "To delete a very hidden sheet, first show it": Worksheet.delete in the reference.
  if (sheet.visibility === 'VeryHidden') throw new HostError('InvalidOperation', 'Worksheet.delete');
  sheet.workbook.removeSheet(sheet);
}

const structural = (property: Property<SheetModel>, location: string): Property<SheetModel> => ({
  ...property,
  set: (sheet, value) => {
    requireOpenStructure(sheet.workbook, location);
    property.set?.(sheet, value);
  },
});

const sheetEvents = {
  DataChanged: EventType.DataChanged,
  Activated: EventType.Activated,
  Deactivated: EventType.Deactivated,
  SelectionChanged: EventType.SelectionChanged,
  Calculated: EventType.Calculated,
  FormatChanged: EventType.FormatChanged,
  RowSorted: EventType.RowSorted,
  ColumnSorted: EventType.ColumnSorted,
  SingleClicked: EventType.SingleClicked,
  RowHiddenChanged: EventType.RowHiddenChanged,
  ProtectionChanged: EventType.ProtectionChanged,
  EventNameChanged: EventType.NameChanged,
  EventVisibilityChanged: EventType.VisibilityChanged,
};

/** Listening for changed formulas begins with those that are there. */
function formulaEvents<T>(workbook: (self: T) => WorkbookModel, target: (self: T) => string): Methods<T> {
  const hub = (self: T) => workbook(self).events;
  return {
    ...eventMethods<T>(hub, target, { FormulaChanged: EventType.FormulaChanged }),
    _RegisterFormulaChangedEvent: (self) => {
      workbook(self).formulas.start(workbook(self));
      hub(self).register(target(self), EventType.FormulaChanged);
    },
  };
}

const gridlines: Property<SheetModel> = {
  get: (sheet) => sheet.showGridlines,
  set: (sheet, value) => void (sheet.showGridlines = flagOf(value, 'Worksheet.showGridlines')),
};

const headings: Property<SheetModel> = {
  get: (sheet) => sheet.showHeadings,
  set: (sheet, value) => void (sheet.showHeadings = flagOf(value, 'Worksheet.showHeadings')),
};

export const worksheet: (sheet: SheetModel) => HostObject = hostClass<SheetModel>({
  name: 'Worksheet',
  identity: (sheet) => ({ Id: sheet.id }),
  navigation: {
    Tables: sheetTables,
    FreezePanes: freezePanes,
    Protection: worksheetProtection,
    Comments: sheetComments,
    Names: sheetNames,
    AutoFilter: sheetAutoFilter,
    Charts: charts,
    PageLayout: pageLayout,
    CustomProperties: sheetCustomProperties,
  },
  properties: {
    Id: { get: (sheet) => sheet.id },
    Name: structural(
      {
        get: (sheet) => sheet.name,
        set: (sheet, value) => sheet.workbook.renameSheet(sheet, textOf(value, 'Worksheet.name')),
      },
      'Worksheet.name',
    ),
    Position: structural(
      {
        get: (sheet) => sheet.workbook.sheets.indexOf(sheet),
        set: (sheet, value) => sheet.workbook.moveSheet(sheet, integerOf(value, 'Worksheet.position')),
      },
      'Worksheet.position',
    ),
    Visibility: structural(
      {
        get: (sheet) => sheet.visibility,
        set: (sheet, value) => sheet.workbook.setVisibility(sheet, oneOf(value, VISIBILITIES, 'Worksheet.visibility')),
      },
      'Worksheet.visibility',
    ),
    StandardWidth: {
      get: (sheet) => sheet.standardWidth,
      set: (sheet, value) => void (sheet.standardWidth = standardWidth(value)),
    },
    StandardHeight: { get: () => ROW_HEIGHT },
    ShowGridlines: gridlines,
    ShowHeadings: headings,
    // What the library calls them when it sets them.
    Gridlines: gridlines,
    Headings: headings,
    TabColor: {
      get: (sheet) => sheet.tabColor,
      // An empty text takes the colour away.
      set: (sheet, value) => void (sheet.tabColor = value === '' ? '' : color(value, 'Worksheet.tabColor')),
    },
  },
  methods: {
    ...eventMethods<SheetModel>(
      (sheet) => sheet.workbook.events,
      (sheet) => sheet.id,
      sheetEvents,
    ),
    ...formulaEvents<SheetModel>(
      (sheet) => sheet.workbook,
      (sheet) => sheet.id,
    ),
    Activate: (sheet) => {
      if (sheet.visibility !== 'Visible') throw new HostError('InvalidOperation', 'Worksheet.activate');
      sheet.workbook.activate(sheet);
    },
    Delete: remove,
    Copy: (sheet, args) => worksheet(copyTo(sheet, args)),
    Calculate: (sheet) => sheet.workbook.calculation.request(),
    ShowOutlineLevels: showOutlineLevels,
    GetNext: (sheet, [visibleOnly]) => required(neighbour(sheet, visibleOnly, 1), 'Worksheet.getNext'),
    GetNextOrNullObject: (sheet, [visibleOnly]) => neighbour(sheet, visibleOnly, 1),
    GetPrevious: (sheet, [visibleOnly]) => required(neighbour(sheet, visibleOnly, -1), 'Worksheet.getPrevious'),
    GetPreviousOrNullObject: (sheet, [visibleOnly]) => neighbour(sheet, visibleOnly, -1),
    _GetSheetById: (sheet, [id]) => sheetById(sheet.workbook, id),
    _GetAnotherWorksheetById: (sheet, [id]) => sheetById(sheet.workbook, id),
    GetRanges: (sheet, [address]) => ranges(sheet, address),
    FindAll: (sheet, args) => {
      const found = findAll(whole(sheet), args);
      return required(found && wrap(found), 'Worksheet.findAll');
    },
    FindAllOrNullObject: (sheet, args) => {
      const found = findAll(whole(sheet), args);
      return found && wrap(found);
    },
    ReplaceAll: (sheet, args) => {
      const all = sheet.grid.used(true);
      return all ? replaceAll(new RangeModel(sheet, all), args) : 0;
    },
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

function sheetById(workbook: WorkbookModel, id: Argument | undefined): HostObject {
  const found = workbook.sheet(id);
  return required(found && worksheet(found), 'Worksheet');
}

const worksheetCollection = keyedCollection<WorkbookModel>({
  name: 'WorksheetCollection',
  items: (workbook) => workbook.sheets.map(worksheet),
  find: (workbook, key) => {
    const found = workbook.sheet(key);
    return found && worksheet(found);
  },
});

function endmost(sheets: readonly SheetModel[], visibleOnly: Argument | undefined, location: string): HostObject {
  const found = sheets.find((s) => visibleOnly !== true || s.visibility === 'Visible');
  return required(found ? worksheet(found) : null, location);
}

export const worksheets = hostClass<WorkbookModel>({
  ...worksheetCollection,
  methods: {
    ...worksheetCollection.methods,
    ...eventMethods<WorkbookModel>(
      (workbook) => workbook.events,
      () => WORKBOOK_TARGET,
      { ...sheetEvents, Added: EventType.SheetAdded, Deleted: EventType.SheetDeleted, EventMoved: EventType.Moved },
    ),
    ...formulaEvents<WorkbookModel>(
      (workbook) => workbook,
      () => WORKBOOK_TARGET,
    ),
    GetCount: (workbook, [visibleOnly]) =>
      workbook.sheets.filter((s) => visibleOnly !== true || s.visibility === 'Visible').length,
    Add: (workbook, [name]) => {
      requireOpenStructure(workbook, 'WorksheetCollection.add');
      let n = workbook.sheets.length + 1;
      while (workbook.sheet(`Sheet${n}`)) n += 1;
      return worksheet(workbook.addSheet(isAbsent(name) ? `Sheet${n}` : textOf(name, 'WorksheetCollection.add')));
    },
    GetActiveWorksheet: (workbook) => worksheet(workbook.active),
    GetFirst: (workbook, [visibleOnly]) => endmost(workbook.sheets, visibleOnly, 'WorksheetCollection.getFirst'),
    GetLast: (workbook, [visibleOnly]) =>
      endmost([...workbook.sheets].reverse(), visibleOnly, 'WorksheetCollection.getLast'),
  },
});

wraps(Sheet, worksheet);
