/** Properties of the cells' style, read and written for whole ranges. */
import type { Argument, Property } from '../host-object.ts';
import type { CellStyle } from '../model/grid.ts';
import { requireAllowed } from '../model/guards.ts';
import type { RangeModel } from '../model/range.ts';
import type { Json } from '../protocol.ts';

/** Null when the cells differ, as Excel answers. */
export function styled<K extends keyof CellStyle>(
  key: K,
  standard: Json,
  parse: (value: Argument) => NonNullable<CellStyle[K]>,
): Property<RangeModel> {
  return {
    get: (range) => shared(range, (style) => (style[key] as Json | undefined) ?? standard),
    set: (range, value) => {
      const parsed = parse(value);
      changeStyle(range, (style) => ({ ...style, [key]: parsed }));
    },
  };
}

function shared(range: RangeModel, read: (style: CellStyle) => Json): Json {
  const first = read(range.sheet.grid.at(range.area.row, range.area.column).style);
  const used = range.sheet.grid.used(false);
  if (!used || range.cellCount === 1) return first;
  for (const { cell } of range.sheet.grid.existing(range.area)) if (read(cell.style) !== first) return null;
  return first;
}

/** @throws HostError AccessDenied on a protected sheet that does not allow formatting */
export function changeStyle(range: RangeModel, change: (style: CellStyle) => CellStyle): void {
  requireAllowed(range.sheet, 'allowFormatCells', 'RangeFormat');
  const changed = onceForEach(change);
  range.sheet.grid.restyle(range.area, (cell) => {
    cell.style = changed(cell.style);
  });
  range.sheet.workbook.formatsChanged(range);
}

/** One new style object for each distinct old one, however many cells there are; neighbours mostly share theirs. */
function onceForEach(change: (style: CellStyle) => CellStyle): (style: CellStyle) => CellStyle {
  const styles = new Map<CellStyle, CellStyle>();
  let last: { readonly from: CellStyle; readonly to: CellStyle } | null = null;
  return (from) => {
    if (last?.from === from) return last.to;
    const to = styles.get(from) ?? Object.freeze(change(from));
    styles.set(from, to);
    last = { from, to };
    return to;
  };
}
