import { bounding, intersection, MAX_COLUMNS, MAX_ROWS, type Area } from '../a1.ts';
import { blockOf, flagOf, integerOf, isAbsent, oneOf, rangeOf, textOf } from '../arguments.ts';
import { displayText } from '../display-text.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type Argument, type HostObject } from '../host-object.ts';
import { PLAIN, type Cell } from '../model/grid.ts';
import { RangeModel } from '../model/range.ts';
import type { Json } from '../protocol.ts';
import { typeOfValue } from '../value.ts';
import { dataValidation } from './data-validation.object.ts';
import { rangeFormat } from './range-format.object.ts';
import { sortRows } from './sort.ts';
import { wrap, wraps } from './wrap.ts';

/** Excel on the web refuses answers over 5 MB; this is far above what fits in one and keeps the host alive. */
const MAX_CELLS = 5_000_000;

function read(range: RangeModel, cell: (cell: Readonly<Cell>) => Json): Json {
  if (range.cellCount > MAX_CELLS) throw new HostError('InvalidOperation', 'Range.values', 'The range is too large.');
  return range.sheet.grid.map(range.area, cell);
}

function write(range: RangeModel, input: Argument): void {
  const { sheet, area } = range;
  const block = blockOf(input, area, 'Range.values');
  if (range.cellCount > MAX_CELLS) throw new HostError('InvalidOperation', 'Range.values', 'The range is too large.');
  const before = sheet.grid.at(area.row, area.column).value;
  for (let i = 0; i < area.rows; i++) {
    for (let j = 0; j < area.columns; j++) {
      const value = block(i, j);
      if (value !== null) sheet.grid.enter(area.row + i, area.column + j, value);
    }
  }
  sheet.settleHeaders(area);
  sheet.workbook.cellsChanged(range, { source: 'ThisLocalAddin', before });
}

function writeFormats(range: RangeModel, input: Argument): void {
  const { area, sheet } = range;
  const block = blockOf(input, area, 'Range.numberFormat');
  if (!Array.isArray(input)) {
    const format = textOf(input, 'Range.numberFormat');
    sheet.grid.restyle(area, (cell) => void (cell.format = format));
    return;
  }
  for (let i = 0; i < area.rows; i++) {
    for (let j = 0; j < area.columns; j++) {
      const format = block(i, j);
      if (format === null) continue;
      sheet.grid.touch(area.row + i, area.column + j).format = textOf(format, 'Range.numberFormat');
    }
  }
}

const CLEARS = ['All', 'Formats', 'Contents', 'Hyperlinks', 'RemoveHyperlinks'] as const;

function clear(range: RangeModel, applyTo: Argument | undefined): void {
  const what = isAbsent(applyTo) ? 'All' : oneOf(applyTo, CLEARS, 'Range.clear');
  for (const { cell } of range.sheet.grid.edit(range.area)) {
    if (what === 'All' || what === 'Contents') {
      cell.value = '';
      cell.formula = null;
    }
    if (what === 'All' || what === 'Formats') {
      cell.format = 'General';
      cell.style = PLAIN;
    }
  }
  range.sheet.settleHeaders(range.area);
  range.sheet.workbook.cellsChanged(range, { source: 'ThisLocalAddin' });
}

function sub(self: RangeModel, change: Partial<Area>): HostObject {
  return range(self.with(change));
}

function operand(self: RangeModel, argument: Argument | undefined, location: string): RangeModel {
  const other = rangeOf(argument) ?? self.sheet.workbook.range(textOf(argument, location), self.sheet, location);
  if (other.sheet !== self.sheet) throw new HostError('InvalidArgument', location);
  return other;
}

function common(self: RangeModel, argument: Argument | undefined): HostObject | null {
  const area = intersection(self.area, operand(self, argument, 'Range.getIntersection').area);
  return area && range(new RangeModel(self.sheet, area));
}

function used(self: RangeModel, valuesOnly: Argument | undefined): HostObject | null {
  const only = isAbsent(valuesOnly) ? false : flagOf(valuesOnly, 'Range.getUsedRange');
  const all = self.sheet.grid.used(only);
  const area = all && intersection(all, self.area);
  return area && range(new RangeModel(self.sheet, area));
}

function required(found: HostObject | null, location: string): HostObject {
  if (!found) throw new HostError('ItemNotFound', location);
  return found;
}

function shift(self: RangeModel, to: Argument | undefined, direction: 1 | -1): void {
  const sides = direction === 1 ? (['Down', 'Right'] as const) : (['Up', 'Left'] as const);
  const side = oneOf<string>(to, sides, direction === 1 ? 'Range.insert' : 'Range.delete');
  const along = side === sides[0] ? 'rows' : 'columns';
  const place = new RangeModel(self.sheet, self.area);
  self.sheet.shift(self.area, along, direction);
  const type = `${along === 'rows' ? 'Row' : 'Column'}${direction === 1 ? 'Inserted' : 'Deleted'}`;
  self.sheet.workbook.cellsChanged(place, { type, source: 'ThisLocalAddin' });
}

const rangeSort = hostClass<RangeModel>({
  name: 'RangeSort',
  methods: {
    Apply: (self, [fields, , hasHeaders]) => {
      const skip = hasHeaders === true ? 1 : 0;
      const body = { ...self.area, row: self.area.row + skip, rows: self.area.rows - skip };
      if (body.rows > 0) sortRows(self.sheet, body, fields, 'RangeSort.apply');
      self.sheet.workbook.cellsChanged(self, { source: 'ThisLocalAddin' });
    },
  },
});

export const range: (self: RangeModel) => HostObject = hostClass<RangeModel>({
  name: 'Range',
  identity: (self) => (self.referenceId === null ? {} : { _ReferenceId: self.referenceId }),
  navigation: {
    Worksheet: (self) => wrap(self.sheet),
    Format: rangeFormat,
    DataValidation: dataValidation,
    Sort: rangeSort,
  },
  properties: {
    Address: { get: (self) => self.address },
    RowIndex: { get: (self) => self.area.row },
    ColumnIndex: { get: (self) => self.area.column },
    RowCount: { get: (self) => self.area.rows },
    ColumnCount: { get: (self) => self.area.columns },
    CellCount: { get: (self) => self.cellCount },
    IsEntireColumn: { get: (self) => self.area.rows === MAX_ROWS },
    IsEntireRow: { get: (self) => self.area.columns === MAX_COLUMNS },
    Values: { get: (self) => read(self, (cell) => cell.value), set: write },
    Formulas: { get: (self) => read(self, (cell) => cell.formula ?? cell.value), set: write },
    Text: { get: (self) => read(self, (cell) => displayText(cell.value, cell.format)) },
    NumberFormat: { get: (self) => read(self, (cell) => cell.format), set: writeFormats },
    ValueTypes: { get: (self) => read(self, (cell) => typeOfValue(cell.value)) },
    RowHidden: {
      get: ({ sheet, area }) => {
        const first = sheet.isRowHidden(area.row);
        for (let i = 1; i < area.rows; i++) if (sheet.isRowHidden(area.row + i) !== first) return null;
        return first;
      },
      set: ({ sheet, area }, value) => {
        for (let i = 0; i < area.rows; i++) sheet.setRowHidden(area.row + i, flagOf(value, 'Range.rowHidden'));
      },
    },
    ColumnHidden: {
      get: ({ sheet, area }) => sheet.hiddenColumns.has(area.column),
      set: ({ sheet, area }, value) => {
        const hide = flagOf(value, 'Range.columnHidden');
        for (let i = area.column; i < area.column + area.columns; i++) {
          if (hide) sheet.hiddenColumns.add(i);
          else sheet.hiddenColumns.delete(i);
        }
      },
    },
  },
  methods: {
    _KeepReference: (self) => self.sheet.workbook.track(self),
    // The client asks this before it sends more than 1,500 cells row by row.
    _ValidateArraySize: ({ area }, [rows, columns]) => {
      if (rows !== area.rows || columns !== area.columns) throw new HostError('InvalidArgument', 'Range.values');
    },
    GetCell: (self, [row, column]) =>
      sub(self, {
        row: self.area.row + integerOf(row, 'Range.getCell'),
        column: self.area.column + integerOf(column, 'Range.getCell'),
        rows: 1,
        columns: 1,
      }),
    GetRow: (self, [row]) => sub(self, { row: self.area.row + integerOf(row, 'Range.getRow'), rows: 1 }),
    GetColumn: (self, [column]) =>
      sub(self, { column: self.area.column + integerOf(column, 'Range.getColumn'), columns: 1 }),
    GetLastRow: (self) => sub(self, { row: self.area.row + self.area.rows - 1, rows: 1 }),
    GetLastColumn: (self) => sub(self, { column: self.area.column + self.area.columns - 1, columns: 1 }),
    GetLastCell: (self) =>
      sub(self, {
        row: self.area.row + self.area.rows - 1,
        column: self.area.column + self.area.columns - 1,
        rows: 1,
        columns: 1,
      }),
    GetEntireRow: (self) => sub(self, { column: 0, columns: MAX_COLUMNS }),
    GetEntireColumn: (self) => sub(self, { row: 0, rows: MAX_ROWS }),
    GetOffsetRange: (self, [rows, columns]) =>
      sub(self, {
        row: self.area.row + integerOf(rows, 'Range.getOffsetRange'),
        column: self.area.column + integerOf(columns, 'Range.getOffsetRange'),
      }),
    GetResizedRange: (self, [rows, columns]) =>
      sub(self, {
        rows: self.area.rows + integerOf(rows, 'Range.getResizedRange'),
        columns: self.area.columns + integerOf(columns, 'Range.getResizedRange'),
      }),
    GetAbsoluteResizedRange: (self, [rows, columns]) =>
      sub(self, {
        rows: integerOf(rows, 'Range.getAbsoluteResizedRange'),
        columns: integerOf(columns, 'Range.getAbsoluteResizedRange'),
      }),
    GetBoundingRect: (self, [other]) =>
      sub(self, bounding(self.area, operand(self, other, 'Range.getBoundingRect').area)),
    GetIntersection: (self, [other]) => required(common(self, other), 'Range.getIntersection'),
    GetIntersectionOrNullObject: (self, [other]) => common(self, other),
    GetUsedRange: (self, [valuesOnly]) => required(used(self, valuesOnly), 'Range.getUsedRange'),
    GetUsedRangeOrNullObject: (self, [valuesOnly]) => used(self, valuesOnly),
    Clear: (self, [applyTo]) => clear(self, applyTo),
    Insert: (self, [to]) => {
      const { sheet, area } = self;
      shift(self, to, 1);
      return range(new RangeModel(sheet, area));
    },
    Delete: (self, [to]) => shift(self, to, -1),
    Select: (self) => self.sheet.workbook.select(self),
  },
});

wraps(RangeModel, range);
