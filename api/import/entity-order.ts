/** In which order entities are written: what is referred to comes before what refers to it. */
import type { EntityDefinition } from '../model/registry.ts';
import { givenFields, targetOf } from './entity-columns.ts';

/** References of an entity to itself are left to the order of its rows. */
export function inReferenceOrder(definitions: readonly EntityDefinition[]): EntityDefinition[] {
  const ordered = new Set<EntityDefinition>();
  const entered = new Set<EntityDefinition>();
  const visit = (definition: EntityDefinition): void => {
    // Entered and not ordered yet: a circle of references, which some optional one closes; either order will do.
    if (entered.has(definition)) return;
    entered.add(definition);
    for (const field of givenFields(definition)) {
      if (field.type === 'REFERENCE') visit(targetOf(field));
    }
    ordered.add(definition);
  };
  definitions.forEach(visit);
  return [...ordered].filter((d) => definitions.includes(d));
}
