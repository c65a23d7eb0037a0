import type { Area } from '../../host/a1.ts';
import type { CellValue } from '../../host/value.ts';

interface Edited {
  readonly row: number;
  readonly column: number;
  readonly before: CellValue;
}

/**
 * Rectangles that hold exactly the edited cells (which come by rows): Excel raises one event for a block, and a single
 * cell's brings the value before.
 */
export function editedAreas(edits: readonly Edited[]): readonly { area: Area; before?: CellValue }[] {
  const runs = edits.reduce<Area[]>((found, { row, column }) => {
    const last = found.at(-1);
    const isNext = last?.row === row && last.column + last.columns === column;
    if (isNext) found[found.length - 1] = { ...last, columns: last.columns + 1 };
    else found.push({ row, column, rows: 1, columns: 1 });
    return found;
  }, []);
  const blocks: Area[] = [];
  const open = new Map<string, number>();
  for (const run of runs.sort((a, b) => a.row - b.row)) {
    const key = `${run.column}:${run.columns}:${run.row}`;
    const index = open.get(key);
    const above = index === undefined ? undefined : blocks[index];
    const at = index === undefined || !above ? blocks.push(run) - 1 : index;
    if (above) blocks[at] = { ...above, rows: above.rows + 1 };
    open.set(`${run.column}:${run.columns}:${run.row + 1}`, at);
  }
  const [only] = edits;
  return edits.length === 1 && only
    ? blocks.map((area) => ({ area, before: only.before }))
    : blocks.map((area) => ({ area }));
}
