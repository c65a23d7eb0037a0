/** Rules, filters, protection and properties, between a saved file and the model. */
import type { ConditionalFormatModel } from '../host/model/conditional-format.ts';
import type { FilterCriteria } from '../host/model/filter.ts';
import type { HyperlinkFields, SheetModel, TableModel, WorkbookModel } from '../host/model/shapes.ts';
import { namespaceOf } from '../host/model/xml-part.ts';
import type { WorkbookFile } from './file-format.ts';

type SavedSheet = WorkbookFile['sheets'][number];
type SheetRules = Pick<
  SavedSheet,
  'conditionalFormats' | 'hyperlinks' | 'autoFilter' | 'protection' | 'customProperties'
>;

/** `undefined` is what the file says of an absent field, and no field at all what the model says. */
function defined<T extends object>(fields: T): Required<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Required<T>;
}

const savedCriteria = (criteria: FilterCriteria): WorkbookFile['tables'][number]['criteria'][number][1] => ({
  ...criteria,
  values: criteria.values && [...criteria.values],
});
const criteriaOf = (saved: object): FilterCriteria => defined(saved) as FilterCriteria;

/** A format without an area does not occur: with its last cell it goes. */
const NOWHERE = { row: 0, column: 0, rows: 1, columns: 1 };

export function writeRules(sheet: SheetModel): SheetRules {
  const { conditionalFormats, hyperlinks, autoFilter, protection, customProperties } = sheet;
  return {
    hyperlinks,
    conditionalFormats: conditionalFormats.map(({ areas: [area = NOWHERE, ...moreAreas], ...format }) => ({
      ...format,
      ...{ area, moreAreas },
      rule: format.rule as SheetRules['conditionalFormats'][number]['rule'],
      style: { ...format.style, borders: [...format.style.borders] },
    })),
    autoFilter: autoFilter && {
      area: autoFilter.area,
      criteria: [...autoFilter.criteria].map(([column, criteria]) => [column, savedCriteria(criteria)]),
    },
    protection: protection && { ...protection, allowed: [...protection.allowed] },
    customProperties: [...customProperties],
  };
}

export function readRules(sheet: SheetModel, saved: SheetRules): void {
  sheet.conditionalFormats = saved.conditionalFormats.map(({ area, moreAreas, ...format }) => {
    const style = { ...defined(format.style), borders: new Map(format.style.borders) };
    return { ...format, areas: [area, ...moreAreas], style } as ConditionalFormatModel;
  });
  sheet.hyperlinks = saved.hyperlinks.map(({ area, fields }) => ({ area, fields: defined(fields) as HyperlinkFields }));
  sheet.autoFilter = saved.autoFilter && {
    area: saved.autoFilter.area,
    criteria: new Map(saved.autoFilter.criteria.map(([column, criteria]) => [column, criteriaOf(criteria)])),
  };
  sheet.protection = saved.protection && { ...saved.protection, allowed: new Set(saved.protection.allowed) };
  for (const [key, value] of saved.customProperties) sheet.customProperties.set(key, value);
}

export const writeCriteria = ({ criteria }: TableModel): WorkbookFile['tables'][number]['criteria'] =>
  [...criteria].map(([column, c]) => [column, savedCriteria(c)]);

export function readCriteria(table: TableModel, saved: WorkbookFile['tables'][number]['criteria']): void {
  for (const [column, criteria] of saved) table.criteria.set(column, criteriaOf(criteria));
}

type Parts = Pick<WorkbookFile, 'xmlParts' | 'protection' | 'properties'>;

export function writeParts({ xmlParts, protection, properties }: WorkbookModel): Parts {
  const { lastAuthor: _by, creationDate: _at, custom, ...texts } = properties;
  return {
    xmlParts: xmlParts.map(({ id, xml }) => ({ id, xml })),
    protection: protection?.password ?? null,
    properties: { ...texts, custom: [...custom] },
  };
}

/** @throws HostError InvalidArgument for a part that is no XML */
export function readParts(workbook: WorkbookModel, { xmlParts, protection, properties }: Parts): void {
  workbook.xmlParts = xmlParts.map((part) => ({ ...part, namespace: namespaceOf(part.xml, part.id) }));
  workbook.protection = protection === null ? null : { password: protection };
  if (!properties) return;
  const { custom, ...texts } = properties;
  Object.assign(workbook.properties, texts);
  for (const [key, value] of custom) workbook.properties.custom.set(key, value);
}
