import type { Area } from '../a1.ts';
import { integerOf, oneOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type Argument, type HostObject } from '../host-object.ts';
import type { Border, BorderSide, CellStyle } from '../model/grid.ts';
import { RangeModel } from '../model/range.ts';
import type { Json } from '../protocol.ts';
import { changeStyle } from './cell-style.ts';
import { color } from './color.ts';

export const EDGES = [
  'EdgeTop',
  'EdgeBottom',
  'EdgeLeft',
  'EdgeRight',
  'InsideVertical',
  'InsideHorizontal',
  'DiagonalDown',
  'DiagonalUp',
] as const;
type Edge = (typeof EDGES)[number];

export const BORDER_STYLES = [
  'None',
  'Continuous',
  'Dash',
  'DashDot',
  'DashDotDot',
  'Dot',
  'Double',
  'SlantDashDot',
] as const;
export const WEIGHTS = ['Hairline', 'Thin', 'Medium', 'Thick'] as const;
/** What Excel draws when only one of the three was said. */
export const THIN: Border = { style: 'Continuous', weight: 'Thin', color: '#000000' };

interface RangeBorder {
  readonly range: RangeModel;
  readonly edge: Edge;
}

/** Lines between cells belong to the cell above or left of them, and to its neighbour too. */
interface Part {
  readonly area: Area;
  readonly side: BorderSide;
}

function parts({ range, edge }: RangeBorder): Part[] {
  const { area } = range;
  const firstRow = { ...area, rows: 1 };
  const lastRow = { ...area, row: area.row + area.rows - 1, rows: 1 };
  const firstColumn = { ...area, columns: 1 };
  const lastColumn = { ...area, column: area.column + area.columns - 1, columns: 1 };
  switch (edge) {
    case 'EdgeTop':
      return [{ area: firstRow, side: 'Top' }];
    case 'EdgeBottom':
      return [{ area: lastRow, side: 'Bottom' }];
    case 'EdgeLeft':
      return [{ area: firstColumn, side: 'Left' }];
    case 'EdgeRight':
      return [{ area: lastColumn, side: 'Right' }];
    case 'InsideHorizontal':
      if (area.rows === 1) return [];
      return [
        { area: { ...area, rows: area.rows - 1 }, side: 'Bottom' },
        { area: { ...area, row: area.row + 1, rows: area.rows - 1 }, side: 'Top' },
      ];
    case 'InsideVertical':
      if (area.columns === 1) return [];
      return [
        { area: { ...area, columns: area.columns - 1 }, side: 'Right' },
        { area: { ...area, column: area.column + 1, columns: area.columns - 1 }, side: 'Left' },
      ];
    default:
      return [{ area, side: edge }];
  }
}

/** Null when cells differ; no line when there is none. */
function read(self: RangeBorder, field: keyof Border): Json {
  const { grid } = self.range.sheet;
  const [part] = parts(self);
  const none: Json = { style: 'None', weight: 'Thin', color: '#000000' }[field];
  if (!part) return none;
  const found = (style: CellStyle): string => style.borders?.[part.side]?.[field] ?? none;
  const first = found(grid.at(part.area.row, part.area.column).style);
  for (const row of grid.map(part.area, (cell) => found(cell.style))) {
    if (row.some((value) => value !== first)) return null;
  }
  return first;
}

function write(self: RangeBorder, change: Partial<Border>): void {
  for (const { area, side } of parts(self)) {
    changeStyle(new RangeModel(self.range.sheet, area), (style) => {
      const { [side]: before, ...others } = style.borders ?? {};
      if (change.style === 'None') return { ...style, borders: others };
      return { ...style, borders: { ...others, [side]: { ...THIN, ...before, ...change } } };
    });
  }
}

const border = hostClass<RangeBorder>({
  name: 'RangeBorder',
  identity: ({ edge }) => ({ Id: edge }),
  properties: {
    SideIndex: { get: ({ edge }) => edge },
    Style: {
      get: (self) => read(self, 'style'),
      set: (self, value) => write(self, { style: oneOf(value, BORDER_STYLES, 'RangeBorder.style') }),
    },
    Weight: {
      get: (self) => read(self, 'weight'),
      set: (self, value) => write(self, { weight: oneOf(value, WEIGHTS, 'RangeBorder.weight') }),
    },
    Color: {
      get: (self) => read(self, 'color'),
      set: (self, value) => write(self, { color: color(value) }),
    },
  },
});

function at(range: RangeModel, index: Argument | undefined): HostObject {
  const edge = EDGES[integerOf(index, 'RangeBorderCollection.getItemAt')];
  if (!edge) throw new HostError('InvalidArgument', 'RangeBorderCollection.getItemAt');
  return border({ range, edge });
}

export const borders = hostClass<RangeModel>({
  name: 'RangeBorderCollection',
  items: (range) => EDGES.map((edge) => border({ range, edge })),
  item: (range, key) => border({ range, edge: oneOf(key, EDGES, 'RangeBorderCollection.getItem') }),
  properties: { Count: { get: () => EDGES.length } },
  methods: { GetItemAt: (range, [index]) => at(range, index) },
});
