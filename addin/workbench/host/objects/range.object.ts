import { MAX_COLUMNS, MAX_ROWS } from '../a1.ts';
import { flagOf, isAbsent, oneOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type Argument, type HostObject } from '../host-object.ts';
import { localAddress } from '../model/change-events.ts';
import { EventType } from '../model/events.ts';
import { PLAIN } from '../model/grid.ts';
import { requireAllowed, requireUnlocked } from '../model/guards.ts';
import { unmergeCells } from '../model/merges.ts';
import { RangeModel } from '../model/range.ts';
import { propertyMethods } from './cell-properties.ts';
import { required } from './collection.ts';
import { conditionalFormats } from './conditional-format.object.ts';
import { copyFrom } from './copying.ts';
import { dataValidation } from './data-validation.object.ts';
import { autoFill } from './filling.ts';
import { groupMethods } from './grouping.ts';
import { hyperlink, removeHyperlinks } from './hyperlinks.ts';
import { mergeMethods } from './merging.ts';
import { moveTo } from './move-range.ts';
import { rangeFormat } from './range-format.object.ts';
import { placeMethods } from './range-places.ts';
import { valueProperties } from './range-values.ts';
import { rangeView } from './range-view.object.ts';
import { removeDuplicates } from './remove-duplicates.ts';
import { find, replaceAll } from './search.ts';
import { insertOrDelete } from './shifting.ts';
import { positions } from './sizes.ts';
import { sortRange } from './sort.ts';
import { specialCells } from './special-cells.ts';
import { rangeStyle } from './styles.object.ts';
import { traceMethods } from './tracing.ts';
import { wrap, wraps } from './wrap.ts';

const CLEARS = ['All', 'Formats', 'Contents', 'Hyperlinks', 'RemoveHyperlinks'] as const;

export function clear(range: RangeModel, applyTo: Argument | undefined): void {
  const what = isAbsent(applyTo) ? 'All' : oneOf(applyTo, CLEARS, 'Range.clear');
  requireUnlocked(range, 'Range.clear');
  for (const { cell } of range.sheet.grid.edit(range.area)) {
    if (what === 'All' || what === 'Contents') {
      cell.value = '';
      cell.formula = null;
    }
    if (what === 'All' || what === 'Formats' || what === 'RemoveHyperlinks') {
      cell.format = 'General';
      cell.style = PLAIN;
    }
  }
  if (what !== 'Formats' && what !== 'Contents') removeHyperlinks(range);
  if (what === 'All' || what === 'Formats') unmergeCells(range.sheet, range.area);
  range.sheet.settleHeaders(range.area);
  range.sheet.workbook.cellsChanged(range, { source: 'ThisLocalAddin' });
}

const rangeSort = hostClass<RangeModel>({ name: 'RangeSort', methods: { Apply: sortRange } });

/** Whether all of some rows or columns are hidden; null when some are and some are not. */
function allHidden(count: number, isHidden: (index: number) => boolean): boolean | null {
  const first = isHidden(0);
  for (let i = 1; i < count; i++) if (isHidden(i) !== first) return null;
  return first;
}

const rowsHidden = ({ sheet, area }: RangeModel): boolean | null => {
  if (sheet.hiddenRowNumbers.size === 0) return false;
  return allHidden(area.rows, (i) => sheet.isRowHidden(area.row + i));
};
const columnsHidden = ({ sheet, area }: RangeModel): boolean | null =>
  allHidden(area.columns, (i) => sheet.hiddenColumns.has(area.column + i));

function hideRows(self: RangeModel, value: Argument): void {
  const { sheet, area } = self;
  const hide = flagOf(value, 'Range.rowHidden');
  requireAllowed(sheet, 'allowFormatRows', 'Range.rowHidden');
  for (let i = 0; i < area.rows; i++) sheet.setRowHidden(area.row + i, hide);
  sheet.workbook.events.fireOn(sheet.id, EventType.RowHiddenChanged, {
    address: localAddress(self),
    changeType: hide ? 'Hidden' : 'Unhidden',
    source: 'Local',
    worksheetId: sheet.id,
  });
}

function hideColumns({ sheet, area }: RangeModel, value: Argument): void {
  const hide = flagOf(value, 'Range.columnHidden');
  requireAllowed(sheet, 'allowFormatColumns', 'Range.columnHidden');
  for (let i = area.column; i < area.column + area.columns; i++) {
    if (hide) sheet.hiddenColumns.add(i);
    else sheet.hiddenColumns.delete(i);
  }
}

/** The client asks this before it sends more than 1,500 cells row by row. */
function checkSize({ area }: RangeModel, [rows, columns]: readonly Argument[]): void {
  if (rows !== area.rows || columns !== area.columns) throw new HostError('InvalidArgument', 'Range.values');
}

const wrapped = (found: object | null): HostObject | null => found && wrap(found);

const range = hostClass<RangeModel>({
  name: 'Range',
  identity: (self) => (self.referenceId === null ? {} : { _ReferenceId: self.referenceId }),
  navigation: {
    Worksheet: (self) => wrap(self.sheet),
    Format: rangeFormat,
    DataValidation: dataValidation,
    ConditionalFormats: ({ sheet, area }) => conditionalFormats({ sheet, areas: [area] }),
    Sort: rangeSort,
  },
  properties: {
    Address: { get: (self) => self.address },
    AddressLocal: { get: (self) => self.address },
    RowIndex: { get: (self) => self.area.row },
    ColumnIndex: { get: (self) => self.area.column },
    RowCount: { get: (self) => self.area.rows },
    ColumnCount: { get: (self) => self.area.columns },
    CellCount: { get: (self) => (self.cellCount > 2 ** 31 - 1 ? -1 : self.cellCount) },
    IsEntireColumn: { get: (self) => self.area.rows === MAX_ROWS },
    IsEntireRow: { get: (self) => self.area.columns === MAX_COLUMNS },
    ...valueProperties,
    ...positions,
    Hyperlink: hyperlink,
    Style: rangeStyle,
    RowHidden: { get: rowsHidden, set: hideRows },
    ColumnHidden: { get: columnsHidden, set: hideColumns },
    Hidden: {
      get: (self) => {
        const [rows, columns] = [rowsHidden(self), columnsHidden(self)];
        return rows === true || columns === true ? true : rows === false && columns === false ? false : null;
      },
    },
  },
  methods: {
    ...placeMethods,
    ...propertyMethods,
    ...traceMethods,
    ...groupMethods,
    ...mergeMethods,
    _KeepReference: (self) => self.sheet.workbook.track(self),
    _ValidateArraySize: checkSize,
    GetSpecialCells: (self, args) => required(wrapped(specialCells(self, args)), 'Range.getSpecialCells'),
    GetSpecialCellsOrNullObject: (self, args) => wrapped(specialCells(self, args)),
    GetVisibleView: (self) => rangeView({ range: self }),
    Find: (self, args) => required(wrapped(find(self, args)), 'Range.find'),
    FindOrNullObject: (self, args) => wrapped(find(self, args)),
    ReplaceAll: replaceAll,
    Calculate: (self) => self.sheet.workbook.calculation.request(),
    Clear: (self, [applyTo]) => clear(self, applyTo),
    CopyFrom: copyFrom,
    AutoFill: autoFill,
    MoveTo: moveTo,
    RemoveDuplicates: removeDuplicates,
    SetDirty: (self) => void (self.sheet.workbook.calculation.isStale = true),
    Insert: (self, [to]) => {
      const { sheet, area } = self;
      insertOrDelete(self, to, 1);
      return wrap(new RangeModel(sheet, area));
    },
    Delete: (self, [to]) => insertOrDelete(self, to, -1),
    Select: (self) => self.sheet.workbook.select(self),
  },
});

wraps(RangeModel, range);
