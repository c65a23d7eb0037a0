/** Values, formulas and number formats of a range: how they are read and written. */
import { MAX_COLUMNS, MAX_ROWS } from '../a1.ts';
import { blockOf, flagOf, isAbsent, textOf } from '../arguments.ts';
import { displayText } from '../display-text.ts';
import { HostError } from '../host-error.ts';
import type { Argument, Property } from '../host-object.ts';
import type { Cell } from '../model/grid.ts';
import { requireAllowed, requireUnlocked } from '../model/guards.ts';
import type { RangeModel } from '../model/range.ts';
import type { Json } from '../protocol.ts';
import { fromR1C1, toR1C1 } from '../r1c1.ts';
import { typeOfValue, type CellValue } from '../value.ts';

/** Excel on the web refuses answers over 5 MB; this is far above what fits in one and keeps the host alive. */
const MAX_CELLS = 5_000_000;

export function requireBearable(range: RangeModel, location: string): void {
  if (range.cellCount > MAX_CELLS) throw new HostError('InvalidOperation', location, 'The range is too large.');
}

/**
 * Of whole rows and columns "the response will contain null values for cell-level properties", and none can be entered
 * (learn.microsoft.com, "Read or write to an unbounded range").
 */
const isUnbounded = ({ area }: RangeModel): boolean => area.rows === MAX_ROWS || area.columns === MAX_COLUMNS;

function read(range: RangeModel, cell: (cell: Readonly<Cell>) => Json): Json {
  if (isUnbounded(range)) return null;
  requireBearable(range, 'Range.values');
  return range.sheet.grid.map(range.area, cell);
}

/** Enters values and formulas, as `Range.values` does, and tells the listeners. */
export function enterValues(range: RangeModel, input: Argument, location = 'Range.values'): void {
  const { sheet, area } = range;
  const block = blockOf(input, area, location);
  if (isUnbounded(range)) throw new HostError('InvalidOperation', location, 'The range is too large.');
  requireBearable(range, location);
  requireUnlocked(range, location);
  const before = sheet.grid.at(area.row, area.column).value;
  sheet.grid.enterBlock(area, block);
  sheet.settleHeaders(area);
  sheet.workbook.cellsChanged(range, { source: 'ThisLocalAddin', before });
}

function writeFormats(range: RangeModel, input: Argument): void {
  const { area, sheet } = range;
  const block = blockOf(input, area, 'Range.numberFormat');
  requireAllowed(sheet, 'allowFormatCells', 'Range.numberFormat');
  if (Array.isArray(input)) writeFormatBlock(range, block);
  else {
    const format = formatOf(input);
    sheet.grid.restyle(area, (cell) => void (cell.format = format));
  }
  sheet.workbook.formatsChanged(range);
}

function writeFormatBlock({ area, sheet }: RangeModel, block: ReturnType<typeof blockOf>): void {
  for (let i = 0; i < area.rows; i++) {
    for (let j = 0; j < area.columns; j++) {
      const format = block(i, j);
      if (format === null) continue;
      sheet.grid.touch(area.row + i, area.column + j).format = formatOf(format);
    }
  }
}

/** "If you specify a blank value for the numberFormat property, the number format is reset to General." */
const formatOf = (input: Argument): string => textOf(input, 'Range.numberFormat') || 'General';

const formulas: Property<RangeModel> = {
  get: (self) => read(self, (cell) => cell.formula ?? cell.value),
  set: (self, input) => enterValues(self, input, 'Range.formulas'),
};
/** What is no formula is entered as it is. */
function enterR1C1(self: RangeModel, input: Argument): void {
  const { row, column, rows, columns } = self.area;
  const block = blockOf(input, self.area, 'Range.formulasR1C1');
  requireBearable(self, 'Range.formulasR1C1');
  const translated = (i: number, j: number): CellValue | null => {
    const entry = block(i, j);
    const isFormula = typeof entry === 'string' && entry.startsWith('=');
    return isFormula ? fromR1C1(entry, { row: row + i, column: column + j }) : entry;
  };
  const cells = Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (__, j) => translated(i, j)));
  enterValues(self, cells, 'Range.formulasR1C1');
}

function formulasR1C1(self: RangeModel): Json {
  const { row, column } = self.area;
  if (isUnbounded(self)) return null;
  requireBearable(self, 'Range.formulasR1C1');
  return self.sheet.grid
    .map(self.area, ({ formula, value }) => ({ formula, value }))
    .map((cells, i) =>
      cells.map(({ formula, value }, j) =>
        formula === null ? value : toR1C1(formula, { row: row + i, column: column + j }),
      ),
    );
}

const numberFormat: Property<RangeModel> = { get: (self) => read(self, (cell) => cell.format), set: writeFormats };

export const valueProperties: { readonly [name: string]: Property<RangeModel> } = {
  Values: { get: (self) => read(self, (cell) => cell.value), set: (self, input) => enterValues(self, input) },
  Formulas: formulas,
  // The host speaks en-US only.
  FormulasLocal: formulas,
  FormulasR1C1: { get: formulasR1C1, set: enterR1C1 },
  Text: { get: (self) => read(self, (cell) => displayText(cell.value, cell.format)) },
  NumberFormat: numberFormat,
  NumberFormatLocal: numberFormat,
  ValueTypes: { get: (self) => read(self, (cell) => typeOfValue(cell.value)) },
};

export const optionalFlag = (argument: Argument | undefined, location: string): boolean =>
  isAbsent(argument) ? false : flagOf(argument, location);
