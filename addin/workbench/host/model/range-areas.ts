import { formatArea, quoteSheet, type Area } from '../a1.ts';
import { RangeModel } from './range.ts';
import type { SheetModel } from './shapes.ts';

/** Several rectangles of one sheet, as a RangeAreas proxy stands for them. */
export class RangeAreasModel {
  referenceId: string | null = null;

  constructor(
    readonly sheet: SheetModel,
    public areas: readonly Area[],
  ) {}

  get address(): string {
    return this.areas.map((area) => `${quoteSheet(this.sheet.name)}!${formatArea(area)}`).join(',');
  }

  get ranges(): readonly RangeModel[] {
    return this.areas.map((area) => new RangeModel(this.sheet, area));
  }
}

/** The cells (i, j) of an area for which `isMember` holds, in as few rectangles as two passes find. */
export function areasOf(area: Area, isMember: (row: number, column: number) => boolean): Area[] {
  const found: Area[] = [];
  let above: Area[] = [];
  for (let i = 0; i < area.rows; i++) {
    const row: Area[] = [];
    for (const run of runsOf(area.columns, (j) => isMember(i, j))) {
      const spans = { column: area.column + run.start, columns: run.count };
      const upper = above.find((a) => a.column === spans.column && a.columns === spans.columns);
      row.push(upper ? { ...upper, rows: upper.rows + 1 } : { ...spans, row: area.row + i, rows: 1 });
    }
    found.push(...above.filter((a) => !row.some((r) => r.row === a.row && r.column === a.column)));
    above = row;
  }
  return [...found, ...above].sort((a, b) => a.row - b.row || a.column - b.column);
}

/** Neighbouring numbers below `count` for which `isMember` holds. */
export function runsOf(count: number, isMember: (index: number) => boolean): { start: number; count: number }[] {
  const runs: { start: number; count: number }[] = [];
  for (let i = 0; i < count; i++) {
    if (!isMember(i)) continue;
    const last = runs.at(-1);
    if (last && last.start + last.count === i) last.count += 1;
    else runs.push({ start: i, count: 1 });
  }
  return runs;
}
