/**
 * From natural keys to rows. Keys arrive as one array of codes for each field of the key; each reference among them joins
 * its target by code, so that one statement places any number of rows, by hash joins where they are many.
 */
import { type EntityDefinition, type FieldDefinition, fieldNamed } from '../model/registry.ts';
import { isDay } from '../../schema/domain/day.ts';
import { joinByCode, targetOf } from './reference.ts';
import { type ArrayColumn, bindType, columnOf } from './sql-text.ts';

export interface KeyPart {
  readonly field: FieldDefinition;
  /** Position in the key, and the column of `unnest` that holds it: `k0`, `k1`, … */
  readonly index: number;
  /** Alias of the target's table; absent for a plain column. */
  readonly target?: { readonly definition: EntityDefinition; readonly alias: string };
}

/** The parts of a natural key, outermost first. */
export function keyParts(definition: EntityDefinition): KeyPart[] {
  return definition.key.map((name, index) => {
    const field = fieldNamed(definition, name);
    return field.type === 'REFERENCE'
      ? { field, index, target: { definition: targetOf(field), alias: `p${index}` } }
      : { field, index };
  });
}

/** Codes as columns of `unnest`: `k0` holds all rows' first codes. */
export function keyColumns(parts: readonly KeyPart[], keys: readonly (readonly string[])[]): ArrayColumn[] {
  return parts.map(({ field, index }) => ({
    name: `k${index}`,
    type: bindType(field),
    values: keys.map((key) => key[index]),
  }));
}

/** SQL of the id of the row's own market, for entities that belong to one. */
export function marketIdOf(parts: readonly KeyPart[]): string | undefined {
  const market = parts.find((p) => p.field.name === 'market')?.target;
  return market && `${market.alias}.id`;
}

/** Left joins of all targets of the key onto `a`, the rows of `unnest`. */
export function joinKeyTargets(parts: readonly KeyPart[]): string {
  const marketId = marketIdOf(parts);
  return parts
    .flatMap(({ target, index }) =>
      target ? [joinByCode({ alias: target.alias, target: target.definition, code: `a.k${index}`, marketId })] : [],
    )
    .join('\n');
}

/** The value of a key part as the entity's own column holds it. */
export const keyValue = (part: KeyPart): string => (part.target ? `${part.target.alias}.id` : `a.k${part.index}`);

/** `r."market_id" = p0.id AND r."code" = a.k1`. */
export const matchKey = (parts: readonly KeyPart[], row = 'r'): string =>
  parts.map((part) => `${columnOf(row, part.field)} = ${keyValue(part)}`).join(' AND ');

/**
 * One number a row that tells which references of the key hold for `condition`: bit i stands for part i.
 * `(p0.id IS NULL)::int * 1 + (p2.id IS NULL)::int * 4`.
 */
export function keyBits(parts: readonly KeyPart[], condition: (alias: string) => string): string {
  const bits = parts.flatMap(({ target, index }) =>
    target ? [`(${condition(target.alias)})::int * ${2 ** index}`] : [],
  );
  return bits.length === 0 ? '0' : bits.join(' + ');
}

/** True when PostgreSQL can read the text as a value of this field, which says nothing of whether it exists. */
export function isReadable(field: FieldDefinition, text: string): boolean {
  switch (field.type) {
    case 'INTEGER':
      return /^(0|-?[1-9]\d{0,8})$/.test(text);
    case 'DECIMAL':
      return /^-?\d{1,15}(\.\d{1,6})?$/.test(text);
    case 'DATE':
      return isDay(text);
    case 'BOOLEAN':
      return text === 'true' || text === 'false';
    case 'CHOICE':
      return field.options?.includes(text) ?? false;
    default:
      return !/[\0\p{Cs}]/u.test(text);
  }
}
