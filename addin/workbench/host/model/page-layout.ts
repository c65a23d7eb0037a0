import type { Area } from '../a1.ts';
import type { Json } from '../protocol.ts';

/** How a sheet is printed, which is nowhere: it is kept, saved and answered. */
export class PageLayoutModel {
  /** By their place in the object model: `Orientation`, `HeadersFooters.DefaultForAllPages.LeftFooter`. */
  readonly settings = new Map<string, Json>();
  /** Empty: all of the sheet. */
  printArea: readonly Area[] = [];
  titleRows: Area | null = null;
  titleColumns: Area | null = null;

  /** Goes along where cells were inserted or deleted. */
  follow(move: (area: Area) => Area | null): void {
    this.printArea = this.printArea.flatMap((area) => move(area) ?? []);
    this.titleRows = this.titleRows && move(this.titleRows);
    this.titleColumns = this.titleColumns && move(this.titleColumns);
  }

  copy(from: PageLayoutModel): void {
    for (const [name, value] of from.settings) this.settings.set(name, value);
    const { printArea, titleRows, titleColumns } = from;
    Object.assign(this, { printArea, titleRows, titleColumns });
  }
}
