/** The cell styles of a workbook, between a saved file and the model: those of its own, and built-in ones that were changed. */
import { z } from 'zod';
import { builtInStyles, STYLE_PARTS, type NamedStyle } from '../host/model/named-style.ts';
import type { WorkbookModel } from '../host/model/shapes.ts';
import { cellStyle, frozenStyle } from './style-format.ts';

export const namedStyle = z.strictObject({
  name: z.string().min(1).max(255),
  looks: cellStyle,
  numberFormat: z.string().max(255),
  includes: z.array(z.enum(STYLE_PARTS)),
});
type SavedStyle = z.infer<typeof namedStyle>;

const saved = ({ name, looks, numberFormat, includes }: NamedStyle): SavedStyle => ({
  name,
  looks,
  numberFormat,
  includes: [...includes],
});

export function writeStyles({ styles }: WorkbookModel): SavedStyle[] {
  const standard = new Map([...builtInStyles()].map(([name, style]) => [name, JSON.stringify(saved(style))]));
  return [...styles.values()].map(saved).filter((style) => standard.get(style.name) !== JSON.stringify(style));
}

export function readStyles({ styles }: WorkbookModel, list: readonly SavedStyle[]): void {
  for (const { name, looks, numberFormat, includes } of list) {
    const builtIn = styles.get(name)?.builtIn ?? false;
    styles.set(name, { name, builtIn, looks: frozenStyle(looks), numberFormat, includes: new Set(includes) });
  }
}
