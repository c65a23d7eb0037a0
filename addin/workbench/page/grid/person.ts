/** What a person does in Univer, as it concerns the model: read off the mutations that his commands end in. */
import type { ICommandInfo, IExecutionOptions, IRange, Worksheet } from '@univerjs/core';
import {
  AddWorksheetMergeMutation,
  type IInsertRowMutationParams,
  type IMoveRangeMutationParams,
  type IReorderRangeMutationParams,
  type ISetRangeValuesMutationParams,
  type ISetSelectionsOperationParams,
  InsertColMutation,
  InsertRowMutation,
  InsertSheetMutation,
  MoveColsMutation,
  MoveRangeMutation,
  MoveRowsMutation,
  RemoveColMutation,
  RemoveRowMutation,
  RemoveSheetMutation,
  RemoveWorksheetMergeMutation,
  ReorderRangeMutation,
  SetColHiddenMutation,
  SetColVisibleMutation,
  SetFrozenMutation,
  SetRangeValuesMutation,
  SetRowHiddenMutation,
  SetRowVisibleMutation,
  SetSelectionsOperation,
  SetTabColorMutation,
  SetWorksheetActiveOperation,
  SetWorksheetColWidthMutation,
  SetWorksheetHideMutation,
  SetWorksheetNameMutation,
  SetWorksheetOrderMutation,
  SetWorksheetRowHeightMutation,
  ToggleGridlinesMutation,
} from '@univerjs/preset-sheets-core';
import { SetSheetsFilterCriteriaMutation } from '@univerjs/preset-sheets-filter';
import {
  AddSheetTableMutation,
  DeleteSheetTableMutation,
  SetSheetTableFilterMutation,
  SetSheetTableMutation,
} from '@univerjs/preset-sheets-table';
import type { Range } from './ranges.ts';

/** Rows or columns were inserted (1) or deleted (-1); they concern everything behind them. */
export interface Shift {
  readonly subUnitId: string;
  readonly range: IRange;
  readonly along: 'rows' | 'columns';
  readonly direction: 1 | -1;
}

const SHIFTS = new Map<string, Pick<Shift, 'along' | 'direction'>>([
  [InsertRowMutation.id, { along: 'rows', direction: 1 }],
  [RemoveRowMutation.id, { along: 'rows', direction: -1 }],
  [InsertColMutation.id, { along: 'columns', direction: 1 }],
  [RemoveColMutation.id, { along: 'columns', direction: -1 }],
]);

/** Null when the command inserts and deletes no rows or columns. */
export function shiftOf(command: Readonly<ICommandInfo>): Shift | null {
  const kind = SHIFTS.get(command.id);
  if (!kind) return null;
  const { subUnitId, range } = command.params as IInsertRowMutationParams;
  return { ...kind, subUnitId, range };
}

const SHEETS = new Set<string>([
  InsertSheetMutation.id,
  RemoveSheetMutation.id,
  SetWorksheetNameMutation.id,
  SetWorksheetOrderMutation.id,
  SetWorksheetHideMutation.id,
  SetWorksheetActiveOperation.id,
  SetTabColorMutation.id,
]);
const LAYOUT = new Set<string>([
  SetRowHiddenMutation.id,
  SetRowVisibleMutation.id,
  SetColHiddenMutation.id,
  SetColVisibleMutation.id,
  SetWorksheetColWidthMutation.id,
  SetWorksheetRowHeightMutation.id,
  SetFrozenMutation.id,
  ToggleGridlinesMutation.id,
  SetSheetsFilterCriteriaMutation.id,
  SetSheetTableFilterMutation.id,
]);
const TABLES = new Set<string>([
  AddSheetTableMutation.id,
  DeleteSheetTableMutation.id,
  SetSheetTableMutation.id,
  SetSheetTableFilterMutation.id,
]);

const MERGES = new Set<string>([AddWorksheetMergeMutation.id, RemoveWorksheetMergeMutation.id]);

/** What may differ between Univer and the model until someone looks. */
export class Touched {
  /** Rows whose cells may have changed, by sheet; null is every row. */
  readonly rows = new Map<string, Set<number> | null>();
  sheets = false;
  layout = false;
  tables = false;
  /** Cells were merged or parted. */
  merges = false;
  /** Cells were moved, by sheet; formulas elsewhere follow them. */
  readonly moves = new Map<string, Range[]>();
  /** Rows or columns were inserted or deleted. */
  hasMoved = false;
  /** The model has taken it already, and is still to be shown and told of. */
  isTaken = false;
  /** Where the person stands now. */
  selection: ISetSelectionsOperationParams | null = null;

  get isEmpty(): boolean {
    const { rows, sheets, layout, tables, merges, isTaken, selection } = this;
    return rows.size === 0 && !sheets && !layout && !tables && !merges && !isTaken && !selection;
  }

  note(command: Readonly<ICommandInfo>, options: IExecutionOptions | undefined): void {
    const { id, params } = command;
    if (SHEETS.has(id)) this.sheets = true;
    if (LAYOUT.has(id)) this.layout = true;
    if (TABLES.has(id)) this.tables = true;
    if (MERGES.has(id)) this.merges = true;
    if (id === SetSelectionsOperation.id) this.selection = params as ISetSelectionsOperationParams;
    if (id === InsertSheetMutation.id) this.everyRow((params as { sheet: { id: string } }).sheet.id);
    // Results of formulas are fetched when someone reads them.
    if (id === SetRangeValuesMutation.id && !options?.['fromFormula'])
      this.values(params as ISetRangeValuesMutationParams);
    if (id === ReorderRangeMutation.id) this.range(params as IReorderRangeMutationParams);
    if (id === MoveRangeMutation.id) this.moved(params as IMoveRangeMutationParams);
    if (id === MoveRowsMutation.id || id === MoveColsMutation.id) {
      this.everyRow((params as { subUnitId: string }).subUnitId);
    }
  }

  range({ subUnitId, range }: { readonly subUnitId: string; readonly range: IRange }): void {
    const rows = this.of(subUnitId);
    for (let row = range.startRow; row <= range.endRow; row++) rows?.add(row);
  }

  private values({ subUnitId, cellValue }: ISetRangeValuesMutationParams): void {
    const rows = this.of(subUnitId);
    for (const row in cellValue) rows?.add(Number(row));
  }

  private moved({ fromRange, toRange, from, to }: IMoveRangeMutationParams): void {
    for (const [range, { subUnitId, value }] of [
      [fromRange, from],
      [toRange, to],
    ] as const) {
      const rows = this.of(subUnitId);
      for (const row in value) rows?.add(Number(row));
      this.moves.set(subUnitId, [...(this.moves.get(subUnitId) ?? []), range]);
    }
  }

  private everyRow(subUnitId: string): void {
    this.rows.set(subUnitId, null);
  }

  private of(subUnitId: string): Set<number> | null {
    const known = this.rows.get(subUnitId);
    if (known !== undefined) return known;
    const rows = new Set<number>();
    this.rows.set(subUnitId, rows);
    return rows;
  }
}

/** The rows that may hold something. */
export const everyRowOf = (worksheet: Worksheet): number[] =>
  Object.keys(worksheet.getCellMatrix().getMatrix()).map(Number);
