/** Rows of an entity that refers to itself (a market within a market): parents first. */
import { quoted } from '../../../schema/errors/quoted.ts';
import type { EntityDefinition } from '../../model/registry.ts';
import { givenFields, targetOf, titleOf } from '../entity-columns.ts';
import { type Fault, placeOf } from '../sourced-row.ts';
import type { ReadRow } from './read-row.ts';

export interface OrderedRows {
  readonly rows: readonly ReadRow[];
  /** One for each row that would be its own ancestor. */
  readonly faults: readonly Fault[];
}

export function inParentOrder(definition: EntityDefinition, rows: readonly ReadRow[]): OrderedRows {
  const field = givenFields(definition).find((f) => f.type === 'REFERENCE' && targetOf(f) === definition);
  if (!field) return { rows, faults: [] };
  const place = (read: ReadRow, code: string | null | undefined): string =>
    `${read.values.get('market') ?? ''}/${code ?? ''}`;
  const byPlace = new Map(rows.map((read) => [place(read, read.values.get('code')), read]));
  const ordered = new Set<ReadRow>();
  const faults: Fault[] = [];
  for (const row of rows) {
    const path: ReadRow[] = [];
    // Up to the first ancestor that is already in place or is not in the files; iterative, for chains may be long.
    const seen = new Set<ReadRow>();
    let at: ReadRow | undefined = row;
    while (at && !ordered.has(at) && !seen.has(at)) {
      seen.add(at);
      path.push(at);
      const parent: string | null | undefined = at.values.get(field.name);
      at = parent ? byPlace.get(place(at, parent)) : undefined;
    }
    if (at && seen.has(at) && at === row) {
      const message = `${titleOf(field)} ${quoted(row.values.get(field.name) ?? null)} leads back to ${quoted(row.values.get('code') ?? null)} itself.`;
      faults.push({ origin: placeOf(row.row, field.name), message });
    } else if (!(at && seen.has(at))) path.reverse().forEach((read) => ordered.add(read));
  }
  return { rows: [...ordered], faults };
}
