import { excelFault } from './excel-fault.ts';
import { hasExcelApi } from './office.ts';

type Work<T> = (context: Excel.RequestContext) => Promise<T>;

/**
 * `Excel.run` as every call of the add-in makes it: it waits until the analyst leaves the cell that he is editing.
 * @throws ExcelFault
 */
export const runExcel = <T>(work: Work<T>): Promise<T> => run({ delayForCellEdit: true }, work);

/**
 * The same for writes: our own event handlers do not hear them, and where Excel can, one Ctrl+Z takes all of them back,
 * however many requests they were.
 */
export function writeExcel<T>(work: Work<T>): Promise<T> {
  return run({ delayForCellEdit: true, ...(canMergeUndo() && { mergeUndoGroup: true }) }, async (context) => {
    context.runtime.enableEvents = false;
    try {
      return await work(context);
    } finally {
      context.runtime.enableEvents = true;
      await context.sync();
    }
  });
}

const canMergeUndo = (): boolean => hasExcelApi('1.20');

async function run<T>(options: Excel.RunOptions, work: Work<T>): Promise<T> {
  try {
    return await Excel.run(options, work);
  } catch (fault) {
    throw excelFault(fault);
  }
}

/**
 * UTF-16 units of one request's cells. JSON takes six bytes for each at the very most (`\u001f`), which with what office.js
 * adds stays below 2 MB; Excel on the web refuses 5 MB. So small blocks also show progress, let a cancel act soon, and
 * neither Excel nor the pane stands still for long.
 */
const BLOCK_UNITS = 300_000;

/** Actions on ranges in one request: each is some 500 bytes of it. */
const ACTIONS = 1_500;

/** Collects what is queued and sends it before it becomes more than a request takes. */
export class Batch {
  private actions = 0;
  private units = 0;

  constructor(private readonly context: Excel.RequestContext) {}

  /** Runs `queue`, which writes `rows` by about one action on a range. */
  async add(rows: readonly (readonly unknown[])[], queue: () => void): Promise<void> {
    const units = rows.reduce((sum, row) => sum + unitsOf(row), 0);
    if (this.actions >= ACTIONS || (this.units > 0 && this.units + units > BLOCK_UNITS)) {
      await this.context.sync();
      this.actions = 0;
      this.units = 0;
    }
    this.actions += 1;
    this.units += units;
    queue();
  }
}

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
