/**
 * From planned writes to those that will be written: what is stored is read, stale cells and equal values are told apart,
 * the checks judge the state after all of them, and under REJECT_FAILED_ROWS rows fall out until what is left stands.
 * One procedure for pushes, imports and reverts.
 */
import { problem } from '../../schema/errors/catalogue.ts';
import type { Problem } from '../../schema/errors/rejection.ts';
import { sendAhead } from '../database/send-ahead.ts';
import type { Transaction } from '../database/transaction.ts';
import { entityNamed } from '../model/registry.ts';
import { prepareChecks, verdictsOn } from './checks.ts';
import type { Verdict } from '../records/entity-check.ts';
import { byEntity, type PlannedWrite, type ReadWrite } from '../records/planned-write.ts';
import type { Misplaced, Pending } from '../records/store.ts';
import { storeOf } from '../records/stores.ts';

export interface Settled<Origin> {
  /** To be written: no refusal, and another value than is stored. */
  readonly writes: ReadWrite<Origin>[];
  readonly unchanged: ReadWrite<Origin>[];
  readonly refused: Verdict<Origin>[];
  readonly warnings: Verdict<Origin>[];
}

export interface Settling<Origin> {
  readonly writes: readonly PlannedWrite<Origin>[];
  readonly pending?: Pending;
  /** Names what falls together: all cells of one row of one part; a whole import. */
  readonly unitOf: (origin: Origin) => string;
  /** Refusals known before: their units take no part. */
  readonly refused: readonly Verdict<Origin>[];
  /** Whether the rest is still of interest when something is refused (REJECT_FAILED_ROWS). */
  readonly keepsRest: boolean;
  /** Refusals that depend on what is stored, before the areas' checks: staleness, duplicate rows. */
  readonly judge?: (tx: Transaction, writes: readonly ReadWrite<Origin>[]) => Promise<Verdict<Origin>[]>;
  readonly describeMisplaced?: (misplaced: Misplaced<Origin>) => Problem;
}

/**
 * Everything that can be told of each cell by itself is told for all of them. The areas' checks judge the state after all
 * writes: under REJECT_FAILED_ROWS that of the rows which still stand, again and again until no further row falls out. Ends
 * because every round but the last refuses a row more.
 */
export async function settle<Origin>(tx: Transaction, settling: Settling<Origin>): Promise<Settled<Origin>> {
  const { unitOf, keepsRest } = settling;
  const preparing = prepareChecks(tx, settling.writes);
  // Heard of below.
  preparing.catch(() => undefined);
  await sendAhead(settling.writes.length);
  const [checks, first] = await Promise.all([preparing, readAll(tx, settling, settling.writes)]);
  const describe = settling.describeMisplaced ?? describeMisplaced;
  const refused: Verdict<Origin>[] = [
    ...settling.refused,
    ...first.misplaced.map((m) => ({ origin: m.write.origin, problem: describe(m), severity: 'REFUSE' as const })),
    ...((await settling.judge?.(tx, first.read)) ?? []),
  ];
  for (let read = first.read; ;) {
    const out = new Set(refused.map((v) => unitOf(v.origin)));
    const stands = (w: PlannedWrite<Origin>): boolean => !keepsRest || !out.has(unitOf(w.origin));
    // Where a price ends depends on the others that are written with it: so what is left is read again.
    if (!read.every(stands)) read = (await readAll(tx, settling, settling.writes.filter(stands))).read;
    const writes = read.filter((w) => !isUnchanged(w));
    const verdicts = await verdictsOn(tx, writes, checks);
    const found = verdicts.filter((v) => v.severity === 'REFUSE');
    for (const verdict of found) refused.push(verdict); // they may be more than a call takes arguments
    if (found.length > 0 && keepsRest) continue;
    const warnings = verdicts.filter((v) => v.severity === 'WARN');
    return { writes, unchanged: read.filter(isUnchanged), refused, warnings };
  }
}

/** A version that is to begin on a day changes something also where its value stays. */
const isUnchanged = (w: ReadWrite): boolean =>
  w.before === w.after && !(w.opensVersion === true && w.beforeFrom !== w.from);

async function readAll<Origin>(
  tx: Transaction,
  { pending }: Settling<Origin>,
  writes: readonly PlannedWrite<Origin>[],
): Promise<{ read: ReadWrite<Origin>[]; misplaced: Misplaced<Origin>[] }> {
  const read: ReadWrite<Origin>[] = [];
  const misplaced: Misplaced<Origin>[] = [];
  for (const [entity, ofEntity] of byEntity(writes)) {
    const definition = entityNamed(entity);
    const answer = await storeOf(definition).read(tx, definition, ofEntity, pending);
    for (const write of answer.writes) read.push(write, ...broughtAlong(write));
    for (const write of answer.misplaced) misplaced.push(write);
  }
  return { read, misplaced };
}

function broughtAlong<Origin>(write: ReadWrite<Origin>): ReadWrite<Origin>[] {
  if (write.exists || !write.along) return [];
  return write.along.map(({ field, after }) => ({ ...write, field, after, before: null, isAlong: true }));
}

const describeMisplaced = (m: Misplaced<unknown>): Problem =>
  problem('UNKNOWN_CODE', { field: m.field, value: m.value });
