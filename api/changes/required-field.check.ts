import { problem } from '../../schema/errors/catalogue.ts';
import type { Problem } from '../../schema/errors/rejection.ts';
import { type EntityDefinition, entityNamed, type FieldDefinition } from '../model/registry.ts';
import { byAddress } from '../records/addresses.ts';
import { refuse, type Verdict } from '../records/entity-check.ts';
import { byEntity, type ReadWrite } from '../records/planned-write.ts';

const title = (field: string): string => {
  const words = field.replace(/[A-Z]/g, (c) => ` ${c.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** A field that the model requires may not be cleared, and a new record must give it unless it has an initial value. */
export function requiredFieldCheck<Origin>(writes: readonly ReadWrite<Origin>[]): Verdict<Origin>[] {
  return [...byEntity(writes)].flatMap(([entity, own]) => {
    const definition = entityNamed(entity);
    if (definition.kept !== 'record' || definition.link) return [];
    const required = new Map(definition.fields.filter((f) => f.required).map((f) => [f.name, f]));
    const cleared = own.filter(({ field, after, exists }) => {
      const definedField = after === null ? required.get(field) : undefined;
      return definedField !== undefined && (exists || definedField.initial === undefined);
    });
    return [...cleared.map((write) => refuse(write, problemOf(write.field))), ...missingIn(definition, own)];
  });
}

const problemOf = (field: string): Problem => problem('REQUIRED', { field: title(field) });

/** New records of which nobody gave a required field at all: told once for each field, at the record's first write. */
function missingIn<Origin>({ fields, key }: EntityDefinition, writes: readonly ReadWrite<Origin>[]): Verdict<Origin>[] {
  const isNeeded = (f: FieldDefinition): boolean =>
    f.required && f.initial === undefined && f.inherits === undefined && f.generated === undefined;
  const needed = fields.filter((f) => isNeeded(f) && !key.includes(f.name));
  return byAddress(writes.filter((w) => w.row === null)).flatMap(({ writes: own }) => {
    const given = new Set(own.map((w) => w.field));
    return needed.flatMap((f) => (own[0] && !given.has(f.name) ? [refuse(own[0], problemOf(f.name))] : []));
  });
}
