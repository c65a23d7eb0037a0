/** Which store keeps an entity. */
import type { EntityDefinition } from '../model/registry.ts';
import { linkStore } from './link-store.ts';
import { recordStore } from './record-store.ts';
import type { Store } from './store.ts';
import { timelineStore } from './timeline-store.ts';

/** @throws Error for entities that are written by their own modules: a programmer's mistake. */
export function storeOf(definition: EntityDefinition): Store {
  if (definition.link) return linkStore;
  if (definition.kept === 'timeline') return timelineStore;
  if (definition.kept === 'record') return recordStore;
  throw new Error(`${definition.name} is not written through changes`);
}
