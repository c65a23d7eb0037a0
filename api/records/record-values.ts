/** How the fields of many records travel in one statement: an array for each field, and a join for each reference. */
import type { EntityDefinition, FieldDefinition } from '../model/registry.ts';
import { joinByCode, targetOf } from './reference.ts';
import { type ArrayColumn, bindType, columnOf, quoted, stored } from './sql-text.ts';

/** Values by field name, in canonical text. A field that is not in the map keeps what it has. */
export type Values = ReadonlyMap<string, string | null>;

export interface FieldColumn {
  readonly field: FieldDefinition;
  readonly columns: readonly ArrayColumn[];
  /** Left join of the reference's target, or nothing. */
  readonly join: string;
  /** SQL of the value as the field's column takes it. */
  readonly value: string;
  /** SQL that is true in rows that give the field; undefined when all do. */
  readonly isGiven: string | undefined;
}

interface Shape {
  readonly fields: readonly FieldDefinition[];
  readonly records: readonly Values[];
  readonly marketId: string | undefined;
}

/** One `FieldColumn` for each field. The aliases of joins are `v0`, `v1`, … in the order of the fields. */
export function fieldColumns({ fields, records, marketId }: Shape): FieldColumn[] {
  return fields.map((field, i) => {
    const values: ArrayColumn = {
      name: `f${i}`,
      type: bindType(field),
      values: records.map((values) => values.get(field.name) ?? null),
    };
    const given: ArrayColumn = { name: `g${i}`, type: 'boolean', values: records.map((r) => r.has(field.name)) };
    const isPartial = given.values.includes(false);
    const isReference = field.type === 'REFERENCE';
    return {
      field,
      columns: isPartial ? [values, given] : [values],
      join: isReference ? joinByCode({ alias: `v${i}`, target: targetOf(field), code: `a.f${i}`, marketId }) : '',
      value: isReference ? referenceId(`v${i}.id`, `a.f${i}`) : stored(field, `a.f${i}`),
      isGiven: isPartial ? `a.g${i}` : undefined,
    };
  });
}

/**
 * The id of a code's row. A code that names nothing must not become null in silence: the cast of it to uuid fails then,
 * which rolls the transaction back. The caller has refused such codes long before.
 */
export const referenceId = (id: string, code: string): string => `COALESCE(${id}, ${code}::uuid)`;

/** Columns copied from a sibling reference's row: which column, from which sibling. */
export interface Inherited {
  readonly field: FieldDefinition;
  readonly from: string;
}

export const inheritedFields = (definition: EntityDefinition): Inherited[] =>
  definition.fields.flatMap((field) => (field.inherits ? [{ field, from: field.inherits }] : []));

/** A column that copies one of a reference's target; SQL of its value where `alias` is the join of the target. */
export interface CopiedColumn {
  readonly column: string;
  readonly value: string;
}

export const copiedColumns = ({ copies = {} }: FieldDefinition, alias: string): CopiedColumn[] =>
  Object.entries(copies).map(([column, source]) => ({ column, value: `${alias}.${quoted(source)}` }));

/** SQL of an inherited column; `alias` is the join of the sibling's target. */
export const inheritedValue = ({ field }: Inherited, alias: string): string => columnOf(alias, field);
