/** `workbook.styles`, and the style of a range. */
import { flagOf, oneOf, textOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type Argument, type HostObject, type Property } from '../host-object.ts';
import type { Border, BorderSide } from '../model/grid.ts';
import { requireAllowed } from '../model/guards.ts';
import { newStyle, NORMAL, styleApplied, STYLE_PARTS, type NamedStyle, type StylePart } from '../model/named-style.ts';
import type { RangeModel, WorkbookModel } from '../model/shapes.ts';
import type { Json } from '../protocol.ts';
import { BORDER_STYLES, THIN, WEIGHTS } from './borders.object.ts';
import { changeStyle, StyleOfWorkbook } from './cell-style.ts';
import { keyedCollection } from './collection.ts';
import { color } from './color.ts';
import { alignments, fill, font, protections } from './range-format.object.ts';

const SIDES: Record<string, BorderSide> = {
  EdgeTop: 'Top',
  EdgeBottom: 'Bottom',
  EdgeLeft: 'Left',
  EdgeRight: 'Right',
};
const NO_LINE: Border = { style: 'None', weight: 'Thin', color: '#000000' };

interface StyleBorder {
  readonly of: StyleOfWorkbook;
  readonly edge: string;
  readonly side: BorderSide;
}

function writeBorder({ of, side }: StyleBorder, change: Partial<Border>): void {
  changeStyle(of, (style) => {
    const { [side]: before, ...others } = style.borders ?? {};
    if (change.style === 'None') return { ...style, borders: others };
    return { ...style, borders: { ...others, [side]: { ...THIN, ...before, ...change } } };
  });
}

const borderField = (field: keyof Border, parse: (value: Argument) => string): Property<StyleBorder> => ({
  get: ({ of, side }) => of.style.looks.borders?.[side]?.[field] ?? NO_LINE[field],
  set: (self, value) => writeBorder(self, { [field]: parse(value) }),
});

const styleBorder = hostClass<StyleBorder>({
  name: 'RangeBorder',
  identity: ({ edge }) => ({ Id: edge }),
  properties: {
    SideIndex: { get: ({ edge }) => edge },
    Style: borderField('style', (value) => oneOf(value, BORDER_STYLES, 'RangeBorder.style')),
    Weight: borderField('weight', (value) => oneOf(value, WEIGHTS, 'RangeBorder.weight')),
    Color: borderField('color', (value) => color(value)),
  },
});

const bordersOf = keyedCollection<StyleOfWorkbook>({
  name: 'RangeBorderCollection',
  items: (of) => Object.entries(SIDES).map(([edge, side]) => styleBorder({ of, edge, side })),
  find: (of, key) => {
    const edge = oneOf(key, Object.keys(SIDES), 'RangeBorderCollection.getItem');
    const side = SIDES[edge];
    return side ? styleBorder({ of, edge, side }) : null;
  },
  hasCount: true,
});

const included = (part: StylePart): Property<StyleOfWorkbook> => ({
  get: ({ style }) => style.includes.has(part),
  set: ({ style }, value) => {
    if (flagOf(value, `Style.include${part}`)) style.includes.add(part);
    else style.includes.delete(part);
  },
});

const numberFormat: Property<StyleOfWorkbook> = {
  get: ({ style }) => style.numberFormat,
  set: (self, value) => self.setNumberFormat(textOf(value, 'Style.numberFormat')),
};

function remove({ workbook, style }: StyleOfWorkbook): void {
  if (style.name === NORMAL) throw new HostError('InvalidOperation', 'Style.delete');
  new StyleOfWorkbook(workbook, style).changeCells((cell) => {
    const { named: _gone, ...rest } = cell.style;
    cell.style = Object.freeze(rest);
  });
  workbook.styles.delete(style.name);
}

const ALIGNMENTS = alignments('Style');

const style = hostClass<StyleOfWorkbook>({
  name: 'Style',
  identity: ({ style: { name } }) => ({ Id: name }),
  navigation: { Borders: hostClass(bordersOf), Fill: fill, Font: font },
  properties: {
    Name: { get: (self) => self.style.name },
    BuiltIn: { get: (self) => self.style.builtIn },
    NumberFormat: numberFormat,
    NumberFormatLocal: numberFormat,
    ...ALIGNMENTS,
    // What the library calls it when it sets it.
    ...(ALIGNMENTS['TextOrientation'] && { Orientation: ALIGNMENTS['TextOrientation'] }),
    ...protections('Style'),
    ...Object.fromEntries(STYLE_PARTS.map((part) => [`Include${part}`, included(part)])),
  },
  methods: { Delete: remove },
});

const bind =
  (workbook: WorkbookModel) =>
  (named: NamedStyle): HostObject =>
    style(new StyleOfWorkbook(workbook, named));

function styleNamed({ styles }: WorkbookModel, name: string): NamedStyle | null {
  return [...styles.values()].find((each) => each.name.toLowerCase() === name.toLowerCase()) ?? null;
}

function add(workbook: WorkbookModel, [given]: readonly Argument[]): void {
  const location = 'StyleCollection.add';
  const name = textOf(given, location);
  if (name.trim() === '' || name.length > 255) throw new HostError('InvalidArgument', location);
  if (styleNamed(workbook, name)) throw new HostError('ItemAlreadyExists', location);
  workbook.styles.set(name, newStyle(name));
}

const collection = keyedCollection<WorkbookModel>({
  name: 'StyleCollection',
  items: (workbook) => [...workbook.styles.values()].map(bind(workbook)),
  find: (workbook, key) => {
    const found = styleNamed(workbook, textOf(key, 'StyleCollection.getItem'));
    return found && bind(workbook)(found);
  },
});

export const styles = hostClass<WorkbookModel>({ ...collection, methods: { ...collection.methods, Add: add } });

/** Null where cells have different ones. */
function nameOf({ sheet, area }: RangeModel): Json {
  const first = sheet.grid.at(area.row, area.column).style.named;
  for (const { style: look } of sheet.grid.looks(area)) if (look.named !== first) return null;
  return first ?? NORMAL;
}

function apply(range: RangeModel, value: Argument, location: string): void {
  const { sheet, area } = range;
  const named = styleNamed(sheet.workbook, textOf(value, location));
  if (!named) throw new HostError('InvalidArgument', location);
  requireAllowed(sheet, 'allowFormatCells', location);
  const looks = new Map<object, ReturnType<typeof styleApplied>>();
  sheet.grid.restyle(area, (cell) => {
    const after = looks.get(cell.style) ?? styleApplied(named, cell.style);
    looks.set(cell.style, after);
    cell.style = after;
    if (named.includes.has('Number')) cell.format = named.numberFormat;
  });
  sheet.workbook.formatsChanged(range);
}

export const rangeStyle: Property<RangeModel> = {
  get: nameOf,
  set: (range, value) => apply(range, value, 'Range.style'),
};

/** `RangeAreas.style`, by its ranges. */
export const areasStyle: Property<{ readonly ranges: readonly RangeModel[] }> = {
  get: ({ ranges }) => {
    const [first = null, ...rest] = ranges.map(nameOf);
    return rest.every((name) => name === first) ? first : null;
  },
  set: ({ ranges }, value) => {
    for (const range of ranges) apply(range, value, 'RangeAreas.style');
  },
};
