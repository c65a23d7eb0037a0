import { isSameArea, intersection, parseAddress, type Area } from '../a1.ts';
import { calculateSimply, type Calculator } from '../calculator.ts';
import { HostError } from '../host-error.ts';
import type { Json } from '../protocol.ts';
import { typeOfValue, type CellValue } from '../value.ts';
import { EventHub, EventType, WORKBOOK_TARGET } from './events.ts';
import { RangeModel } from './range.ts';
import { SheetModel } from './sheet.ts';
import { TableModel } from './table.ts';

export interface NameModel {
  readonly name: string;
  readonly target: RangeModel | string;
  comment: string;
  visible: boolean;
}

export interface CommentModel {
  readonly id: string;
  readonly sheet: SheetModel;
  readonly range: RangeModel;
  content: string;
  resolved: boolean;
  readonly createdAt: Date;
}

/** Who changed cells: the add-in's own batch, or a person in the grid. */
export type ChangeSource = 'ThisLocalAddin' | 'Unknown';

/** The workbook behind the host: sheets, tables, names, settings, comments, selection, events. */
export class WorkbookModel {
  readonly sheets: SheetModel[] = [];
  tables: TableModel[] = [];
  names: NameModel[] = [];
  comments: CommentModel[] = [];
  readonly settings = new Map<string, Json>();
  readonly events = new EventHub();
  /** Tracked ranges by reference id. */
  readonly references = new Map<string, RangeModel>();
  active: SheetModel;
  selection: RangeModel;
  calculationMode = 'Automatic';
  /** Set by every change of a cell; formula results are stale until `calculate`. */
  isStale = false;
  /** Set by whoever shows the add-in's task pane; called when the add-in opens or closes it. */
  onPaneVisibility: (isVisible: boolean) => void = () => undefined;
  private lastId = 0;

  constructor(readonly calculator: Calculator = calculateSimply) {
    this.active = this.addSheet('Sheet1');
    this.selection = new RangeModel(this.active, { row: 0, column: 0, rows: 1, columns: 1 });
    this.events.drain();
  }

  /** The last number that was given out, so that a workbook that is opened again repeats none. */
  get ids(): number {
    return this.lastId;
  }

  set ids(last: number) {
    this.lastId = last;
  }

  nextId(): number {
    return ++this.lastId;
  }

  /** Ids look like Excel's; only their being unique and opaque is meant. */
  nextGuid(): string {
    return `{${this.nextId().toString(16).padStart(8, '0').toUpperCase()}-0001-0000-0000-000000000000}`;
  }

  sheet(key: unknown): SheetModel | null {
    if (typeof key !== 'string') return null;
    return this.sheets.find((s) => s.id === key || s.name.toLowerCase() === key.toLowerCase()) ?? null;
  }

  /** @throws HostError InvalidArgument, ItemAlreadyExists */
  addSheet(name: string, id = this.nextGuid()): SheetModel {
    this.checkSheetName(name, 'WorksheetCollection.add');
    const sheet = new SheetModel(this, id, name);
    this.sheets.push(sheet);
    this.events.fire(WORKBOOK_TARGET, EventType.SheetAdded, { worksheetId: sheet.id, source: 'Local' });
    return sheet;
  }

  /** Excel's rules for sheet names: support.microsoft.com, "Rename a worksheet". */
  checkSheetName(name: string, location: string): void {
    const isLegal =
      name !== '' &&
      name.length <= 31 &&
      !/[:\\/?*[\]]/.test(name) &&
      !/^'|'$/.test(name) &&
      name.toLowerCase() !== 'history';
    if (!isLegal) throw new HostError('InvalidArgument', location);
    if (this.sheet(name)) throw new HostError('ItemAlreadyExists', location);
  }

  /** @throws HostError InvalidOperation for the last sheet that can be seen */
  removeSheet(sheet: SheetModel): void {
    const visible = this.sheets.filter((s) => s.visibility === 'Visible');
    if (visible.length === 1 && visible[0] === sheet) throw new HostError('InvalidOperation', 'Worksheet.delete');
    this.sheets.splice(this.sheets.indexOf(sheet), 1);
    this.tables = this.tables.filter((t) => t.sheet !== sheet);
    this.comments = this.comments.filter((c) => c.sheet !== sheet);
    for (const [id, range] of this.references) if (range.sheet === sheet) this.references.delete(id);
    const next = visible.find((s) => s !== sheet);
    if (this.active === sheet && next) this.active = next;
    this.isStale = true;
    this.events.fire(WORKBOOK_TARGET, EventType.SheetDeleted, { worksheetId: sheet.id, source: 'Local' });
  }

  activate(sheet: SheetModel): void {
    const before = this.active;
    if (before === sheet) return;
    this.active = sheet;
    this.selection = new RangeModel(sheet, { row: 0, column: 0, rows: 1, columns: 1 });
    for (const target of [before.id, WORKBOOK_TARGET]) {
      this.events.fire(target, EventType.Deactivated, { worksheetId: before.id });
    }
    for (const target of [sheet.id, WORKBOOK_TARGET]) {
      this.events.fire(target, EventType.Activated, { worksheetId: sheet.id });
    }
  }

  select(range: RangeModel): void {
    this.activate(range.sheet);
    this.selection = range.with({});
    const message = { address: range.address, worksheetId: range.sheet.id };
    for (const target of [range.sheet.id, WORKBOOK_TARGET]) {
      this.events.fire(target, EventType.SelectionChanged, message);
    }
    for (const table of range.sheet.tables) {
      const isInsideTable = intersection(table.area, range.area) !== null;
      this.events.fire(table.id, EventType.TableSelectionChanged, { ...message, isInsideTable, tableId: table.id });
    }
  }

  table(key: unknown): TableModel | null {
    if (typeof key !== 'string') return null;
    return this.tables.find((t) => t.id === key || t.name.toLowerCase() === key.toLowerCase()) ?? null;
  }

  /** @throws HostError InvalidArgument when it would overlap another table */
  addTable(sheet: SheetModel, area: Area, id = this.nextGuid()): TableModel {
    if (sheet.tables.some((t) => intersection(t.area, area))) {
      throw new HostError('InvalidArgument', 'TableCollection.add', 'A table cannot overlap another table.');
    }
    let n = this.tables.length + 1;
    while (this.table(`Table${n}`)) n += 1;
    const table = new TableModel(id, sheet, area, `Table${n}`);
    this.tables.push(table);
    const message = { tableId: table.id, worksheetId: sheet.id, source: 'Local' };
    for (const target of [WORKBOOK_TARGET, sheet.id]) this.events.fire(target, EventType.TableAdded, message);
    return table;
  }

  removeTable(table: TableModel): void {
    this.tables = this.tables.filter((t) => t !== table);
    const message = { tableId: table.id, tableName: table.name, worksheetId: table.sheet.id, source: 'Local' };
    for (const target of [WORKBOOK_TARGET, table.sheet.id]) this.events.fire(target, EventType.TableDeleted, message);
  }

  /** The range of an address; without a sheet in it, on `sheet` or the active one. */
  range(address: string, sheet: SheetModel | null, location: string): RangeModel {
    const parsed = parseAddress(address);
    if (!parsed) throw new HostError('InvalidArgument', location);
    const owner = parsed.sheet === null ? (sheet ?? this.active) : this.sheet(parsed.sheet);
    if (!owner) throw new HostError('ItemNotFound', location);
    return new RangeModel(owner, parsed.area);
  }

  track(range: RangeModel): void {
    if (range.referenceId !== null) return;
    range.referenceId = `r${this.nextId()}`;
    this.references.set(range.referenceId, range);
  }

  /** Brings formula results up to date, as before every read. */
  async calculate(): Promise<void> {
    if (!this.isStale) return;
    this.isStale = false;
    if (this.sheets.some((s) => s.grid.hasFormulas)) await this.calculator(this);
  }

  /** Moves tracked ranges after rows or columns were inserted or deleted; those that are gone become invalid. */
  referencesShifted(sheet: SheetModel, move: (area: Area) => Area | null): void {
    for (const [id, range] of this.references) {
      if (range.sheet !== sheet) continue;
      const area = move(range.area);
      if (area && !isSameArea(area, range.area)) range.area = area;
      if (!area) this.references.delete(id);
    }
    this.isStale = true;
  }

  /** Tells the listeners that cells changed. `before` is the old value when it is one cell. */
  cellsChanged(range: RangeModel, change: { type?: string; source: ChangeSource; before?: CellValue }): void {
    this.isStale = true;
    const message = this.changeMessage(range, change);
    if (!message) return;
    this.events.fire(range.sheet.id, EventType.DataChanged, message);
    this.events.fire(WORKBOOK_TARGET, EventType.DataChanged, message);
    for (const table of range.sheet.tables) {
      if (!intersection(table.area, range.area)) continue;
      this.events.fire(table.id, EventType.TableDataChanged, { ...message, tableId: table.id });
      this.events.fire(WORKBOOK_TARGET, EventType.TableDataChanged, { ...message, tableId: table.id });
    }
  }

  /** Null when nobody listens: building a message keeps a reference to the range. */
  private changeMessage(
    range: RangeModel,
    change: { type?: string; source: ChangeSource; before?: CellValue },
  ): object | null {
    const targets = [range.sheet.id, WORKBOOK_TARGET];
    const isHeard =
      targets.some((t) => this.events.isHeard(t, EventType.DataChanged)) ||
      [...range.sheet.tables.map((t) => t.id), WORKBOOK_TARGET].some((t) =>
        this.events.isHeard(t, EventType.TableDataChanged),
      );
    if (!isHeard) return null;
    const referenceId = `ev${this.nextId()}`;
    this.references.set(referenceId, new RangeModel(range.sheet, range.area));
    return {
      changeType: change.type ?? 'RangeEdited',
      source: 'Local',
      worksheetId: range.sheet.id,
      address: range.address.slice(range.address.lastIndexOf('!') + 1),
      referenceId,
      triggerSource: change.source,
      shiftDirection: 'None',
      ...this.singleCellDetails(range, change.before),
    };
  }

  private singleCellDetails(range: RangeModel, before: CellValue | undefined): object {
    if (before === undefined || range.cellCount !== 1) return {};
    const after = range.sheet.grid.at(range.area.row, range.area.column).value;
    return {
      valueBefore: before,
      valueAfter: after,
      valueTypeBefore: typeOfValue(before),
      valueTypeAfter: typeOfValue(after),
    };
  }
}
