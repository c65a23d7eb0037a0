/** Row keys in SQL: those that a caller names, and those whose cells have changed since a revision. */
import type { MatrixDefinition } from '../../schema/matrix/definition.ts';
import type { View } from './matrix-source.ts';
import type { StatementBuilder } from './statement-builder.ts';

/** A SELECT of `key`. */
export const namedKeys = (q: StatementBuilder, keys: readonly string[]): string =>
  `SELECT k.key FROM unnest(${q.bind(keys, '::text[]')}) k (key)`;

/**
 * Whether a row's key is among those of the CTE `given`, looked up in a hash of them. IS TRUE keeps PostgreSQL from joining
 * `given` with all that the row is put together from, which asks for each row once for each key.
 */
export const isGivenKey = (key: string): string => `(${key} IN (SELECT key FROM given)) IS TRUE`;

/** The code at a place of a row key, as the definition's `rowKey` has it. */
export const codeIn = (key: string, definition: MatrixDefinition, part: string): string =>
  `split_part(${key}, '/', ${definition.rowKey.indexOf(part) + 1})`;

/**
 * A SELECT of the `key` of every row of which a cell is newer than `since`, rows that have gone included. The audit tells, as
 * it holds every written cell by its record's key, and the row's key is a part of that. So what cells are stored in needs no
 * index on its revision, which each new amount would have to touch (docs/adr/0021).
 */
export function changedKeys(q: StatementBuilder, { definition, plan }: View, since: string): string {
  const ofPlan = plan ? ` AND starts_with(c."row", ${q.bind(`${plan.code}/`)})` : '';
  return [...recordsOf(definition)]
    .map(
      ([first, entities]) => `
      SELECT DISTINCT ${definition.rowKey.map((_, i) => `split_part(c."row", '/', ${first + i})`).join(` || '/' || `)} AS key FROM change c
      WHERE c.revision > ${since} AND c.entity = ANY(${q.bind([...entities], '::text[]')})${ofPlan}`,
    )
    .join(' UNION ');
}

/** The place within the key of a cell's record from which on the row's key stands, and the entities that have it there. */
function recordsOf(definition: MatrixDefinition): Map<number, Set<string>> {
  const found = new Map<number, Set<string>>();
  for (const { binding } of definition.columns) {
    if (!binding) continue;
    const first = binding.key.indexOf(definition.rowKey[0] ?? '') + 1;
    found.set(first, (found.get(first) ?? new Set()).add(binding.entity));
  }
  return found;
}
