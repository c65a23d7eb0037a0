/** What the pane needs of the grid beside the views' content: where the analyst is, and to take him somewhere. */
import type { CellPlace } from './sheet.port.ts';
import type { View } from './view.ts';

export interface GridSelection {
  readonly viewId: string;
  /** Cells of the view within the selection, at most `MAX_SELECTED_CELLS`; rows without a key are left out. */
  readonly cells: readonly CellPlace[];
  /** True when the selection holds more cells than that. */
  readonly isCut: boolean;
}

export const MAX_SELECTED_CELLS = 5_000;

/** A cell by what it is; `at` is the row's index in the sheet as read, for a row that has no key. */
export interface JumpTarget {
  readonly row: string | null;
  /** null: the row's first cell. */
  readonly column: string | null;
  readonly at?: number;
}

export interface GridPort {
  /** The sheet that a view stands on; null when its table is gone. */
  sheetName(viewId: string): Promise<string | null>;
  /** Brings a view's sheet to the front. */
  show(viewId: string): Promise<void>;
  /** Selects one cell of a view. False when it is no longer there. */
  jumpTo(view: View, target: JumpTarget): Promise<boolean>;
  /** The view and the cells that are selected now; null outside of all views. */
  selection(views: readonly View[]): Promise<GridSelection | null>;
  /** Calls `listener` when another cell or sheet is selected; answers how to stop. */
  onSelection(listener: () => void): Promise<() => void>;
}
