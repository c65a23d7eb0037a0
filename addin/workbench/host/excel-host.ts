/**
 * A host for Microsoft's real office.js where there is no Excel: it answers the library's batches over a workbook of
 * our own, so that the add-in runs with Microsoft's own proxies, load and sync semantics and errors.
 *
 * What it does not prove: nobody here has seen the replies of a real Excel. Requests are as the library sends them;
 * answers are inferred from what it consumes and from the reference, and are strict where that leaves a choice. What
 * is not modelled answers ApiNotFound with its name.
 */
import { parseAddress } from './a1.ts';
import type { Calculator } from './calculator.ts';
import { HostError } from './host-error.ts';
import { interpret } from './interpreter.ts';
import { RangeModel } from './model/range.ts';
import { WorkbookModel } from './model/workbook.ts';
import type { EventEntry, RequestBatch, ResponseBatch } from './protocol.ts';
import type { CellValue } from './value.ts';

export class ExcelHost {
  readonly workbook: WorkbookModel;
  /** Set by the transport; called after the batch that caused the events has been answered. */
  onEvents: (entries: readonly EventEntry[]) => void = () => undefined;
  private last: Promise<unknown> = Promise.resolve();

  constructor(calculator?: Calculator) {
    this.workbook = new WorkbookModel(calculator);
  }

  /** Batches run one after another, also where a calculation is awaited within one. */
  processQuery(batch: RequestBatch): Promise<ResponseBatch> {
    const run = this.last.then(() => interpret(this.workbook, batch));
    this.last = run.then(
      () => setTimeout(() => this.deliver(), 0),
      () => undefined,
    );
    return run;
  }

  /** What a person does who types into the grid, with the events that Excel then raises. */
  type(address: string, input: CellValue): void {
    const parsed = parseAddress(address);
    const sheet = parsed?.sheet == null ? this.workbook.active : this.workbook.sheet(parsed.sheet);
    if (!parsed || !sheet) throw new HostError('InvalidArgument', address);
    const { row, column } = parsed.area;
    const before = sheet.grid.at(row, column).value;
    sheet.grid.enter(row, column, input);
    sheet.settleHeaders(parsed.area);
    this.workbook.cellsChanged(new RangeModel(sheet, { row, column, rows: 1, columns: 1 }), {
      source: 'Unknown',
      before,
    });
    this.deliver();
  }

  /** Sends the events that have gathered; whoever changes the workbook outside a batch calls it. */
  deliver(): void {
    const entries = this.workbook.events.drain();
    if (entries.length > 0) this.onEvents(entries);
  }
}
