import { integerOf } from '../arguments.ts';
import { displayText } from '../display-text.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type HostObject } from '../host-object.ts';
import type { Cell } from '../model/grid.ts';
import { RangeModel } from '../model/range.ts';
import type { Json } from '../protocol.ts';
import { typeOfValue } from '../value.ts';
import { requireBearable } from './range-values.ts';
import { wrap } from './wrap.ts';

/** What can be seen of a range: hidden rows and columns are left out. One row of it has an index. */
interface View {
  readonly range: RangeModel;
  readonly index?: number;
}

function visible({ range, index }: View): { rows: number[]; columns: number[] } {
  const { sheet, area } = range;
  requireBearable(range, 'Range.getVisibleView');
  const rows = Array.from({ length: area.rows }, (_, i) => area.row + i).filter((row) => !sheet.isRowHidden(row));
  const columns = Array.from({ length: area.columns }, (_, i) => area.column + i);
  return {
    rows: index === undefined ? rows : rows.slice(index, index + 1),
    columns: columns.filter((column) => !sheet.hiddenColumns.has(column)),
  };
}

function read(view: View, cell: (cell: Readonly<Cell>) => Json): Json {
  const { rows, columns } = visible(view);
  return rows.map((row) => columns.map((column) => cell(view.range.sheet.grid.at(row, column))));
}

function addresses(view: View): Json {
  const { rows, columns } = visible(view);
  return rows.map((row) => columns.map((column) => view.range.with({ row, column, rows: 1, columns: 1 }).address));
}

function rowAt({ range }: View, index: number): HostObject {
  if (index < 0 || index >= visible({ range }).rows.length) {
    throw new HostError('InvalidArgument', 'RangeViewCollection.getItemAt');
  }
  return rangeView({ range, index });
}

const rows = hostClass<View>({
  name: 'RangeViewCollection',
  items: ({ range }) => visible({ range }).rows.map((_, index) => rangeView({ range, index })),
  methods: {
    GetCount: (self) => visible(self).rows.length,
    GetItemAt: (self, [index]) => rowAt(self, integerOf(index, 'RangeViewCollection.getItemAt')),
  },
});

/** Read only: what Excel does with values that are set on a view of several hidden rows is not documented. */
export const rangeView: (view: View) => HostObject = hostClass<View>({
  name: 'RangeView',
  navigation: { Rows: rows },
  properties: {
    Values: { get: (self) => read(self, (cell) => cell.value) },
    Formulas: { get: (self) => read(self, (cell) => cell.formula ?? cell.value) },
    Text: { get: (self) => read(self, (cell) => displayText(cell.value, cell.format)) },
    NumberFormat: { get: (self) => read(self, (cell) => cell.format) },
    ValueTypes: { get: (self) => read(self, (cell) => typeOfValue(cell.value)) },
    RowCount: { get: (self) => visible(self).rows.length },
    ColumnCount: { get: (self) => visible(self).columns.length },
    CellAddresses: { get: addresses },
    Index: { get: ({ index }) => index ?? 0 },
  },
  methods: {
    /** The range behind the view, hidden cells included. */
    GetRange: (self) => {
      const [row] = self.index === undefined ? [] : visible(self).rows;
      const { sheet, area } = self.range;
      return wrap(new RangeModel(sheet, row === undefined ? area : { ...area, row, rows: 1 }));
    },
  },
});
