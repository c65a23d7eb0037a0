import { ExcelHost } from '../host/excel-host.ts';
import type { RequestBatch, ResponseBatch } from '../host/protocol.ts';
import { MacChannel, type PaneWindow } from '../transport/mac-channel.ts';
import { GridSync } from './grid/grid-sync.ts';
import { startUniver } from './grid/univer.ts';

/** A workbook that is open in the workbench: the host, the grid that shows it, and the connection of its pane. */
export class Session {
  readonly host: ExcelHost;
  readonly settings = new Map<string, string>();
  channel: MacChannel | null = null;
  private readonly grid: GridSync;

  constructor(container: HTMLElement) {
    const spreadsheet = startUniver(container);
    this.host = new ExcelHost(() => this.grid.calculate());
    this.grid = new GridSync(spreadsheet, this.host);
    this.host.onEvents = (entries) => this.channel?.deliver(entries);
  }

  /** Called by the pane's page before it loads office.js. */
  connect(pane: PaneWindow): void {
    this.channel = new MacChannel(pane, this);
  }

  async processQuery(batch: RequestBatch): Promise<ResponseBatch> {
    this.grid.take();
    const response = await this.host.processQuery(batch);
    this.grid.show();
    return response;
  }
}
