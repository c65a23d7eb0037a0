import { problem } from '../../schema/errors/catalogue.ts';
import { entityNamed } from '../model/registry.ts';
import { refuse, type Verdict } from './entity-check.ts';
import type { ReadWrite } from './planned-write.ts';

const title = (field: string): string => {
  const words = field.replace(/[A-Z]/g, (c) => ` ${c.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** A field that the model requires may not be cleared; a new record may leave it to its initial value. */
export function requiredFieldCheck<Origin>(writes: readonly ReadWrite<Origin>[]): Verdict<Origin>[] {
  return writes.flatMap((write) => {
    if (write.after !== null || write.field === 'archived') return [];
    const field = entityNamed(write.entity).fields.find((f) => f.name === write.field);
    const isMissing = field?.required === true && (write.exists || field.initial === undefined);
    return isMissing ? [refuse(write, problem('REQUIRED', { field: title(write.field) }))] : [];
  });
}
