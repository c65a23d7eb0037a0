import { formatCell, parseCell, type CellColumn } from '../../../schema/matrix/cell.ts';

/** A stored or typed value as people read it: amounts at the column's scale; what does not parse, as it is. */
export function shownCell(value: string | null, column: CellColumn): string {
  const parsed = parseCell(value, column);
  return parsed.ok ? formatCell(parsed.value, column) : (value ?? '');
}
