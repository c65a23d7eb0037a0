/**
 * Writes versions. A write from E over [E, validTo) closes the version in force and opens a new one; a version that began
 * on E keeps its row and gets the new value.
 */
import { planningOf } from '../database/planning.ts';
import type { Transaction } from '../database/transaction.ts';
import type { EntityDefinition } from '../model/registry.ts';
import { kindOfCell, valueField } from './price-cell.ts';
import type { Day } from '../../schema/domain/day.ts';
import { byAddress } from './addresses.ts';
import type { ReadWrite } from './planned-write.ts';
import { insertStatement, type NewRecord } from './record-insert.ts';
import { type ChangedRecord, expectUpdated, updateStatement } from './record-update.ts';
import type { Values } from './record-values.ts';
import { Bindings } from './sql-text.ts';
import { dayOf } from './timeline-read.ts';

/** A version to be inserted. Fields that `values` does not give are copied from `copyOf`, or empty. */
export interface Opening {
  readonly key: readonly string[];
  readonly from: Day;
  readonly to: Day | null;
  readonly values: Values;
  readonly copyOf?: string;
}

/** A version whose row changes: its end, its values, or whether it is archived. */
export interface Alteration {
  readonly id: string;
  readonly key: readonly string[];
  readonly to?: Day | null;
  readonly values: Values;
  readonly archived?: boolean;
}

export interface VersionWrites {
  readonly openings: Opening[];
  readonly alterations: Alteration[];
}

/**
 * One statement that inserts and updates: both see the rows as they were, so that the new can copy what the old lose, and
 * nothing overlaps in between.
 * @throws the database's error when versions overlap in the end.
 */
export async function writeVersions(
  tx: Transaction,
  definition: EntityDefinition,
  { revision, openings, alterations }: VersionWrites & { readonly revision: number },
): Promise<void> {
  const inserted = openings.map(newVersion);
  const updated = { revision, records: alterations.map(changedVersion) };
  const bind = new Bindings();
  const steps: string[] = [];
  if (inserted.length > 0) {
    steps.push(`opened AS (${insertStatement(bind, definition, { revision, records: inserted })})`);
  }
  if (updated.records.length > 0) steps.push(`altered AS (${updateStatement(bind, definition, updated)})`);
  if (steps.length === 0) return;
  const count = updated.records.length > 0 ? '(SELECT count(*)::integer FROM altered)' : '0';
  const sql = `WITH ${steps.join(',\n')} SELECT ${count} AS count`;
  const planning = planningOf(openings.length + alterations.length);
  const [answer] = await tx.query<{ count: number }>(sql, bind.values, planning);
  expectUpdated(definition, updated, answer?.count);
  // The constraints are deferred to COMMIT; a conflict is raised here, while it can still be told whose it is.
  const canOverlap = openings.length > 0 || alterations.some((a) => a.to !== undefined || a.archived === false);
  if (canOverlap) await tx.query('SET CONSTRAINTS ALL IMMEDIATE', [], planning);
}

const newVersion = ({ key, from, to, values, copyOf }: Opening): NewRecord => ({
  key,
  values: new Map([...Object.entries({ ...kindOfCell(key.at(-1) ?? ''), validFrom: from, validTo: to }), ...values]),
  ...(copyOf === undefined ? {} : { copyOf }),
});

const changedVersion = (version: Alteration): ChangedRecord =>
  version.to === undefined
    ? version
    : { ...version, values: new Map([...version.values, ['validTo', version.to] as const]) };

/** The writes of one cell from one day: one version, or the end of one. */
interface Edit {
  readonly key: readonly string[];
  readonly from: Day;
  readonly to: Day | null;
  readonly values: Values;
  readonly isEnd: boolean;
}

export async function writeTimelines(
  tx: Transaction,
  definition: EntityDefinition,
  { revision, writes }: { readonly revision: number; readonly writes: readonly ReadWrite[] },
): Promise<void> {
  const result: VersionWrites = { openings: [], alterations: [] };
  const edited = new Map<string, { readonly version: Version; readonly edits: Edit[] }>();
  for (const { key, writes: own } of byAddress(writes, dayOf)) {
    const first = own[0];
    if (!first) continue;
    const values = new Map(own.map((w) => [w.field, w.after]));
    const edit = { key, from: dayOf(first), to: first.validTo ?? null, values, isEnd: isEnd(key, values) };
    if (!first.row) {
      if (values.get(valueField(key.at(-1) ?? ''))) result.openings.push(edit);
      continue;
    }
    const version = { id: first.row.id, from: first.beforeFrom ?? edit.from, to: first.row.validTo ?? null };
    const together = edited.get(version.id);
    if (together) together.edits.push(edit);
    else edited.set(version.id, { version, edits: [edit] });
  }
  for (const { version, edits } of edited.values()) splitVersion(version, edits, result);
  await writeVersions(tx, definition, { revision, ...result });
}

const isEnd = (key: readonly string[], values: Values): boolean => values.get(valueField(key.at(-1) ?? '')) === null;

interface Version {
  readonly id: string;
  readonly from: Day;
  readonly to: Day | null;
}

/** What becomes of one version in force that is edited from one or several days within it. */
function splitVersion(version: Version, edits: Edit[], result: VersionWrites): void {
  edits.sort((a, b) => (a.from < b.from ? -1 : 1));
  for (const [i, edit] of edits.entries()) {
    const isInPlace = edit.from === version.from;
    if (isInPlace) result.alterations.push(inPlace(version, edit));
    else if (i === 0) result.alterations.push({ id: version.id, key: edit.key, to: edit.from, values: new Map() });
    if (!isInPlace && !edit.isEnd) result.openings.push({ ...edit, copyOf: version.id });
    // What the edit leaves of the version goes on as it was, until the next edit.
    const until = edits[i + 1]?.from ?? version.to;
    if (edit.to !== until && edit.to !== null) {
      result.openings.push({ key: edit.key, from: edit.to, to: until, values: new Map(), copyOf: version.id });
    }
  }
}

function inPlace(version: Version, { key, to, values, isEnd }: Edit): Alteration {
  const at = { id: version.id, key };
  if (isEnd) return { ...at, values: new Map(), archived: true };
  return to === version.to ? { ...at, values } : { ...at, to, values };
}
