/** How a cell looks, as a saved file holds it. */
import { z } from 'zod';
import { PLAIN, type CellStyle } from '../host/model/grid.ts';
import { laterLooks } from './rule-formats.ts';

const shortText = z.string().max(255);

const isJsonObject = (text: string): boolean => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
};

export const cellStyle = z.strictObject({
  fill: shortText.optional(),
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  underline: shortText.optional(),
  fontColor: shortText.optional(),
  fontName: shortText.optional(),
  fontSize: z.number().min(1).max(409).optional(),
  horizontalAlignment: shortText.optional(),
  verticalAlignment: shortText.optional(),
  wrapText: z.boolean().optional(),
  locked: z.boolean().optional(),
  ...laterLooks,
  other: z.string().max(10_000).refine(isJsonObject, 'is no JSON object').optional(),
});

/** Styles are shared between cells and compared by identity; a plain one is *the* plain one. */
export function frozenStyle(style: z.infer<typeof cellStyle>): CellStyle {
  const defined = Object.fromEntries(Object.entries(style).filter(([, value]) => value !== undefined));
  return Object.keys(defined).length === 0 ? PLAIN : Object.freeze(defined as CellStyle);
}
