import {
  CustomCommandExecutionError,
  type ICommandInfo,
  IUniverInstanceService,
  UniverInstanceType,
  type Workbook,
} from '@univerjs/core';
import { CopySheetCommand, type ICopySheetCommandParams } from '@univerjs/preset-sheets-core';
import { MAX_COLUMNS, MAX_ROWS, type Area } from '../../host/a1.ts';
import type { ExcelHost } from '../../host/excel-host.ts';
import { copySheet } from '../../host/model/copy-sheet.ts';
import { RangeModel } from '../../host/model/range.ts';
import type { SheetModel } from '../../host/model/sheet.ts';
import type { WorkbookModel } from '../../host/model/workbook.ts';
import { growTables } from '../../host/model/table-growth.ts';
import { Calculation } from './calculation.ts';
import { Clicks } from './clicks.ts';
import { CommentSync } from './comments.ts';
import { ConditionalFormatSync } from './conditional-formats.ts';
import { Cursor } from './cursor.ts';
import { editedAreas } from './edited-areas.ts';
import { Links } from './links.ts';
import { MergeSync } from './merges.ts';
import { Paste } from './paste.ts';
import { everyRowOf, shiftOf, Touched, type Shift } from './person.ts';
import { forbidden, Forbidden, LOCKED } from './protection.ts';
import type { Range } from './ranges.ts';
import { SelectionSync } from './selection.ts';
import { SheetPanes } from './sheet-panes.ts';
import { SheetSizes } from './sheet-sizes.ts';
import { openedWorkbook, SheetTabs } from './sheet-tabs.ts';
import { type Edit, SheetView } from './sheet-view.ts';
import { Shown } from './shown.ts';
import { Sorting } from './sorting.ts';
import { StyleBook } from './style-book.ts';
import { TableSync } from './tables.ts';
import { dressTotals } from './totals-look.ts';
import type { Spreadsheet } from './univer.ts';
import { ValidationSync } from './validations.ts';

/** Univer's number of the workbook; each that is opened gets another. */
let lastUnit = 0;

/**
 * Keeps the model, which the add-in works on, and Univer, which the person works on, the same.
 *
 * The model is authoritative: `show` makes Univer what the model is, `take` makes the model what a person has made of
 * Univer and then shows it again, so that what Excel would have made of an entry is what he sees.
 */
export class GridSync {
  private readonly workbook: Workbook;
  private readonly book: StyleBook;
  private readonly calculation: Calculation;
  private readonly tabs: SheetTabs;
  private readonly sizes: SheetSizes;
  private readonly panes: SheetPanes;
  private readonly selection: SelectionSync;
  private readonly conditionalFormats: ConditionalFormatSync;
  private readonly merges: MergeSync;
  private readonly tables: TableSync;
  private readonly validations: ValidationSync;
  private readonly comments: CommentSync;
  private readonly cursor: Cursor;
  private readonly paste: Paste;
  private readonly links: Links;
  private readonly sorting: Sorting;
  private readonly views = new Map<string, SheetView>();
  private readonly unitId = `workbook-${++lastUnit}`;
  private readonly listeners: readonly { dispose(): void }[];
  private touched = new Touched();
  private isShowing = false;
  private isAwaited = false;

  constructor(
    private readonly spreadsheet: Spreadsheet,
    private readonly host: ExcelHost,
  ) {
    const { univer, commands, injector } = spreadsheet;
    univer.createUnit(UniverInstanceType.UNIVER_SHEET, openedWorkbook(this.unitId, host.workbook));
    const workbook = injector.get(IUniverInstanceService).getUnit<Workbook>(this.unitId);
    if (!workbook) throw new Error('Univer has no workbook');
    this.workbook = workbook;
    this.book = new StyleBook(workbook.getStyles());
    this.calculation = new Calculation(spreadsheet);
    const shown = new Shown();
    this.tabs = new SheetTabs(spreadsheet, workbook);
    this.sizes = new SheetSizes(spreadsheet, workbook, shown);
    this.panes = new SheetPanes(spreadsheet, workbook, shown);
    this.selection = new SelectionSync(spreadsheet, workbook, shown);
    this.conditionalFormats = new ConditionalFormatSync(spreadsheet, this.unitId);
    this.merges = new MergeSync(spreadsheet, this.unitId);
    this.tables = new TableSync(spreadsheet, this.unitId);
    this.validations = new ValidationSync(spreadsheet, this.unitId);
    this.comments = new CommentSync(spreadsheet, this.unitId);
    this.cursor = new Cursor(spreadsheet, workbook);
    this.paste = new Paste(spreadsheet, workbook, { book: this.book, active: () => this.model.active });
    this.links = new Links(spreadsheet, workbook, { model: () => this.model, moved: () => this.moved() });
    this.sorting = new Sorting(spreadsheet, () => this.model);
    this.listeners = [
      // Rows that were noted by number must be looked at before the numbers change.
      commands.beforeCommandExecuted((command) => {
        if (this.isShowing) return;
        this.refuseForbidden(command);
        this.copyInstead(command);
        this.sorting.showSign(command);
        if (shiftOf(command)) this.take({ isBeforeShift: true });
      }),
      commands.onCommandExecuted((command, options) => {
        if (this.isShowing || !this.isOurs(command.params)) return;
        const shift = shiftOf(command);
        if (shift) this.shifted(shift);
        if (!this.sorting.take(command, this.touched)) this.touched.note(command, options);
        this.takeSoon();
      }),
      dressTotals(spreadsheet, this.unitId, host.workbook),
      new Clicks(spreadsheet, host, this.unitId),
    ];
    this.show();
  }

  dispose(): void {
    for (const listener of [...this.listeners, this.cursor, this.paste, this.links]) listener.dispose();
    this.spreadsheet.injector.get(IUniverInstanceService).disposeUnit(this.unitId);
  }

  /** Where a person pastes and types is a document of Univer's too. */
  private isOurs(params: object | undefined): boolean {
    return params === undefined || !('unitId' in params) || params.unitId === this.unitId;
  }

  private refuseForbidden(command: Readonly<ICommandInfo>): void {
    const why = forbidden(command, this.model.active);
    if (why === null) return;
    this.spreadsheet.onRefusal(why);
    throw new Forbidden(why);
  }

  /** Univer's own copy of a sheet knows neither the looks of tables nor lists nor rules; the model's is Excel's. */
  private copyInstead({ id, params }: Readonly<ICommandInfo>): void {
    if (id !== CopySheetCommand.id) return;
    this.take();
    const { subUnitId } = params as ICopySheetCommandParams;
    const from = this.model.sheet(subUnitId) ?? this.model.active;
    this.model.activate(copySheet(from, this.model.sheets.indexOf(from) + 1));
    this.show();
    this.host.deliver();
    throw new DoneByModel();
  }

  private get model(): WorkbookModel {
    return this.host.workbook;
  }

  /** Makes the grid what the model is. */
  show(): void {
    this.isShowing = true;
    try {
      this.tabs.show(this.model);
      for (const sheet of this.model.sheets) {
        const view = this.view(sheet);
        const rows = sheet.grid.takeChangedRows();
        if (!view) continue;
        this.sizes.show(sheet, view.worksheet);
        this.panes.show(sheet, view.worksheet);
        this.merges.show(sheet, view.worksheet);
        view.show(sheet, rows);
        this.tables.show(sheet, view.worksheet);
        this.validations.show(sheet);
        this.conditionalFormats.show(sheet);
      }
      this.comments.show(this.model);
      this.tabs.showActive(this.model);
      this.selection.show(this.model);
    } finally {
      this.isShowing = false;
    }
    this.spreadsheet.onShown(this.model);
  }

  /** The model's calculator: Univer's results, once they are those of the present cells. */
  async calculate(): Promise<void> {
    this.show();
    await this.calculation.settled();
    for (const sheet of this.model.sheets) {
      if (sheet.grid.hasFormulas) this.view(sheet)?.readResults(sheet);
    }
  }

  /** Another cell was selected in the model, by the person. */
  private moved(): void {
    this.show();
    this.host.deliver();
  }

  /** Makes the model what a person has made of the grid, with the events that Excel would raise. */
  take({ isBeforeShift = false } = {}): void {
    if (this.touched.isEmpty || this.isShowing) return;
    const touched = this.touched;
    this.touched = new Touched();
    // Univer moves merged cells before or after the rows and columns that they are in; it is read when all is done.
    if (isBeforeShift) this.touched.merges = touched.merges;
    else if (touched.merges) this.takeMerges();
    if (touched.sheets) this.tabs.take(this.model);
    for (const [subUnitId, rows] of touched.rows) this.takeCells(subUnitId, rows, touched.moves);
    if (touched.tables) this.tables.take(this.model, { hasMoved: touched.hasMoved });
    if (touched.layout) for (const sheet of this.model.sheets) this.takeLayout(sheet);
    if (touched.selection) this.selection.take(this.model, touched.selection);
    this.show();
    this.host.deliver();
  }

  private takeMerges(): void {
    for (const sheet of this.model.sheets) {
      const view = this.view(sheet);
      if (view) this.merges.take(sheet, view.worksheet);
    }
  }

  private takeLayout(sheet: SheetModel): void {
    const view = this.view(sheet);
    if (!view) return;
    this.sizes.take(sheet, view.worksheet);
    this.panes.take(sheet, view.worksheet);
    this.tables.takeFilters(sheet, view.worksheet);
  }

  private takeSoon(): void {
    if (this.isAwaited || this.touched.isEmpty) return;
    this.isAwaited = true;
    queueMicrotask(() => {
      this.isAwaited = false;
      this.take();
    });
  }

  private takeCells(subUnitId: string, rows: ReadonlySet<number> | null, moves: Touched['moves']): void {
    const sheet = this.model.sheet(subUnitId);
    const view = sheet && this.view(sheet);
    if (!view) return;
    const { edits, isRefused } = view.read(sheet, rows ?? everyRowOf(view.worksheet));
    if (isRefused) this.spreadsheet.onRefusal(LOCKED);
    for (const { area, before } of editedAreas(
      moves.size === 0 ? edits : edits.filter(isNoFollower(moves.get(subUnitId))),
    )) {
      growTables(sheet, area);
      sheet.settleHeaders(area);
      this.model.cellsChanged(new RangeModel(sheet, area), {
        source: 'Unknown',
        ...(before !== undefined && { before }),
      });
    }
  }

  private shifted({ subUnitId, range, along, direction }: Shift): void {
    const sheet = this.model.sheet(subUnitId);
    if (!sheet) return;
    const area: Area =
      along === 'rows'
        ? { row: range.startRow, column: 0, rows: range.endRow - range.startRow + 1, columns: MAX_COLUMNS }
        : { row: 0, column: range.startColumn, rows: MAX_ROWS, columns: range.endColumn - range.startColumn + 1 };
    this.touched.hasMoved = true;
    sheet.shift(area, along, direction);
    const type = `${along === 'rows' ? 'Row' : 'Column'}${direction === 1 ? 'Inserted' : 'Deleted'}`;
    this.model.cellsChanged(new RangeModel(sheet, area), { type, source: 'Unknown' });
    // New rows bring the look of their neighbours along.
    if (direction === 1 && along === 'rows') this.touched.range({ subUnitId, range });
    this.takeSoon();
  }

  private view(sheet: SheetModel): SheetView | null {
    const worksheet = this.workbook.getSheetBySheetId(sheet.id);
    if (!worksheet) {
      this.views.delete(sheet.id);
      return null;
    }
    let view = this.views.get(sheet.id);
    if (view?.worksheet !== worksheet) {
      view = new SheetView(this.spreadsheet, this.workbook, worksheet, this.book);
      this.views.set(sheet.id, view);
    }
    return view;
  }
}

/** Thrown before a command that the model has carried out; it ends the command and nothing else. */
class DoneByModel extends CustomCommandExecutionError {
  constructor() {
    super('carried out by the model');
  }
}

/** A formula that only follows cells which were moved elsewhere raises no event in Excel. */
const isNoFollower =
  (moved: readonly Range[] = []) =>
  ({ row, column, isFormula }: Edit): boolean =>
    !isFormula ||
    moved.some((m) => row >= m.startRow && row <= m.endRow && column >= m.startColumn && column <= m.endColumn);
