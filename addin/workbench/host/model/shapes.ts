/**
 * The model's objects as they know each other: a workbook its sheets, a sheet its workbook. The classes stand in files
 * of their own and import these shapes, so that no two of them import each other.
 */
import type { Area } from '../a1.ts';
import type { Json } from '../protocol.ts';
import type { CellValue } from '../value.ts';
import type { ChartType, SeriesBy } from './chart-type.ts';
import type { ConditionalFormatModel } from './conditional-format.ts';
import type { DocumentPropertiesModel } from './document-properties.ts';
import type { EventHub } from './events.ts';
import type { ColumnFilter, FilterCriteria } from './filter.ts';
import type { Along } from './geometry.ts';
import type { Grid } from './grid.ts';
import type { NamedStyle } from './named-style.ts';
import type { PageLayoutModel } from './page-layout.ts';
import type { ProtectionModel } from './protection.ts';
import type { SheetLayout } from './sheet-layout.ts';
import type { XmlPartModel } from './xml-part.ts';

/**
 * Writes the result of every formula of the workbook into its cell. The workbench plugs a real engine in here (Univer);
 * the host awaits it before it answers a read.
 */
export type Calculator = (workbook: WorkbookModel) => void | Promise<void>;

export interface Validation {
  readonly area: Area;
  rule: { readonly [key: string]: Json };
  ignoreBlanks: boolean;
  errorAlert: Json;
  prompt: Json;
}

/** `Excel.RangeHyperlink`. */
export interface HyperlinkFields {
  readonly address?: string;
  readonly documentReference?: string;
  readonly screenTip?: string;
  readonly textToDisplay?: string;
}

export interface Hyperlink {
  readonly area: Area;
  readonly fields: HyperlinkFields;
}

/** The filter of a sheet that stands on no table. Columns count within the area, whose first row is the header. */
export interface SheetFilter {
  area: Area;
  readonly criteria: Map<number, FilterCriteria>;
}

export interface RangeModel {
  referenceId: string | null;
  readonly sheet: SheetModel;
  area: Area;
  readonly address: string;
  readonly cellCount: number;
  with(change: Partial<Area>): RangeModel;
}

/** Several rectangles of one sheet. */
export interface RangeAreasModel {
  referenceId: string | null;
  readonly sheet: SheetModel;
  areas: readonly Area[];
  readonly address: string;
  readonly ranges: readonly RangeModel[];
}

/** Rectangles on several sheets. */
export interface WorkbookRangeAreasModel {
  referenceId: string | null;
  readonly parts: readonly RangeAreasModel[];
}

/** What an add-in may keep beyond its batch. */
export type Tracked = RangeModel | RangeAreasModel | WorkbookRangeAreasModel;

/** What was set of a chart beyond what it is made of, by its place in the object model: `Legend.Position`. */
export type ChartSettings = Map<string, Json>;

/** Its ranges are tracked: they follow their cells. */
export interface ChartSeriesModel {
  /** As the add-in named it; null: what `title` holds. */
  name: string | null;
  title: RangeModel | null;
  values: RangeModel | null;
  categories: RangeModel | null;
  readonly settings: ChartSettings;
}

/** A chart of a sheet: kept, saved and answered, but drawn nowhere. Places and sizes are points. */
export interface ChartModel {
  readonly id: string;
  name: string;
  type: ChartType;
  left: number;
  top: number;
  width: number;
  height: number;
  plotBy: Exclude<SeriesBy, 'Auto'>;
  series: ChartSeriesModel[];
  readonly settings: ChartSettings;
}

/** When formulas are calculated. */
export interface CalculationModel {
  mode: string;
  /** Set by every change of a cell; formula results are stale until `calculate`. */
  isStale: boolean;
  request(): void;
}

export interface SheetModel extends SheetLayout {
  readonly workbook: WorkbookModel;
  readonly id: string;
  name: string;
  readonly grid: Grid;
  readonly tables: readonly TableModel[];
  validations: Validation[];
  /** The first comes first in priority. */
  conditionalFormats: ConditionalFormatModel[];
  hyperlinks: Hyperlink[];
  /** In the order in which they were added. */
  charts: ChartModel[];
  readonly pageLayout: PageLayoutModel;
  /** Rectangles that show their first cell; none overlaps another. */
  merges: readonly Area[];
  autoFilter: SheetFilter | null;
  protection: ProtectionModel | null;
  readonly customProperties: Map<string, string>;
  /** Excel converts header cells to unique text as soon as something is written over them. */
  settleHeaders(written: Area): void;
  /**
   * Makes room for `area` by moving what is there down or right, or closes the room again (`-1`).
   * @throws HostError InsertDeleteConflict when a table would be torn apart
   */
  shift(area: Area, along: Along, direction: 1 | -1): void;
}

export interface TableModel {
  readonly id: string;
  readonly sheet: SheetModel;
  area: Area;
  name: string;
  style: string;
  showFilterButton: boolean;
  showBandedRows: boolean;
  showBandedColumns: boolean;
  highlightFirstColumn: boolean;
  highlightLastColumn: boolean;
  readonly showTotals: boolean;
  columnIds: number[];
  /** Columns that are filtered by a list of values. */
  readonly filters: Map<number, ColumnFilter>;
  /** Columns that are filtered otherwise. */
  readonly criteria: Map<number, FilterCriteria>;
  sortedBy: Json;
  /** Its one row was made by Excel, for a table that was given none; it counts as a row once something is in it. */
  hasInsertRow: boolean;
  /** True while nothing was entered into that row. */
  readonly isEmpty: boolean;
  readonly header: Area;
  readonly body: Area;
  /** Null while the table has none. */
  readonly totals: Area | null;
  columnArea(index: number, of?: Area): Area;
  headerAt(index: number): string;
  nameHeaders(): void;
  /** The columns' ids, when a workbook is opened. */
  restoreColumns(ids: readonly number[]): void;
  columnsInserted(index: number, count: number): void;
  columnsDeleted(index: number, count: number): void;
  resize(area: Area): void;
  setTotals(show: boolean): void;
  filterColumn(id: number, criteria: FilterCriteria | null): void;
  applyFilters(): void;
}

export interface NameModel {
  readonly name: string;
  /** Null: the whole workbook. */
  readonly scope: SheetModel | null;
  target: RangeModel | string;
  comment: string;
  visible: boolean;
}

export interface ReplyModel {
  readonly id: string;
  content: string;
  readonly createdAt: Date;
}

export interface CommentModel {
  readonly id: string;
  readonly sheet: SheetModel;
  readonly range: RangeModel;
  content: string;
  resolved: boolean;
  readonly createdAt: Date;
  readonly replies: ReplyModel[];
}

/** Who changed cells: the add-in's own batch, or a person in the grid. */
export type ChangeSource = 'ThisLocalAddin' | 'Unknown';

export interface CellChange {
  /** `RangeEdited` unless it says otherwise. */
  readonly type?: string;
  readonly source: ChangeSource;
  /** The old value, when it is one cell. */
  readonly before?: CellValue;
  /** Where cells went, when some were inserted or deleted: `ShiftCellDown` and so on. */
  readonly shiftDirection?: string;
  /** Someone who edits the same workbook elsewhere. */
  readonly isRemote?: boolean;
}

export interface WorkbookModel {
  readonly sheets: SheetModel[];
  tables: TableModel[];
  names: NameModel[];
  comments: CommentModel[];
  xmlParts: XmlPartModel[];
  readonly properties: DocumentPropertiesModel;
  /** By name; the built-in ones are always there. */
  readonly styles: Map<string, NamedStyle>;
  readonly settings: Map<string, Json>;
  readonly events: EventHub;
  /** Told when somebody begins to listen for changed formulas. */
  readonly formulas: { start(workbook: WorkbookModel): void };
  /** Tracked ranges by reference id. */
  readonly references: Map<string, Tracked>;
  active: SheetModel;
  selection: RangeModel;
  readonly calculation: CalculationModel;
  /** `workbook.protection`: its sheets are as they are. The password is empty when none was given. */
  protection: { readonly password: string } | null;
  /** Set by whoever shows the add-in's task pane; called when the add-in opens or closes it. */
  onPaneVisibility: (isVisible: boolean) => void;
  /** The last number that was given out, so that a workbook that is opened again repeats none. */
  ids: number;
  nextId(): number;
  nextGuid(): string;
  sheet(key: unknown): SheetModel | null;
  addSheet(name: string, id?: string): SheetModel;
  checkSheetName(name: string, location: string): void;
  renameSheet(sheet: SheetModel, name: string): void;
  moveSheet(sheet: SheetModel, position: number): void;
  removeSheet(sheet: SheetModel): void;
  setVisibility(sheet: SheetModel, visibility: SheetModel['visibility']): void;
  activate(sheet: SheetModel): void;
  select(range: RangeModel): void;
  table(key: unknown): TableModel | null;
  addTable(sheet: SheetModel, area: Area, id?: string): TableModel;
  removeTable(table: TableModel): void;
  range(address: string, sheet: SheetModel | null, location: string): RangeModel;
  track(range: Tracked): void;
  calculate(): Promise<void>;
  referencesShifted(sheet: SheetModel, move: (area: Area) => Area | null): void;
  cellsChanged(range: RangeModel, change: CellChange): void;
  formatsChanged(range: RangeModel): void;
}
