import { intersection } from '../a1.ts';
import { EventType, WORKBOOK_TARGET } from './events.ts';
import { RangeModel } from './range.ts';
import type { CellChange, SheetModel, WorkbookModel } from './shapes.ts';

type Formulas = Map<string, string>;

/**
 * Remembers every formula while somebody listens for changed ones: an event names the formula before, and cells are changed
 * in many ways.
 */
export class FormulaWatch {
  private readonly known = new Map<SheetModel, Formulas>();

  /** From now on changes are told. */
  start({ sheets }: WorkbookModel): void {
    for (const sheet of sheets) this.remember(sheet);
  }

  changed(range: RangeModel, { type = 'RangeEdited', isRemote = false }: CellChange): void {
    const { sheet } = range;
    const { events } = sheet.workbook;
    if (![sheet.id, WORKBOOK_TARGET].some((target) => events.isHeard(target, EventType.FormulaChanged))) return;
    const before = this.known.get(sheet) ?? new Map<string, string>();
    const after = this.remember(sheet);
    // Where cells moved, formulas stand elsewhere without having been changed.
    if (type !== 'RangeEdited') return;
    const places = [...new Set([...before.keys(), ...after.keys()])].filter((place) => {
      return before.get(place) !== after.get(place) && intersection(areaOf(place), range.area);
    });
    if (places.length === 0) return;
    const formulaDetails = places.map((place) => ({
      cellAddress: new RangeModel(sheet, areaOf(place)).address.split('!').at(-1),
      previousFormula: before.get(place) ?? '',
    }));
    const source = isRemote ? 'Remote' : 'Local';
    events.fireOn(sheet.id, EventType.FormulaChanged, { worksheetId: sheet.id, source, formulaDetails });
  }

  private remember(sheet: SheetModel): Formulas {
    const formulas: Formulas = new Map();
    if (sheet.grid.hasFormulas) {
      for (const { row, column, cell } of sheet.grid.existing()) {
        if (cell.formula !== null) formulas.set(`${row} ${column}`, cell.formula);
      }
    }
    this.known.set(sheet, formulas);
    return formulas;
  }
}

function areaOf(place: string): { row: number; column: number; rows: 1; columns: 1 } {
  const [row = 0, column = 0] = place.split(' ').map(Number);
  return { row, column, rows: 1, columns: 1 };
}
