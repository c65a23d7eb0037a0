/**
 * What the rest of the server knows of the entities: names, natural keys and fields, as declared by the decorators of
 * `entity.ts` and `field.ts`. Typed graph, import, record store and the drift tests read this and nothing else.
 */

/** How a stored value is parsed, compared and written. REFERENCE values are natural keys of the target. */
export type FieldType = 'TEXT' | 'INTEGER' | 'DECIMAL' | 'DATE' | 'BOOLEAN' | 'CHOICE' | 'REFERENCE';

// A class used only as a key and as a constructor; entities have no constructor arguments.
export type EntityClass = new () => object;

export interface FieldDefinition {
  /** Property and GraphQL name, camelCase. */
  readonly name: string;
  /** Column, snake_case; `<name>_id` for a reference. */
  readonly column: string;
  readonly type: FieldType;
  readonly required: boolean;
  readonly description: string;
  /** TEXT: longest value in characters. */
  readonly maxLength?: number;
  /** INTEGER, DECIMAL: inclusive bounds, in the field's unit. */
  readonly min?: number;
  readonly max?: number;
  /** DECIMAL: digits after the point. */
  readonly scale?: number;
  /** CHOICE: the closed list. */
  readonly options?: readonly string[];
  /** REFERENCE: what it points to, and the name of the list on the other side. */
  readonly target?: () => EntityClass;
  readonly inverse?: string;
  /**
   * REFERENCE only: a sibling reference, from whose row this column is copied (an offering's line is its line-up's).
   * The store fills it; no client and no file gives it.
   */
  readonly inherits?: string;
  /**
   * REFERENCE only: columns of this table that no field declares → the target's columns that they copy, so that a CHECK can
   * compare them with the row; a composite foreign key keeps them true. The store fills them.
   */
  readonly copies?: Readonly<Record<string, string>>;
  /** Column default, in canonical text; used when a new row does not give the field. */
  readonly initial?: string;
  /** Computed by the database from the row's other columns: read, filtered and addressed, never written. */
  readonly generated?: boolean;
  /** CHOICE only: a set of them, `text[]` in the database, a list in GraphQL. */
  readonly many?: boolean;
}

export interface EntityOptions {
  /** plural camelCase name of the connection: `segmentProblems`. The CSV file is its snake_case. */
  readonly plural: string;
  readonly description: string;
  /** Field names of the natural key, outermost first: `['market', 'code']`, `['segment', 'problem']`. */
  readonly key: readonly string[];
  /**
   * `timeline`: many rows per natural key, told apart by `valid_from` and `valid_to` (exclusive, null = open).
   * `access` and `audit` are written by their own modules and by no import or push. Default `record`.
   */
  readonly kept?: 'record' | 'timeline' | 'access' | 'audit';
  /**
   * A pure link table, audited as one set-valued cell of its owner: `{ owner: 'item', member: 'requirement', field:
   * 'requirements' }` makes (item R-1) × (requirement A, B) the cell `requirements` = `A;B` of R-1.
   */
  readonly link?: { readonly owner: string; readonly member: string; readonly field: string };
}

export interface EntityDefinition extends EntityOptions {
  readonly entity: EntityClass;
  /** Class name: `SegmentProblem`. */
  readonly name: string;
  /** Table: `segment_problem` unless given. */
  readonly table: string;
  readonly kept: 'record' | 'timeline' | 'access' | 'audit';
  readonly fields: readonly FieldDefinition[];
}

const fieldsOf = new Map<object, FieldDefinition[]>();
const definitions = new Map<EntityClass, EntityDefinition>();

/** Called by field decorators, which run before the class decorator, base classes first. */
export function addField(prototype: object, field: FieldDefinition): void {
  const own = fieldsOf.get(prototype);
  if (own) own.push(field);
  else fieldsOf.set(prototype, [field]);
}

/** Called by the class decorator once all fields are known. */
export function addEntity(entity: EntityClass, options: EntityOptions & { table: string }): void {
  const fields: FieldDefinition[] = [];
  for (let p: object = entity.prototype as object; p !== Object.prototype; p = Object.getPrototypeOf(p) as object) {
    fields.unshift(...(fieldsOf.get(p) ?? []));
  }
  definitions.set(entity, { kept: 'record', ...options, entity, name: entity.name, fields });
}

/** All entities, in the order in which their classes were loaded. */
export function allEntities(): readonly EntityDefinition[] {
  return [...definitions.values()];
}

/** @throws Error when the class carries no `@MarketgridEntity`: a programmer's mistake. */
export function definitionOf(entity: EntityClass): EntityDefinition {
  const found = definitions.get(entity);
  if (!found) throw new Error(`${entity.name} is not a registered entity`);
  return found;
}

/** @throws Error when there is no such entity: a programmer's mistake. */
export function entityNamed(name: string): EntityDefinition {
  const found = allEntities().find((d) => d.name === name);
  if (!found) throw new Error(`no entity is called ${name}`);
  return found;
}

/** @throws Error when the entity has no such field: a programmer's mistake. */
export function fieldNamed(definition: EntityDefinition, name: string): FieldDefinition {
  const found = definition.fields.find((f) => f.name === name);
  if (!found) throw new Error(`${definition.name} has no field ${name}`);
  return found;
}

export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);
