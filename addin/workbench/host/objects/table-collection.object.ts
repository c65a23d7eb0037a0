import { intersection } from '../a1.ts';
import { flagOf, rangeOf, textOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type Argument, type HostObject } from '../host-object.ts';
import { EventType, WORKBOOK_TARGET } from '../model/events.ts';
import { requireUnprotected } from '../model/guards.ts';
import type { SheetModel, TableModel, WorkbookModel } from '../model/shapes.ts';
import { keyedCollection, required } from './collection.ts';
import { eventMethods } from './event-methods.ts';
import { wrap } from './wrap.ts';

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
  requireUnprotected(range.sheet, location);
  const { area } = range;
  const isHeaded = flagOf(hasHeaders, location);
  if (range.sheet.tables.some((other) => intersection(other.area, area))) {
    throw new HostError('InvalidArgument', location, 'A table cannot overlap another table.');
  }
  // "Excel will automatically generate header shifting the data down by one row."
  if (!isHeaded) range.sheet.shift({ ...area, rows: 1 }, 'rows', 1);
  // A table has at least one row of data, blank if need be.
  const rows = isHeaded ? Math.max(2, area.rows) : area.rows + 1;
  const table = workbook.addTable(range.sheet, { ...area, rows });
  table.hasInsertRow = isHeaded && area.rows === 1;
  return wrap(table);
}

const collection = keyedCollection<Tables>({
  name: 'TableCollection',
  hasCount: true,
  items: (self) => all(self).map(wrap),
  find: (self, key) => {
    const found = self.workbook.table(key);
    return found && all(self).includes(found) ? wrap(found) : null;
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

const scoped = keyedCollection<readonly TableModel[]>({
  name: 'TableScopedCollection',
  items: (tables_) => tables_.map(wrap),
  find: (tables_, key) => {
    const found = tables_.find((t) => t.id === key || t.name.toLowerCase() === String(key).toLowerCase());
    return found ? wrap(found) : null;
  },
});

/** The tables that touch a range. */
export const tablesWithin = hostClass<readonly TableModel[]>({
  ...scoped,
  methods: {
    ...scoped.methods,
    GetFirst: ([first]) => required(first ? wrap(first) : null, 'TableScopedCollection.getFirst'),
  },
});
