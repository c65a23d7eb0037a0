import { isSameArea, intersection, parseAddress, type Area } from '../a1.ts';
import { HostError } from '../host-error.ts';
import type { Json } from '../protocol.ts';
import { Calculation } from './calculation.ts';
import { announceCells, announceFormats, localAddress } from './change-events.ts';
import { newDocumentProperties } from './document-properties.ts';
import { EventHub, EventType, WORKBOOK_TARGET } from './events.ts';
import { FormulaWatch } from './formula-watch.ts';
import { unmergeCells } from './merges.ts';
import { builtInStyles } from './named-style.ts';
import { RangeModel } from './range.ts';
import type {
  Calculator,
  CellChange,
  CommentModel,
  NameModel,
  SheetModel,
  TableModel,
  Tracked,
  WorkbookModel,
} from './shapes.ts';
import { Sheet } from './sheet.ts';
import { formulasFollowSheet } from './sheet-followers.ts';
import { checkSheetName } from './sheet-name.ts';
import { Table } from './table.ts';
import type { XmlPartModel } from './xml-part.ts';

export type { ChangeSource, CommentModel, NameModel, WorkbookModel } from './shapes.ts';

/** The workbook behind the host: sheets, tables, names, settings, comments, selection, events. */
export class Workbook implements WorkbookModel {
  readonly sheets: SheetModel[] = [];
  tables: TableModel[] = [];
  names: NameModel[] = [];
  comments: CommentModel[] = [];
  xmlParts: XmlPartModel[] = [];
  readonly properties = newDocumentProperties();
  readonly styles = builtInStyles();
  readonly formulas = new FormulaWatch();
  readonly settings = new Map<string, Json>();
  readonly events = new EventHub();
  /** Tracked ranges by reference id. */
  readonly references = new Map<string, Tracked>();
  active: SheetModel;
  selection: RangeModel;
  protection: { readonly password: string } | null = null;
  readonly calculation: Calculation;
  /** Set by whoever shows the add-in's task pane; called when the add-in opens or closes it. */
  onPaneVisibility: (isVisible: boolean) => void = () => undefined;
  private lastId = 0;

  constructor(calculator: Calculator) {
    this.calculation = new Calculation(calculator);
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
    const sheet = new Sheet(this, id, name);
    this.sheets.push(sheet);
    this.events.fire(WORKBOOK_TARGET, EventType.SheetAdded, { worksheetId: sheet.id, source: 'Local' });
    return sheet;
  }

  /** @throws HostError InvalidArgument, ItemAlreadyExists */
  checkSheetName(name: string, location: string): void {
    checkSheetName(name, location);
    if (this.sheet(name)) throw new HostError('ItemAlreadyExists', location);
  }

  /** @throws HostError InvalidArgument, ItemAlreadyExists */
  renameSheet(sheet: SheetModel, name: string): void {
    if (this.sheet(name) !== sheet) this.checkSheetName(name, 'Worksheet.name');
    const before = sheet.name;
    sheet.name = name;
    if (before === name) return;
    formulasFollowSheet(this, before, name);
    const message = { worksheetId: sheet.id, nameBefore: before, nameAfter: name, source: 'Local' };
    this.events.fireOn(sheet.id, EventType.NameChanged, message);
  }

  /** @throws HostError InvalidArgument for a position where no sheet stands */
  moveSheet(sheet: SheetModel, position: number): void {
    const before = this.sheets.indexOf(sheet);
    if (position < 0 || position >= this.sheets.length) throw new HostError('InvalidArgument', 'Worksheet.position');
    this.sheets.splice(before, 1);
    this.sheets.splice(position, 0, sheet);
    const message = { worksheetId: sheet.id, positionBefore: before, positionAfter: position, source: 'Local' };
    if (before !== position) this.events.fire(WORKBOOK_TARGET, EventType.Moved, message);
  }

  /** @throws HostError InvalidOperation for the last sheet that can be seen */
  removeSheet(sheet: SheetModel): void {
    const next = this.besideInSight(sheet);
    if (sheet.visibility === 'Visible' && !next) throw new HostError('InvalidOperation', 'Worksheet.delete');
    this.sheets.splice(this.sheets.indexOf(sheet), 1);
    this.tables = this.tables.filter((t) => t.sheet !== sheet);
    this.comments = this.comments.filter((c) => c.sheet !== sheet);
    this.names = this.names.filter((n) => n.scope !== sheet);
    formulasFollowSheet(this, sheet.name, null);
    for (const [id, range] of this.references) if (sheetsOf(range).includes(sheet)) this.forget(id, range);
    if (this.active === sheet && next) this.activate(next);
    this.calculation.isStale = true;
    this.events.fire(WORKBOOK_TARGET, EventType.SheetDeleted, { worksheetId: sheet.id, source: 'Local' });
  }

  /** @throws HostError InvalidOperation: Excel keeps one sheet that can be seen */
  setVisibility(sheet: SheetModel, visibility: SheetModel['visibility']): void {
    const next = this.besideInSight(sheet);
    if (visibility !== 'Visible' && !next) throw new HostError('InvalidOperation', 'Worksheet.visibility');
    const before = sheet.visibility;
    sheet.visibility = visibility;
    if (visibility !== 'Visible' && this.active === sheet && next) this.activate(next);
    if (before === visibility) return;
    const message = { worksheetId: sheet.id, visibilityBefore: before, visibilityAfter: visibility, source: 'Local' };
    this.events.fireOn(sheet.id, EventType.VisibilityChanged, message);
  }

  /** The sheet that Excel turns to when this one goes out of sight: the next to the right, or else to the left. */
  private besideInSight(sheet: SheetModel): SheetModel | undefined {
    const at = this.sheets.indexOf(sheet);
    const isSeen = (other: SheetModel): boolean => other.visibility === 'Visible';
    return this.sheets.slice(at + 1).find(isSeen) ?? this.sheets.slice(0, at).findLast(isSeen);
  }

  activate(sheet: SheetModel): void {
    const before = this.active;
    if (before === sheet) return;
    this.active = sheet;
    this.selection = new RangeModel(sheet, { row: 0, column: 0, rows: 1, columns: 1 });
    this.events.fireOn(before.id, EventType.Deactivated, { worksheetId: before.id });
    this.events.fireOn(sheet.id, EventType.Activated, { worksheetId: sheet.id });
  }

  select(range: RangeModel): void {
    const { sheet } = range;
    this.activate(sheet);
    this.selection = range.with({});
    const message = { address: localAddress(range), worksheetId: sheet.id };
    this.events.fireOn(sheet.id, EventType.SelectionChanged, message);
    for (const table of sheet.tables) {
      // The library takes an empty address for a selection outside the table.
      const inside = intersection(table.area, range.area);
      const address = inside ? message.address : '';
      this.events.fire(table.id, EventType.TableSelectionChanged, { ...message, address, tableId: table.id });
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
    unmergeCells(sheet, area);
    let n = this.tables.length + 1;
    while (this.table(`Table${n}`)) n += 1;
    const table = new Table(id, sheet, area, `Table${n}`);
    this.tables.push(table);
    this.events.fireOn(sheet.id, EventType.TableAdded, { tableId: id, worksheetId: sheet.id, source: 'Local' });
    return table;
  }

  /** The rows that its filters hid are seen again. */
  removeTable(table: TableModel): void {
    if (table.filters.size + table.criteria.size > 0) {
      for (const columnId of table.columnIds) table.filterColumn(columnId, null);
      table.applyFilters();
    }
    this.tables = this.tables.filter((t) => t !== table);
    const message = { tableId: table.id, tableName: table.name, worksheetId: table.sheet.id, source: 'Local' };
    this.events.fireOn(table.sheet.id, EventType.TableDeleted, message);
  }

  /** The range of an address or a name; without a sheet in it, on `sheet` or the active one. */
  range(address: string, sheet: SheetModel | null, location: string): RangeModel {
    const parsed = parseAddress(address);
    if (!parsed) return this.namedRange(address, sheet, location);
    const owner = parsed.sheet === null ? (sheet ?? this.active) : this.sheet(parsed.sheet);
    if (!owner) throw new HostError('ItemNotFound', location);
    return new RangeModel(owner, parsed.area);
  }

  private namedRange(name: string, sheet: SheetModel | null, location: string): RangeModel {
    const isCalled = (n: NameModel): boolean => n.name.toLowerCase() === name.toLowerCase();
    const found =
      this.names.find((n) => isCalled(n) && n.scope !== null && n.scope === (sheet ?? this.active)) ??
      this.names.find((n) => isCalled(n) && n.scope === null);
    if (found && typeof found.target !== 'string') return found.target.with({});
    const table = this.table(name);
    if (!table) throw new HostError('InvalidArgument', location);
    return new RangeModel(table.sheet, table.body);
  }

  track(range: Tracked): void {
    if (range.referenceId !== null) return;
    range.referenceId = `r${this.nextId()}`;
    this.references.set(range.referenceId, range);
  }

  /** Brings formula results up to date, as before every read. */
  async calculate(): Promise<void> {
    if (!(await this.calculation.run(this))) return;
    for (const sheet of this.sheets) {
      if (!sheet.grid.hasFormulas) continue;
      const used = sheet.grid.used(true);
      const address = used ? localAddress(new RangeModel(sheet, used)) : '';
      this.events.fireOn(sheet.id, EventType.Calculated, { worksheetId: sheet.id, address });
    }
  }

  /** Moves tracked ranges after rows or columns were inserted or deleted; those that are gone become invalid. */
  referencesShifted(sheet: SheetModel, move: (area: Area) => Area | null): void {
    for (const [id, range] of this.references) {
      if ('area' in range) {
        if (range.sheet === sheet) this.rangeShifted(id, range, move(range.area));
        continue;
      }
      for (const part of 'parts' in range ? range.parts : [range]) {
        if (part.sheet === sheet) part.areas = part.areas.flatMap((area) => move(area) ?? []);
      }
    }
    this.calculation.isStale = true;
  }

  private rangeShifted(id: string, range: RangeModel, area: Area | null): void {
    if (area && !isSameArea(area, range.area)) range.area = area;
    if (!area) this.forget(id, range);
  }

  /** A name whose cells are gone refers to nothing. */
  private forget(id: string, gone: Tracked): void {
    this.references.delete(id);
    for (const name of this.names) if (name.target === gone) name.target = '=#REF!';
  }

  /** Tells the listeners that cells changed. */
  cellsChanged(range: RangeModel, change: CellChange): void {
    this.calculation.isStale = true;
    announceCells(this, range, change);
    this.formulas.changed(range, change);
  }

  /** Tells the listeners that the looks of cells changed. */
  formatsChanged(range: RangeModel): void {
    announceFormats(this, range);
  }
}

const sheetsOf = (tracked: Tracked): readonly SheetModel[] =>
  'parts' in tracked ? tracked.parts.map(({ sheet }) => sheet) : [tracked.sheet];
