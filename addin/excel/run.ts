import { excelFault } from './excel-fault.ts';

/**
 * `Excel.run` as every call of the add-in makes it: it waits until the analyst leaves the cell that he is editing.
 * @throws ExcelFault
 */
export async function runExcel<T>(work: (context: Excel.RequestContext) => Promise<T>): Promise<T> {
  try {
    return await Excel.run({ delayForCellEdit: true }, work);
  } catch (fault) {
    throw excelFault(fault);
  }
}

/** The same for writes: our own event handlers do not hear them. */
export function writeExcel<T>(work: (context: Excel.RequestContext) => Promise<T>): Promise<T> {
  return runExcel(async (context) => {
    context.runtime.enableEvents = false;
    try {
      return await work(context);
    } finally {
      context.runtime.enableEvents = true;
      await context.sync();
    }
  });
}

/**
 * UTF-16 units of one request's cells. JSON takes six bytes for each at the very most (`\u001f`), which with what office.js
 * adds stays below 2 MB; Excel on the web refuses 5 MB. So small blocks also show progress, let a cancel act soon, and
 * neither Excel nor the pane stands still for long.
 */
const BLOCK_UNITS = 300_000;

/** Cuts rows into consecutive blocks that fit into a request each; a longer row is a block of its own. */
export function* blocksOf<Row extends readonly unknown[]>(
  rows: readonly Row[],
): Generator<{ readonly start: number; readonly rows: Row[] }> {
  let start = 0;
  let units = 0;
  for (const [index, row] of rows.entries()) {
    const size = unitsOf(row);
    if (units > 0 && units + size > BLOCK_UNITS) {
      yield { start, rows: rows.slice(start, index) };
      start = index;
      units = 0;
    }
    units += size;
  }
  if (start < rows.length) yield { start, rows: rows.slice(start) };
}

function unitsOf(row: readonly unknown[]): number {
  let units = 0;
  // Quotes and comma; a number is 15 digits, point and sign at most.
  for (const cell of row) units += 3 + (typeof cell === 'string' ? cell.length : 15);
  return units;
}
