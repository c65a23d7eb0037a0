import { Outline } from './outline.ts';

export type Visibility = 'Visible' | 'Hidden' | 'VeryHidden';

/** Points. */
export const ROW_HEIGHT = 15;
/** Characters of the standard font, which is 11 point Calibri: seven pixels each, and five of margin (ECMA-376 part 1, 18.3.1.13). */
const STANDARD_CHARACTERS = 8.43;
const PIXELS_OF_CHARACTER = 7;
const PIXELS_OF_MARGIN = 5;
const POINTS_OF_PIXEL = 0.75;

/** How a sheet is laid out on the screen: everything of it but its cells. Widths and heights are points. */
export class SheetLayout {
  visibility: Visibility = 'Visible';
  showGridlines = true;
  showHeadings = true;
  tabColor = '';
  frozenRows = 0;
  frozenColumns = 0;
  private hiddenRows = new Set<number>();
  readonly hiddenColumns = new Set<number>();
  readonly columnWidths = new Map<number, number>();
  readonly rowHeights = new Map<number, number>();
  /** Of columns without a width of their own, in characters. */
  standardWidth = STANDARD_CHARACTERS;
  readonly rowOutline = new Outline();
  readonly columnOutline = new Outline();

  /** Of columns without a width of their own, in points. */
  get columnWidth(): number {
    return Math.round(this.standardWidth * PIXELS_OF_CHARACTER + PIXELS_OF_MARGIN) * POINTS_OF_PIXEL;
  }

  get hiddenRowNumbers(): ReadonlySet<number> {
    return this.hiddenRows;
  }

  isRowHidden(row: number): boolean {
    return this.hiddenRows.has(row);
  }

  setRowHidden(row: number, hidden: boolean): void {
    if (hidden) this.hiddenRows.add(row);
    else this.hiddenRows.delete(row);
  }

  copyLayout(from: SheetLayout): void {
    const { showGridlines, showHeadings, tabColor, frozenRows, frozenColumns, standardWidth } = from;
    Object.assign(this, { showGridlines, showHeadings, tabColor, frozenRows, frozenColumns, standardWidth });
    this.hiddenRows = new Set(from.hiddenRows);
    refill(this.hiddenColumns, from.hiddenColumns);
    for (const [column, width] of from.columnWidths) this.columnWidths.set(column, width);
    for (const [row, height] of from.rowHeights) this.rowHeights.set(row, height);
    for (const [row, level] of from.rowOutline.entries) this.rowOutline.set(row, level);
    for (const [column, level] of from.columnOutline.entries) this.columnOutline.set(column, level);
  }

  /** Whole rows or columns were inserted (1) or deleted (-1): what is kept by number moves along. */
  renumber(along: 'rows' | 'columns', at: { start: number; count: number }, direction: 1 | -1): void {
    const hidden = along === 'rows' ? this.hiddenRows : this.hiddenColumns;
    const sizes = along === 'rows' ? this.rowHeights : this.columnWidths;
    const moved = (index: number): number | null => {
      if (index < at.start) return index;
      if (direction === 1) return index + at.count;
      return index < at.start + at.count ? null : index - at.count;
    };
    refill(
      hidden,
      [...hidden].map(moved).filter((index) => index !== null),
    );
    (along === 'rows' ? this.rowOutline : this.columnOutline).renumber(moved);
    const before = [...sizes];
    sizes.clear();
    for (const [index, size] of before) {
      const after = moved(index);
      if (after !== null) sizes.set(after, size);
    }
  }
}

function refill(set: Set<number>, members: Iterable<number>): void {
  const kept = [...members];
  set.clear();
  for (const member of kept) set.add(member);
}
