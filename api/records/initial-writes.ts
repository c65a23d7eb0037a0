/** What a new record gets without being asked: the audit must tell it, or replaying it would miss stored values. */
import type { EntityDefinition } from '../model/registry.ts';
import { byAddress } from './addresses.ts';
import type { ReadWrite } from './planned-write.ts';
import { ARCHIVED } from './record-read.ts';

/** A write for each field that a record among `writes` begins with and that no write gives; for the record store. */
export function initialWrites<Origin>(
  definition: EntityDefinition,
  writes: readonly ReadWrite<Origin>[],
): ReadWrite<Origin>[] {
  if (writes.every((w) => w.row !== null)) return [];
  const initial = definition.fields.filter((f) => f.initial !== undefined && !definition.key.includes(f.name));
  return byAddress(writes).flatMap(({ writes: own }) => {
    const first = own[0];
    if (!first || own.some((w) => w.row !== null)) return [];
    const given = new Set(own.map((w) => w.field));
    const begun = initial
      .filter((f) => !given.has(f.name))
      .map((f) => ({ ...first, field: f.name, before: null, after: f.initial ?? null }));
    // Whoever replays the changes has the archived record under this key: now one is live again.
    return first.replaces ? [...begun, { ...first, field: ARCHIVED, before: 'true', after: null }] : begun;
  });
}
