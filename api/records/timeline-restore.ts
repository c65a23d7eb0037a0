/** Undoes what past changes did to prices, acting from the days on which they acted. */
import type { Transaction } from '../database/transaction.ts';
import type { EntityDefinition, FieldDefinition } from '../model/registry.ts';
import type { Day } from '../../schema/domain/day.ts';
import { valueField } from './price-cell.ts';
import { joinKeyTargets, keyColumns, matchKey } from './address-sql.ts';
import { byAddress } from './addresses.ts';
import type { PlannedWrite, ReadWrite, RecordAddress } from './planned-write.ts';
import { Bindings, canonical, columnOf, quoted, unnest } from './sql-text.ts';
import { dayOf, timelineKey } from './timeline-read.ts';
import { type Deed, type StoredVersion, Versions } from './timeline-versions.ts';
import { type VersionWrites, writeVersions } from './timeline-write.ts';

/** A change as the audit has it. */
export interface RecordedChange extends RecordAddress {
  /** Of the change set that is undone. */
  readonly revision: number;
  readonly field: string;
  readonly validFrom: Day;
  readonly validTo: Day | null;
  readonly beforeFrom: Day | null;
  readonly before: string | null;
  readonly after: string | null;
}

/** A recorded change turned round: what its undoing asks for. */
type Undoing = PlannedWrite<RecordedChange>;

/**
 * Undoes changes of one entity, in any order, with three statements. Answers what the audit is to hold: as of the day of
 * each, what was there, what is there now, and until when. The caller has made sure that nobody has changed them since;
 * where somebody has planned a later price, it stays.
 */
export async function restoreTimelines(
  tx: Transaction,
  definition: EntityDefinition,
  { revision, changes }: { readonly revision: number; readonly changes: readonly RecordedChange[] },
): Promise<ReadWrite<RecordedChange>[]> {
  const undoings = changes.map(turnedRound).sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : 1));
  const cells = byAddress(undoings);
  const fields = carriedFields(definition);
  const keys = cells.map((cell) => cell.key);
  const revisions = [...new Set(changes.map((c) => c.revision))];
  const stored = await loadVersions(tx, { definition, fields, keys, revisions });
  const writes: VersionWrites = { openings: [], alterations: [] };
  const audit = cells.flatMap((cell, i) => {
    const versions = new Versions(cell.key, stored[i] ?? []);
    const done = byAddress(cell.writes, dayOf).flatMap((at) => undoOne(versions, at.writes, fields));
    versions.addTo(writes);
    return done;
  });
  await writeVersions(tx, definition, { revision, ...writes });
  return audit;
}

const turnedRound = (change: RecordedChange): Undoing => ({
  entity: change.entity,
  key: change.key,
  field: change.field,
  from: change.validFrom,
  after: change.before,
  origin: change,
});

/** Fields that a version carries along: neither its place, nor its days, nor what follows from its cell. */
function carriedFields(definition: EntityDefinition): FieldDefinition[] {
  const fixed = new Set([...definition.key, 'validFrom', 'validTo', 'currency', 'kind']);
  return definition.fields.filter((field) => !fixed.has(field.name));
}

/** Undoes the changes of one cell from one day. */
function undoOne(
  versions: Versions,
  undoings: readonly Undoing[],
  fields: readonly FieldDefinition[],
): ReadWrite<RecordedChange>[] {
  const first = undoings[0];
  if (!first) return [];
  const from = dayOf(first);
  const inForce = versions.inForce(from);
  const was = inForce && { ...inForce }; // a copy: undoing changes the version itself
  if (!was && !bringsPrice(undoings)) return []; // a metric has no price to stand with any more
  if (undoings.every((u) => (was?.values.get(u.field) ?? null) === u.after)) return [];
  const validTo = versions.undo(deedOf(undoings.map((u) => u.origin)));
  const is = versions.inForce(from);
  const row = was?.stored ? { id: was.stored.id, createdRevision: was.stored.createdRevision, validTo: was.to } : null;
  const audited = (write: Undoing): ReadWrite<RecordedChange> => ({
    ...write,
    before: was?.values.get(write.field) ?? null,
    after: is?.values.get(write.field) ?? null,
    exists: was !== undefined,
    row,
    validTo,
    beforeFrom: was?.from ?? null,
  });
  // A price that comes back brings all its fields along, also those that no change had named when it ended.
  const named = new Set(undoings.map((u) => u.field));
  const along = was ? [] : fields.filter((f) => !named.has(f.name) && is?.values.get(f.name));
  return [...undoings, ...along.map((f) => ({ ...first, field: f.name }))].map(audited);
}

const bringsPrice = (undoings: readonly Undoing[]): boolean =>
  undoings.some((u) => u.field === valueField(u.key.at(-1) ?? '') && u.after !== null);

function deedOf(changes: readonly RecordedChange[]): Deed {
  const [first] = changes as [RecordedChange, ...RecordedChange[]]; // groups are never empty
  return {
    revision: first.revision,
    from: first.validFrom,
    to: first.validTo,
    beforeFrom: first.beforeFrom,
    before: new Map(changes.map((c) => [c.field, c.before])),
    after: new Map(changes.map((c) => [c.field, c.after])),
  };
}

interface Load {
  readonly definition: EntityDefinition;
  readonly fields: readonly FieldDefinition[];
  readonly keys: readonly (readonly string[])[];
  /** Versions that these change sets archived are loaded too. */
  readonly revisions: readonly number[];
}

interface LoadedRow {
  readonly n: number;
  readonly id: string;
  readonly created: number;
  readonly revision: number;
  readonly validFrom: Day;
  readonly validTo: Day | null;
  readonly live: boolean;
  readonly [value: `f${number}`]: string | null;
}

/** All versions of each cell, in the order of the keys. */
async function loadVersions(
  tx: Transaction,
  { definition, fields, keys, revisions }: Load,
): Promise<StoredVersion[][]> {
  const { parts } = timelineKey(definition);
  const bind = new Bindings();
  const rows = await tx.query<LoadedRow>(
    `SELECT a.n::integer AS n, r.id, r.created_revision AS created, r.revision, r.archived_at IS NULL AS live,
            to_char(r.valid_from, 'YYYY-MM-DD') AS "validFrom", to_char(r.valid_to, 'YYYY-MM-DD') AS "validTo"
            ${fields.map((field, i) => `, ${canonical(field, columnOf('r', field))} AS f${i}`).join('')}
       FROM ${unnest(bind, keyColumns(parts, keys))}
       ${joinKeyTargets(parts)}
       JOIN ${quoted(definition.table)} r ON ${matchKey(parts)}
        AND (r.archived_at IS NULL OR r.revision = ANY(${bind.add(revisions, 'integer[]')}))`,
    bind.values,
  );
  const versions: StoredVersion[][] = keys.map(() => []);
  for (const row of rows) {
    versions[row.n - 1]?.push({
      id: row.id,
      createdRevision: row.created,
      revision: row.revision,
      from: row.validFrom,
      to: row.validTo,
      values: new Map(fields.map((field, i) => [field.name, row[`f${i}`] ?? null])),
      isLive: row.live,
    });
  }
  return versions;
}
