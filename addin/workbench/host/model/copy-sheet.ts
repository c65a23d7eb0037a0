import { copyOfChart } from './chart.ts';
import { copyOfFormat } from './conditional-format.ts';
import { requireOpenStructure } from './guards.ts';
import { RangeModel } from './range.ts';
import type { RangeModel as Place, SheetModel } from './shapes.ts';

const LOCATION = 'Worksheet.copy';

/**
 * The sheet again, as Excel copies it: cells, layout, rules, tables and names of the sheet; comments stay.
 * `place` is the index that the copy shall have, counted with the copy at the end.
 * @throws HostError AccessDenied when the workbook's structure is protected
 */
export function copySheet(from: SheetModel, place: number): SheetModel {
  const { workbook } = from;
  requireOpenStructure(workbook, LOCATION);
  const copy = workbook.addSheet(freeName(from));
  copy.copyLayout(from);
  for (const { row, column, cell } of from.grid.existing()) copy.grid.put(row, column, { ...cell });
  copy.validations = from.validations.map((validation) => ({ ...validation }));
  copy.conditionalFormats = from.conditionalFormats.map((format) => copyOfFormat(format, workbook.nextGuid()));
  copy.hyperlinks = [...from.hyperlinks];
  copy.pageLayout.copy(from.pageLayout);
  const follow = (range: Place): Place => (range.sheet === from ? new RangeModel(copy, range.area) : range.with({}));
  copy.charts = from.charts.map((chart) => copyOfChart(chart, { id: workbook.nextGuid(), follow }));
  copy.merges = from.merges;
  copy.autoFilter = from.autoFilter && { area: from.autoFilter.area, criteria: new Map(from.autoFilter.criteria) };
  copy.protection = from.protection;
  copyTables(from, copy);
  for (const name of workbook.names.filter((n) => n.scope === from)) {
    const target = typeof name.target === 'string' ? name.target : copied(name.target.area, copy);
    workbook.names.push({ ...name, scope: copy, target });
  }
  workbook.moveSheet(copy, place);
  workbook.calculation.isStale = true;
  return copy;
}

function copied(area: RangeModel['area'], sheet: SheetModel): RangeModel {
  const range = new RangeModel(sheet, area);
  sheet.workbook.track(range);
  return range;
}

function copyTables(from: SheetModel, to: SheetModel): void {
  for (const table of from.tables) {
    const copy = from.workbook.addTable(to, table.area);
    const { style, showFilterButton, showBandedRows, showBandedColumns } = table;
    const { highlightFirstColumn, highlightLastColumn, showTotals, hasInsertRow } = table;
    Object.assign(copy, { style, showFilterButton, showBandedRows, showBandedColumns });
    Object.assign(copy, { highlightFirstColumn, highlightLastColumn, showTotals, hasInsertRow });
  }
}

/** `Prices (2)`, as Excel names a copy. */
function freeName({ workbook, name }: SheetModel): string {
  for (let n = 2; ; n++) {
    const suffix = ` (${n})`;
    const free = name.slice(0, 31 - suffix.length) + suffix;
    if (!workbook.sheet(free)) return free;
  }
}
