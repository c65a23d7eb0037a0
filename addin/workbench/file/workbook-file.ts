import type { Area } from '../host/a1.ts';
import { HostError } from '../host/host-error.ts';
import { PLAIN, type CellStyle } from '../host/model/grid.ts';
import { RangeModel } from '../host/model/range.ts';
import type { Calculator, SheetModel, TableModel, Validation, WorkbookModel } from '../host/model/shapes.ts';
import { Workbook } from '../host/model/workbook.ts';
import type { Json } from '../host/protocol.ts';
import { readCharts, readPageLayout, writeCharts, writePageLayout } from './chart-file.ts';
import { readCriteria, readParts, readRules, writeCriteria, writeParts, writeRules } from './rules-file.ts';
import { frozenStyle } from './style-format.ts';
import { readStyles, writeStyles } from './styles-file.ts';
import { FORMAT, VERSION, workbookFile, type WorkbookFile } from './file-format.ts';

/** Why a file cannot be opened, in a sentence for the person who chose it. */
export class WorkbookFileFault extends Error {}

export interface SavedWorkbook {
  readonly workbook: WorkbookModel;
  /** `Office.context.document.settings`. */
  readonly documentSettings: ReadonlyMap<string, string>;
}

/** Each distinct look once; cells say its number. */
class Looks {
  readonly list: WorkbookFile['looks'] = [];
  private readonly numbers = new Map<string, number>();

  number(format: string, style: CellStyle): number {
    const key = JSON.stringify([format, style]);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.list.push({ format, style }) - 1;
    this.numbers.set(key, number);
    return number;
  }
}

/** The workbook as JSON text. Formulas should have been calculated before, since their results go along. */
export function writeWorkbook({ workbook, documentSettings }: SavedWorkbook): string {
  const looks = new Looks();
  const file: WorkbookFile = {
    format: FORMAT,
    version: VERSION,
    lastId: workbook.ids,
    active: workbook.active.id,
    looks: looks.list,
    styles: writeStyles(workbook),
    sheets: workbook.sheets.map((sheet) => writeSheet(sheet, looks)),
    tables: workbook.tables.map(writeTable),
    names: workbook.names.map(({ name, scope, target, comment, visible }) => ({
      name,
      scope: scope?.id ?? null,
      target: typeof target === 'string' ? target : { sheet: target.sheet.id, area: target.area },
      comment,
      visible,
    })),
    comments: workbook.comments.map(({ id, sheet, range, content, resolved, createdAt, replies }) => ({
      id,
      sheet: sheet.id,
      area: range.area,
      content,
      resolved,
      createdAt: createdAt.toISOString(),
      replies: replies.map((reply) => ({ ...reply, createdAt: reply.createdAt.toISOString() })),
    })),
    ...writeParts(workbook),
    settings: [...workbook.settings],
    documentSettings: [...documentSettings],
  };
  return JSON.stringify(file);
}

function writeSheet(sheet: SheetModel, looks: Looks): WorkbookFile['sheets'][number] {
  const { id, name, visibility, showGridlines, showHeadings, tabColor, frozenRows, frozenColumns, grid } = sheet;
  return {
    ...{ id, name, visibility, showGridlines, showHeadings, tabColor, frozenRows, frozenColumns },
    hiddenRows: [...sheet.hiddenRowNumbers],
    hiddenColumns: [...sheet.hiddenColumns],
    columnWidths: [...sheet.columnWidths],
    rowHeights: [...sheet.rowHeights],
    standardWidth: sheet.standardWidth,
    rowLevels: sheet.rowOutline.entries.map(([row, level]) => [row, level]),
    columnLevels: sheet.columnOutline.entries.map(([column, level]) => [column, level]),
    merges: [...sheet.merges],
    columnLooks: [...grid.columnDefaults].map(([column, { format, style }]) => [column, looks.number(format, style)]),
    validations: sheet.validations.map((v) => ({ ...v, rule: { ...v.rule } })),
    ...writeRules(sheet),
    charts: writeCharts(sheet),
    pageLayout: writePageLayout(sheet),
    cells: [...grid.existing()].map(({ row, column, cell }) => {
      const look = looks.number(cell.format, cell.style);
      return cell.formula === null ? [row, column, look, cell.value] : [row, column, look, cell.value, cell.formula];
    }),
  };
}

function writeTable(table: TableModel): WorkbookFile['tables'][number] {
  const { id, name, area, style, columnIds, showFilterButton, showBandedRows, showBandedColumns } = table;
  return {
    ...{ id, name, area, style, columnIds, showFilterButton, showBandedRows, showBandedColumns },
    highlightFirstColumn: table.highlightFirstColumn,
    highlightLastColumn: table.highlightLastColumn,
    showTotals: table.showTotals,
    hasInsertRow: table.hasInsertRow,
    criteria: writeCriteria(table),
    sheet: table.sheet.id,
    filters: [...table.filters].flatMap(([column, values]): [number, string[]][] =>
      values ? [[column, [...values]]] : [],
    ),
  };
}

/** @throws WorkbookFileFault when the text is no workbook of ours, as a whole and in every part */
export function readWorkbook(text: string, calculator: Calculator): SavedWorkbook {
  try {
    return build(checked(text), calculator);
  } catch (fault) {
    // What the model refuses, such as a sheet's name or tables that overlap.
    if (fault instanceof HostError) throw new WorkbookFileFault(`This workbook cannot be opened: ${fault.message}`);
    throw fault;
  }
}

function build(file: WorkbookFile, calculator: Calculator): SavedWorkbook {
  const workbook = new Workbook(calculator);
  workbook.sheets.length = 0;
  const looks = file.looks.map(({ format, style }) => ({ format, style: frozenStyle(style) }));
  readStyles(workbook, file.styles);
  for (const saved of file.sheets) readSheet(workbook, saved, looks);
  workbook.ids = Math.max(workbook.ids, file.lastId);
  for (const { id, charts } of file.sheets) readCharts(sheetOf(workbook, id), charts);
  workbook.active = sheetOf(workbook, file.active);
  workbook.selection = new RangeModel(workbook.active, { row: 0, column: 0, rows: 1, columns: 1 });
  for (const saved of file.tables) readTable(workbook, saved);
  workbook.names = file.names.map(({ scope, target, ...rest }) => ({
    ...rest,
    scope: scope === null ? null : sheetOf(workbook, scope),
    target: typeof target === 'string' ? target : tracked(workbook, sheetOf(workbook, target.sheet), target.area),
  }));
  for (const saved of file.comments) readComment(workbook, saved);
  readParts(workbook, file);
  for (const [key, value] of file.settings) workbook.settings.set(key, value as Json);
  workbook.events.drain();
  return { workbook, documentSettings: new Map(file.documentSettings) };
}

function checked(text: string): WorkbookFile {
  const result = workbookFile.safeParse(parsed(text));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue?.path.length ? ` (${issue.path.join('.')}: ${issue.message})` : ` (${issue?.message})`;
  throw new WorkbookFileFault(`This is no workbook that the workbench has saved, or it was changed since${place}.`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new WorkbookFileFault(
      'This is no workbook that the workbench has saved, or only a part of one. Choose another file; the open workbook stays.',
    );
  }
}

type Look = { readonly format: string; readonly style: CellStyle };

const PLAIN_LOOK: Look = { format: 'General', style: PLAIN };

function readSheet(workbook: WorkbookModel, saved: WorkbookFile['sheets'][number], looks: readonly Look[]): void {
  const sheet = workbook.addSheet(saved.name, saved.id);
  const { visibility, showGridlines, showHeadings, tabColor, frozenRows, frozenColumns } = saved;
  Object.assign(sheet, { visibility, showGridlines, showHeadings, tabColor, frozenRows, frozenColumns });
  for (const row of saved.hiddenRows) sheet.setRowHidden(row, true);
  for (const column of saved.hiddenColumns) sheet.hiddenColumns.add(column);
  for (const [column, width] of saved.columnWidths) sheet.columnWidths.set(column, width);
  for (const [row, height] of saved.rowHeights) sheet.rowHeights.set(row, height);
  for (const [row, level] of saved.rowLevels) sheet.rowOutline.set(row, level);
  for (const [column, level] of saved.columnLevels) sheet.columnOutline.set(column, level);
  sheet.merges = saved.merges;
  if (saved.standardWidth !== null) sheet.standardWidth = saved.standardWidth;
  for (const [column, look] of saved.columnLooks) sheet.grid.columnDefaults.set(column, looks[look] ?? PLAIN_LOOK);
  sheet.validations = saved.validations as Validation[];
  readRules(sheet, saved);
  if (saved.pageLayout) readPageLayout(sheet, saved.pageLayout);
  for (const [row, column, look, value, formula = null] of saved.cells) {
    sheet.grid.put(row, column, { value, formula, ...(looks[look] ?? PLAIN_LOOK) });
  }
}

function readTable(workbook: WorkbookModel, saved: WorkbookFile['tables'][number]): void {
  const { id, sheet, area, filters, criteria, columnIds, ...rest } = saved;
  const table = workbook.addTable(sheetOf(workbook, sheet), area, id);
  Object.assign(table, rest);
  table.restoreColumns(columnIds);
  for (const [column, values] of filters) table.filters.set(column, new Set(values));
  readCriteria(table, criteria);
}

function readComment(workbook: WorkbookModel, saved: WorkbookFile['comments'][number]): void {
  const sheet = sheetOf(workbook, saved.sheet);
  const range = tracked(workbook, sheet, saved.area);
  const { id, content, resolved, createdAt } = saved;
  const replies = saved.replies.map((reply) => ({ ...reply, createdAt: new Date(reply.createdAt) }));
  workbook.comments.push({ id, sheet, range, content, resolved, replies, createdAt: new Date(createdAt) });
}

/** A range that follows its cells. */
function tracked(workbook: WorkbookModel, sheet: SheetModel, area: Area): RangeModel {
  const range = new RangeModel(sheet, area);
  workbook.track(range);
  return range;
}

function sheetOf(workbook: WorkbookModel, id: string): SheetModel {
  const sheet = workbook.sheet(id);
  if (!sheet) throw new WorkbookFileFault(`There is no sheet ${id} in this workbook.`);
  return sheet;
}
