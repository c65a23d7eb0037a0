/** Properties of the cells' style, read and written for whole ranges, or for a style of the workbook and its cells. */
import type { Argument, Property } from '../host-object.ts';
import type { CellStyle, ColumnDefault } from '../model/grid.ts';
import { requireAllowed } from '../model/guards.ts';
import { isIncluded, type NamedStyle } from '../model/named-style.ts';
import type { RangeModel, WorkbookModel } from '../model/shapes.ts';
import type { Json } from '../protocol.ts';

/** A style that has a name, with the cells that have it. */
export class StyleOfWorkbook {
  constructor(
    readonly workbook: WorkbookModel,
    readonly style: NamedStyle,
  ) {}

  setNumberFormat(format: string): void {
    this.style.numberFormat = format;
    if (!this.style.includes.has('Number')) return;
    this.changeCells((cell) => void (cell.format = format));
  }

  changeCells(change: (cell: ColumnDefault) => void): void {
    const isMine = (cell: ColumnDefault): boolean => cell.style.named === this.style.name;
    for (const { grid } of this.workbook.sheets) {
      for (const [column, standard] of grid.columnDefaults) {
        if (!isMine(standard)) continue;
        const changed = { ...standard };
        change(changed);
        grid.columnDefaults.set(column, changed);
      }
      for (const { row, column, cell } of grid.existing()) if (isMine(cell)) change(grid.touch(row, column));
    }
  }
}

/** Whose look is changed. */
export type Styled = RangeModel | StyleOfWorkbook;

/**
 * Null when the cells differ, as Excel answers.
 * @param standard what a style that does not say it has, or how that follows from the rest of the style
 */
export function styled<K extends keyof CellStyle>(
  key: K,
  standard: Json | ((style: CellStyle) => Json),
  parse: (value: Argument) => NonNullable<CellStyle[K]>,
): Property<Styled> {
  const otherwise = typeof standard === 'function' ? standard : () => standard;
  return {
    get: (target) => shared(target, (style) => (style[key] as Json | undefined) ?? otherwise(style)),
    set: (target, value) => {
      const parsed = parse(value);
      changeStyle(target, (style) => ({ ...style, [key]: parsed }));
    },
  };
}

function shared(target: Styled, read: (style: CellStyle) => Json): Json {
  if (target instanceof StyleOfWorkbook) return read(target.style.looks);
  const { grid } = target.sheet;
  const first = read(grid.at(target.area.row, target.area.column).style);
  if (target.cellCount === 1) return first;
  for (const { style } of grid.looks(target.area)) if (read(style) !== first) return null;
  return first;
}

/** @throws HostError AccessDenied on a protected sheet that does not allow formatting */
export function changeStyle(target: Styled, change: (style: CellStyle) => CellStyle): void {
  if (target instanceof StyleOfWorkbook) return changeNamed(target, change);
  requireAllowed(target.sheet, 'allowFormatCells', 'RangeFormat');
  const changed = onceForEach(change);
  target.sheet.grid.restyle(target.area, (cell) => {
    cell.style = changed(cell.style);
  });
  target.sheet.workbook.formatsChanged(target);
}

/** The cells of a style follow it in what it includes. */
function changeNamed(target: StyleOfWorkbook, change: (style: CellStyle) => CellStyle): void {
  const { style } = target;
  const before = style.looks;
  style.looks = Object.freeze(change(before));
  const keys = Object.keys({ ...before, ...style.looks }) as (keyof CellStyle)[];
  const isFollowed = keys.every((key) => before[key] === style.looks[key] || isIncluded(style, key));
  if (!isFollowed) return;
  const changed = onceForEach(change);
  target.changeCells((cell) => {
    cell.style = changed(cell.style);
  });
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
