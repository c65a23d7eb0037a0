/** What the listeners are told when cells change; building a message keeps a reference to the range, so only if heard. */
import { intersection } from '../a1.ts';
import { typeOfValue } from '../value.ts';
import { EventType, WORKBOOK_TARGET } from './events.ts';
import { RangeModel } from './range.ts';
import type { CellChange, WorkbookModel } from './shapes.ts';

export const localAddress = ({ address }: Pick<RangeModel, 'address'>): string =>
  address.slice(address.lastIndexOf('!') + 1);

export function announceCells(workbook: WorkbookModel, range: RangeModel, change: CellChange): void {
  const { events } = workbook;
  const { sheet } = range;
  const tables = sheet.tables.filter((table) => intersection(table.area, range.area));
  const isHeard =
    [sheet.id, WORKBOOK_TARGET].some((t) => events.isHeard(t, EventType.DataChanged)) ||
    [...tables.map((t) => t.id), WORKBOOK_TARGET].some((t) => events.isHeard(t, EventType.TableDataChanged));
  if (!isHeard) return;
  const message = {
    ...placeOf(workbook, range),
    changeType: change.type ?? 'RangeEdited',
    source: change.isRemote ? 'Remote' : 'Local',
    triggerSource: change.source,
    shiftDirection: change.shiftDirection ?? 'None',
  };
  const details = singleCellDetails(range, change.before);
  events.fireOn(sheet.id, EventType.DataChanged, () => ({ ...message, ...details() }));
  for (const { id: tableId } of tables) {
    events.fireOn(tableId, EventType.TableDataChanged, () => ({ ...message, tableId, ...details() }));
  }
}

export function announceFormats(workbook: WorkbookModel, range: RangeModel): void {
  const { events } = workbook;
  if (![range.sheet.id, WORKBOOK_TARGET].some((t) => events.isHeard(t, EventType.FormatChanged))) return;
  events.fireOn(range.sheet.id, EventType.FormatChanged, { ...placeOf(workbook, range), source: 'Local' });
}

/** @param offset of the pointer from the cell's left and upper edge, in points */
export function announceClick(
  { events }: WorkbookModel,
  cell: RangeModel,
  offset: { readonly offsetX: number; readonly offsetY: number },
): void {
  const message = { worksheetId: cell.sheet.id, address: localAddress(cell), ...offset };
  events.fireOn(cell.sheet.id, EventType.SingleClicked, message);
}

function placeOf(workbook: WorkbookModel, range: RangeModel): object {
  const referenceId = `ev${workbook.nextId()}`;
  workbook.references.set(referenceId, new RangeModel(range.sheet, range.area));
  return { worksheetId: range.sheet.id, address: localAddress(range), referenceId };
}

/** Of a formula the result counts, once it is calculated; anything else may have been written over by then. */
function singleCellDetails(range: RangeModel, before: CellChange['before']): () => object {
  if (before === undefined || range.cellCount !== 1) return () => ({});
  const { grid } = range.sheet;
  const { row, column } = range.area;
  const { formula, value } = grid.at(row, column);
  return () => {
    const after = formula === null ? value : grid.at(row, column).value;
    return {
      valueBefore: before,
      valueAfter: after,
      valueTypeBefore: typeOfValue(before),
      valueTypeAfter: typeOfValue(after),
    };
  };
}
