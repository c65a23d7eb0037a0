import { intersection, type Area } from '../a1.ts';
import type { ConditionalFormatModel } from './conditional-format.ts';
import type { Along } from './geometry.ts';
import { Grid } from './grid.ts';
import { moveCells } from './moves.ts';
import { PageLayoutModel } from './page-layout.ts';
import type { ProtectionModel } from './protection.ts';
import type {
  ChartModel,
  Hyperlink,
  SheetFilter,
  SheetModel,
  TableModel,
  Validation,
  WorkbookModel,
} from './shapes.ts';
import { SheetLayout } from './sheet-layout.ts';

export type { SheetModel, Validation } from './shapes.ts';
export type { Visibility } from './sheet-layout.ts';

/** A worksheet: cells and what lies over them. */
export class Sheet extends SheetLayout implements SheetModel {
  readonly grid = new Grid();
  validations: Validation[] = [];
  conditionalFormats: ConditionalFormatModel[] = [];
  hyperlinks: Hyperlink[] = [];
  charts: ChartModel[] = [];
  readonly pageLayout = new PageLayoutModel();
  merges: readonly Area[] = [];
  autoFilter: SheetFilter | null = null;
  protection: ProtectionModel | null = null;
  readonly customProperties = new Map<string, string>();

  constructor(
    readonly workbook: WorkbookModel,
    readonly id: string,
    public name: string,
  ) {
    super();
  }

  get tables(): readonly TableModel[] {
    return this.workbook.tables.filter((table) => table.sheet === this);
  }

  settleHeaders(written: Area): void {
    for (const table of this.tables) if (intersection(table.header, written)) table.nameHeaders();
  }

  shift(area: Area, along: Along, direction: 1 | -1): void {
    moveCells(this, area, { along, direction });
  }
}
