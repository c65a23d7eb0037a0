/** Find and replace. What Excel's API searches, values or formulas, is not documented: here it is what was entered. */
import { isAbsent, objectOf, oneOf, textOf } from '../arguments.ts';
import type { Argument } from '../host-object.ts';
import type { Cell } from '../model/grid.ts';
import { requireUnlocked } from '../model/guards.ts';
import { RangeModel } from '../model/range.ts';
import { areasOf, RangeAreasModel } from '../model/range-areas.ts';
import { wildcard } from '../wildcard.ts';
import { optionalFlag } from './range-values.ts';

interface Search {
  readonly pattern: RegExp;
  readonly isBackwards: boolean;
}

function searchFor(text: Argument | undefined, criteria: Argument | undefined, location: string): Search {
  const given = isAbsent(criteria) ? {} : objectOf(criteria, location);
  const options = {
    isWhole: optionalFlag(given['completeMatch'], location),
    isCaseSensitive: optionalFlag(given['matchCase'], location),
  };
  const direction = given['searchDirection'];
  const isBackwards =
    !isAbsent(direction) && oneOf(direction, ['Forward', 'Backwards'] as const, location) === 'Backwards';
  return { pattern: wildcard(textOf(text, location), options), isBackwards };
}

const enteredText = ({ value, formula }: Readonly<Cell>): string => formula ?? String(value);

const isHit = (cell: Readonly<Cell>, { pattern }: Search): boolean =>
  enteredText(cell) !== '' && pattern.test(enteredText(cell));

/** The first hit row by row; a single cell has the rest of its sheet searched after it, and then from its beginning. */
export function find(self: RangeModel, [text, criteria]: readonly Argument[]): RangeModel | null {
  const search = searchFor(text, criteria, 'Range.find');
  const { sheet, area } = self;
  const within = self.cellCount === 1 ? sheet.grid.used(true) : area;
  if (!within) return null;
  const hits = [...sheet.grid.existing(within)]
    .filter(({ cell }) => isHit(cell, search))
    .sort((a, b) => a.row - b.row || a.column - b.column);
  if (search.isBackwards) hits.reverse();
  const isAfter = (hit: { row: number; column: number }): boolean => {
    const order = hit.row - area.row || hit.column - area.column;
    return search.isBackwards ? order < 0 : order > 0;
  };
  const hit = self.cellCount === 1 ? (hits.find(isAfter) ?? hits[0]) : hits[0];
  return hit ? new RangeModel(sheet, { row: hit.row, column: hit.column, rows: 1, columns: 1 }) : null;
}

export function findAll(self: RangeModel, [text, criteria]: readonly Argument[]): RangeAreasModel | null {
  const search = searchFor(text, criteria, 'Worksheet.findAll');
  const used = self.sheet.grid.used(true);
  if (!used) return null;
  const areas = areasOf(used, (i, j) => isHit(self.sheet.grid.at(used.row + i, used.column + j), search));
  return areas.length > 0 ? new RangeAreasModel(self.sheet, areas) : null;
}

/** How many replacements were made. */
export function replaceAll(self: RangeModel, [text, replacement, criteria]: readonly Argument[]): number {
  const location = 'Range.replaceAll';
  const search = searchFor(text, criteria, location);
  const by = textOf(replacement, location);
  const everywhere = new RegExp(search.pattern.source, `${search.pattern.flags}g`);
  requireUnlocked(self, location);
  let count = 0;
  for (const { row, column, cell } of [...self.sheet.grid.existing(self.area)]) {
    if (!isHit(cell, search)) continue;
    const replaced = enteredText(cell).replace(everywhere, () => {
      count += 1;
      return by;
    });
    self.sheet.grid.enter(row, column, replaced);
  }
  self.sheet.settleHeaders(self.area);
  if (count > 0) self.sheet.workbook.cellsChanged(self, { source: 'ThisLocalAddin' });
  return count;
}
