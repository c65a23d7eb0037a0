/** Rows of records and of pure links as planned writes. */
import { joinCodes } from '../../../schema/matrix/cell.ts';
import type { PlannedWrite } from '../../records/planned-write.ts';
import type { EntityDefinition } from '../../model/registry.ts';
import { placeOf, type SourceLine } from '../sourced-row.ts';
import type { StoredRecords } from '../stored-records.ts';
import type { ReadRow } from './read-row.ts';

type Write = PlannedWrite<SourceLine>;

/** The natural key of a row whose values are complete. */
export const keyOf = ({ definition, values }: ReadRow): string[] =>
  definition.key.map((name) => values.get(name) ?? '');

/**
 * One write for each field that the file gives, and one that says that the record is live: it creates records that
 * consist of their key alone, and restores archived ones.
 */
export function recordWrites(read: ReadRow): Write[] {
  const { definition, row, values } = read;
  const address = { entity: definition.name, key: keyOf(read) };
  const fields = [...values].filter(([field]) => !definition.key.includes(field));
  return [
    { ...address, field: 'archived', after: null, origin: row.origin },
    ...fields.map(([field, after]) => ({ ...address, field, after, origin: placeOf(row, field) })),
  ];
}

/** One write for each owner: the members that it has and those that the rows add. An import takes no link away. */
export async function linkWrites(
  definition: EntityDefinition,
  rows: readonly ReadRow[],
  stored: StoredRecords,
): Promise<Write[]> {
  const { link } = definition;
  if (!link) throw new Error(`${definition.name} is no link`);
  const ownerParts = definition.key.filter((name) => name !== link.member);
  const cells = new Map<string, { key: string[]; members: string[]; origin: SourceLine }>();
  for (const { row, values } of rows) {
    const key = ownerParts.map((name) => values.get(name) ?? '');
    const cell = cells.get(key.join('/')) ?? { key, members: [], origin: row.origin };
    cells.set(key.join('/'), cell);
    cell.members.push(values.get(link.member) ?? '');
  }
  const before = await stored.membersOf(
    definition,
    [...cells.values()].map((c) => c.key),
  );
  return [...cells].map(([owner, { key, members, origin }]) => ({
    entity: definition.name,
    key,
    field: link.field,
    after: joinCodes([...(before.get(owner) ?? []), ...members]),
    origin,
  }));
}
