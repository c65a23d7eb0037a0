import { rangeOf, textOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type Argument, type HostObject } from '../host-object.ts';
import { EventType, WORKBOOK_TARGET } from '../model/events.ts';
import type { SheetModel } from '../model/sheet.ts';
import type { TableModel } from '../model/table.ts';
import type { WorkbookModel } from '../model/workbook.ts';
import { keyedCollection } from './collection.ts';
import { eventMethods } from './event-methods.ts';
import { table } from './table.object.ts';

/** The tables of a sheet, or of the whole workbook. */
interface Tables {
  readonly workbook: WorkbookModel;
  readonly sheet: SheetModel | null;
}

const all = ({ workbook, sheet }: Tables): readonly TableModel[] => sheet?.tables ?? workbook.tables;

function add({ workbook, sheet }: Tables, [place, hasHeaders]: readonly Argument[]): HostObject {
  const location = 'TableCollection.add';
  const range = rangeOf(place) ?? workbook.range(textOf(place, location), sheet, location);
  if (sheet && range.sheet !== sheet) throw new HostError('InvalidArgument', location);
  // Without headers Excel inserts a row for them; the add-in always brings its own.
  if (hasHeaders !== true) throw new HostError('NotImplemented', location, 'This host adds tables with headers only.');
  // A table has at least one row of data, blank if need be.
  const area = { ...range.area, rows: Math.max(2, range.area.rows) };
  return table(workbook.addTable(range.sheet, area));
}

const collection = keyedCollection<Tables>({
  name: 'TableCollection',
  hasCount: true,
  items: (self) => all(self).map(table),
  find: (self, key) => {
    const found = self.workbook.table(key);
    return found && all(self).includes(found) ? table(found) : null;
  },
});

const tables = hostClass<Tables>({
  ...collection,
  methods: {
    ...collection.methods,
    ...eventMethods<Tables>(
      (self) => self.workbook.events,
      (self) => self.sheet?.id ?? WORKBOOK_TARGET,
      { Added: EventType.TableAdded, Deleted: EventType.TableDeleted, DataChanged: EventType.TableDataChanged },
    ),
    Add: add,
  },
});

export const sheetTables = (sheet: SheetModel): HostObject => tables({ workbook: sheet.workbook, sheet });
export const workbookTables = (workbook: WorkbookModel): HostObject => tables({ workbook, sheet: null });
