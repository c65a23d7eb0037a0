import { formatArea, isInside, quoteSheet, type Area } from '../a1.ts';
import { HostError } from '../host-error.ts';
import type { SheetModel } from './shapes.ts';

/** A rectangle on a sheet, as a Range proxy stands for it. Tracked ones move when rows and columns are inserted. */
export class RangeModel {
  /** Set by `_KeepReference`. */
  referenceId: string | null = null;

  /** @throws HostError InvalidArgument for an area beyond the sheet */
  constructor(
    readonly sheet: SheetModel,
    public area: Area,
  ) {
    if (!isInside(area)) throw new HostError('InvalidArgument', 'Worksheet.getRange');
  }

  get address(): string {
    return `${quoteSheet(this.sheet.name)}!${formatArea(this.area)}`;
  }

  get cellCount(): number {
    return this.area.rows * this.area.columns;
  }

  with(change: Partial<Area>): RangeModel {
    return new RangeModel(this.sheet, { ...this.area, ...change });
  }
}
