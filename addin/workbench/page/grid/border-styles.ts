/** Lines around cells: Excel's style, weight and colour, and Univer's numbered lines. */
import { BorderStyleTypes, type IBorderData, type IBorderStyleData } from '@univerjs/core';
import type { Border, BorderSide } from '../../host/model/grid.ts';
import { hex } from './colors.ts';

const SIDES = {
  Top: 't',
  Bottom: 'b',
  Left: 'l',
  Right: 'r',
  DiagonalDown: 'tl_br',
  DiagonalUp: 'bl_tr',
} as const satisfies Record<BorderSide, keyof IBorderData>;

type Line = readonly [style: string, weight: string, univer: BorderStyleTypes];

/** The first that fits is taken, in both directions. */
const LINES: readonly Line[] = [
  ['Continuous', 'Thin', BorderStyleTypes.THIN],
  ['Continuous', 'Hairline', BorderStyleTypes.HAIR],
  ['Continuous', 'Medium', BorderStyleTypes.MEDIUM],
  ['Continuous', 'Thick', BorderStyleTypes.THICK],
  ['Dash', 'Thin', BorderStyleTypes.DASHED],
  ['Dash', 'Medium', BorderStyleTypes.MEDIUM_DASHED],
  ['DashDot', 'Thin', BorderStyleTypes.DASH_DOT],
  ['DashDot', 'Medium', BorderStyleTypes.MEDIUM_DASH_DOT],
  ['DashDotDot', 'Thin', BorderStyleTypes.DASH_DOT_DOT],
  ['DashDotDot', 'Medium', BorderStyleTypes.MEDIUM_DASH_DOT_DOT],
  ['Dot', 'Thin', BorderStyleTypes.DOTTED],
  ['Double', 'Thick', BorderStyleTypes.DOUBLE],
  ['SlantDashDot', 'Medium', BorderStyleTypes.SLANT_DASH_DOT],
];

type Borders = Readonly<Partial<Record<BorderSide, Border>>>;

/** Null when there is no line. */
export function bordersToUniver(borders: Borders | undefined): IBorderData | null {
  const sides = Object.entries(borders ?? {}).filter(([, { style }]) => style !== 'None');
  if (sides.length === 0) return null;
  return Object.fromEntries(sides.map(([side, border]) => [SIDES[side as BorderSide], lineOf(border)]));
}

function lineOf({ style, weight, color }: Border): IBorderStyleData {
  const ofStyle = LINES.filter(([name]) => name === style);
  const found = ofStyle.find(([, of]) => of === weight) ?? ofStyle[0];
  return { s: found?.[2] ?? BorderStyleTypes.THIN, cl: { rgb: color } };
}

/** What of Univer's borders the object model knows; undefined when there is none. */
export function bordersToModel(borders: IBorderData | null): Borders | undefined {
  const known = Object.entries(SIDES).flatMap(([side, key]) => {
    const line = borders?.[key];
    const found = line && LINES.find(([, , univer]) => univer === line.s);
    if (!found) return [];
    return [[side, { style: found[0], weight: found[1], color: hex(line.cl.rgb ?? '#000000') }]];
  });
  return known.length > 0 ? (Object.fromEntries(known) as Borders) : undefined;
}
