/**
 * Pastes text as Excel does: one value fills all that is selected, a block repeats where the selection is a multiple of
 * it, and each cell becomes what Excel would make of it if it were typed. Rows that a filter hides are passed over.
 *
 * Univer 0.25.1 drops empty cells at the start of such a text, reads it as HTML, and takes quotation marks as they stand.
 * What was copied in this grid it pastes itself. From other programs only values are taken; Excel would take looks too.
 */
import type { ICellData, IObjectMatrixPrimitiveType, Workbook, Worksheet } from '@univerjs/core';
import {
  ISheetClipboardService,
  PREDEFINED_HOOK_NAME_PASTE,
  SetRangeValuesCommand,
  SetSelectionsOperation,
  SheetsSelectionsService,
} from '@univerjs/preset-sheets-core';
import { MAX_COLUMNS, MAX_ROWS } from '../../host/a1.ts';
import type { SheetModel } from '../../host/model/sheet.ts';
import { enter } from '../../host/value.ts';
import { contentOf } from './cells.ts';
import { cellsOfText } from './pasted-text.ts';
import { primaryAt } from './primary.ts';
import { areaOf } from './ranges.ts';
import type { StyleBook } from './style-book.ts';
import type { Spreadsheet } from './univer.ts';

type Cells = IObjectMatrixPrimitiveType<ICellData>;

/** Which rows and columns a block goes to, in order. */
interface Target {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

const NO_WHOLE_SHEET = 'One value cannot be pasted over whole rows or columns here. Select the cells that it is for.';
const NO_ROOM = 'There is no room for this block from here to the end of the sheet. Select a cell further up or left.';

export class Paste {
  private readonly service: ISheetClipboardService;

  constructor(
    private readonly spreadsheet: Spreadsheet,
    private readonly workbook: Workbook,
    private readonly parts: { readonly book: StyleBook; readonly active: () => SheetModel },
  ) {
    this.service = spreadsheet.injector.get(ISheetClipboardService);
    this.takeOver();
  }

  /** By keys a paste comes with its texts, from the menu with what it reads them from. */
  private takeOver(): void {
    const { service } = this;
    const [byKeys, fromMenu] = [service.legacyPaste.bind(service), service.paste.bind(service)];
    const isOurs = (html: string): boolean => {
      const id = /data-copy-id="([^\s"]+)"/.exec(html)?.[1];
      return id !== undefined && service.copyContentCache().get(id) !== undefined;
    };
    service.legacyPaste = (html = '', text = '', files) =>
      text === '' || isOurs(html) ? byKeys(html, text, files) : Promise.resolve(this.paste(text));
    service.paste = async (item, how = PREDEFINED_HOOK_NAME_PASTE.DEFAULT_PASTE) => {
      const isPlain = how === PREDEFINED_HOOK_NAME_PASTE.DEFAULT_PASTE && item.types.includes('text/plain');
      if (!isPlain || isOurs(await textOf(item, 'text/html'))) return fromMenu(item, how);
      return this.paste(await textOf(item, 'text/plain'));
    };
  }

  dispose(): void {
    // The class's own again.
    Reflect.deleteProperty(this.service, 'legacyPaste');
    Reflect.deleteProperty(this.service, 'paste');
  }

  private paste(text: string): boolean {
    const block = cellsOfText(text);
    const size = { rows: block.length, columns: Math.max(0, ...block.map((row) => row.length)) };
    if (size.rows === 0 || size.columns === 0) return false;
    const selections = this.spreadsheet.injector.get(SheetsSelectionsService).getCurrentSelections();
    const targets: Target[] = [];
    for (const { range } of selections) {
      const target = this.targetOf(areaOf(range), size);
      if (typeof target === 'string') {
        this.spreadsheet.onRefusal(target);
        return false;
      }
      targets.push(target);
    }
    return this.write(targets, (i, j) => block[i % size.rows]?.[j % size.columns] ?? '');
  }

  /** Why it cannot be, if it cannot. */
  private targetOf(area: Size & { row: number; column: number }, block: Size): Target | string {
    const isWhole = area.rows === MAX_ROWS || area.columns === MAX_COLUMNS;
    if (isWhole && block.rows * block.columns === 1) return NO_WHOLE_SHEET;
    const worksheet = this.workbook.getActiveSheet();
    const rows: number[] = [];
    if (!isWhole) {
      for (let i = area.row; i < area.row + area.rows; i++) if (!worksheet.getRowFiltered(i)) rows.push(i);
    }
    const repeats = rows.length > 0 && rows.length % block.rows === 0 && area.columns % block.columns === 0;
    const columns = indices(area.column, repeats && !isWhole ? area.columns : block.columns);
    if (!repeats) rows.length = Math.min(rows.length, block.rows);
    for (let i = (rows.at(-1) ?? area.row - 1) + 1; rows.length < block.rows && i < MAX_ROWS; i++) {
      if (!worksheet.getRowFiltered(i)) rows.push(i);
    }
    const hasRoom = rows.length >= block.rows && (columns.at(-1) ?? 0) < MAX_COLUMNS;
    return hasRoom ? { rows, columns } : NO_ROOM;
  }

  private write(targets: readonly Target[], textAt: (i: number, j: number) => string): boolean {
    const { commands } = this.spreadsheet;
    const worksheet = this.workbook.getActiveSheet();
    const place = { unitId: this.workbook.getUnitId(), subUnitId: worksheet.getSheetId() };
    const value: Cells = {};
    for (const { rows, columns } of targets) {
      rows.forEach((row, i) =>
        columns.forEach((column, j) => ((value[row] ??= {})[column] = this.cell(row, column, textAt(i, j)))),
      );
    }
    if (!commands.syncExecuteCommand(SetRangeValuesCommand.id, { ...place, value })) return false;
    const selections = targets.map((target) => selectionOf(target, worksheet));
    return commands.syncExecuteCommand(SetSelectionsOperation.id, { ...place, selections });
  }

  private cell(row: number, column: number, text: string): ICellData {
    const { style, format } = this.parts.active().grid.at(row, column);
    const entry = enter(text, format);
    const content = contentOf({ value: entry.value, formula: entry.formula, format, style });
    if (entry.format === undefined || format !== 'General') return content;
    return { ...content, s: this.parts.book.idOf(style, entry.format) };
  }
}

interface Size {
  readonly rows: number;
  readonly columns: number;
}

const indices = (start: number, count: number): number[] => Array.from({ length: count }, (_, i) => start + i);

const textOf = async (item: ClipboardItem, type: string): Promise<string> =>
  item.types.includes(type) ? (await item.getType(type)).text() : '';

/** What was pasted is selected, as in Excel. */
function selectionOf({ rows, columns }: Target, worksheet: Worksheet): object {
  const [startRow = 0, startColumn = 0] = [rows[0], columns[0]];
  const range = { startRow, startColumn, endRow: rows.at(-1) ?? startRow, endColumn: columns.at(-1) ?? startColumn };
  return { range, primary: primaryAt(worksheet, startRow, startColumn), style: null };
}
