import { intersection } from '../a1.ts';
import { flagOf, integerOf, objectOf, oneOf, textOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type Argument, type HostClass, type HostObject, type Property } from '../host-object.ts';
import type { ConditionalFormatModel, ConditionalFormatType } from '../model/conditional-format.ts';
import { requireAllowed } from '../model/guards.ts';
import { RangeModel } from '../model/range.ts';
import { RangeAreasModel } from '../model/range-areas.ts';
import type { SheetModel } from '../model/shapes.ts';
import type { Json } from '../protocol.ts';
import { keyedCollection } from './collection.ts';
import { conditionalStyle } from './conditional-style.object.ts';
import { wrap } from './wrap.ts';

/** Addressed by its id: what lies over cells is made anew when they move. */
interface Format {
  readonly sheet: SheetModel;
  readonly id: string;
}

/** Data bars, colour scales, icons, top and bottom, and presets are not modelled. */
const TYPES = ['CellValue', 'Custom', 'ContainsText'] as const;
const OTHER_TYPES = ['DataBar', 'ColorScale', 'IconSet', 'TopBottom', 'PresetCriteria'] as const;

function of({ sheet, id }: Format): ConditionalFormatModel {
  const found = sheet.conditionalFormats.find((format) => format.id === id);
  if (!found) throw new HostError('ItemNotFound', 'ConditionalFormat');
  return found;
}

const CELL_OPERATORS = [
  'Between',
  'NotBetween',
  'EqualTo',
  'NotEqualTo',
  'GreaterThan',
  'LessThan',
  'GreaterThanOrEqual',
  'LessThanOrEqual',
] as const;
const TEXT_OPERATORS = ['Contains', 'NotContains', 'BeginsWith', 'EndsWith'] as const;

function cellRule(value: Argument): Json {
  const location = 'CellValueConditionalFormat.rule';
  const { formula1, formula2, operator } = objectOf(value, location);
  const known = oneOf(operator, CELL_OPERATORS, location);
  const rule = { formula1: textOf(formula1, location), operator: known };
  return known.endsWith('Between') ? { ...rule, formula2: textOf(formula2, location) } : rule;
}

function textRule(value: Argument): Json {
  const location = 'TextConditionalFormat.rule';
  const { text, operator } = objectOf(value, location);
  return { text: textOf(text, location), operator: oneOf(operator, TEXT_OPERATORS, location) };
}

const ruleProperty = (check: (value: Argument) => Json): Property<Format> => ({
  get: (self) => of(self).rule,
  set: (self, value) => void (of(self).rule = check(value)),
});

const style = (self: Format): HostObject => conditionalStyle(of(self).style);

const formula = ruleProperty((value) => {
  const text = textOf(value, 'ConditionalFormatRule.formula');
  if (!text.startsWith('=')) throw new HostError('InvalidArgument', 'ConditionalFormatRule.formula');
  return text;
});
const formulaRule = hostClass<Format>({
  name: 'ConditionalFormatRule',
  properties: { Formula: formula, FormulaLocal: formula },
});

const KINDS: Record<ConditionalFormatType, (self: Format) => HostObject> = {
  CellValue: hostClass<Format>({
    name: 'CellValueConditionalFormat',
    navigation: { Format: style },
    properties: { Rule: ruleProperty(cellRule) },
  }),
  ContainsText: hostClass<Format>({
    name: 'TextConditionalFormat',
    navigation: { Format: style },
    properties: { Rule: ruleProperty(textRule) },
  }),
  Custom: hostClass<Format>({ name: 'CustomConditionalFormat', navigation: { Format: style, Rule: formulaRule } }),
};

/** `cellValue` throws for a format of another type, `cellValueOrNullObject` is null. */
function kinds(): NonNullable<HostClass<Format>['navigation']> {
  const named = { CellValue: 'CellValue', Custom: 'Custom', TextComparison: 'ContainsText' } as const;
  return Object.fromEntries(
    Object.entries(named).flatMap(([name, type]) => [
      [name, (self: Format) => ofType(self, type) ?? refuseType(name)],
      [`${name}OrNullObject`, (self: Format) => ofType(self, type)],
    ]),
  );
}

const ofType = (self: Format, type: ConditionalFormatType): HostObject | null =>
  of(self).type === type ? KINDS[type](self) : null;

function refuseType(name: string): never {
  throw new HostError('InvalidOperation', `ConditionalFormat.${name.charAt(0).toLowerCase()}${name.slice(1)}`);
}

function setPriority(self: Format, value: Argument): void {
  const { conditionalFormats } = self.sheet;
  const to = integerOf(value, 'ConditionalFormat.priority');
  if (to < 0 || to >= conditionalFormats.length) throw new HostError('InvalidArgument', 'ConditionalFormat.priority');
  const moved = of(self);
  const others = conditionalFormats.filter((format) => format !== moved);
  self.sheet.conditionalFormats = [...others.slice(0, to), moved, ...others.slice(to)];
}

const place = (self: Format): HostObject => wrap(new RangeModel(self.sheet, of(self).area));

const conditionalFormat = hostClass<Format>({
  name: 'ConditionalFormat',
  identity: ({ id }) => ({ Id: id }),
  navigation: kinds(),
  properties: {
    Id: { get: ({ id }) => id },
    Type: { get: (self) => of(self).type },
    Priority: { get: (self) => self.sheet.conditionalFormats.indexOf(of(self)), set: setPriority },
    StopIfTrue: {
      get: (self) => of(self).stopIfTrue,
      set: (self, value) => void (of(self).stopIfTrue = flagOf(value, 'ConditionalFormat.stopIfTrue')),
    },
  },
  methods: {
    Delete: (self) => {
      const gone = of(self);
      self.sheet.conditionalFormats = self.sheet.conditionalFormats.filter((format) => format !== gone);
    },
    GetRange: place,
    GetRangeOrNullObject: place,
    GetRanges: (self) => wrap(new RangeAreasModel(self.sheet, [of(self).area])),
  },
});

/** The formats that touch the range, in order of priority. */
const over = ({ sheet, area }: RangeModel): readonly ConditionalFormatModel[] =>
  sheet.conditionalFormats.filter((format) => intersection(format.area, area));

const bind = ({ sheet }: RangeModel, { id }: ConditionalFormatModel): HostObject => conditionalFormat({ sheet, id });

/** A new format comes first ("added to the first/top priority", ConditionalFormatCollection.add). */
function add(range: RangeModel, [type]: readonly Argument[]): HostObject {
  const location = 'ConditionalFormatCollection.add';
  const name = oneOf(type, [...TYPES, ...OTHER_TYPES], location);
  const known = TYPES.find((t) => t === name);
  if (!known) throw new HostError('NotImplemented', location, `This host has no conditional formats of type ${name}.`);
  requireAllowed(range.sheet, 'allowFormatCells', location);
  const { sheet, area } = range;
  const id = sheet.workbook.nextGuid();
  const format = { id, type: known, area, stopIfTrue: false, rule: null, style: { borders: new Map() } };
  sheet.conditionalFormats = [format, ...sheet.conditionalFormats];
  return bind(range, format);
}

function clearAll(range: RangeModel): void {
  requireAllowed(range.sheet, 'allowFormatCells', 'ConditionalFormatCollection.clearAll');
  const gone = new Set(over(range));
  range.sheet.conditionalFormats = range.sheet.conditionalFormats.filter((format) => !gone.has(format));
}

const collection = keyedCollection<RangeModel>({
  name: 'ConditionalFormatCollection',
  items: (range) => over(range).map((format) => bind(range, format)),
  find: (range, key) => {
    const found = over(range).find(({ id }) => id === key);
    return found ? bind(range, found) : null;
  },
});

export const conditionalFormats = hostClass<RangeModel>({
  ...collection,
  methods: { ...collection.methods, Add: add, ClearAll: clearAll },
});
