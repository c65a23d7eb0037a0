/** From sourced rows to planned writes: every fault that can be told without writing is found here, all at once. */
import { joinKey } from '../../../schema/matrix/row-key.ts';
import type { PlannedWrite } from '../../records/planned-write.ts';
import { type EntityDefinition, entityNamed, fieldNamed } from '../../model/registry.ts';
import { givenFields, hasPlainCode, importableEntities, isMarketOwned, targetOf } from '../entity-columns.ts';
import { inReferenceOrder } from '../entity-order.ts';
import type { Fault, SourcedRow, SourceLine } from '../sourced-row.ts';
import { NO_MARKET, type StoredRecords } from '../stored-records.ts';
import { CodeIndex } from './code-index.ts';
import { checkReferences, findMarket } from './place-row.ts';
import { readPrice, withScalesOf } from './price-row.ts';
import { type ReadRow, readRow } from './read-row.ts';
import { keyOf, linkWrites, recordWrites } from './record-writes.ts';
import { inParentOrder } from './row-order.ts';
import { timelineWrites } from './timeline-writes.ts';

export interface ImportPlan {
  /** In the order in which they must be made. Empty when there are faults. */
  readonly writes: readonly PlannedWrite<SourceLine>[];
  readonly faults: readonly Fault[];
}

export async function planImport(
  { rows, incomplete }: { readonly rows: readonly SourcedRow[]; readonly incomplete: ReadonlySet<string> },
  stored: StoredRecords,
): Promise<ImportPlan> {
  const read = rows.map((row) => readRow(entityNamed(row.entity), row));
  const index = new CodeIndex(incomplete);
  await addStoredCodes(index, read, stored);
  const scales = withScalesOf(read, await stored.scales());
  const plans: EntityPlan[] = [];
  for (const definition of inReferenceOrder(importableEntities())) {
    const own = read.filter((r) => r.definition === definition);
    if (own.length === 0) continue;
    const complete = placeRows(own, index);
    if (definition.name === 'Price') complete.forEach((r) => readPrice(r, scales));
    const plan = await writesOf(
      definition,
      complete.filter((r) => r.faults.length === 0),
      stored,
    );
    plans.push({ writes: plan.writes, faults: [...own.flatMap((r) => r.faults), ...plan.faults] });
  }
  const faults = plans.flatMap((p) => p.faults);
  return { writes: faults.length > 0 ? [] : plans.flatMap((p) => p.writes), faults };
}

/** All codes that the rows refer to and that the database has; one question for each entity referred to. */
async function addStoredCodes(index: CodeIndex, rows: readonly ReadRow[], stored: StoredRecords): Promise<void> {
  const wanted = new Map<EntityDefinition, Set<string>>();
  for (const { definition, values, prefixes } of rows) {
    for (const field of givenFields(definition)) {
      const code = field.type === 'REFERENCE' ? values.get(field.name) : undefined;
      if (!code || !hasPlainCode(targetOf(field))) continue;
      wanted.set(targetOf(field), (wanted.get(targetOf(field)) ?? new Set()).add(code));
    }
    const market = definition.fields.find((f) => f.name === 'market');
    for (const code of market ? prefixes.values() : []) {
      if (market) wanted.set(targetOf(market), (wanted.get(targetOf(market)) ?? new Set()).add(code));
    }
  }
  for (const [entity, codes] of wanted) {
    for (const [code, homes] of await stored.homesOf(entity, [...codes])) {
      for (const market of homes) {
        index.addStored(entity, code, market);
        // Rows may come to stand in this market without naming it.
        if (isMarketOwned(entity)) index.addStored(targetOf(fieldNamed(entity, 'market')), market, NO_MARKET);
      }
    }
  }
}

/** Finds each row's market, makes its code known, and only then checks references, for they may be to rows further down. */
function placeRows(rows: readonly ReadRow[], index: CodeIndex): ReadRow[] {
  const placed = rows.filter((read) => {
    const isPlaced = findMarket(read, index);
    const code = hasPlainCode(read.definition) ? read.values.get('code') : undefined;
    if (code && isPlaced) index.add(read.definition, code, read.values.get('market') ?? NO_MARKET);
    else if (code) index.addUnsure(read.definition, code);
    return isPlaced;
  });
  placed.forEach((read) => checkReferences(read, index));
  return placed;
}

interface EntityPlan {
  readonly writes: readonly PlannedWrite<SourceLine>[];
  readonly faults: readonly Fault[];
}

async function writesOf(
  definition: EntityDefinition,
  rows: readonly ReadRow[],
  stored: StoredRecords,
): Promise<EntityPlan> {
  if (definition.kept === 'timeline') return timelineWrites(definition, rows, stored);
  const faults = duplicatesAmong(rows);
  if (faults.length > 0) return { writes: [], faults };
  if (definition.link) return { writes: await linkWrites(definition, rows, stored), faults: [] };
  const ordered = inParentOrder(definition, rows);
  return { writes: ordered.rows.flatMap(recordWrites), faults: ordered.faults };
}

/** Rows with the same natural key: each later one is a fault that names the first. */
function duplicatesAmong(rows: readonly ReadRow[]): Fault[] {
  const first = new Map<string, SourceLine>();
  return rows.flatMap((read) => {
    const key = JSON.stringify(keyOf(read));
    const { origin } = read.row;
    const other = first.get(key);
    if (!other) first.set(key, origin);
    return other ? [{ origin, message: duplicateSentence(read, other) }] : [];
  });
}

function duplicateSentence(read: ReadRow, other: SourceLine): string {
  const { file } = read.row.origin;
  const where = other.file === file ? `line ${other.line}` : `${other.file}:${other.line}`;
  return `${keySentence(read)} stands already in ${where}; keep one of the two.`;
}

function keySentence(read: ReadRow): string {
  try {
    return `"${joinKey(keyOf(read))}"`;
  } catch {
    // A key part that is free text (a criterion's value).
    return 'A row with the same key';
  }
}
