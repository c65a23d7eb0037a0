/**
 * Keeps many formulas in a column from taking time with the square of their number.
 *
 * Univer 0.25.1 remembers which rows hold which value, for functions that look a value up in a column. Each result is put
 * there, which searches all values of its column for the row: 20,000 formulas make 200 million searches, also where
 * nothing looks anything up. What is read of a row is only what was put there since a function has looked at it
 * (`canUseCache`), and looking puts it there; so a result is put there from then on.
 */
import { CELL_INVERTED_INDEX_CACHE as index } from '@univerjs/preset-sheets-core';

export function indexResultsThatAreLookedUp(): void {
  const set = index.set.bind(index);
  index.set = (unitId, sheetId, column, value, row, isResult = false) => {
    if (isResult && index.shouldContinueBuildingCache(unitId, sheetId, column, row)) return;
    set(unitId, sheetId, column, value, row, isResult);
  };
}
