/** `getCellProperties` and `setCellProperties`, and the same by rows and by columns: formats of many cells in one call. */
import { isAbsent, objectOf } from '../arguments.ts';
import { apiNotFound, HostError } from '../host-error.ts';
import type { Argument, HostObject, Methods } from '../host-object.ts';
import type { RangeModel } from '../model/range.ts';
import type { Json } from '../protocol.ts';
import { requireBearable } from './range-values.ts';
import { wrap } from './wrap.ts';

/** The borders of a cell are named by side here, and by edge in a collection of borders. */
const EDGES: Record<string, string> = {
  top: 'EdgeTop',
  bottom: 'EdgeBottom',
  left: 'EdgeLeft',
  right: 'EdgeRight',
  horizontal: 'InsideHorizontal',
  vertical: 'InsideVertical',
  diagonalDown: 'DiagonalDown',
  diagonalUp: 'DiagonalUp',
};

function partOf(object: HostObject, name: string): HostObject | null {
  if (object.className !== 'RangeBorderCollection') return object.navigate(name);
  const edge = EDGES[name];
  if (edge === undefined) throw apiNotFound(`${object.className}.${name}`);
  return object.item(edge);
}

/** What the options name with `true`, in their shape; of borders the same of every side (CellPropertiesBorderLoadOptions). */
function pick(object: HostObject, options: Argument): Json {
  if (object.className === 'RangeBorderCollection') {
    return Object.fromEntries(Object.entries(EDGES).map(([side, edge]) => [side, pick(object.item(edge), options)]));
  }
  const wanted = Object.entries(objectOf(options, object.className)).filter(([, is]) => is !== false && !isAbsent(is));
  return Object.fromEntries(wanted.map(([name, option]) => [name, picked(object, name, option)]));
}

function picked(object: HostObject, name: string, option: Argument): Json {
  const scalar = object.scalarName(name);
  if (scalar !== null) return object.get(scalar);
  const part = object.navigate(name);
  return part && pick(part, option);
}

function put(object: HostObject, properties: Argument): void {
  for (const [name, value] of Object.entries(objectOf(properties, object.className))) {
    if (isAbsent(value)) continue;
    if (object.scalarName(name) !== null) object.set(name, value);
    else {
      const part = partOf(object, name);
      if (part) put(part, value);
    }
  }
}

const cell = (self: RangeModel, i: number, j: number): HostObject =>
  wrap(self.with({ row: self.area.row + i, column: self.area.column + j, rows: 1, columns: 1 }));
const row = (self: RangeModel, i: number): HostObject => wrap(self.with({ row: self.area.row + i, rows: 1 }));
const column = (self: RangeModel, i: number): HostObject =>
  wrap(self.with({ column: self.area.column + i, columns: 1 }));

const count = (length: number): number[] => Array.from({ length }, (_, i) => i);

/** @throws HostError InvalidArgument unless there is one entry for each row, column or cell */
function listOf(argument: Argument | undefined, length: number, location: string): readonly Argument[] {
  if (!Array.isArray(argument) || argument.length !== length) throw new HostError('InvalidArgument', location);
  return argument as readonly Argument[];
}

function setCells(self: RangeModel, data: Argument | undefined): void {
  const location = 'Range.setCellProperties';
  listOf(data, self.area.rows, location).forEach((entries, i) => {
    listOf(entries, self.area.columns, location).forEach((properties, j) => {
      if (!isAbsent(properties)) put(cell(self, i, j), properties);
    });
  });
}

function getCells(self: RangeModel, options: Argument): Json {
  requireBearable(self, 'Range.getCellProperties');
  return count(self.area.rows).map((i) => count(self.area.columns).map((j) => pick(cell(self, i, j), options)));
}

function setEach(parts: readonly HostObject[], data: Argument | undefined, location: string): void {
  listOf(data, parts.length, location).forEach((properties, i) => {
    const part = parts[i];
    if (part && !isAbsent(properties)) put(part, properties);
  });
}

const rows = (self: RangeModel): HostObject[] => count(self.area.rows).map((i) => row(self, i));
const columns = (self: RangeModel): HostObject[] => count(self.area.columns).map((i) => column(self, i));

export const propertyMethods: Methods<RangeModel> = {
  GetCellProperties: (self, [options = null]) => getCells(self, options),
  SetCellProperties: (self, [data]) => setCells(self, data),
  GetRowProperties: (self, [options = null]) => rows(self).map((part) => pick(part, options)),
  SetRowProperties: (self, [data]) => setEach(rows(self), data, 'Range.setRowProperties'),
  GetColumnProperties: (self, [options = null]) => columns(self).map((part) => pick(part, options)),
  SetColumnProperties: (self, [data]) => setEach(columns(self), data, 'Range.setColumnProperties'),
};
