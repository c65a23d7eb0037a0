/** A click on a cell, as `Worksheet.onSingleClicked` tells of it. */
import { HoverManagerService } from '@univerjs/preset-sheets-core';
import type { ExcelHost } from '../../host/excel-host.ts';
import { announceClick } from '../../host/model/change-events.ts';
import { RangeModel } from '../../host/model/range.ts';
import type { Spreadsheet } from './univer.ts';

const POINTS_OF_PIXEL = 0.75;

export class Clicks {
  private readonly subscriptions: readonly { unsubscribe(): void }[];
  /** Of the pointer in the grid, in pixels. */
  private pointer = { x: 0, y: 0 };
  private isLeft = true;

  constructor({ injector }: Spreadsheet, host: ExcelHost, unitId: string) {
    const hover = injector.get(HoverManagerService);
    this.subscriptions = [
      hover.currentPointerUpCell$.subscribe(({ event }) => {
        this.pointer = { x: event.offsetX, y: event.offsetY };
        this.isLeft = event.button === 0;
      }),
      hover.currentClickedCell$.subscribe(({ location, position }) => {
        const sheet = host.workbook.sheet(location.subUnitId);
        if (!sheet || !this.isLeft || location.unitId !== unitId) return;
        const cell = new RangeModel(sheet, { row: location.row, column: location.col, rows: 1, columns: 1 });
        announceClick(host.workbook, cell, {
          offsetX: Math.max(0, this.pointer.x - position.startX) * POINTS_OF_PIXEL,
          offsetY: Math.max(0, this.pointer.y - position.startY) * POINTS_OF_PIXEL,
        });
        host.deliver();
      }),
    ];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.unsubscribe();
  }
}
