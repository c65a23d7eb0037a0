import { flagOf, isAbsent, rangeOf, textOf } from '../arguments.ts';
import { formatFixed, parseAddress, quoteSheet } from '../a1.ts';
import { evaluate } from '../calculator.ts';
import { FormulaError, isErrorValue } from '../functions/operand.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type Argument, type HostObject } from '../host-object.ts';
import { RangeModel } from '../model/range.ts';
import type { NameModel, SheetModel, WorkbookModel } from '../model/shapes.ts';
import type { Json } from '../protocol.ts';
import { enter, typeOfValue, type CellValue } from '../value.ts';
import { keyedCollection, required } from './collection.ts';
import { requireBearable } from './range-values.ts';
import { wrap } from './wrap.ts';

/** The names of a sheet, or those of the workbook that belong to no sheet. */
interface Names {
  readonly workbook: WorkbookModel;
  readonly sheet: SheetModel | null;
}

interface Named {
  readonly workbook: WorkbookModel;
  readonly item: NameModel;
}

const formula = ({ item }: Named): string =>
  typeof item.target === 'string'
    ? item.target
    : `=${quoteSheet(item.target.sheet.name)}!${formatFixed(item.target.area)}`;

function range({ item }: Named): RangeModel | null {
  return typeof item.target === 'string' ? null : item.target;
}

/**
 * What the name stands for: a range by its address, a constant by its value, a formula by its result.
 * @throws HostError NotImplemented for a formula with a function that the host's calculator does not know
 */
function evaluated(self: Named): { type: string; value: Json } {
  const place = range(self);
  if (place) return { type: 'Range', value: place.address };
  const text = formula(self).replace(/^=/, '');
  const quoted = /^"((?:[^"]|"")*)"$/s.exec(text);
  if (quoted) return { type: 'String', value: (quoted[1] ?? '').replaceAll('""', '"') };
  const { value, formula: calculated } = enter(text, 'General');
  return typed(calculated === null && typeof value !== 'string' ? value : calculatedValue(self));
}

function calculatedValue(self: Named): CellValue {
  const sheet = self.item.scope ?? self.workbook.active;
  try {
    return evaluate(formula(self), { sheet, row: 0, column: 0 });
  } catch (fault) {
    if (!(fault instanceof FormulaError)) throw fault;
    if (fault.message !== '#NAME?') return fault.message;
    throw new HostError('NotImplemented', 'NamedItem.value', `This host cannot calculate ${formula(self)}.`);
  }
}

function typed(value: CellValue): { type: string; value: Json } {
  if (typeof value === 'boolean') return { type: 'Boolean', value };
  if (typeof value === 'number') return { type: Number.isInteger(value) ? 'Integer' : 'Double', value };
  return { type: isErrorValue(value) ? 'Error' : 'String', value };
}

/** A reference that moves with its cells, or the text of any other formula. */
function target({ workbook, sheet }: Names, text: string, location: string): NameModel['target'] {
  const body = text.startsWith('=') ? text.slice(1) : text;
  if (!text.startsWith('=')) throw new HostError('InvalidArgument', location);
  if (!parseAddress(body)) return text;
  return tracked(workbook.range(body, sheet, location));
}

function tracked(place: RangeModel): RangeModel {
  const own = new RangeModel(place.sheet, place.area);
  own.sheet.workbook.track(own);
  return own;
}

function setFormula(self: Named, value: Argument): void {
  const owner = { workbook: self.workbook, sheet: self.item.scope };
  self.item.target = target(owner, textOf(value, 'NamedItem.formula'), 'NamedItem.formula');
}

/** A tracked range itself must not go out: `_RemoveReference` would end it. */
const fresh = (place: RangeModel | null): HostObject | null => place && wrap(place.with({}));

/** Values and types of the cells; of a constant its own. */
function table(self: Named): { value: Json; type: string }[][] {
  const place = range(self);
  if (!place) return [[evaluated(self)]];
  requireBearable(place, 'NamedItem.arrayValues');
  return place.sheet.grid.map(place.area, ({ value }) => ({ value, type: typeOfValue(value) }));
}

const arrayValues = hostClass<Named>({
  name: 'NamedItemArrayValues',
  properties: {
    Values: { get: (self) => table(self).map((row) => row.map(({ value }) => value)) },
    Types: { get: (self) => table(self).map((row) => row.map(({ type }) => type)) },
  },
});

const namedItem = hostClass<Named>({
  name: 'NamedItem',
  identity: ({ item }) => ({ _Id: item.name }),
  navigation: {
    Worksheet: ({ item }) => {
      if (!item.scope) throw new HostError('InvalidOperation', 'NamedItem.worksheet');
      return wrap(item.scope);
    },
    ArrayValues: arrayValues,
    WorksheetOrNullObject: ({ item }) => item.scope && wrap(item.scope),
  },
  properties: {
    Name: { get: ({ item }) => item.name },
    Type: { get: (self) => evaluated(self).type },
    Value: { get: (self) => evaluated(self).value },
    Formula: { get: formula, set: setFormula },
    Scope: { get: ({ item }) => (item.scope ? 'Worksheet' : 'Workbook') },
    Comment: {
      get: ({ item }) => item.comment,
      set: ({ item }, text) => void (item.comment = textOf(text, 'NamedItem.comment')),
    },
    Visible: {
      get: ({ item }) => item.visible,
      set: ({ item }, visible) => void (item.visible = flagOf(visible, 'NamedItem.visible')),
    },
  },
  methods: {
    GetRange: (self) => {
      const found = fresh(range(self));
      if (!found) throw new HostError('InvalidOperation', 'NamedItem.getRange');
      return found;
    },
    GetRangeOrNullObject: (self) => fresh(range(self)),
    Delete: ({ workbook, item }) => void (workbook.names = workbook.names.filter((n) => n !== item)),
  },
});

const within = ({ workbook, sheet }: Names): readonly NameModel[] => workbook.names.filter((n) => n.scope === sheet);

/** Letters, digits, dots and underscores, and nothing that reads as a cell ("Names in formulas", support.microsoft.com). */
function checkName(owner: Names, name: string, location: string): void {
  const isLegal = /^[\p{L}_\\][\p{L}\p{N}._\\?]{0,254}$/u.test(name) && !parseAddress(name) && !/^[rc]$/i.test(name);
  if (!isLegal) throw new HostError('InvalidArgument', location);
  if (within(owner).some((n) => n.name.toLowerCase() === name.toLowerCase())) {
    throw new HostError('ItemAlreadyExists', location);
  }
}

function add(owner: Names, [name, reference, comment]: readonly Argument[]): HostObject {
  const location = 'NamedItemCollection.add';
  const text = textOf(name, location);
  checkName(owner, text, location);
  const place = rangeOf(reference);
  const item: NameModel = {
    name: text,
    scope: owner.sheet,
    target: place ? tracked(place) : target(owner, textOf(reference, location), location),
    comment: isAbsent(comment) ? '' : textOf(comment, location),
    visible: true,
  };
  owner.workbook.names.push(item);
  return namedItem({ workbook: owner.workbook, item });
}

function find(owner: Names, key: Argument): HostObject | null {
  const name = typeof key === 'string' ? key.toLowerCase() : null;
  const item = within(owner).find((n) => n.name.toLowerCase() === name);
  return item ? namedItem({ workbook: owner.workbook, item }) : null;
}

const collection = keyedCollection<Names>({
  name: 'NamedItemCollection',
  items: (owner) => within(owner).map((item) => namedItem({ workbook: owner.workbook, item })),
  find,
});

const names = hostClass<Names>({
  ...collection,
  methods: {
    ...collection.methods,
    GetItem: (owner, [key = null]) => required(find(owner, key), 'NamedItemCollection.getItem'),
    Add: add,
    AddFormulaLocal: add,
  },
});

export const workbookNames = (workbook: WorkbookModel): HostObject => names({ workbook, sheet: null });
export const sheetNames = (sheet: SheetModel): HostObject => names({ workbook: sheet.workbook, sheet });
