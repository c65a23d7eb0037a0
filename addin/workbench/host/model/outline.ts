/** Rows or columns that are grouped, by how deep (support.microsoft.com, "Outline (group) data in a worksheet"). */
export class Outline {
  private readonly levels = new Map<number, number>();

  level(index: number): number {
    return this.levels.get(index) ?? 0;
  }

  get entries(): readonly (readonly [index: number, level: number])[] {
    return [...this.levels];
  }

  set(index: number, level: number): void {
    if (level > 0) this.levels.set(index, level);
    else this.levels.delete(index);
  }

  /** The neighbours that share the group of this one: as deep as it or deeper. */
  group(index: number): readonly number[] {
    const level = this.level(index);
    if (level === 0) return [];
    let [first, last] = [index, index];
    while (this.level(first - 1) >= level) first -= 1;
    while (this.level(last + 1) >= level) last += 1;
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  }

  /** Moves what is kept by number; null is gone. */
  renumber(moved: (index: number) => number | null): void {
    const before = [...this.levels];
    this.levels.clear();
    for (const [index, level] of before) {
      const after = moved(index);
      if (after !== null) this.levels.set(after, level);
    }
  }
}

/** Eight levels, of which the first is what is in no group. */
export const MAX_OUTLINE_LEVEL = 7;
