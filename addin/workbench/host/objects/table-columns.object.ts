import { blockOf, isAbsent, integerOf, textOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type Argument, type HostObject } from '../host-object.ts';
import { RangeModel } from '../model/range.ts';
import type { TableModel } from '../model/shapes.ts';
import { requireUnlocked, requireUnprotected } from '../model/guards.ts';
import { keyedCollection, required } from './collection.ts';
import { columnFilter, type Column } from './filter.object.ts';
import { wrap } from './wrap.ts';

function indexOf({ table, id }: Column): number {
  const index = table.columnIds.indexOf(id);
  if (index < 0) throw new HostError('ItemNotFound', 'TableColumn');
  return index;
}

const part = (self: Column, of: 'area' | 'header' | 'body'): RangeModel =>
  new RangeModel(self.table.sheet, self.table.columnArea(indexOf(self), self.table[of]));

function totals(self: Column): HostObject | null {
  const row = self.table.totals;
  return row && wrap(new RangeModel(self.table.sheet, self.table.columnArea(indexOf(self), row)));
}

function writeValues(self: Column, input: Argument): void {
  const { area, sheet } = part(self, 'area');
  requireUnlocked(part(self, 'area'), 'TableColumn.values');
  const block = blockOf(input, area, 'TableColumn.values');
  for (let i = 0; i < area.rows; i++) {
    const value = block(i, 0);
    if (value !== null) sheet.grid.enter(area.row + i, area.column, value);
  }
  self.table.nameHeaders();
  sheet.workbook.cellsChanged(new RangeModel(sheet, area), { source: 'ThisLocalAddin' });
}

function remove(self: Column): void {
  const { table } = self;
  requireUnprotected(table.sheet, 'TableColumn.delete');
  // Excel does not let the last column go.
  if (table.columnIds.length === 1) throw new HostError('InvalidOperation', 'TableColumn.delete');
  const { sheet, area } = part(self, 'area');
  sheet.shift(area, 'columns', -1);
  table.applyFilters();
  const change = { type: 'ColumnDeleted', source: 'ThisLocalAddin' } as const;
  sheet.workbook.cellsChanged(new RangeModel(sheet, area), change);
}

const column = hostClass<Column>({
  name: 'TableColumn',
  identity: ({ id }) => ({ Id: id }),
  navigation: { Filter: columnFilter },
  properties: {
    Id: { get: ({ id }) => id },
    Index: { get: indexOf },
    Name: {
      get: (self) => self.table.headerAt(indexOf(self)),
      set: (self, value) => {
        const { row, column: at } = part(self, 'header').area;
        self.table.sheet.grid.touch(row, at).value = textOf(value, 'TableColumn.name');
        self.table.nameHeaders();
      },
    },
    Values: {
      get: (self) => {
        const { sheet, area } = part(self, 'area');
        return sheet.grid.map(area, (cell) => cell.value);
      },
      set: writeValues,
    },
  },
  methods: {
    GetRange: (self) => wrap(part(self, 'area')),
    GetHeaderRowRange: (self) => wrap(part(self, 'header')),
    GetDataBodyRange: (self) => wrap(part(self, 'body')),
    GetTotalRowRange: (self) => required(totals(self), 'TableColumn.getTotalRowRange'),
    Delete: remove,
  },
});

const columns = (table: TableModel): readonly HostObject[] => table.columnIds.map((id) => column({ table, id }));

function find(table: TableModel, key: Argument): HostObject | null {
  const index =
    typeof key === 'number'
      ? table.columnIds.indexOf(key)
      : table.columnIds.findIndex(
          (_, i) => typeof key === 'string' && table.headerAt(i).toLowerCase() === key.toLowerCase(),
        );
  const id = table.columnIds[index];
  return id === undefined ? null : column({ table, id });
}

function add(table: TableModel, [index, values, name]: readonly Argument[]): HostObject {
  const location = 'TableColumnCollection.add';
  const count = table.columnIds.length;
  const at = isAbsent(index) || index === -1 ? count : integerOf(index, location);
  requireUnprotected(table.sheet, location);
  if (at < 0 || at > count) throw new HostError('InvalidArgument', location);
  table.sheet.shift(table.columnArea(at), 'columns', 1);
  // Columns that are inserted at an edge do not grow the table by themselves.
  if (table.columnIds.length === count) table.area = { ...table.area, column: table.area.column - (at === 0 ? 1 : 0) };
  if (table.columnIds.length === count) table.columnsInserted(at, 1);
  const added: Column = { table, id: table.columnIds[at] ?? 0 };
  const inserted = { type: 'ColumnInserted', source: 'ThisLocalAddin' } as const;
  table.sheet.workbook.cellsChanged(part(added, 'area'), inserted);
  if (!isAbsent(values)) writeValues(added, values);
  if (!isAbsent(name)) {
    table.sheet.grid.touch(table.area.row, table.area.column + at).value = textOf(name, location);
    table.nameHeaders();
  }
  return column(added);
}

const collection = keyedCollection<TableModel>({
  name: 'TableColumnCollection',
  hasCount: true,
  items: columns,
  find,
});

export const tableColumns = hostClass<TableModel>({
  ...collection,
  methods: { ...collection.methods, Add: add },
});
