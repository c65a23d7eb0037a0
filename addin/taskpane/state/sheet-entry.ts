import type { MatrixKind } from '../../../schema/matrix/definition.ts';
import type { View } from '../../flows/view.ts';
import type { Notice } from './notice.ts';

/** One view of the workbook in the pane's list. */
export interface SheetEntry {
  readonly id: string;
  /** null: its table is gone. */
  readonly sheetName: string | null;
  /** null: what the workbook remembers of it cannot be trusted; `fault` says why. */
  readonly view: View | null;
  readonly conflicts: number;
  /** A push of it got no answer. */
  readonly isPending: boolean;
  readonly fault: Notice | null;
}

export const kindOf = (entry: SheetEntry): MatrixKind | null => entry.view?.request.kind ?? null;

/** Whether anything on the sheet can be changed by this person. */
export const isEditable = ({ view }: SheetEntry): boolean => view?.columns.some((c) => c.editable) ?? false;

export const isUsable = (entry: SheetEntry): boolean => entry.view !== null && entry.sheetName !== null;
