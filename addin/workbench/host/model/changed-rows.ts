/**
 * Rows that have changed, kept as runs: a block is written and formatted row by row, and most of that is the same run of
 * rows again, which then costs a comparison.
 */
interface Run {
  readonly first: number;
  last: number;
}

/** Runs at which they are put in order, so that rows written here and there do not gather without end. */
const MANY = 1_000;

export class ChangedRows {
  private runs: Run[] = [];
  private many = MANY;

  get isEmpty(): boolean {
    return this.runs.length === 0;
  }

  add(row: number): void {
    const run = this.runs.at(-1);
    if (run && row >= run.first && row <= run.last + 1) {
      if (row > run.last) run.last = row;
      return;
    }
    this.runs.push({ first: row, last: row });
    if (this.runs.length > this.many) this.join();
  }

  take(): ReadonlySet<number> {
    const rows = new Set<number>();
    for (const { first, last } of this.runs) for (let row = first; row <= last; row++) rows.add(row);
    this.runs = [];
    this.many = MANY;
    return rows;
  }

  /** Runs that touch become one; what is left may double before it is done again. */
  private join(): void {
    const joined: Run[] = [];
    for (const run of this.runs.sort((a, b) => a.first - b.first)) {
      const before = joined.at(-1);
      if (before && run.first <= before.last + 1) before.last = Math.max(before.last, run.last);
      else joined.push(run);
    }
    this.runs = joined;
    this.many = Math.max(MANY, 2 * joined.length);
  }
}
