export type Visibility = 'Visible' | 'Hidden' | 'VeryHidden';

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
    const { showGridlines, showHeadings, tabColor, frozenRows, frozenColumns } = from;
    Object.assign(this, { showGridlines, showHeadings, tabColor, frozenRows, frozenColumns });
    this.hiddenRows = new Set(from.hiddenRows);
    refill(this.hiddenColumns, from.hiddenColumns);
    for (const [column, width] of from.columnWidths) this.columnWidths.set(column, width);
    for (const [row, height] of from.rowHeights) this.rowHeights.set(row, height);
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
