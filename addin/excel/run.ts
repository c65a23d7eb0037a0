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

/** Excel on the web refuses requests over 5 MB; blocks stay well below that with what office.js adds to them. */
const BLOCK_BYTES = 1_500_000;

/** Cuts rows into consecutive blocks whose JSON is at most about 1.5 MB; a longer row is a block of its own. */
export function* blocksOf<Row>(rows: readonly Row[]): Generator<{ readonly start: number; readonly rows: Row[] }> {
  let start = 0;
  let bytes = 0;
  for (const [index, row] of rows.entries()) {
    // Three bytes for a UTF-16 unit at most.
    const text = JSON.stringify(row);
    const size = isAscii(text) ? text.length : text.length * 3;
    if (bytes > 0 && bytes + size > BLOCK_BYTES) {
      yield { start, rows: rows.slice(start, index) };
      start = index;
      bytes = 0;
    }
    bytes += size;
  }
  if (start < rows.length) yield { start, rows: rows.slice(start) };
}

const isAscii = (text: string): boolean => /^\p{ASCII}*$/u.test(text);
