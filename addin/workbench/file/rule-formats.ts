/** What lies over the cells of a saved workbook, as its file holds it. Older files have none of it: hence the defaults. */
import { z } from 'zod';
import { CONDITIONAL_FORMAT_TYPES } from '../host/model/conditional-format.ts';
import { FILTERS } from '../host/model/filter.ts';
import { PROTECTION_OPTIONS } from '../host/model/protection.ts';

const shortText = z.string().max(255);
const longText = z.string().max(32_767);

export const line = z.strictObject({ style: shortText, weight: shortText, color: shortText });
const side = z.enum(['Top', 'Bottom', 'Left', 'Right', 'DiagonalDown', 'DiagonalUp']);

/** Looks of a cell beyond those that the first version of the file knew. */
export const laterLooks = {
  strikethrough: z.boolean().optional(),
  subscript: z.boolean().optional(),
  superscript: z.boolean().optional(),
  indentLevel: z.int().min(0).max(250).optional(),
  shrinkToFit: z.boolean().optional(),
  textOrientation: z.int().min(-90).max(180).optional(),
  formulaHidden: z.boolean().optional(),
  autoIndent: z.boolean().optional(),
  readingOrder: shortText.optional(),
  named: shortText.optional(),
  fillPattern: shortText.optional(),
  patternColor: shortText.optional(),
  patternTintAndShade: z.number().min(-1).max(1).optional(),
  fillTintAndShade: z.number().min(-1).max(1).optional(),
  fontTintAndShade: z.number().min(-1).max(1).optional(),
  borders: z.partialRecord(side, line).optional(),
};

export const filterCriteria = z.strictObject({
  filterOn: z.enum(FILTERS),
  criterion1: longText.optional(),
  criterion2: longText.optional(),
  operator: z.enum(['And', 'Or']).optional(),
  values: z.array(longText).optional(),
  color: shortText.optional(),
  dynamicCriteria: shortText.optional(),
});

/** With its area, a conditional format. */
export const conditionalRule = {
  id: shortText,
  type: z.enum(CONDITIONAL_FORMAT_TYPES),
  stopIfTrue: z.boolean(),
  rule: z.json(),
  style: z.strictObject({
    numberFormat: shortText.optional(),
    fill: shortText.optional(),
    fontColor: shortText.optional(),
    bold: z.boolean().optional(),
    italic: z.boolean().optional(),
    underline: shortText.optional(),
    strikethrough: z.boolean().optional(),
    borders: z.array(z.tuple([shortText, z.strictObject({ style: shortText, color: shortText })])),
  }),
};

export const hyperlinkFields = z.strictObject({
  address: longText.optional(),
  documentReference: longText.optional(),
  screenTip: longText.optional(),
  textToDisplay: longText.optional(),
});

export const sheetProtection = z.strictObject({
  allowed: z.array(z.enum(PROTECTION_OPTIONS)),
  selectionMode: z.enum(['Normal', 'Unlocked', 'None']),
  password: shortText,
});

export const reply = z.strictObject({ id: shortText, content: longText, createdAt: z.iso.datetime() });
export const xmlPart = z.strictObject({ id: shortText, xml: z.string() });

export const documentProperties = z.strictObject({
  title: longText,
  subject: longText,
  author: longText,
  keywords: longText,
  comments: longText,
  category: longText,
  manager: longText,
  company: longText,
  revisionNumber: z.int(),
  custom: z.array(z.tuple([shortText, z.union([longText, z.number(), z.boolean()])])),
});
