/**
 * Field decorators. Each declares one column once, for TypeORM (metadata, drift tests), TypeGraphQL (the typed graph) and
 * our registry (import, stores). Money and other decimals are strings everywhere: `numeric` never becomes a float.
 */
import { Field, Int, registerEnumType } from 'type-graphql';
import { Column, JoinColumn, ManyToOne } from 'typeorm';
import { DateScalar, DecimalScalar } from '../scalars.ts';
import { addField, type EntityClass, type FieldDefinition, type FieldType, snakeCase } from './registry.ts';

interface Common {
  readonly description: string;
  /** Default: required. */
  readonly nullable?: boolean;
  /** Column default, in canonical text. */
  readonly initial?: string;
  /** Column name where it is not the snake_case of the property. */
  readonly column?: string;
}

/** `['A', 'B']` as the record that `choices` takes, for lists that are shared with the add-in. */
export function listed<const V extends string>(values: readonly V[]): { readonly [K in V]: K } {
  return Object.fromEntries(values.map((v) => [v, v])) as { [K in V]: K };
}

type Facts = Partial<Omit<FieldDefinition, 'name' | 'type' | 'column' | 'required' | 'description'>>;

const enums = new Set<object>();

/** Registers a closed list with TypeGraphQL; use the answer with `@Choice`. */
export function choices<T extends Record<string, string>>(name: string, values: T, description: string): T {
  registerEnumType(values, { name, description });
  enums.add(values);
  return values;
}

function declare(
  type: FieldType,
  common: Common,
  facts: Facts,
  as: { graph: () => object; sql: object },
): PropertyDecorator {
  return (prototype, property) => {
    const name = String(property);
    const column = common.column ?? snakeCase(name);
    const nullable = common.nullable ?? false;
    Field(as.graph as never, { nullable, description: common.description })(prototype, name);
    Column({ ...as.sql, name: column, nullable })(prototype, name);
    const initial = common.initial === undefined ? {} : { initial: common.initial };
    addField(prototype, {
      name,
      column,
      type,
      required: !nullable,
      description: common.description,
      ...initial,
      ...facts,
    });
  };
}

/** Text of at most `maxLength` characters (default 4,000); never NUL, never a lone surrogate. */
export function Text(o: Common & { maxLength?: number }): PropertyDecorator {
  return declare('TEXT', o, { maxLength: o.maxLength ?? 4000 }, { graph: () => String, sql: { type: 'text' } });
}

/** Text that the database computes from the row itself by `as`, an SQL expression; never written by us. */
export function GeneratedText(o: Common & { as: string; maxLength: number }): PropertyDecorator {
  const sql = { type: 'text', generatedType: 'STORED', asExpression: o.as, insert: false, update: false };
  return declare('TEXT', o, { maxLength: o.maxLength, generated: true }, { graph: () => String, sql });
}

/** A whole number within `[min, max]`. */
export function Whole(o: Common & { min: number; max: number }): PropertyDecorator {
  return declare('INTEGER', o, { min: o.min, max: o.max }, { graph: () => Int, sql: { type: 'integer' } });
}

/** An exact decimal, `numeric(21,6)`, text in TypeScript, at most 15 significant digits. */
export function Decimal(o: Common & { scale?: number; min?: number }): PropertyDecorator {
  const facts = { scale: o.scale ?? 6, ...(o.min === undefined ? {} : { min: o.min }) };
  return declare('DECIMAL', o, facts, {
    graph: () => DecimalScalar,
    sql: { type: 'numeric', precision: 21, scale: 6 },
  });
}

/** A calendar day, `YYYY-MM-DD`. */
export function Day(o: Common): PropertyDecorator {
  return declare('DATE', o, {}, { graph: () => DateScalar, sql: { type: 'date' } });
}

export function Flag(o: Common): PropertyDecorator {
  return declare('BOOLEAN', o, {}, { graph: () => Boolean, sql: { type: 'boolean' } });
}

/** One of a closed list made with `choices`; text with a CHECK in the database, so that adding one is a small migration. */
export function Choice(values: Record<string, string>, o: Common): PropertyDecorator {
  return declare('CHOICE', o, { options: optionsOf(values) }, { graph: () => values, sql: { type: 'text' } });
}

/** A set out of a closed list, `text[]`; empty, never null. */
export function ChoiceSet(values: Record<string, string>, o: Omit<Common, 'nullable' | 'initial'>): PropertyDecorator {
  const facts = { options: optionsOf(values), many: true };
  return declare('CHOICE', o, facts, { graph: () => [values], sql: { type: 'text', array: true } });
}

function optionsOf(values: Record<string, string>): string[] {
  if (!enums.has(values)) throw new Error('@Choice needs an enum made with choices()');
  return Object.values(values);
}

/**
 * A reference to one row of another entity. `inverse` names the connection on the target. Its column is `<name>_id`.
 * The typed graph resolves both directions from the registry (`api/graph`).
 */
export function Reference(
  target: () => EntityClass,
  o: Omit<Common, 'initial'> & { inverse: string; inherits?: string; copies?: Readonly<Record<string, string>> },
): PropertyDecorator {
  return (prototype, property) => {
    const name = String(property);
    const column = o.column ?? `${snakeCase(name)}_id`;
    const nullable = o.nullable ?? false;
    Field(target as never, { nullable, description: o.description })(prototype, name);
    ManyToOne(target, { nullable })(prototype, name);
    JoinColumn({ name: column })(prototype, name);
    const inherits = o.inherits === undefined ? {} : { inherits: o.inherits };
    const copies = o.copies === undefined ? {} : { copies: o.copies };
    const { description, inverse } = o;
    addField(prototype, {
      name,
      column,
      type: 'REFERENCE',
      required: !nullable,
      description,
      target,
      inverse,
      ...inherits,
      ...copies,
    });
  };
}
