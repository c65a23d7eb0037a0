import { intersection, type Area } from '../a1.ts';
import { flagOf, integerOf, oneOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type Argument, type HostClass, type HostObject } from '../host-object.ts';
import {
  CONDITIONAL_FORMAT_TYPES,
  type ConditionalFormatModel,
  type ConditionalFormatType,
} from '../model/conditional-format.ts';
import { requireAllowed } from '../model/guards.ts';
import { RangeModel } from '../model/range.ts';
import { RangeAreasModel } from '../model/range-areas.ts';
import type { SheetModel } from '../model/shapes.ts';
import { keyedCollection, required } from './collection.ts';
import { KINDS } from './conditional-kinds.ts';
import { formatOf, type Format } from './conditional-rule.ts';
import { wrap } from './wrap.ts';

/** `cellValue` throws for a format of another type, `cellValueOrNullObject` is null. */
function kinds(): NonNullable<HostClass<Format>['navigation']> {
  const named = {
    CellValue: 'CellValue',
    ColorScale: 'ColorScale',
    Custom: 'Custom',
    DataBar: 'DataBar',
    IconSet: 'IconSet',
    Preset: 'PresetCriteria',
    TextComparison: 'ContainsText',
    TopBottom: 'TopBottom',
  } as const;
  return Object.fromEntries(
    Object.entries(named).flatMap(([name, type]) => [
      [name, (self: Format) => ofType(self, type) ?? refuseType(name)],
      [`${name}OrNullObject`, (self: Format) => ofType(self, type)],
    ]),
  );
}

const ofType = (self: Format, type: ConditionalFormatType): HostObject | null =>
  formatOf(self).type === type ? KINDS[type](self) : null;

function refuseType(name: string): never {
  throw new HostError('InvalidOperation', `ConditionalFormat.${name.charAt(0).toLowerCase()}${name.slice(1)}`);
}

/**
 * "Use a negative priority to begin from the back. Priorities greater than the bounds will get and set to the maximum (or
 * minimum if negative) priority" (ConditionalFormat.priority).
 */
function setPriority(self: Format, value: Argument): void {
  const wanted = integerOf(value, 'ConditionalFormat.priority');
  const moved = formatOf(self);
  const others = self.sheet.conditionalFormats.filter((format) => format !== moved);
  const to = wanted < 0 ? Math.max(0, others.length + 1 + wanted) : wanted;
  self.sheet.conditionalFormats = [...others.slice(0, to), moved, ...others.slice(to)];
}

/** "Returns the range to which the conditional format is applied": where there are several, that is no range. */
function place(self: Format): HostObject | null {
  const [area, ...more] = formatOf(self).areas;
  return area && more.length === 0 ? wrap(new RangeModel(self.sheet, area)) : null;
}

const conditionalFormat = hostClass<Format>({
  name: 'ConditionalFormat',
  identity: ({ id }) => ({ Id: id }),
  navigation: kinds(),
  properties: {
    Id: { get: ({ id }) => id },
    Type: { get: (self) => formatOf(self).type },
    Priority: { get: (self) => self.sheet.conditionalFormats.indexOf(formatOf(self)), set: setPriority },
    StopIfTrue: {
      get: (self) => formatOf(self).stopIfTrue,
      set: (self, value) => void (formatOf(self).stopIfTrue = flagOf(value, 'ConditionalFormat.stopIfTrue')),
    },
  },
  methods: {
    Delete: (self) => {
      const gone = formatOf(self);
      self.sheet.conditionalFormats = self.sheet.conditionalFormats.filter((format) => format !== gone);
    },
    GetRange: (self) => required(place(self), 'ConditionalFormat.getRange'),
    GetRangeOrNullObject: place,
    GetRanges: (self) => wrap(new RangeAreasModel(self.sheet, formatOf(self).areas)),
  },
});

/** A range, or several of a sheet. */
export interface Place {
  readonly sheet: SheetModel;
  readonly areas: readonly Area[];
}

/** The formats that touch the place, in order of priority. */
const over = ({ sheet, areas }: Place): readonly ConditionalFormatModel[] =>
  sheet.conditionalFormats.filter((format) =>
    format.areas.some((area) => areas.some((other) => intersection(area, other))),
  );

const bind = ({ sheet }: Place, { id }: ConditionalFormatModel): HostObject => conditionalFormat({ sheet, id });

/** A new format comes first ("added to the first/top priority", ConditionalFormatCollection.add). */
function add(at: Place, [type]: readonly Argument[]): HostObject {
  const location = 'ConditionalFormatCollection.add';
  const known = oneOf(type, CONDITIONAL_FORMAT_TYPES, location);
  requireAllowed(at.sheet, 'allowFormatCells', location);
  const { sheet, areas } = at;
  const id = sheet.workbook.nextGuid();
  const format = { id, type: known, areas, stopIfTrue: false, rule: null, style: { borders: new Map() } };
  sheet.conditionalFormats = [format, ...sheet.conditionalFormats];
  return bind(at, format);
}

function clearAll(at: Place): void {
  requireAllowed(at.sheet, 'allowFormatCells', 'ConditionalFormatCollection.clearAll');
  const gone = new Set(over(at));
  at.sheet.conditionalFormats = at.sheet.conditionalFormats.filter((format) => !gone.has(format));
}

const collection = keyedCollection<Place>({
  name: 'ConditionalFormatCollection',
  items: (at) => over(at).map((format) => bind(at, format)),
  find: (at, key) => {
    const found = over(at).find(({ id }) => id === key);
    return found ? bind(at, found) : null;
  },
});

export const conditionalFormats = hostClass<Place>({
  ...collection,
  methods: { ...collection.methods, Add: add, ClearAll: clearAll },
});
