/** How a code finds its row: references are codes, within the row's own market where the target belongs to one. */
import { definitionOf, type EntityDefinition, type FieldDefinition, fieldNamed } from '../model/registry.ts';
import { columnOf, quoted } from './sql-text.ts';

/** The entity that a REFERENCE points to. @throws Error when the field is none: a programmer's mistake. */
export function targetOf(field: FieldDefinition): EntityDefinition {
  if (!field.target) throw new Error(`${field.name} is not a reference`);
  return definitionOf(field.target());
}

/** True for an entity whose codes are unique within a market only. */
export const isMarketOwned = (definition: EntityDefinition): boolean => definition.key.includes('market');

/** True when the natural key is a code, perhaps within a market: such codes are never used twice, archived or not. */
export const isCoded = (definition: EntityDefinition): boolean => /^(market,)?code$/.test(definition.key.join());

/** The code of a row's own market as its key gives it; undefined for an entity without a market in its key. */
export const marketInKey = (definition: EntityDefinition, key: readonly string[]): string | undefined =>
  key[definition.key.indexOf('market')];

/** The natural key of a reference's target, joined: `SMB/R-014`, or the code alone. */
export const targetKey = (target: EntityDefinition, place: { market: string; code: string }): string =>
  isMarketOwned(target) ? `${place.market}/${place.code}` : place.code;

/** The code column of a target. @throws Error when it is addressed by more than a code: a programmer's mistake. */
export function codeColumn(target: EntityDefinition, alias: string): string {
  if (!isCoded(target)) throw new Error(`${target.name} cannot be named by one code`);
  return columnOf(alias, fieldNamed(target, 'code'));
}

export interface ReferenceJoin {
  readonly alias: string;
  readonly target: EntityDefinition;
  /** SQL of the code and of the id of the row's market. */
  readonly code: string;
  readonly marketId: string | undefined;
}

/** A left join of the target by code, so that a code that names nothing leaves nulls and can be told. */
export function joinByCode({ alias, target, code, marketId }: ReferenceJoin): string {
  const on = [`${codeColumn(target, alias)} = ${code}`];
  if (isMarketOwned(target)) {
    if (!marketId) throw new Error(`${target.name} belongs to a market, but the row that refers to it does not`);
    on.push(`${columnOf(alias, fieldNamed(target, 'market'))} = ${marketId}`);
  }
  return `LEFT JOIN ${quoted(target.table)} ${alias} ON ${on.join(' AND ')}`;
}

/** True for a reference whose code is unique within a market only. */
export const isOfMarket = (field: FieldDefinition): boolean =>
  field.type === 'REFERENCE' && isMarketOwned(targetOf(field));

/** A field that a write may name. @throws Error for one that the key or the database gives: a programmer's mistake. */
export function writable(definition: EntityDefinition, name: string): FieldDefinition {
  const field = fieldNamed(definition, name);
  if (definition.key.includes(name) || field.generated || field.inherits) {
    throw new Error(`${definition.name}.${name} follows from the rest of its record and cannot be written`);
  }
  return field;
}
