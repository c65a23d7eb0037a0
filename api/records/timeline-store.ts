/** The store of entities that keep one row for each natural key and validity: prices. */
import type { Store } from './store.ts';
import { readTimelines } from './timeline-read.ts';
import { writeTimelines } from './timeline-write.ts';

export const timelineStore: Store = {
  read: (tx, definition, writes, pending = new Map()) => readTimelines(tx, { definition, writes, pending }),
  write: writeTimelines,
};
