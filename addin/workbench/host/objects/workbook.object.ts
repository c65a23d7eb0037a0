import { flagOf, oneOf, textOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type HostObject } from '../host-object.ts';
import { RangeModel } from '../model/range.ts';
import { RangeAreasModel } from '../model/range-areas.ts';
import type { WorkbookModel } from '../model/shapes.ts';
import { workbookComments } from './comments.object.ts';
import { customXmlParts } from './custom-xml.object.ts';
import { documentProperties } from './document-properties.object.ts';
import { functions } from './functions.object.ts';
import { workbookNames } from './names.object.ts';
import { wrap } from './wrap.ts';
import { settings } from './settings.object.ts';
import { styles } from './styles.object.ts';
import { workbookTables } from './table-collection.object.ts';
// Register how tables and areas of several sheets are wrapped.
import './table.object.ts';
import './workbook-range-areas.object.ts';
import { workbookProtection } from './worksheet-protection.object.ts';
import { worksheets } from './worksheet.object.ts';

const CALCULATION_MODES = ['Automatic', 'AutomaticExceptTables', 'Manual'] as const;

/** The host speaks en-US only; the patterns are number formats of Excel. */
const cultureInfo = hostClass<WorkbookModel>({
  name: 'CultureInfo',
  navigation: {
    NumberFormat: hostClass<WorkbookModel>({
      name: 'NumberFormatInfo',
      properties: { NumberDecimalSeparator: { get: () => '.' }, NumberGroupSeparator: { get: () => ',' } },
    }),
    DatetimeFormat: hostClass<WorkbookModel>({
      name: 'DatetimeFormatInfo',
      properties: {
        DateSeparator: { get: () => '/' },
        LongDatePattern: { get: () => 'dddd, mmmm d, yyyy' },
        ShortDatePattern: { get: () => 'm/d/yyyy' },
        TimeSeparator: { get: () => ':' },
        LongTimePattern: { get: () => 'h:mm:ss AM/PM' },
      },
    }),
  },
  properties: { Name: { get: () => 'en-US' } },
});

const application = hostClass<WorkbookModel>({
  name: 'Application',
  navigation: { CultureInfo: cultureInfo },
  properties: {
    CalculationMode: {
      get: ({ calculation }) => calculation.mode,
      set: ({ calculation }, value) =>
        void (calculation.mode = oneOf(value, CALCULATION_MODES, 'Application.calculationMode')),
    },
    // Batches are answered when the calculation is done; in manual mode a change waits for it.
    CalculationState: { get: ({ calculation }) => (calculation.isStale ? 'Pending' : 'Done') },
    DecimalSeparator: { get: () => '.' },
    ThousandsSeparator: { get: () => ',' },
    UseSystemSeparators: { get: () => true },
  },
  methods: {
    Calculate: ({ calculation }, [type]) => {
      oneOf(type, ['Recalculate', 'Full', 'FullRebuild'] as const, 'Application.calculate');
      calculation.request();
    },
    // Nothing is drawn and nothing is calculated between the actions of a batch anyway.
    SuspendScreenUpdatingUntilNextSync: () => undefined,
    SuspendApiCalculationUntilNextSync: () => undefined,
  },
});

const runtime = hostClass<WorkbookModel>({
  name: 'Runtime',
  properties: {
    EnableEvents: {
      get: (workbook) => workbook.events.enabled,
      set: (workbook, value) => void (workbook.events.enabled = flagOf(value, 'Runtime.enableEvents')),
    },
  },
});

function eventRange(workbook: WorkbookModel, id: unknown): HostObject | null {
  const found = typeof id === 'string' ? workbook.references.get(id) : undefined;
  return found instanceof RangeModel ? wrap(found.with({})) : null;
}

export const workbook = hostClass<WorkbookModel>({
  name: 'Workbook',
  navigation: {
    Worksheets: worksheets,
    Tables: workbookTables,
    Names: workbookNames,
    Settings: settings,
    Comments: workbookComments,
    Application: application,
    Functions: functions,
    Styles: styles,
    CustomXmlParts: customXmlParts,
    Properties: ({ properties }) => documentProperties(properties),
    Protection: workbookProtection,
    _Runtime: runtime,
  },
  properties: {
    Name: { get: () => 'Book1.xlsx' },
    ReadOnly: { get: () => false },
    AutoSave: { get: () => false },
    IsDirty: { get: () => false },
  },
  methods: {
    GetSelectedRange: (self) => wrap(self.selection.with({})),
    GetSelectedRanges: (self) => wrap(new RangeAreasModel(self.selection.sheet, [self.selection.area])),
    GetActiveCell: (self) => wrap(self.selection.with({ rows: 1, columns: 1 })),
    _RemoveReference: (self, [id]) => void self.references.delete(textOf(id, 'Workbook._RemoveReference')),
    _GetRangeForEventByReferenceId: (self, [id]) => {
      const found = eventRange(self, id);
      if (!found) throw new HostError('ItemNotFound', 'Workbook._GetRangeForEventByReferenceId');
      return found;
    },
    _GetRangeOrNullObjectForEventByReferenceId: (self, [id]) => eventRange(self, id),
  },
});
