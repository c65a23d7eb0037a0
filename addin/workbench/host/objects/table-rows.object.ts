import type { Area } from '../a1.ts';
import { blockOf, integerOf, isAbsent } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import { hostClass, HostObject, type Argument } from '../host-object.ts';
import { requireUnlocked, requireUnprotected } from '../model/guards.ts';
import { RangeModel } from '../model/range.ts';
import type { TableModel } from '../model/shapes.ts';
import { followBody } from '../model/table-totals.ts';
import type { Json } from '../protocol.ts';
import { wrap } from './wrap.ts';

/** Rows have no id: Excel addresses them by position. */
interface Row {
  readonly table: TableModel;
  readonly index: number;
}

const place = ({ table, index }: Row): RangeModel =>
  new RangeModel(table.sheet, { ...table.body, row: table.body.row + index, rows: 1 });

function read(self: Row): Json {
  const { sheet, area } = place(self);
  return sheet.grid.map(area, (cell) => cell.value);
}

function write(range_: RangeModel, input: Argument): void {
  const { area, sheet } = range_;
  requireUnlocked(range_, 'TableRow.values');
  const block = blockOf(input, area, 'TableRow.values');
  for (let i = 0; i < area.rows; i++) {
    for (let j = 0; j < area.columns; j++) {
      const value = block(i, j);
      if (value !== null) sheet.grid.enter(area.row + i, area.column + j, value);
    }
  }
  sheet.workbook.cellsChanged(range_, { source: 'ThisLocalAddin' });
}

function remove(table: TableModel, index: number, count: number): void {
  const location = 'TableRowCollection.deleteRowsAt';
  const { body } = table;
  requireUnprotected(table.sheet, location);
  if (index < 0 || count < 1 || index + count > rowCount(table)) throw new HostError('InvalidArgument', location);
  const gone = { ...body, row: body.row + index, rows: count };
  table.sheet.shift(gone, 'rows', -1);
  const change = { type: 'RowDeleted', source: 'ThisLocalAddin' } as const;
  table.sheet.workbook.cellsChanged(new RangeModel(table.sheet, gone), change);
}

const row = hostClass<Row>({
  name: 'TableRow',
  properties: {
    Index: { get: ({ index }) => index },
    Values: { get: read, set: (self, value) => write(place(self), value) },
  },
  methods: {
    GetRange: (self) => wrap(place(self)),
    Delete: ({ table, index }) => remove(table, index, 1),
  },
});

/** Of an empty table 0, though its body is one blank row (Office Scripts' samples ask for it before they copy rows). */
const rowCount = (table: TableModel): number => (table.isEmpty ? 0 : table.body.rows);

const rows = (table: TableModel): readonly HostObject[] =>
  Array.from({ length: rowCount(table) }, (_, index) => row({ table, index }));

function at(table: TableModel, index: Argument | undefined): HostObject {
  const i = integerOf(index, 'TableRowCollection.getItemAt');
  if (i < 0 || i >= rowCount(table)) throw new HostError('InvalidArgument', 'TableRowCollection.getItemAt');
  return row({ table, index: i });
}

function add(table: TableModel, [index, values]: readonly Argument[]): HostObject {
  const location = 'TableRowCollection.add';
  const count = Array.isArray(values) ? (values as readonly Argument[]).length : 1;
  const { body, sheet } = table;
  const length = rowCount(table);
  const at = isAbsent(index) || index === -1 ? length : integerOf(index, location);
  if (at < 0 || at > length) throw new HostError('InvalidArgument', location);
  requireUnprotected(sheet, location);
  const fresh = { ...body, row: body.row + at, rows: count };
  // The blank row of an empty table is the first that is filled.
  const kept = table.isEmpty ? 1 : 0;
  if (count > kept) makeRoom(table, { ...fresh, row: fresh.row + kept, rows: count - kept }, at === length);
  table.hasInsertRow = false;
  inheritFormats(table, fresh.row, count);
  const added = new RangeModel(sheet, fresh);
  if (!isAbsent(values)) write(added, values);
  return row({ table, index: at });
}

function makeRoom(table: TableModel, room: Area, isLast: boolean): void {
  const { sheet } = table;
  const before = table.area.rows;
  if (!isLast || table.showTotals || sheet.grid.hasContent(room)) sheet.shift(room, 'rows', 1);
  // Rows that were inserted inside have made it grow already.
  if (table.area.rows === before) table.area = { ...table.area, rows: before + room.rows };
  followBody(table);
  sheet.workbook.cellsChanged(new RangeModel(sheet, room), { type: 'RowInserted', source: 'ThisLocalAddin' });
}

/** New rows look like the row above, as in Excel: text columns stay text columns. */
function inheritFormats({ sheet, area, body }: TableModel, firstRow: number, count: number): void {
  const model = firstRow > body.row ? firstRow - 1 : firstRow + count;
  for (let j = area.column; j < area.column + area.columns; j++) {
    const { format, style } = sheet.grid.at(model, j);
    for (let i = 0; i < count; i++) Object.assign(sheet.grid.touch(firstRow + i, j), { format, style });
  }
}

/** Several rows at once, given by position or as rows. */
function deleteRows(table: TableModel, [given]: readonly Argument[]): void {
  const location = 'TableRowCollection.deleteRows';
  if (!Array.isArray(given)) throw new HostError('InvalidArgument', location);
  const indexes = (given as readonly Argument[]).map((item) =>
    item instanceof HostObject && isRow(item.target) ? item.target.index : integerOf(item, location),
  );
  for (const index of [...new Set(indexes)].sort((a, b) => b - a)) remove(table, index, 1);
}

const isRow = (target: unknown): target is Row =>
  typeof target === 'object' && target !== null && 'table' in target && 'index' in target;

export const tableRows = hostClass<TableModel>({
  name: 'TableRowCollection',
  items: rows,
  item: at,
  properties: { Count: { get: rowCount } },
  methods: {
    GetCount: rowCount,
    GetItemAt: (table, [index]) => at(table, index),
    Add: add,
    DeleteRows: deleteRows,
    DeleteRowsAt: (table, [index, count]) =>
      remove(
        table,
        integerOf(index, 'TableRowCollection.deleteRowsAt'),
        isAbsent(count) ? 1 : integerOf(count, 'TableRowCollection.deleteRowsAt'),
      ),
  },
});
