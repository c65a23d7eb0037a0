import { intersection, MAX_COLUMNS, MAX_ROWS, parseAddress, type Area } from '../a1.ts';
import { integerOf, rangeOf, textOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import { HostObject, hostClass, type Argument } from '../host-object.ts';
import { RangeAreasModel } from '../model/range-areas.ts';
import { RangeModel } from '../model/range.ts';
import type { SheetModel } from '../model/shapes.ts';
import { required } from './collection.ts';
import type { Json } from '../protocol.ts';
import { conditionalFormats } from './conditional-format.object.ts';
import { copyFrom } from './copying.ts';
import { dataValidation, invalidCells } from './data-validation.object.ts';
import { clear } from './range.object.ts';
import { rangeFormat } from './range-format.object.ts';
import { tablesAt, usedWithin } from './range-places.ts';
import { specialCells } from './special-cells.ts';
import { areasStyle } from './styles.object.ts';
import { together } from './together.ts';
import { wrap, wraps } from './wrap.ts';

/** The areas that an address such as `A1:B2,D4` names. */
export function areasAt(sheet: SheetModel, address: string, location: string): RangeAreasModel {
  const areas = address.split(',').map((part) => {
    const parsed = parseAddress(part.trim());
    const isHere = parsed && (parsed.sheet === null || sheet.workbook.sheet(parsed.sheet) === sheet);
    if (!isHere) throw new HostError('InvalidArgument', location);
    return parsed.area;
  });
  return new RangeAreasModel(sheet, areas);
}

function at(self: RangeAreasModel, index: number): HostObject {
  const area = self.areas[index];
  if (!area) throw new HostError('InvalidArgument', 'RangeCollection.getItemAt');
  return wrap(new RangeModel(self.sheet, area));
}

const areas = hostClass<RangeAreasModel>({
  name: 'RangeCollection',
  items: (self) => self.ranges.map(wrap),
  methods: {
    GetCount: (self) => self.areas.length,
    GetItemAt: (self, [index]) => at(self, integerOf(index, 'RangeCollection.getItemAt')),
  },
});

const of = (sheet: SheetModel, parts: readonly Area[]): HostObject | null =>
  parts.length > 0 ? wrap(new RangeAreasModel(sheet, parts)) : null;

function common(self: RangeAreasModel, argument: Argument | undefined): HostObject | null {
  const location = 'RangeAreas.getIntersection';
  const others =
    argument instanceof HostObject && argument.target instanceof RangeAreasModel
      ? argument.target.areas
      : [(rangeOf(argument) ?? self.sheet.workbook.range(textOf(argument, location), self.sheet, location)).area];
  return of(
    self.sheet,
    self.areas.flatMap((area) => others.flatMap((other) => intersection(area, other) ?? [])),
  );
}

function used(self: RangeAreasModel, valuesOnly: Argument | undefined): HostObject | null {
  return of(
    self.sheet,
    self.ranges.flatMap((range) => usedWithin(range, valuesOnly)?.area ?? []),
  );
}

/** `MixedCriteria` where some cells have no rule, `Inconsistent` where rules differ (DataValidationType). */
function sharedType(types: readonly Json[]): Json {
  if (types.every((type) => type === types[0])) return types[0] ?? null;
  return types.includes('None') || types.includes('MixedCriteria') ? 'MixedCriteria' : 'Inconsistent';
}

const invalid = (self: RangeAreasModel): HostObject | null =>
  of(
    self.sheet,
    self.ranges.flatMap((range) => invalidCells(range)?.areas ?? []),
  );

const validation = (self: RangeAreasModel): HostObject =>
  together(self.ranges.map(dataValidation), {
    properties: { Type: sharedType },
    methods: {
      GetInvalidCells: () => required(invalid(self), 'DataValidation.getInvalidCells'),
      GetInvalidCellsOrNullObject: () => invalid(self),
    },
  });

const special = (self: RangeAreasModel, args: readonly Argument[]): HostObject | null =>
  of(
    self.sheet,
    // A single cell would have the whole sheet searched.
    self.ranges.flatMap((range) =>
      (specialCells(range, args)?.areas ?? []).flatMap((area) => intersection(area, range.area) ?? []),
    ),
  );

function copy(self: RangeAreasModel, args: readonly Argument[]): void {
  for (const range of self.ranges) copyFrom(range, args);
}

const rangeAreas = hostClass<RangeAreasModel>({
  name: 'RangeAreas',
  identity: ({ referenceId }) => (referenceId === null ? {} : { _ReferenceId: referenceId }),
  navigation: {
    Areas: areas,
    Worksheet: (self) => wrap(self.sheet),
    Format: (self) => together(self.ranges.map(rangeFormat)),
    DataValidation: validation,
    ConditionalFormats: conditionalFormats,
  },
  properties: {
    Address: { get: (self) => self.address },
    Style: areasStyle,
    AddressLocal: { get: (self) => self.address },
    AreaCount: { get: (self) => self.areas.length },
    CellCount: { get: (self) => self.ranges.reduce((total, range) => total + range.cellCount, 0) },
    IsEntireColumn: { get: (self) => self.areas.every((area) => area.rows === MAX_ROWS) },
    IsEntireRow: { get: (self) => self.areas.every((area) => area.columns === MAX_COLUMNS) },
  },
  methods: {
    _KeepReference: (self) => self.sheet.workbook.track(self),
    Clear: (self, [applyTo]) => {
      for (const range of self.ranges) clear(range, applyTo);
    },
    Calculate: (self) => self.sheet.workbook.calculation.request(),
    SetDirty: (self) => void (self.sheet.workbook.calculation.isStale = true),
    CopyFrom: copy,
    GetSpecialCells: (self, args) => required(special(self, args), 'RangeAreas.getSpecialCells'),
    GetSpecialCellsOrNullObject: special,
    GetTables: (self, [fullyContained]) => tablesAt(self.sheet, self.areas, fullyContained),
    GetEntireRow: (self) =>
      wrap(
        new RangeAreasModel(
          self.sheet,
          self.areas.map((a) => ({ ...a, column: 0, columns: MAX_COLUMNS })),
        ),
      ),
    GetEntireColumn: (self) =>
      wrap(
        new RangeAreasModel(
          self.sheet,
          self.areas.map((a) => ({ ...a, row: 0, rows: MAX_ROWS })),
        ),
      ),
    GetOffsetRangeAreas: (self, [rows, columns]) => {
      const [down, right] = [
        integerOf(rows, 'RangeAreas.getOffsetRangeAreas'),
        integerOf(columns, 'RangeAreas.getOffsetRangeAreas'),
      ];
      const moved = self.ranges.map(({ area }) => ({ ...area, row: area.row + down, column: area.column + right }));
      for (const area of moved) new RangeModel(self.sheet, area);
      return wrap(new RangeAreasModel(self.sheet, moved));
    },
    GetIntersection: (self, [other]) => required(common(self, other), 'RangeAreas.getIntersection'),
    GetIntersectionOrNullObject: (self, [other]) => common(self, other),
    GetUsedRangeAreas: (self, [valuesOnly]) => required(used(self, valuesOnly), 'RangeAreas.getUsedRangeAreas'),
    GetUsedRangeAreasOrNullObject: (self, [valuesOnly]) => used(self, valuesOnly),
  },
});

wraps(RangeAreasModel, rangeAreas);
