import type { EntityDefinition } from './registry.ts';

/** Entities so ordered that each comes after all that it refers to; references to itself do not count. */
export function referenceOrder(entities: readonly EntityDefinition[]): EntityDefinition[] {
  const ordered: EntityDefinition[] = [];
  const visited = new Set<EntityDefinition>();
  const visit = (definition: EntityDefinition): void => {
    if (visited.has(definition)) return;
    visited.add(definition);
    for (const field of definition.fields) {
      const target = entities.find((d) => d.entity === field.target?.());
      if (target) visit(target);
    }
    ordered.push(definition);
  };
  entities.forEach(visit);
  return ordered;
}
