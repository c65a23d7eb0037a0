/**
 * A host for Microsoft's real office.js where there is no Excel: it answers the library's batches over a workbook of
 * our own, so that the add-in runs with Microsoft's own proxies, load and sync semantics and errors.
 *
 * What it does not prove: nobody here has seen the replies of a real Excel. Requests are as the library sends them;
 * answers are inferred from what it consumes and from the reference, and are strict where that leaves a choice. What
 * is not modelled answers ApiNotFound with its name (all of it: tests/addin/fixtures/unmodelled-members.json).
 *
 * Charts and page layouts are kept, answered and saved with the workbook, and shown nowhere: nothing here draws a chart or
 * prints. How many series a chart has and how they are named follows what Excel is seen to do; no reference says it.
 *
 * The library in node_modules ends before notes, `Table.onFiltered` and mergeUndoGroup, so nothing here answers them.
 * Conditional formats are kept and ordered, but which cells they meet is the grid's to show (all but standard deviations
 * from the average); of groups it shows nothing but the rows and columns that a folded one hides. Guesses, such as the code of a wrong password, say so where they stand.
 *
 * `workbook.functions`, names of formulas and rules of validation are answered by the host's own calculator (functions/), which
 * also calculates the cells where no grid does; a function that it does not know is `#NAME?` in a cell, ApiNotFound in
 * `workbook.functions` and NotImplemented elsewhere. It spills no arrays.
 */
import { parseAddress } from './a1.ts';
import { calculateSimply } from './calculator.ts';
import { HostError } from './host-error.ts';
import { interpret } from './interpreter.ts';
import { announceClick } from './model/change-events.ts';
import { requireUnlocked } from './model/guards.ts';
import { RangeModel } from './model/range.ts';
import type { Calculator, WorkbookModel } from './model/shapes.ts';
import { growTables } from './model/table-growth.ts';
import { Workbook } from './model/workbook.ts';
import type { EventEntry, RequestBatch, ResponseBatch } from './protocol.ts';
import type { CellValue } from './value.ts';

export class ExcelHost {
  readonly workbook: WorkbookModel;
  /** Set by the transport; called after the batch that caused the events has been answered. */
  onEvents: (entries: readonly EventEntry[]) => void = () => undefined;
  private last: Promise<unknown> = Promise.resolve();

  /** A new workbook with this calculator, or one that was opened. */
  constructor(workbook: Calculator | WorkbookModel = calculateSimply) {
    this.workbook = typeof workbook === 'function' ? new Workbook(workbook) : workbook;
  }

  /** Batches run one after another, also where a calculation is awaited within one. */
  processQuery(batch: RequestBatch): Promise<ResponseBatch> {
    const run = this.last.then(() => this.answer(batch));
    this.last = run.then(
      () => setTimeout(() => this.deliver(), 0),
      () => undefined,
    );
    return run;
  }

  /** What listeners are told of formulas are their results. */
  private async answer(batch: RequestBatch): Promise<ResponseBatch> {
    const response = await interpret(this.workbook, batch);
    if (this.workbook.events.isWaiting) await this.workbook.calculate();
    return response;
  }

  /** What a person does who types into the grid, with the events that Excel then raises. */
  type(address: string, input: CellValue): void {
    this.enter(address, input, { isRemote: false });
  }

  /** What a person does who clicks a cell: it is selected, and who listens for clicks hears of it. */
  click(address: string): void {
    const range = this.workbook.range(address, null, address);
    this.workbook.activate(range.sheet);
    this.workbook.select(range);
    announceClick(this.workbook, range, { offsetX: 0, offsetY: 0 });
    this.deliver();
  }

  /** What arrives from a person who has the same workbook open elsewhere. */
  receive(address: string, input: CellValue): void {
    this.enter(address, input, { isRemote: true });
  }

  private enter(address: string, input: CellValue, by: { isRemote: boolean }): void {
    const parsed = parseAddress(address);
    const sheet = parsed?.sheet == null ? this.workbook.active : this.workbook.sheet(parsed.sheet);
    if (!parsed || !sheet) throw new HostError('InvalidArgument', address);
    const { row, column } = parsed.area;
    requireUnlocked(new RangeModel(sheet, { row, column, rows: 1, columns: 1 }), address);
    const before = sheet.grid.at(row, column).value;
    sheet.grid.enter(row, column, input);
    sheet.settleHeaders(parsed.area);
    const range = new RangeModel(sheet, { row, column, rows: 1, columns: 1 });
    growTables(sheet, range.area);
    this.workbook.cellsChanged(range, { source: 'Unknown', before, ...by });
    this.deliver();
  }

  /** Sends the events that have gathered; whoever changes the workbook outside a batch calls it. */
  deliver(): void {
    const entries = this.workbook.events.drain();
    if (entries.length > 0) this.onEvents(entries);
  }
}
