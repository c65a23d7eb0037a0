/** Excel's table styles, as far as one sees at a glance which it is: the heading's colour and the bands. */
import type { IBorderStyleData } from '@univerjs/core';
import type { TableModel } from '../../host/model/table.ts';

interface Palette {
  readonly heading: string;
  readonly headingText: string;
  readonly band: string;
  readonly line: string;
}

const PALETTES: Record<string, Palette> = {
  Light: { heading: '#F3F2F1', headingText: '#201F1E', band: '#FAF9F8', line: '#C8C6C4' },
  Medium: { heading: '#0F6CBD', headingText: '#FFFFFF', band: '#EBF3FC', line: '#B4D6FA' },
  Dark: { heading: '#242424', headingText: '#FFFFFF', band: '#E0E0E0', line: '#BDBDBD' },
};
const FAMILY = /^TableStyle(Light|Medium|Dark)\d+$/;

/** The theme's name in Univer. A style that is none of Excel's looks like a light one. */
export function themeOf({ style, showBandedRows }: Pick<TableModel, 'style' | 'showBandedRows'>): string {
  return `${FAMILY.exec(style)?.[1] ?? 'Light'} ${showBandedRows ? 'banded' : 'plain'}`;
}

export const TABLE_THEMES = Object.entries(PALETTES).flatMap(([family, palette]) => [
  { name: `${family} banded`, style: { ...theme(palette), secondRowStyle: { bg: { rgb: palette.band } } } },
  { name: `${family} plain`, style: theme(palette) },
]);

function theme({ heading, headingText, line }: Palette) {
  const border: IBorderStyleData = { s: 1, cl: { rgb: line } };
  return {
    headerRowStyle: { bg: { rgb: heading }, cl: { rgb: headingText }, bl: 1 as const, bd: { t: border, b: border } },
    lastRowStyle: { bd: { b: border } },
  };
}
