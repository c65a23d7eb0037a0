/** Precedents and dependents: the cells that formulas refer to, and those whose formulas refer to a range. */
import { intersection, type Area } from '../a1.ts';
import { referencesOf } from '../formula-references.ts';
import type { HostObject, Methods } from '../host-object.ts';
import { RangeAreasModel } from '../model/range-areas.ts';
import type { RangeModel } from '../model/range.ts';
import type { SheetModel } from '../model/shapes.ts';
import { WorkbookRangeAreasModel } from '../model/workbook-range-areas.ts';
import { required } from './collection.ts';
import { wrap } from './wrap.ts';

/** Cells of one sheet. */
interface Cells {
  readonly sheet: SheetModel;
  readonly area: Area;
}

const key = ({ sheet, area }: Cells): string => `${sheet.id} ${area.row} ${area.column} ${area.rows} ${area.columns}`;

function* formulas(sheet: SheetModel, within?: Area): Generator<Cells & { readonly formula: string }> {
  for (const { row, column, cell } of sheet.grid.existing(within)) {
    if (cell.formula !== null) yield { sheet, area: { row, column, rows: 1, columns: 1 }, formula: cell.formula };
  }
}

function referred({ sheet }: Cells, formula: string): Cells[] {
  return referencesOf(formula).flatMap(({ sheet: name, area }) => {
    const owner = name === null ? sheet : sheet.workbook.sheet(name);
    return owner ? [{ sheet: owner, area }] : [];
  });
}

const precedents = (cells: Cells): Cells[] =>
  [...formulas(cells.sheet, cells.area)].flatMap((cell) => referred(cell, cell.formula));

const dependents = (cells: Cells): Cells[] =>
  cells.sheet.workbook.sheets
    .flatMap((sheet) => [...formulas(sheet)])
    .filter((cell) =>
      referred(cell, cell.formula).some((r) => r.sheet === cells.sheet && intersection(r.area, cells.area)),
    );

/** Step by step until nothing new is found. */
function everything(from: Cells, step: (cells: Cells) => Cells[]): Cells[] {
  const found = new Map<string, Cells>();
  for (let fresh = [from]; fresh.length > 0;) {
    fresh = fresh.flatMap(step).filter((cells) => !found.has(key(cells)));
    for (const cells of fresh) found.set(key(cells), cells);
  }
  return [...found.values()];
}

/** Null when there is none: "ItemNotFound" for an add-in (Range.getPrecedents). */
function onSheets(cells: readonly Cells[]): HostObject | null {
  const distinct = [...new Map(cells.map((c) => [key(c), c])).values()];
  const parts = [...new Set(distinct.map(({ sheet }) => sheet))].map((sheet) => {
    const areas = distinct.filter((c) => c.sheet === sheet).map(({ area }) => area);
    return new RangeAreasModel(sheet, areas);
  });
  return parts.length > 0 ? wrap(new WorkbookRangeAreasModel(parts)) : null;
}

const traced =
  (name: string, find: (self: RangeModel) => readonly Cells[]) =>
  (self: RangeModel): HostObject =>
    required(onSheets(find(self)), `Range.${name}`);

export const traceMethods: Methods<RangeModel> = {
  GetDirectPrecedents: traced('getDirectPrecedents', precedents),
  GetPrecedents: traced('getPrecedents', (self) => everything(self, precedents)),
  GetDirectDependents: traced('getDirectDependents', dependents),
  GetDependents: traced('getDependents', (self) => everything(self, dependents)),
};
