/**
 * What the flows need of a spreadsheet. The one implementation is addin/excel; flows never say Excel.
 */
import type { Sheet } from '../../schema/matrix/diff.ts';
import type { Delta } from '../../schema/matrix/rebase.ts';
import type { SheetValue } from '../../schema/matrix/sheet-value.ts';
import type { PushInput } from '../client/contract.ts';
import type { View } from './view.ts';

/** Where long work stands: cells done so far, of how many. */
export type Progress = (done: number, total: number) => void;

/** Long work as somebody waits for it: it may be stopped between two slices, and says how far it is. */
export interface Watched {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: Progress | undefined;
}

export interface CreateOptions extends Watched {
  /** The id of the view whose sheet the new one takes the place and the name of. */
  readonly replaces?: string;
  /** What is written over the new sheet before the old one goes: what was entered there. */
  readonly entered?: { readonly update: SheetUpdate; readonly conflicts: readonly Conflict[] };
}

export interface ReadOptions extends Watched {
  /** Keys of the rows that matter; of the others only the key is read, unless they have none. Absent: all matter. */
  readonly rows?: ReadonlySet<string>;
}

/** A cell by what it is, never by where it is. */
export interface CellPlace {
  readonly row: string;
  readonly column: string;
}

export interface CellWrite extends CellPlace {
  readonly value: SheetValue;
}

export interface Conflict extends CellPlace {
  readonly base: string | null;
  readonly mine: string | null;
  readonly theirs: string | null;
}

/** What the workbook remembers of a view beside its baseline. */
export interface ViewState {
  /** A push that was sent and not answered. */
  readonly pending: PushInput | null;
  /** Cells that somebody else changed too, and for which nobody has chosen yet. */
  readonly conflicts: readonly Conflict[];
  /** Cells that carry a mark. */
  readonly marks: readonly CellPlace[];
}

export const NO_STATE: ViewState = { pending: null, conflicts: [], marks: [] };

export interface SheetUpdate {
  readonly cells: readonly CellWrite[];
  /** Rows without a key, by their index in the sheet as read, that now have one. */
  readonly named: readonly { readonly row: number; readonly key: string }[];
  /** Whole rows to append: the key, then a value for each of the view's columns. */
  readonly added: readonly (readonly SheetValue[])[];
  /** Keys of rows to delete. */
  readonly removed: readonly string[];
  /** What changed in the view itself, and not only on the sheet; null: nothing. */
  readonly delta: Delta | null;
}

export interface CellMark extends CellPlace {
  /** For a row that has no key yet: its index in the sheet as read. */
  readonly at?: number;
  readonly text: string;
}

export interface SheetPort {
  /** Ids of the views that the workbook holds. */
  views(): Promise<readonly string[]>;
  /** The view as pulled. Its text is hostile input. @throws BaselineFault */
  view(id: string, watched?: Watched): Promise<View>;
  /**
   * Puts a view on a sheet of its own, or in the place of another view's sheet; on an abort or a fault the workbook is
   * as before.
   */
  create(view: View, options?: CreateOptions): Promise<void>;
  /** Removes a view's sheet and what is remembered of it. */
  remove(id: string): Promise<void>;
  /** What stands on the sheet now. @throws SheetFault when the table or its key column is gone */
  read(view: View, options?: ReadOptions): Promise<Sheet>;
  /** Brings the sheet to `view`: only the given cells and rows are touched. */
  update(view: View, update: SheetUpdate): Promise<void>;
  state(id: string): Promise<ViewState>;
  saveState(id: string, state: ViewState): Promise<void>;
  /** Replaces the marks on the view's cells. */
  mark(view: View, marks: readonly CellMark[]): Promise<void>;
  /** Takes the marks off some cells. */
  unmark(view: View, places: readonly CellPlace[]): Promise<void>;
}
