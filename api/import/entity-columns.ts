/** How the entities of the registry look from a file: which file, which columns, and how a cell of each is read. */
import type { CellColumn } from '../../schema/matrix/cell.ts';
import {
  allEntities,
  definitionOf,
  type EntityDefinition,
  type FieldDefinition,
  snakeCase,
} from '../model/registry.ts';

/** What files may hold: not access rights, not the audit. In the order in which the entities were declared. */
export function importableEntities(): EntityDefinition[] {
  return allEntities().filter((d) => d.kept === 'record' || d.kept === 'timeline');
}

/** `segment_problems.csv` */
export const fileNameOf = (definition: EntityDefinition): string => `${snakeCase(definition.plural)}.csv`;

/** Fields that a file may give; those that the store copies from a parent, or the database computes, are left out. */
export const givenFields = (definition: EntityDefinition): FieldDefinition[] =>
  definition.fields.filter((f) => f.inherits === undefined && f.generated !== true && f.many !== true);

/** @throws Error when the field is no reference: a programmer's mistake. */
export function targetOf(field: FieldDefinition): EntityDefinition {
  if (!field.target) throw new Error(`${field.name} refers to nothing`);
  return definitionOf(field.target());
}

/** True for rows whose codes are unique within a market only. */
export const isMarketOwned = (definition: EntityDefinition): boolean =>
  definition.key[0] === 'market' && definition.key.length > 1;

/** True when the rows of an entity are referred to by a plain code (within a market, for those that belong to one). */
export const hasPlainCode = (definition: EntityDefinition): boolean =>
  definition.key.at(-1) === 'code' && definition.key.length === (isMarketOwned(definition) ? 2 : 1);

/**
 * Fields by header name: the field's snake_case name and, for a reference, the snake_case name of its target where no
 * other column could be meant (`line` or `product_line`).
 */
export function columnsOf(definition: EntityDefinition): ReadonlyMap<string, FieldDefinition> {
  const fields = givenFields(definition);
  const columns = new Map(fields.map((f) => [snakeCase(f.name), f]));
  const references = fields.filter((f) => f.type === 'REFERENCE');
  for (const field of references) {
    const alias = columnName(targetOf(field).name);
    const rivals = references.filter((f) => columnName(targetOf(f).name) === alias);
    if (rivals.length === 1 && !columns.has(alias)) columns.set(alias, field);
  }
  return columns;
}

const columnName = (entityName: string): string => snakeCase(entityName).replace(/^_/, '');

/** The header name that a sentence uses for a field. */
export const titleOf = (field: FieldDefinition): string => snakeCase(field.name);

/** How a cell of the field is read, so that a file and a push refuse the same values with the same words. */
export function cellColumnOf(field: FieldDefinition): CellColumn {
  const { type, options, scale, min, max, maxLength } = field;
  const title = titleOf(field);
  if (type === 'REFERENCE') return { key: title, title, type: 'TEXT', isCode: true };
  // In a cell's column `scale` may be null but not undefined; the others may be undefined.
  return {
    key: title,
    title,
    type,
    options: options ?? null,
    scale: scale ?? null,
    min,
    max,
    maxLength,
    isCode: field.name === 'code',
  };
}
