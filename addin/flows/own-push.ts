/**
 * Whether a push that a workbook remembers is one of its own sheets. What a workbook remembers may have been written by
 * anybody, and to finish a push sends it under the name of whoever finishes it: so it may say nothing of rows and columns
 * that he does not have before him.
 */
import type { PushInput, PushPart } from '../client/contract.ts';
import type { View } from './view.ts';

export const isOfViews = (push: PushInput, views: readonly View[]): boolean =>
  push.parts.every((part) => views.some((view) => isOf(part, view)));

/** Whether a part of it is of this view. */
export function isOf({ request, edits, inserts = [], archives = [] }: PushPart, view: View): boolean {
  if (JSON.stringify(request) !== JSON.stringify(view.request)) return false;
  const keys = new Set(view.rows.map(([key]) => key));
  const editable = new Set(view.columns.filter((column) => column.editable).map(({ key }) => key));
  // Of rows that are new, the labels are entered too.
  const columns = new Set([...view.rowHeader, ...view.columns].map(({ key }) => key));
  return (
    edits.every(([row, column]) => keys.has(row) && editable.has(column)) &&
    inserts.every(([row, column]) => !keys.has(row) && columns.has(column)) &&
    archives.every((row) => keys.has(row))
  );
}
