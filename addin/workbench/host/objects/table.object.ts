import { flagOf, rangeOf, textOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type HostObject, type Property } from '../host-object.ts';
import { EventType } from '../model/events.ts';
import { RangeModel } from '../model/range.ts';
import { TableModel } from '../model/table.ts';
import { eventMethods } from './event-methods.ts';
import { sortRows } from './sort.ts';
import { tableColumns } from './table-columns.object.ts';
import { tableRows } from './table-rows.object.ts';
import { wrap, wraps } from './wrap.ts';

type TableFlag =
  'showFilterButton' | 'showBandedRows' | 'showBandedColumns' | 'highlightFirstColumn' | 'highlightLastColumn';

const flag = (key: TableFlag): Property<TableModel> => ({
  get: (self) => self[key],
  set: (self, value) => void (self[key] = flagOf(value, `Table.${key}`)),
});

/** Table names: a letter or underscore first, then letters, digits, dots, underscores; unique in the workbook. */
function rename(self: TableModel, name: string): void {
  if (!/^[\p{L}_\\][\p{L}\p{N}._\\]{0,254}$/u.test(name)) throw new HostError('InvalidArgument', 'Table.name');
  const other = self.sheet.workbook.table(name);
  if (other && other !== self) throw new HostError('ItemAlreadyExists', 'Table.name');
  self.name = name;
}

const tableSort = hostClass<TableModel>({
  name: 'TableSort',
  methods: {
    Apply: (self, [fields]) => {
      sortRows(self.sheet, self.body, fields, 'TableSort.apply');
      self.applyFilters();
      self.sheet.workbook.cellsChanged(new RangeModel(self.sheet, self.body), { source: 'ThisLocalAddin' });
    },
    Clear: () => undefined,
  },
});

function clearFilters(self: TableModel): void {
  self.filters.clear();
  self.applyFilters();
}

function resize(self: TableModel, target: RangeModel): void {
  const isSame = target.sheet === self.sheet && target.area.row === self.area.row && target.area.rows >= 2;
  if (!isSame) throw new HostError('InvalidArgument', 'Table.resize');
  self.resize(target.area);
}

export const table: (self: TableModel) => HostObject = hostClass<TableModel>({
  name: 'Table',
  identity: (self) => ({ Id: self.id }),
  navigation: {
    Worksheet: (self) => wrap(self.sheet),
    Columns: tableColumns,
    Rows: tableRows,
    Sort: tableSort,
  },
  properties: {
    Id: { get: (self) => self.id },
    Name: { get: (self) => self.name, set: (self, value) => rename(self, textOf(value, 'Table.name')) },
    Style: { get: (self) => self.style, set: (self, value) => void (self.style = textOf(value, 'Table.style')) },
    ShowHeaders: { get: () => true },
    ShowTotals: {
      get: () => false,
      set: (_self, value) => {
        if (flagOf(value, 'Table.showTotals')) {
          throw new HostError('NotImplemented', 'Table.showTotals', 'This host has no totals row.');
        }
      },
    },
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
    ClearFilters: clearFilters,
    ReapplyFilters: (self) => self.applyFilters(),
    ConvertToRange: (self) => {
      self.sheet.workbook.removeTable(self);
      return wrap(new RangeModel(self.sheet, self.area));
    },
    Delete: (self) => {
      self.sheet.grid.remove(self.area);
      self.sheet.workbook.removeTable(self);
    },
  },
});

wraps(TableModel, table);
