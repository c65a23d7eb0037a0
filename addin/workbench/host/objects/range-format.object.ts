import { flagOf, numberOf, oneOf, textOf } from '../arguments.ts';
import { autofitColumns } from '../autofit.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type Argument, type Property } from '../host-object.ts';
import { PLAIN, type CellStyle } from '../model/grid.ts';
import type { RangeModel } from '../model/range.ts';
import type { Json } from '../protocol.ts';

/** A property of the cells' style: null when the cells differ, as Excel answers. */
function styled<K extends keyof CellStyle>(
  key: K,
  standard: Json,
  parse: (value: Argument) => NonNullable<CellStyle[K]>,
): Property<RangeModel> {
  return {
    get: (range) => shared(range, (style) => (style[key] as Json | undefined) ?? standard),
    set: (range, value) => restyle(range, { [key]: parse(value) }),
  };
}

function shared(range: RangeModel, read: (style: CellStyle) => Json): Json {
  const first = read(range.sheet.grid.at(range.area.row, range.area.column).style);
  const used = range.sheet.grid.used(false);
  if (!used || range.cellCount === 1) return first;
  for (const { cell } of range.sheet.grid.existing(range.area)) if (read(cell.style) !== first) return null;
  return first;
}

/** One new style object for each distinct old one, however many cells there are. */
function restyle(range: RangeModel, change: CellStyle): void {
  const styles = new Map<CellStyle, CellStyle>();
  range.sheet.grid.restyle(range.area, (cell) => {
    let style = styles.get(cell.style);
    if (!style) styles.set(cell.style, (style = Object.freeze({ ...cell.style, ...change })));
    cell.style = style;
  });
}

function color(value: Argument): string {
  const text = textOf(value, 'RangeFormat.color');
  if (/^#[0-9a-f]{6}$/i.test(text)) return text.toUpperCase();
  // Named HTML colours are kept as written; Excel answers their code.
  if (/^[a-z]+$/i.test(text)) return text;
  throw new HostError('InvalidArgument', 'RangeFormat.color');
}

const HORIZONTAL = [
  'General',
  'Left',
  'Center',
  'Right',
  'Fill',
  'Justify',
  'CenterAcrossSelection',
  'Distributed',
] as const;
const VERTICAL = ['Top', 'Center', 'Bottom', 'Justify', 'Distributed'] as const;
const UNDERLINES = ['None', 'Single', 'Double', 'SingleAccountant', 'DoubleAccountant'] as const;

const fill = hostClass<RangeModel>({
  name: 'RangeFill',
  properties: { Color: styled('fill', '#FFFFFF', color) },
  methods: {
    Clear: (range) =>
      range.sheet.grid.restyle(range.area, (cell) => {
        const { fill: _cleared, ...rest } = cell.style;
        cell.style = Object.keys(rest).length === 0 ? PLAIN : Object.freeze(rest);
      }),
  },
});

const font = hostClass<RangeModel>({
  name: 'RangeFont',
  properties: {
    Bold: styled('bold', false, (v) => flagOf(v, 'RangeFont.bold')),
    Italic: styled('italic', false, (v) => flagOf(v, 'RangeFont.italic')),
    Underline: styled('underline', 'None', (v) => oneOf(v, UNDERLINES, 'RangeFont.underline')),
    Color: styled('fontColor', '#000000', color),
    Name: styled('fontName', 'Calibri', (v) => textOf(v, 'RangeFont.name')),
    Size: styled('fontSize', 11, (v) => numberOf(v, 'RangeFont.size')),
  },
});

const protection = hostClass<RangeModel>({
  name: 'FormatProtection',
  properties: { Locked: styled('locked', true, (v) => flagOf(v, 'FormatProtection.locked')) },
});

export const rangeFormat = hostClass<RangeModel>({
  name: 'RangeFormat',
  navigation: { Fill: fill, Font: font, Protection: protection },
  properties: {
    HorizontalAlignment: styled('horizontalAlignment', 'General', (v) =>
      oneOf(v, HORIZONTAL, 'RangeFormat.horizontalAlignment'),
    ),
    VerticalAlignment: styled('verticalAlignment', 'Bottom', (v) =>
      oneOf(v, VERTICAL, 'RangeFormat.verticalAlignment'),
    ),
    WrapText: styled('wrapText', false, (v) => flagOf(v, 'RangeFormat.wrapText')),
    ColumnWidth: {
      get: ({ sheet, area }) => sheet.columnWidths.get(area.column) ?? 48,
      set: ({ sheet, area }, value) => {
        const width = numberOf(value, 'RangeFormat.columnWidth');
        for (let i = 0; i < area.columns; i++) sheet.columnWidths.set(area.column + i, width);
      },
    },
    RowHeight: {
      get: ({ sheet, area }) => sheet.rowHeights.get(area.row) ?? 15,
      set: ({ sheet, area }, value) => {
        const height = numberOf(value, 'RangeFormat.rowHeight');
        for (let i = 0; i < area.rows; i++) sheet.rowHeights.set(area.row + i, height);
      },
    },
  },
  methods: {
    AutofitColumns: autofitColumns,
    AutofitRows: ({ sheet, area }) => {
      for (let i = 0; i < area.rows; i++) sheet.rowHeights.delete(area.row + i);
    },
  },
});
