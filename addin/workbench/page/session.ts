import { readWorkbook, writeWorkbook } from '../file/workbook-file.ts';
import { ExcelHost } from '../host/excel-host.ts';
import { Workbook, type WorkbookModel } from '../host/model/workbook.ts';
import type { RequestBatch, ResponseBatch } from '../host/protocol.ts';
import { MacChannel, type PaneWindow } from '../transport/mac-channel.ts';
import { GridSync } from './grid/grid-sync.ts';
import { type Spreadsheet, startUniver } from './grid/univer.ts';
import { isLarge } from './large-batch.ts';
import { Working } from './working.ts';

interface OpenWorkbook {
  readonly host: ExcelHost;
  readonly grid: GridSync;
  /** `Office.context.document.settings`, which the add-in may keep beside those of the workbook. */
  readonly settings: Map<string, string>;
}

/** The workbook that is open in the workbench, the grid that shows it, and the connection of its task pane. */
export class Session {
  /** Called when the add-in shows or hides its pane. */
  onPaneVisibility: (isVisible: boolean) => void = () => undefined;
  /** Called with whether the workbook holds nothing at all, each time that it may have changed. */
  onBlank: (isBlank: boolean) => void = () => undefined;
  /** Called when something that the person did in the grid was not taken over. */
  onRefusal: (why: string) => void = () => undefined;
  readonly working = new Working();
  private readonly spreadsheet: Spreadsheet;
  private last: Promise<unknown> = Promise.resolve();
  private current: OpenWorkbook;
  private channel: MacChannel | null = null;

  constructor(container: HTMLElement) {
    this.spreadsheet = startUniver(container, this.working);
    this.spreadsheet.onRefusal = (why) => this.onRefusal(why);
    this.spreadsheet.onShown = ({ sheets }) => this.onBlank(sheets.every(({ grid }) => isEmpty(grid.existing())));
    this.current = this.show(new Workbook(() => this.current.grid.calculate()));
    // Excel lets an add-in wait until a person leaves his cell; here the cell is left when he turns to the pane.
    window.addEventListener('blur', () => this.spreadsheet.finishEditing());
  }

  get host(): ExcelHost {
    return this.current.host;
  }

  setDark(isDark: boolean): void {
    this.spreadsheet.setDark(isDark);
  }

  /** Called by the pane's page, in its frame, before it loads office.js. */
  connect(pane: PaneWindow): void {
    const { settings } = this.current;
    this.channel = new MacChannel(pane, { settings, processQuery: (batch) => this.processQuery(batch) });
  }

  /** As a ribbon button of the add-in; resolves at the command's end. @throws Error when the pane offers no commands */
  runCommand(name: string): Promise<void> {
    const { channel } = this;
    if (!channel) return Promise.reject(new Error('The pane is not there.'));
    return channel.runCommand(name, `Marketgrid.${name}`);
  }

  /** The workbook as a file's text. */
  async save(): Promise<string> {
    const { host, grid, settings } = this.current;
    grid.take();
    await host.workbook.calculate();
    return writeWorkbook({ workbook: host.workbook, documentSettings: settings });
  }

  /**
   * Opens a saved workbook in place of this one. The pane must be loaded anew, as Excel does with each workbook.
   * @throws WorkbookFileFault
   */
  open(text: string): Promise<void> {
    return this.working.during(() => this.replace(text));
  }

  private replace(text: string): void {
    const { workbook, documentSettings } = readWorkbook(text, () => this.current.grid.calculate());
    this.channel = null;
    this.current.grid.dispose();
    this.current = this.show(workbook, documentSettings);
  }

  private show(workbook: WorkbookModel, settings: ReadonlyMap<string, string> = new Map()): OpenWorkbook {
    const host = new ExcelHost(workbook);
    host.onEvents = (entries) => this.channel?.deliver(entries);
    workbook.onPaneVisibility = (isVisible) => this.onPaneVisibility(isVisible);
    return { host, settings: new Map(settings), grid: new GridSync(this.spreadsheet, host) };
  }

  /** Batches are answered in the order in which they come, also where one is told of before it begins. */
  private processQuery(batch: RequestBatch): Promise<ResponseBatch> {
    const run = this.last.then(() =>
      isLarge(batch) ? this.working.during(() => this.answer(batch)) : this.answer(batch),
    );
    this.last = run.catch(() => undefined);
    return run;
  }

  private async answer(batch: RequestBatch): Promise<ResponseBatch> {
    const { host, grid } = this.current;
    grid.take();
    const response = await host.processQuery(batch);
    grid.show();
    return response;
  }
}

const isEmpty = (cells: Iterable<unknown>): boolean => cells[Symbol.iterator]().next().done === true;
