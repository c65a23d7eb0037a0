import type { EntityDefinition } from '../model/registry.ts';
import { linkStore } from './link-store.ts';
import { recordStore } from './record-store.ts';
import type { Store } from './store.ts';
import { timelineStore } from './timeline-store.ts';

/** The store that keeps an entity's rows. */
export function storeOf(definition: EntityDefinition): Store {
  if (definition.link) return linkStore;
  return definition.kept === 'timeline' ? timelineStore : recordStore;
}
