import { problem } from '../../schema/errors/catalogue.ts';
import type { Problem } from '../../schema/errors/rejection.ts';
import { entityNamed, type FieldDefinition } from '../model/registry.ts';
import { refuse, type Verdict } from '../records/entity-check.ts';
import type { ReadWrite } from '../records/planned-write.ts';

const title = (field: string): string => {
  const words = field.replace(/[A-Z]/g, (c) => ` ${c.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** A field that the model requires may not be cleared, and a new record must give it unless it has an initial value. */
export function requiredFieldCheck<Origin>(writes: readonly ReadWrite<Origin>[]): Verdict<Origin>[] {
  const records = writes.filter((w) => entityNamed(w.entity).kept === 'record' && !entityNamed(w.entity).link);
  const cleared = records.filter(({ entity, field: name, after, exists }) => {
    const field = entityNamed(entity).fields.find((f) => f.name === name);
    return after === null && field?.required === true && (exists || field.initial === undefined);
  });
  return [...cleared.map((write) => refuse(write, required(write.field))), ...missingIn(records)];
}

const required = (field: string): Problem => problem('REQUIRED', { field: title(field) });

/** New records of which nobody gave a required field at all: told once for each field, at the record's first write. */
function missingIn<Origin>(records: readonly ReadWrite<Origin>[]): Verdict<Origin>[] {
  const created = new Map<string, { first: ReadWrite<Origin>; given: Set<string> }>();
  for (const write of records.filter((w) => w.row === null)) {
    const record = [write.entity, ...write.key].join('/');
    const known = created.get(record) ?? { first: write, given: new Set<string>() };
    created.set(record, { ...known, given: known.given.add(write.field) });
  }
  return [...created.values()].flatMap(({ first, given }) => {
    const { fields, key } = entityNamed(first.entity);
    const isLeftOut = (f: FieldDefinition): boolean =>
      f.required && f.initial === undefined && f.inherits === undefined && !key.includes(f.name) && !given.has(f.name);
    return fields.filter((f) => isLeftOut(f) && f.generated === undefined).map((f) => refuse(first, required(f.name)));
  });
}
