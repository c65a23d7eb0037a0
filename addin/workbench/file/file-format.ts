/**
 * A workbook of the workbench as a file: `.marketgrid.json`, everything that an add-in can see of it, very hidden sheets
 * included. It comes from anybody's disk, so it is checked as a whole before a part of it is used.
 */
import { z } from 'zod';
import { MAX_COLUMNS, MAX_ROWS } from '../host/a1.ts';
import type { CellValue } from '../host/value.ts';
import { area, column, row } from './area-format.ts';
import { savedChart, savedPageLayout } from './chart-file.ts';
import {
  conditionalRule,
  documentProperties,
  filterCriteria,
  hyperlinkFields,
  reply,
  sheetProtection,
  xmlPart,
} from './rule-formats.ts';
import { cellStyle } from './style-format.ts';
import { namedStyle } from './styles-file.ts';

export const FORMAT = 'marketgrid-workbook';
export const VERSION = 1;

/** support.microsoft.com, "Excel specifications and limits". */
const MAX_TEXT = 32_767;
const MAX_FORMULA = 8_192;

const id = z.string().min(1).max(100);
const shortText = z.string().max(255);
const size = z.number().min(0).max(2_000);

const outlineLevel = z.int().min(1).max(7);

/** Row, column, look, value, and the formula where there is one. */
type SavedCell = [number, number, number, CellValue] | [number, number, number, CellValue, string];

/** By hand: for each cell zod would go through two tuples, which was a third of opening a large workbook. */
function isSavedCell(saved: unknown): boolean {
  if (!Array.isArray(saved) || saved.length < 4 || saved.length > 5) return false;
  const [row, column, look, value, formula] = saved as unknown[];
  return (
    isBelow(MAX_ROWS, row) &&
    isBelow(MAX_COLUMNS, column) &&
    isBelow(Infinity, look) &&
    isCellValue(value) &&
    (saved.length === 4 || (typeof formula === 'string' && formula.startsWith('=') && formula.length <= MAX_FORMULA))
  );
}

const isBelow = (end: number, index: unknown): boolean =>
  Number.isSafeInteger(index) && Number(index) >= 0 && Number(index) < end;

const isCellValue = (value: unknown): boolean =>
  typeof value === 'string' ? value.length <= MAX_TEXT : Number.isFinite(value) || typeof value === 'boolean';

const json: z.ZodType = z.json();
const look = z.strictObject({ format: shortText, style: cellStyle });
const lookIndex = z.int().min(0);

const validation = z.strictObject({
  area,
  rule: z.record(z.string(), json),
  ignoreBlanks: z.boolean(),
  errorAlert: json,
  prompt: json,
});

const sheet = z.strictObject({
  id,
  name: z.string().min(1).max(31),
  visibility: z.enum(['Visible', 'Hidden', 'VeryHidden']),
  showGridlines: z.boolean(),
  showHeadings: z.boolean(),
  tabColor: shortText,
  frozenRows: row,
  frozenColumns: column,
  hiddenRows: z.array(row),
  hiddenColumns: z.array(column),
  columnWidths: z.array(z.tuple([column, size])),
  rowHeights: z.array(z.tuple([row, size])),
  rowLevels: z.array(z.tuple([row, outlineLevel])).default([]),
  columnLevels: z.array(z.tuple([column, outlineLevel])).default([]),
  merges: z.array(area).default([]),
  /** Characters. */
  standardWidth: z.number().min(0).max(255).nullable().default(null),
  columnLooks: z.array(z.tuple([column, lookIndex])),
  validations: z.array(validation),
  conditionalFormats: z
    .array(z.strictObject({ ...conditionalRule, area, moreAreas: z.array(area).default([]) }))
    .default([]),
  hyperlinks: z.array(z.strictObject({ area, fields: hyperlinkFields })).default([]),
  charts: z.array(savedChart).default([]),
  pageLayout: savedPageLayout.nullable().default(null),
  autoFilter: z
    .strictObject({ area, criteria: z.array(z.tuple([column, filterCriteria])) })
    .nullable()
    .default(null),
  protection: sheetProtection.nullable().default(null),
  customProperties: z.array(z.tuple([shortText, z.string().max(MAX_TEXT)])).default([]),
  cells: z.array(z.custom<SavedCell>(isSavedCell, 'is no cell')),
});

const table = z.strictObject({
  id,
  sheet: id,
  name: shortText,
  area,
  style: shortText,
  showFilterButton: z.boolean(),
  showBandedRows: z.boolean(),
  showBandedColumns: z.boolean(),
  highlightFirstColumn: z.boolean(),
  highlightLastColumn: z.boolean(),
  columnIds: z.array(z.int().min(1)),
  filters: z.array(z.tuple([z.int().min(1), z.array(z.string().max(MAX_TEXT))])),
  criteria: z.array(z.tuple([z.int().min(1), filterCriteria])).default([]),
  showTotals: z.boolean().default(false),
  hasInsertRow: z.boolean().default(false),
});

export const workbookFile = z
  .strictObject({
    format: z.literal(FORMAT),
    version: z.literal(VERSION),
    lastId: z.int().min(0),
    active: id,
    looks: z.array(look),
    styles: z.array(namedStyle).default([]),
    sheets: z.array(sheet).min(1),
    tables: z.array(table),
    names: z.array(
      z.strictObject({
        name: shortText,
        scope: id.nullable().default(null),
        target: z.union([z.strictObject({ sheet: id, area }), z.string().max(MAX_FORMULA)]),
        comment: shortText,
        visible: z.boolean(),
      }),
    ),
    comments: z.array(
      z.strictObject({
        id,
        sheet: id,
        area,
        content: z.string().max(MAX_TEXT),
        resolved: z.boolean(),
        createdAt: z.iso.datetime(),
        replies: z.array(reply).default([]),
      }),
    ),
    xmlParts: z.array(xmlPart).default([]),
    /** The password of the protected structure. */
    protection: shortText.nullable().default(null),
    properties: documentProperties.nullable().default(null),
    settings: z.array(z.tuple([shortText, json])),
    documentSettings: z.array(z.tuple([shortText, z.string()])),
  })
  .superRefine((file, context) => {
    const refuse = (message: string): void => context.addIssue({ code: 'custom', message });
    const ids = new Set(file.sheets.map((s) => s.id));
    const names = new Set(file.sheets.map((s) => s.name.toLowerCase()));
    if (ids.size < file.sheets.length || names.size < file.sheets.length) refuse('two sheets have one name');
    const active = file.sheets.find((s) => s.id === file.active);
    if (active?.visibility !== 'Visible') refuse('the active sheet cannot be seen');
    for (const { sheet: of } of [...file.tables, ...file.comments]) if (!ids.has(of)) refuse(`there is no sheet ${of}`);
    for (const { scope, target } of file.names) {
      if (scope !== null && !ids.has(scope)) refuse(`there is no sheet ${scope}`);
      if (typeof target === 'object' && !ids.has(target.sheet)) refuse(`there is no sheet ${target.sheet}`);
    }
    for (const t of file.tables) if (t.columnIds.length !== t.area.columns) refuse(`table ${t.name} has other columns`);
    const used = file.sheets.flatMap((s) => [...s.cells.map((c) => c[2]), ...s.columnLooks.map((c) => c[1])]);
    if (used.some((index) => index >= file.looks.length)) refuse('a cell has a look that is not there');
  });

export type WorkbookFile = z.infer<typeof workbookFile>;
