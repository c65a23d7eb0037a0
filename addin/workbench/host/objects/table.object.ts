import { intersection, parseAddress } from '../a1.ts';
import { flagOf, literalOf, rangeOf, textOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type Argument, type HostObject, type Property } from '../host-object.ts';
import { EventType } from '../model/events.ts';
import { requireUnprotected } from '../model/guards.ts';
import { RangeModel } from '../model/range.ts';
import type { TableModel } from '../model/shapes.ts';
import { Table } from '../model/table.ts';
import type { Json } from '../protocol.ts';
import { clearFilters, tableAutoFilter } from './auto-filter.object.ts';
import { required } from './collection.ts';
import { eventMethods } from './event-methods.ts';
import { requireMethod, sortCells } from './sort.ts';
import { tableColumns } from './table-columns.object.ts';
import { tableRows } from './table-rows.object.ts';
import { wrap, wraps } from './wrap.ts';

type TableFlag =
  'showFilterButton' | 'showBandedRows' | 'showBandedColumns' | 'highlightFirstColumn' | 'highlightLastColumn';

const flag = (key: TableFlag): Property<TableModel> => ({
  get: (self) => self[key],
  set: (self, value) => void (self[key] = flagOf(value, `Table.${key}`)),
});

/**
 * Table names: a letter or underscore first, then letters, digits, dots, underscores; no cell reference; unique in the
 * workbook (support.microsoft.com, "Rename an Excel table").
 */
function rename(self: TableModel, name: string): void {
  const isLegal = /^[\p{L}_\\][\p{L}\p{N}._\\]{0,254}$/u.test(name) && !parseAddress(name) && !/^[rc]$/i.test(name);
  if (!isLegal) throw new HostError('InvalidArgument', 'Table.name');
  const other = self.sheet.workbook.table(name);
  if (other && other !== self) throw new HostError('ItemAlreadyExists', 'Table.name');
  self.name = name;
}

function sort(self: TableModel, fields: Argument | undefined, matchCase: Argument | undefined): void {
  sortCells(self.sheet, self.body, { fields, matchCase, location: 'TableSort.apply', along: 'Rows' });
  self.sortedBy = { fields: literalOf(fields ?? null), matchCase: matchCase === true };
  self.applyFilters();
}

const lastSort = (self: TableModel): { readonly fields?: Json; readonly matchCase?: Json } =>
  (self.sortedBy ?? {}) as { readonly fields?: Json; readonly matchCase?: Json };

const tableSort = hostClass<TableModel>({
  name: 'TableSort',
  properties: {
    Fields: { get: (self) => lastSort(self).fields ?? [] },
    MatchCase: { get: (self) => lastSort(self).matchCase ?? false },
    Method: { get: () => 'PinYin' },
  },
  methods: {
    Apply: (self, [fields, matchCase, method]) => {
      requireMethod(method, 'TableSort.apply');
      sort(self, fields, matchCase);
    },
    Reapply: (self) => {
      const { fields, matchCase } = lastSort(self);
      if (fields !== undefined) sort(self, fields, matchCase);
    },
    // The rows stay where they are ("it doesn't modify the table's ordering", TableSort.clear).
    Clear: (self) => void (self.sortedBy = null),
  },
});

function resize(self: TableModel, target: RangeModel): void {
  const location = 'Table.resize';
  requireUnprotected(self.sheet, location);
  // "The new range must overlap with the original table range and the headers must be in the same row."
  const overlaps = target.sheet === self.sheet && intersection(target.area, self.area) !== null;
  const isSame = overlaps && target.area.row === self.area.row && target.area.rows >= 2;
  if (!isSame || self.showTotals) throw new HostError('InvalidArgument', location);
  if (self.sheet.tables.some((other) => other !== self && intersection(other.area, target.area))) {
    throw new HostError('InvalidArgument', location, 'A table cannot overlap another table.');
  }
  self.resize(target.area);
  self.applyFilters();
}

function remove(self: TableModel): void {
  requireUnprotected(self.sheet, 'Table.delete');
  const { sheet, area } = self;
  sheet.workbook.removeTable(self);
  sheet.grid.remove(area);
  sheet.workbook.cellsChanged(new RangeModel(sheet, area), { source: 'ThisLocalAddin' });
}

function setTotals(self: TableModel, value: Argument): void {
  requireUnprotected(self.sheet, 'Table.showTotals');
  self.setTotals(flagOf(value, 'Table.showTotals'));
}

const totals = (self: TableModel): HostObject | null => {
  const row = self.totals;
  return row && wrap(new RangeModel(self.sheet, row));
};

export const table: (self: TableModel) => HostObject = hostClass<TableModel>({
  name: 'Table',
  identity: (self) => ({ Id: self.id }),
  navigation: {
    Worksheet: (self) => wrap(self.sheet),
    Columns: tableColumns,
    Rows: tableRows,
    Sort: tableSort,
    AutoFilter: tableAutoFilter,
  },
  properties: {
    Id: { get: (self) => self.id },
    Name: { get: (self) => self.name, set: (self, value) => rename(self, textOf(value, 'Table.name')) },
    Style: { get: (self) => self.style, set: (self, value) => void (self.style = textOf(value, 'Table.style')) },
    ShowHeaders: {
      get: () => true,
      set: (_self, value) => {
        if (flagOf(value, 'Table.showHeaders')) return;
        throw new HostError('NotImplemented', 'Table.showHeaders', 'This host has no tables without headers.');
      },
    },
    ShowTotals: { get: (self) => self.showTotals, set: setTotals },
    ShowFilterButton: flag('showFilterButton'),
    ShowBandedRows: flag('showBandedRows'),
    ShowBandedColumns: flag('showBandedColumns'),
    HighlightFirstColumn: flag('highlightFirstColumn'),
    HighlightLastColumn: flag('highlightLastColumn'),
  },
  methods: {
    ...eventMethods<TableModel>(
      (self) => self.sheet.workbook.events,
      (self) => self.id,
      { DataChanged: EventType.TableDataChanged, SelectionChanged: EventType.TableSelectionChanged },
    ),
    GetRange: (self) => wrap(new RangeModel(self.sheet, self.area)),
    GetHeaderRowRange: (self) => wrap(new RangeModel(self.sheet, self.header)),
    GetDataBodyRange: (self) => wrap(new RangeModel(self.sheet, self.body)),
    Resize: (self, [to]) =>
      resize(self, rangeOf(to) ?? self.sheet.workbook.range(textOf(to, 'Table.resize'), self.sheet, 'Table.resize')),
    GetTotalRowRange: (self) => required(totals(self), 'Table.getTotalRowRange'),
    ClearFilters: (self) => clearFilters(self),
    ReapplyFilters: (self) => self.applyFilters(),
    ConvertToRange: (self) => {
      requireUnprotected(self.sheet, 'Table.convertToRange');
      self.sheet.workbook.removeTable(self);
      return wrap(new RangeModel(self.sheet, self.area));
    },
    Delete: remove,
  },
});

wraps(Table, table);
